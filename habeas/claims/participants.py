"""Who can take part in a sentence's events: names, counted groups, pronouns, “the activist”, “both”.

Neighbours joined by commas and “and” form one unit (“A, B and two others”). Each participant knows its role
and what speaks against its being a prisoner.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from habeas.claims.focus import Focus, one_of_sex
from habeas.claims.grammar.counts import Count
from habeas.claims.mentions import Mention
from habeas.claims.people import People, Person
from habeas.claims.roles import NO_ROLE, Role, sex_of_word
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK

HARD_BLOCK = 1000.0


@dataclass(slots=True)
class Participant:
    """One stretch that stands for people. ``people`` are ids of people or groups; ``sort`` says how it was found."""

    sort: str
    first: int
    last: int
    people: tuple[str, ...]
    role: Role = NO_ROLE
    against: float = 0.0
    why: str = ""
    count: Count | None = None


@dataclass(slots=True)
class Unit:
    """Participants that are listed together; what happens to one happens to all."""

    members: list[Participant] = field(default_factory=list)

    @property
    def first(self) -> int:
        """First token."""
        return self.members[0].first

    @property
    def last(self) -> int:
        """Token after the last."""
        return self.members[-1].last

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of all its people and groups, each once."""
        return tuple(dict.fromkeys(one for member in self.members for one in member.people))

    @property
    def against(self) -> float:
        """What speaks against the unit: the least that speaks against a member."""
        return min(member.against for member in self.members)


class Cast:
    """Finds the participants of one sentence; needs the document's people and the focus so far."""

    def __init__(self, people: People, focus: Focus, group_of: Callable[[Sentence, Count], str]) -> None:
        """``group_of`` gives the id of the group that a count stands for."""
        self._people, self._focus, self._group_of = people, focus, group_of
        self._by_id = {person.id: person for person in people.all}

    def participants(
        self,
        sentence: Sentence,
        mentions: Sequence[Mention],
        counts: Sequence[Count],
    ) -> list[Participant]:
        """Return the participants in order."""
        found = [self._named(mention) for mention in mentions]
        known = [participant for participant in found if participant is not None]
        known += [
            Participant("group", count.first, count.last, (self._group_of(sentence, count),), count=count)
            for count in counts
        ]
        known += self._anaphors(sentence, known)
        known.sort(key=lambda participant: participant.first)
        known += self._pronouns(sentence, known)
        known.sort(key=lambda participant: participant.first)
        for participant in known:
            _weigh(sentence, participant)
        return known

    def _named(self, mention: Mention) -> Participant | None:
        person = self._people.of(mention)
        if person is None:
            return None
        role = self._people.role(mention)
        if not role.name:
            earlier = [one for one in person.roles if one.hard]
            role = earlier[0] if earlier and len(earlier) * 2 >= len(person.roles) else role
        return Participant("name", mention.first, mention.last, (person.id,), role)

    def _anaphors(self, sentence: Sentence, known: Sequence[Participant]) -> list[Participant]:
        """“The activist”, “both”, “these comrades”: words that stand for people told of before."""
        found: list[Participant] = []
        for first, mark in sorted(sentence.starts("plural_anaphora").items()):
            if _taken(known, first, mark.last) or _taken(found, first, mark.last):
                continue
            people = self._plural(known, first)
            if people:
                found.append(Participant("anaphor", first, mark.last, people))
        for first, mark in sorted(sentence.starts("persons").items()):
            start = _definite(sentence, first)
            if start is None or _taken(known, start, mark.last) or _taken(found, start, mark.last):
                continue
            if _beside_name(sentence, known, mark.last):
                continue
            person = self._singular(known, start, sex_of_word(sentence, mark))
            if person is not None:
                found.append(Participant("anaphor", start, mark.last, (person.id,)))
        return found

    def _pronouns(self, sentence: Sentence, known: Sequence[Participant]) -> list[Participant]:
        found: list[Participant] = []
        for first, mark in sorted(sentence.starts("pronouns").items()):
            if _taken(known, first, mark.last):
                continue
            sex, _, own = mark.payload.sense.partition(" ")
            if sex == "p":
                people = self._plural(known, first)
            else:
                person = self._singular(known, first, sex)
                people = (person.id,) if person else ()
            if people:
                found.append(Participant("owner" if own else "pronoun", first, mark.last, people))
        return found

    def _singular(self, known: Sequence[Participant], before: int, sex: str) -> Person | None:
        """Return the one person whom a singular word can mean: named before in the sentence, else in focus."""
        earlier = [
            self._by_id[one]
            for participant in known
            if participant.last <= before and not participant.role.hard and participant.sort != "group"
            for one in participant.people
            if one in self._by_id
        ]
        person = one_of_sex(earlier, sex)
        if person is not None:
            return person
        if any(one.sex == sex or not one.sex for one in earlier):
            told = [one for one in earlier if one.id in self._focus.last_told()]
            return one_of_sex(told, sex)
        for people in self._focus.recent():
            listed = [self._by_id[one] for one in people if one in self._by_id]
            person = one_of_sex(listed, sex)
            if person is not None:
                return person
            if any(one.sex == sex for one in listed):
                return None
        return None

    def _plural(self, known: Sequence[Participant], before: int) -> tuple[str, ...]:
        """Return the people whom “they” or “both” can mean: the last list of people, or the last group."""
        for unit in reversed(units_of_participants(known)):
            if unit.last <= before and (len(unit.people) > 1 or unit.members[0].sort == "group"):
                return unit.people
        told = self._focus.last_told()
        if len(told) > 1:
            return tuple(told)
        if self._focus.group is not None and self._focus.group_age <= 1:
            return (self._focus.group,)
        return tuple(self._focus.unit) if len(self._focus.unit) > 1 else ()


