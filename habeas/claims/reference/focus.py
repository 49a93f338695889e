"""Whom the text is talking about: what pronouns, “the activist”, “both” and left-out subjects can mean.

A pronoun is linked only where one person fits; else it stays open. The people of the last claim come before
those merely named.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from habeas.claims.people.people import Person

REMEMBERED_SENTENCES = 3
JUDGED = ("hearing", "custody_extension", "fine", "sentence", "appeal")
CARRIED = 1  # sentences between, that tell of nobody


@dataclass(slots=True)
class Focus:
    """Remembers, sentence by sentence, who was named and of whom something was told.

    ``bearer`` is the one whose course of dates the sentence goes on with, if it does; ``ahead`` the one whom the sentence
    only describes and the next one names; ``tried`` are those whom a court judged last (``ever_tried``: at any time),
    ``heard`` those of whose trial the last sentence told, groups too; ``claimed`` all of whom any claim tells;
    ``unit`` is the last list of people, ``lists`` all of them in order;
    ``together`` are people with names and groups of whom the last sentence told one thing; ``spoken_of`` all who were named neither as speaking nor by office or kinship, ``spoke`` all who were named as speaking.
    """

    told: list[list[str]] = field(default_factory=list)
    named: list[list[str]] = field(default_factory=list)
    fresh: list[list[str]] = field(default_factory=list)
    group: str | None = None
    group_age: int = 0
    told_age: int = 0
    block: int = -1
    told_block: int = -1
    unit: list[str] = field(default_factory=list)
    lists: list[list[str]] = field(default_factory=list)
    ever: dict[str, None] = field(default_factory=dict)
    bearer: list[str] = field(default_factory=list)
    ahead: list[str] = field(default_factory=list)
    told_ever: set[str] = field(default_factory=set)
    new: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    ever_tried: set[str] = field(default_factory=set)
    heard: list[str] = field(default_factory=list)
    claimed: set[str] = field(default_factory=set)
    spoken_of: set[str] = field(default_factory=set)
    spoke: set[str] = field(default_factory=set)
    together: tuple[str, ...] = ()

    def close_sentence(
        self,
        told: Sequence[str],
        named: Sequence[str],
        unit: Sequence[str],
        group: str | None,
        fresh: Sequence[str] = (),
    ) -> None:
        """Note at the end of a sentence whom it told of, whom it named, its last list of people, and its group.

        ``fresh`` are those named who neither speak nor are there by office or kinship.
        """
        self.told_age += 1
        self.new = [one for one in dict.fromkeys(fresh) if one not in self.ever]
        self.ever |= dict.fromkeys([*told, *named])
        self.told_ever |= set(told)
        self.spoken_of |= set(fresh)
        if told:
            self.told_age, self.told_block = 0, self.block
            self.told = [*self.told[-REMEMBERED_SENTENCES:], list(dict.fromkeys(told))]
        self.fresh = [*self.fresh[-REMEMBERED_SENTENCES:], list(dict.fromkeys(fresh))]
        self.named = [*self.named[-REMEMBERED_SENTENCES:], list(dict.fromkeys(named))]
        if len(unit) > 1:
            self.unit = list(unit)
        elif len(told) > 1:
            self.unit = list(dict.fromkeys(told))
        if self.unit and self.unit not in self.lists:
            self.lists.append(self.unit)
        self.group_age += 1
        if group is not None:
            self.group, self.group_age = group, 0

    def note_claims(self, told: Sequence[tuple[str, Sequence[str]]], people: Container[str]) -> None:
        """Note at the end of a sentence of whom it told what (by type of claim); ``people`` are the ids of those who are no group."""
        self._note_court(told)
        last = tuple(told[-1][1]) if told else self.together if self.told_age <= 1 else ()
        mixed = any(one in people for one in last) and any(one not in people for one in last)
        self.together = last if mixed else ()

    def _note_court(self, told: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Note whom a court judged: an appeal is of those judged last."""
        self.claimed |= {one for _, people in told for one in people}
        if told:
            self.heard = [one for kind, people in told if kind == "hearing" for one in people]
        for judged in JUDGED:
            people = [one for kind, people in told if kind == judged for one in people]
            self.tried = list(dict.fromkeys(people)) or self.tried
            self.ever_tried |= set(people)

    def more_than_a_voice(self, person: Person | None) -> Person | None:
        """Return whom “the man” can mean, unless he only spoke so far: “X wrote of a search. According to him, the man was taken away.”"""
        if person is None or person.id not in self.spoke:
            return person
        return person if person.id in self.spoken_of | self.claimed else None

    def so_many(self, number: float) -> tuple[str, ...]:
        """Return the last list of just so many people, else all told of so far if they are so many, or nobody."""
        lists = [*reversed(self.lists), [one for one in self.ever if one in self.told_ever]]
        return next((tuple(one) for one in lists if len(one) == number), ())

    def judged_last(self) -> list[str]:
        """Return those told of last whom a court judged, else those whom it judged last."""
        told = self.last_told()
        return told if told and self.ever_tried.issuperset(told) else self.tried

    def just_named(self) -> list[str]:
        """Return the one whom the sentence before named for the first time, and told nothing: “There was a third, X. He was freed.”"""
        return self.new if self.told_age and len(self.new) == 1 else []

    def last_told(self) -> list[str]:
        """Return the people of the last sentence that told something of anybody."""
        return self.told[-1] if self.told else []

    def all_lately(self) -> tuple[str, ...]:
        """Return everybody told of in the last sentences, where these told of one after the other: “A got six years. B got five.”"""
        people = tuple(dict.fromkeys(one for people in self.told for one in people))
        return people if len(self.last_told()) == 1 and self.told_age <= CARRIED and len(people) > 1 else ()

    def carried_on(self) -> list[str]:
        """Return the people of whom a sentence can go on without naming them: told of just before, nobody else named since."""
        if self.told_block != self.block and self.fresh and len(self.fresh[-1]) == 1:
            return self.fresh[
                -1
            ]  # named alone in this paragraph: “X bought flowers. On the way was detained.”
        if self.just_named():
            return self.new
        told = self.last_told()
        since = self.named[-self.told_age :] if self.told_age else []
        others = any(set(named) - set(told) for named in since)
        if self.told_age <= CARRIED and told and not others:
            return told
        return self.only_one()

    def only_one(self) -> list[str]:
        """Return the only one of whom the whole text has told so far, if nobody came in since but by office or kinship."""
        if not self.told_ever:
            return self.only_named()
        newer = self.fresh[-self.told_age :] if self.told_age else []
        others = any(set(fresh) - self.told_ever for fresh in newer)
        return list(self.told_ever) if len(self.told_ever) == 1 and not others else []

    def only_named(self) -> list[str]:
        """Return the only one whom a text that told nothing yet has named so far, if he neither speaks nor is there by office or kinship."""
        return list(self.ever) if len(self.ever) == 1 and self.spoken_of.issuperset(self.ever) else []

    def recent(self) -> list[list[str]]:
        """Return the lists to search for a referent, the best first: who is new in another paragraph before those told of."""
        since = self.fresh[-self.told_age :] if self.told_age and self.block != self.told_block else []
        newer = [people for people in reversed(since) if len(people) == 1]
        lists = [
            *newer,
            self.just_named(),
            self.last_told(),
            *reversed(self.named),
            *reversed(self.told[:-1]),
        ]
        return [people for people in lists if people]


def one_of_sex(people: Sequence[Person], sex: str) -> Person | None:
    """Return the only person whose sex is ``sex`` (or, where none is known to be, unknown), else None."""
    unique = list({person.id: person for person in people}.values())
    exact = [person for person in unique if person.sex == sex]
    open_ = [person for person in unique if not person.sex]
    if sex and len(exact) == 1:
        return exact[0]
    if sex and exact:
        return None
    fitting = open_ if sex else unique
    return fitting[0] if len(fitting) == 1 else None
