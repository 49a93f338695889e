"""The static site: a folder a language, one page a person, no request to anybody else; a script only for the search."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from markupsafe import escape

from habeas.model.record import Record
from habeas.publish.cards import card_head
from habeas.publish.changes import newest
from habeas.publish.edition import Edition
from habeas.publish.glance import glances
from habeas.publish.html import Shell, assets, frame, page, shell
from habeas.publish.linked import linked
from habeas.publish.outputs.lists import list_pieces
from habeas.publish.pages.person import person_page
from habeas.publish.pieces import Piece, Read, digest
from habeas.publish.words import Words, words_of


def pieces(edition: Edition) -> Iterator[Piece]:
    """Return every file of the site."""
    tongues = tuple(words_of(lang) for lang in edition.languages)
    yield from assets()
    whole = edition.whole("site")
    ground = digest("ground", edition.ground())
    root = {
        **frame(edition, tongues[0], tongues),
        "titles": [(words, edition.site_title(words)) for words in tongues],
    }
    yield Piece("index.html", ground, partial(_made, "root.html", root))
    yield Piece("404.html", ground, partial(_made, "missing.html", root))
    seen, news = glances(edition), newest(edition)
    for words in tongues:
        values = frame(edition, words, tongues)
        about = {
            **values,
            "own": edition.settings.about.get(words.lang, ""),
            "place": "about",
            "path": "about.html",
        }
        yield Piece(f"{words.lang}/about.html", ground, partial(_made, "about.html", about))
        yield from list_pieces(edition, words, values, seen, news, whole)
        inner = {**values, "root": "../../"}
        around = shell(inner, digest("shell", edition.ground()).hex())
        for record in edition.register.people:
            yield from _person(edition, record, words, inner, around)


def _person(
    edition: Edition, record: Record, words: Words, inner: dict[str, Any], around: Shell
) -> Iterator[Piece]:
    """The page of one person in one language, and the pages that lead there from earlier addresses."""
    rests = digest("person", words.lang, edition.rests_on(record))
    path = f"{words.lang}/people/{record.id}.html"
    yield Piece(path, rests, partial(_page, edition, record, words, inner, around))
    for old in record.redirects:
        moved = {**inner, "page": record.id, "path": f"people/{old}.html"}
        yield Piece(f"{words.lang}/people/{old}.html", rests, partial(_made, "moved.html", moved))


def _page(
    edition: Edition, record: Record, words: Words, inner: dict[str, Any], around: Shell, _read: Read
) -> bytes:
    part = edition.alone(record)
    made = person_page(part, record, words)
    name = made.name.first
    return around.page(
        "person.html",
        {**inner, "page": made},
        title=escape(name.name) if name else words.text("site.person.unnamed"),
        path=f"people/{record.id}.html",
        head=f'<script type="application/ld+json">{linked(part, record, made, words)}</script>'
        f"{card_head(edition, record, made, words)}",
    )


def _made(template: str, values: dict[str, Any], _read: Read) -> bytes:
    return page(template, values)