def units_of_participants(participants: Sequence[Participant]) -> list[Unit]:
    """Return each participant as a unit by itself (before lists are joined)."""
    return [Unit([participant]) for participant in participants]


def join_units(sentence: Sentence, participants: Sequence[Participant]) -> list[Unit]:
    """Join participants that stand in one list: only commas, “and”, ages, brackets and words for persons between."""
    units: list[Unit] = []
    for participant in participants:
        plain = units and participant.sort != "owner" and units[-1].members[-1].sort != "owner"
        if plain and _listed_together(sentence, units[-1].members[-1], participant):
            units[-1].members.append(participant)
            continue
        units.append(Unit([participant]))
    return units


def _listed_together(sentence: Sentence, one: Participant, other: Participant) -> bool:
    if (
        one.role.name != other.role.name
        and "relative" not in (one.role.name, other.role.name)
        and (one.role.hard or other.role.hard)
    ):
        return False
    index, joined = one.last, False
    while index < other.first:
        link = sentence.link("and", index)
        if link is not None:
            joined, index = True, link.last
            continue
        token = sentence.tokens[index]
        if token.text == ",":
            joined, index = True, index + 1
            continue
        step = _filler(sentence, index, other.first)
        if step is None:
            return False
        index = step
    return joined


def _filler(sentence: Sentence, index: int, limit: int) -> int | None:
    """Step over what may stand inside a list of people: an age, a bracket, “activist”, “his wife”, “the”."""
    if sentence.tokens[index].text == "(":
        for at in range(index, min(limit, index + 8)):
            if sentence.tokens[at].text == ")":
                return at + 1
        return None
    for category in ("ages", "persons", "relatives", "roles", "pronouns", "bodies", "places"):
        mark = sentence.at(category, index)
        if mark is not None and mark.last <= limit and sentence.at("events", index) is None:
            return mark.last
    for name in ("article_the", "of", "other"):
        link = sentence.link(name, index)
        if link is not None and link.last <= limit:
            return link.last
    return None


def _taken(known: Sequence[Participant], first: int, last: int) -> bool:
    return any(participant.first < last and first < participant.last for participant in known)


def _definite(sentence: Sentence, index: int) -> int | None:
    """Return where “the activist” begins; a language without articles takes the word itself."""
    if not sentence.pack.has_articles:
        return index
    for back in (1, 2):
        if index - back >= 0 and sentence.at("definite", index - back) is not None:
            return index - back
    return None


def _beside_name(sentence: Sentence, known: Sequence[Participant], last: int) -> bool:
    """Whether a name follows the word (“the activist Anna”): then the word is part of how she is named."""
    return any(participant.sort == "name" and 0 <= participant.first - last <= 2 and
               all(token.kind != MARK or token.text in "«“\"" for token in sentence.tokens[last:participant.first])
               for participant in known)  # fmt: skip


def _weigh(sentence: Sentence, participant: Participant) -> None:
    """Note what speaks against a participant: its role, an agent's “by”, words that make it the owner."""
    if participant.role.hard:
        participant.against, participant.why = (
            HARD_BLOCK,
            f"is named as {participant.role.word or participant.role.name}",
        )
    elif participant.role.soft:
        participant.against, participant.why = (
            8.0,
            f"is named as {participant.role.word or participant.role.name}",
        )
    if participant.sort == "name" and _is_owner(sentence, participant):
        participant.against = max(participant.against, 18.0)
        participant.why = participant.why or "only owns what stands beside the name"
    for name, cost in (("by", 30.0), ("about", 12.0)):
        if any(
            mark.last == participant.first and mark.payload.sense == name for mark in sentence.marks("links")
        ):
            participant.against = max(participant.against, cost)
            participant.why = participant.why or f"stands after “{sentence.word(participant.first - 1)}”"


def _is_owner(sentence: Sentence, participant: Participant) -> bool:
    """Whether the name is in “X's lawyers”, “three lawyers of X”."""
    tokens, last = sentence.tokens, participant.last
    if last < len(tokens) and tokens[last].glued and tokens[last].key in ("'s", "'"):
        return True
    for mark in sentence.marks("peoples"):
        of = sentence.link("of", mark.last)
        beside = mark.last == participant.first and not sentence.pack.has_articles
        if beside or (of is not None and of.last == participant.first):
            listed = last < len(tokens) and (
                tokens[last].text == "," or sentence.link("and", last) is not None
            )
            return not listed
    return False
