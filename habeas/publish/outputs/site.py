"""The static site: a folder a language, one page a person, no request to anybody else; a script only for the search."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from habeas.publish.changes import newest
from habeas.publish.edition import Edition
from habeas.publish.glance import glances_of
from habeas.publish.html import assets, frame, page, shell
from habeas.publish.outputs.lists import list_pieces
from habeas.publish.outputs.people import PeoplePages
from habeas.publish.pieces import Piece, Read, digest
from habeas.publish.words import words_of


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
    news = edition.once("news", lambda: newest(edition))
    seen = glances_of(edition)
    inner = {words.lang: {**frame(edition, words, tongues), "root": "../../"} for words in tongues}
    mark = digest("shell", edition.ground()).hex()
    shells = {lang: shell(values, mark) for lang, values in inner.items()}
    people = PeoplePages(edition, inner[tongues[0].lang], shells)
    for words in tongues:
        values = {**inner[words.lang], "root": "../"}
        about = {
            **values,
            "own": edition.settings.about.get(words.lang, ""),
            "place": "about",
            "path": "about.html",
        }
        yield Piece(f"{words.lang}/about.html", ground, partial(_made, "about.html", about))
        yield from list_pieces(edition, words, values, seen, news, whole)
        for record in edition.register.people:
            yield from people.pieces(record, words, inner[words.lang])


def _made(template: str, values: dict[str, Any], _read: Read) -> bytes:
    return page(template, values)
