"""What stands on the picture that goes with a shared link: a person's name, one sentence, the bar. Text only, no photograph.

Whoever shares a page in a chat or on a social network shows this instead of an empty frame. It says what the page says
and no more; no date that only the law implies stands on it. A picture is fetched by its full address, so there are
pictures only where the address of the site is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from habeas.model.record import Record
from habeas.publish.edition import Edition
from habeas.publish.names import Named, named
from habeas.publish.pages.person import BarWords, lede, person_page
from habeas.publish.pieces import digest
from habeas.publish.words import Words, words_of

WIDTH, HEIGHT = 1200, 630  # pixels: what networks ask for


@dataclass(frozen=True, slots=True)
class Card:
    """One picture: its path in the site, a digest of all that it is made from, and what gives the words on it."""

    path: str
    rests_on: bytes
    told: Callable[[], Mapping[str, Any]]


def cards(edition: Edition) -> Iterator[Card]:
    """Yield the card of every person in every language; none where the site has no address."""
    if not edition.settings.base:
        return
    for lang in edition.languages:
        words = words_of(lang)
        for record in edition.register.people:
            rests = digest("card", lang, edition.rests_on(record))
            yield Card(card_path(record, words), rests, partial(card_words, edition, record, words))


def card_path(record: Record, words: Words) -> str:
    """Return the path of a person's picture in the site: beside her page, and it names nobody."""
    return f"{words.lang}/people/{record.id}.png"


def card_head(edition: Edition, record: Record, words: Words) -> Markup:
    """Return the lines of a page's head that name its picture; nothing where the site has no address."""
    base = edition.settings.base
    if not base:
        return Markup("")
    part = edition.alone(record)
    name, sentences = _name(named(record, part, words), words), _sentences(lede(part, record, words))
    lines = [
        ("og:type", "profile"),
        ("og:site_name", edition.site_title(words)),
        ("og:title", name),
        ("og:description", " ".join(sentences)),
        ("og:locale", words.lang),
        ("og:url", f"{base}{words.lang}/people/{record.id}.html"),
        ("og:image", f"{base}{card_path(record, words)}"),
        ("og:image:width", str(WIDTH)),
        ("og:image:height", str(HEIGHT)),
        ("og:image:alt", ". ".join([name, *sentences])),
    ]
    tags = [Markup('<meta property="{}" content="{}">').format(name, value) for name, value in lines]
    return Markup("\n").join([*tags, Markup('<meta name="twitter:card" content="summary_large_image">')])


def card_words(edition: Edition, record: Record, words: Words) -> Mapping[str, Any]:
    """Return every word of the picture of ``record``, and its bar."""
    part = edition.alone(record)
    made = person_page(part, record, words)
    return {
        "lang": words.lang,
        "name": _name(made.name, words),
        "sentences": _sentences(made.lede),
        "bar": _bar(made.bar, words),
        "site": edition.site_title(words),
        "address": site_of(edition),
        "mode": mark_of(edition, words),
    }


def site_of(edition: Edition) -> str:
    """Return the address of the site as it is printed, "" where none is known."""
    host = urlsplit(edition.settings.base)
    return f"{host.netloc}{host.path}".rstrip("/")


def mark_of(edition: Edition, words: Words) -> str:
    """Return what every page says of itself where it is no real register, else ""."""
    return "" if edition.mode == "real" else words.text(f"site.mode.{edition.mode}").striptags()


def _name(name: Named, words: Words) -> str:
    return name.first.name if name.first else words.text("site.person.unnamed").striptags()


def _sentences(lede: Iterable[Markup]) -> list[str]:
    return [sentence.striptags() for sentence in lede]


def _bar(bar: BarWords | None, words: Words) -> Mapping[str, Any] | None:
    if bar is None:
        return None
    drawing = bar.drawing
    return {
        "pieces": [[one.x, one.width, one.kind] for one in drawing.pieces],
        "start": bar.start.striptags(),
        "end": bar.end.striptags(),
        "after": words.text("site.bar.unknown").striptags() if drawing.open_after else "",
    }
