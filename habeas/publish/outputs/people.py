"""The pages of people: each is written once for all languages, and then said in each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from habeas.model.record import Record
from habeas.publish.cards import card_head
from habeas.publish.edition import FEW, Edition
from habeas.publish.html import Shell, fragment, page
from habeas.publish.linked import inside, linked, linked_claims, linked_person
from habeas.publish.names import named
from habeas.publish.pages.person import person_page
from habeas.publish.parts import Parts
from habeas.publish.pieces import Piece, Read, Turn, digest
from habeas.publish.plain import readable
from habeas.publish.unsaid import Call, Sheet, Spoken, Unsaid
from habeas.publish.words import Words


@dataclass(frozen=True, slots=True)
class _Written:
    """One person's page before any language: its main part, and what is said of her for machines."""

    unsaid: Unsaid
    main: Sheet
    claims: Sheet


@dataclass(frozen=True, slots=True)
class PeoplePages:
    """The pages of everyone. ``values`` are what every page of the first language needs, ``shells`` what is around a
    page in each language, by its tag.
    """

    edition: Edition
    values: Mapping[str, Any]
    shells: Mapping[str, Shell]
    _written: dict[str, _Written] = field(default_factory=dict, repr=False, compare=False)
    _common: dict[object, Call] = field(default_factory=dict, repr=False, compare=False)
    _known: dict[str, dict[Call, bytes]] = field(default_factory=dict, repr=False, compare=False)

    def pieces(self, record: Record, words: Words, values: Mapping[str, Any]) -> Iterator[Piece]:
        """Return the page of one person in one language, and the pages that lead there from earlier addresses."""
        rests = digest("person", words.lang, self.edition.rests_on(record))
        yield Piece(
            f"{words.lang}/people/{record.id}.html", rests, partial(self._page, record, words), Turn.NARROW
        )
        for old in record.redirects:
            moved = {**values, "page": record.id, "path": f"people/{old}.html"}
            yield Piece(f"{words.lang}/people/{old}.html", rests, partial(_moved, moved), Turn.NARROW)

    def _page(self, record: Record, words: Words, _read: Read) -> bytes:
        edition, part, written = self.edition, self.edition.alone(record), self._of(record)
        spoken = Spoken(written.unsaid, words, self._known.setdefault(words.lang, {}))
        name = named(record, part, words)
        claims = spoken.fill(written.claims, inside)
        card = readable(card_head(edition, record, words))
        title = escape(name.first.name) if name.first else words.text("site.person.unnamed")
        return self.shells[words.lang].page(
            title=readable(title).encode(),
            path=f"people/{record.id}.html".encode(),
            head=linked(linked_person(part, record, name, words), claims) + card.encode(),
            main=spoken.fill(written.main),
        )

    def _of(self, record: Record) -> _Written:
        found = self._written.get(record.id)
        if found is None:
            if len(self._written) >= FEW:
                self._written.clear()
            found = self._written[record.id] = self._write(record)
        return found

    def _write(self, record: Record) -> _Written:
        part = self.edition.alone(record)
        # A text cannot hold the digest of what it is itself a part of, so it cannot hold a mark either.
        unsaid = Unsaid(self.values["words"], self.edition.rests_on(record).hex(), self._common)
        made = person_page(part, record, unsaid)
        values = {
            **self.values,
            "words": unsaid,
            "parts": Parts(unsaid),
            "lang": unsaid.lang,
            "heading": unsaid.say(_heading, part, record),
            "lede": Markup(" ").join(made.lede),
            "page": made,
        }
        claims = unsaid.sheet(linked_claims(part, record, made, unsaid))
        return _Written(unsaid, unsaid.sheet(fragment("person.html", values)), claims)


def _heading(words: Words, part: Edition, record: Record) -> Markup:
    return Parts(words).heading(named(record, part, words))


def _moved(values: Mapping[str, Any], _read: Read) -> bytes:
    return page("moved.html", values)
