"""Lists of people: by letter, by place, by article of law, by institution; long ones are cut into parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

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
    seen = glances_of(edition)
    people = (record for under in letters_of(edition, words) for record in under.people)
    places = {record.id: place for place, record in enumerate(people)}
    return {facet: by_facet(seen, facet, words, places) for facet in FACETS}


def by_facet(
    glances: Iterable[Glance], facet: str, words: Words, places: Mapping[str, int]
) -> tuple[Under, ...]:
    """Return people under each place, article or institution, headings in the order of the alphabet.

    ``places`` gives each person's place in the order of names, by id.
    """
    rows: dict[tuple[str, str], tuple[Markup, str, list[Record]]] = {}
    for glance in glances:
        for kind, slug, text, lang in _values(glance, facet):
            row = rows.get((kind, slug))
            if row is None:
                row = rows[kind, slug] = (_title(facet, text, lang, words), text, [])
            row[2].append(glance.record)
    return tuple(
        Under(title, kind, f"{facet}/{slug}", tuple(sorted(people, key=lambda record: places[record.id])))
        for (kind, slug), (title, text, people) in sorted(
            rows.items(),
            key=lambda row: (row[0][0], _number(row[1][1]), sort_key(row[1][1], words), row[0][1]),
        )
    )


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
