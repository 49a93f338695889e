"""What lists of people are made of: one line a person, groups of unnamed people, and the bodies through which people can be supported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from habeas.model.record import GroupRecord, Record
from habeas.publish.edition import Edition
from habeas.publish.facts import Fact, Teller
from habeas.publish.glance import Glance, glances_of
from habeas.publish.names import Named, named
from habeas.publish.pages.person import group_count, status_of, value_markup
from habeas.publish.parts import Parts, spelling
from habeas.publish.quotes import Cards, Quote, quotes_of
from habeas.publish.values import Shown
from habeas.publish.words import Words


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in the index."""

    id: str
    name: Named
    status: tuple[Markup, ...]
    place: Markup | None
    no_letters: bool


class Lines:
    """The lines of people in one language as markup: a person stands in several lists, and is written once."""

    def __init__(self, edition: Edition, words: Words) -> None:
        self.edition, self.words, self.parts = edition, words, Parts(words)
        self.seen = edition.once("glances by id", lambda: {one.record.id: one for one in glances_of(edition)})
        self._made: dict[tuple[str, str], str] = {}

    def of(self, people: Iterable[Record], up: str) -> Markup:
        """Return the list of ``people``; ``up`` leads from the page to the folder of the language."""
        made = "".join([self._line(record, up) for record in people])
        return Markup(f'<ul class="people">\n{made}</ul>\n')  # noqa: S704 - escaped in its parts

    def _line(self, record: Record, up: str) -> str:
        found = self._made.get((record.id, up))
        if found is None:
            line = person_line(self.edition, self.seen[record.id], self.words)
            found = self._made[record.id, up] = self._written(line, up)
        return found

    def _written(self, line: PersonLine, up: str) -> str:
        others = ", ".join([spelling(form) for form in line.name.others[:2]])
        small = f"<small>{others}</small>" if others else ""
        told = [str(one) for one in (*line.status, line.place) if one]
        if line.no_letters:
            told.append("<b>" + self.words.text("site.index.no_letters") + "</b>")
        return (
            f'<li><div class="who"><a href="{up}people/{line.id}.html">{self.parts.person(line.name)}</a>{small}</div>\n'
            f'<p class="small">{"<br>".join(told)}</p></li>\n'
        )


@dataclass(frozen=True, slots=True)
class Member:
    """A named person among a group."""

    id: str
    name: Named


@dataclass(frozen=True, slots=True)
class GroupLines:
    """A group of people, some perhaps named: how many, what is known, who says so."""

    id: str
    count: Markup
    members: tuple[Member, ...]
    all_named: bool
    part_of: Markup | None
    part_of_id: str | None
    events: tuple[Fact, ...]
    quotes: tuple[Quote, ...]
    dots: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Supporter:
    """A body through which people can be supported, and who says so."""

    name: Shown
    quotes: tuple[Quote, ...]


def supporters(edition: Edition, words: Words) -> tuple[Supporter, ...]:
    """Return the bodies through which people here can be supported, with who says so."""
    cards = Cards(words, edition.archives)
    return tuple(
        Supporter(Shown(escape(name), "und"), quotes_of((), {}, [((), evidence)], cards))
        for name, evidence in edition.register.support
    )


def wholes_first(groups: Sequence[GroupRecord]) -> list[GroupRecord]:
    """Return groups in order of time, each followed by the groups that are a part of it."""
    known = {group.id for group in groups}
    parts: dict[str | None, list[GroupRecord]] = {}
    for group in sorted(
        groups, key=lambda g: (min((e.sort_key for e in g.episodes), default=("9", "")), g.id)
    ):
        parts.setdefault(group.of if group.of in known and group.of != group.id else None, []).append(group)
    ordered: list[GroupRecord] = []
    todo = list(reversed(parts.pop(None, [])))
    while todo:
        ordered.append(todo.pop())
        todo.extend(reversed(parts.pop(ordered[-1].id, [])))
    return ordered + [group for circle in parts.values() for group in circle]


def group_lines(edition: Edition, group: GroupRecord, words: Words) -> GroupLines:
    """Return what is known of one group."""
    by_id = {record.id: record for record in edition.register.people}
    greater = next((g for g in edition.register.groups if g.id == group.of), None)
    teller = Teller(edition, words)
    members = tuple(
        Member(identity, named(by_id[identity], edition, words))
        for identity in group.members
        if identity in by_id
    )
    return GroupLines(
        id=group.id,
        count=group_count(group.least, group.most, words),
        members=members,
        all_named=group.most is not None and len(members) >= group.most,
        part_of=group_count(greater.least, greater.most, words) if greater else None,
        part_of_id=greater.id if greater else None,
        events=tuple(teller.episode(episode) for episode in group.episodes),
        quotes=quotes_of((), {}, [((), group.evidence)], Cards(words, edition.archives)),
        dots=_dots(group, len(members)),
    )


def _dots(group: GroupRecord, named_members: int) -> tuple[bool, ...]:
    """Circles for a small group whose size is known: True for named, False for unnamed. Above 24: words only."""
    if group.least is None or group.least != group.most or not 0 < group.least <= 24:
        return ()
    return tuple(i < named_members for i in range(group.least))


def person_line(edition: Edition, seen: Glance, words: Words) -> PersonLine:
    """Return one person as a list shows her."""
    record = seen.record
    return PersonLine(
        id=record.id,
        name=named(record, edition, words),
        status=status_of(record, words, seen.since),
        place=value_markup(Teller(edition, words).value_of(seen.where)) if seen.where else None,
        no_letters=seen.no_letters,
    )
