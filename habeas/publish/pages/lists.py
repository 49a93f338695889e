"""Lists of people: by letter, by place, by article of law, by institution; long ones are cut into parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from habeas.model.record import Record
from habeas.publish.edition import Edition
from habeas.publish.glance import Glance, glances_of
from habeas.publish.names import letter_of, named, sort_key
from habeas.publish.pages.person import value_markup
from habeas.publish.values import Shown, shown
from habeas.publish.words import Words

PART = 80
FACETS = ("places", "articles", "institutions")


@dataclass(frozen=True, slots=True)
class Under:
    """The people under one heading. ``path`` is the page's address in the language's folder, without its ending."""

    title: Markup
    kind: str
    path: str
    people: tuple[Record, ...]

    def parts(self) -> Iterator[tuple[str, tuple[Record, ...]]]:
        """Each part with its address."""
        for number in range(0, max(len(self.people), 1), PART):
            yield self.address(number // PART), self.people[number : number + PART]

    def address(self, part: int) -> str:
        """Return the address of a part: the first one has the plain one."""
        return f"{self.path}.html" if part == 0 else f"{self.path}-{part + 1}.html"


def by_letter(edition: Edition, words: Words) -> tuple[Under, ...]:
    """Return everyone under the letter of this language's alphabet, surnames first; nameless people at the end."""
    found = []
    for record in edition.register.people:
        first = named(record, edition, words).first
        name = first.name if first else ""
        found.append((not name, sort_key(name, words), record.id, letter_of(name, words), record))
    found.sort(key=lambda row: row[:3])
    return tuple(
        Under(
            escape(letter) or words.text("site.index.other_letter"),
            "",
            f"letters/{ord(letter):04x}" if letter else "letters/other",
            tuple(row[4] for row in rows),
        )
        for letter, rows in groupby(found, key=lambda row: row[3])
    )


def facets_of(edition: Edition, words: Words) -> Mapping[str, tuple[Under, ...]]:
    """Return people under each place, article and institution in one language, made once for all outputs."""
    return edition.once(f"facets {words.lang}", lambda: _facets(edition, words))


def letters_of(edition: Edition, words: Words) -> tuple[Under, ...]:
    """Return everyone under a letter in one language, made once for all outputs."""
    return edition.once(f"letters {words.lang}", lambda: by_letter(edition, words))


def _facets(edition: Edition, words: Words) -> dict[str, tuple[Under, ...]]:
    """People under each heading in the order of names, headings in that of the alphabet."""
    seen = glances_of(edition)
    people = [record for under in letters_of(edition, words) for record in under.people]
    places = {record.id: place for place, record in enumerate(people)}

    def under(facet: str, one: _Heading) -> Under:
        in_order = sorted([places[person] for person in one.people])
        title = _title(facet, one.text, one.lang, words)
        return Under(title, one.kind, f"{facet}/{one.slug}", tuple([people[place] for place in in_order]))

    def alphabetical(one: _Heading) -> tuple[Any, ...]:
        return one.kind, _number(one.text), sort_key(one.text, words), one.slug

    under_each = edition.once("facets", lambda: {facet: _headings(seen, facet) for facet in FACETS})
    return {
        facet: tuple([under(facet, one) for one in sorted(under_each[facet], key=alphabetical)])
        for facet in FACETS
    }


@dataclass(frozen=True, slots=True)
class _Heading:
    """One place, article or institution in its first spelling, and the ids of the ``people`` under it."""

    kind: str
    slug: str
    text: str
    lang: str
    people: list[str]


def _headings(glances: Iterable[Glance], facet: str) -> list[_Heading]:
    rows: dict[tuple[str, str], _Heading] = {}
    for glance in glances:
        for kind, slug, text, lang in _values(glance, facet):
            row = rows.get((kind, slug))
            if row is None:
                row = rows[kind, slug] = _Heading(kind, slug, text, lang, [])
            row.people.append(glance.record.id)
    return list(rows.values())


def _values(glance: Glance, facet: str) -> Iterator[tuple[str, str, str, str]]:
    """Kind, address, text and language of each value under which somebody is found."""
    if facet == "articles":
        for article in glance.articles:
            yield "", article.replace(" ", "-"), article, ""
        return
    values = glance.institutions if facet == "institutions" else (("", place) for place in glance.places)
    for kind, one in values:
        yield kind, one.slug, one.text, one.lang


def _title(facet: str, text: str, lang: str, words: Words) -> Markup:
    found = shown("article", text, words) if facet == "articles" else Shown(escape(text), lang)
    return value_markup(found)


def _number(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.replace("-", " ").replace(".", " ").split() if part.isdigit())
