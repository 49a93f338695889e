"""A row beside the people known: nobody, surely one of them, or a question for a person.

Surely means: one person alone has a name that is the same, and something else agrees too (the day of birth, an
article, a place of detention ...). A name alone is a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from habeas.exchange.lists.claims import facts_of
from habeas.exchange.lists.rows import ListRow
from habeas.identity.compare.names import compare_names
from habeas.identity.context import Mention, with_context
from habeas.identity.lookup import NameIndex
from habeas.model.judgement import Judgement
from habeas.model.reason import Reason
from habeas.model.statement import Statement
from habeas.register.links import Links

_BACKING = ("people.shared-fact", "people.born-same")
_FACTS = ("article", "facility", "place", "court", "term", "date", "born")
_FOUND = 8  # names that are looked at closely


class Fit(StrEnum):
    """How a row stands to the people known."""

    NEW = "new"
    SURE = "sure"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Match:
    """The answer: ``person`` (an address) where it is sure; ``maybe`` whom it may be where it is a question."""

    fit: Fit
    person: str | None = None
    maybe: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


NOBODY = Match(Fit.NEW)


@dataclass(slots=True)
class Known:
    """The people known: what each is called and what is said of each, and an index of the names."""

    people: dict[str, Mention] = field(default_factory=dict)
    index: NameIndex = field(default_factory=NameIndex)

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The name forms of each, base form first."""
        return {person: mention.names for person, mention in self.people.items()}

    def add(self, mention: Mention) -> None:
        """Put a person in."""
        self.people[mention.id] = mention
        for name in mention.names:
            self.index.add(mention.id, name)

    def match(self, row: ListRow) -> Match:
        """Return how a row stands to these people."""
        own = row.one("id")
        if own is not None and own in self.people:
            return self._by_id(row, own)
        if not self.people:
            return NOBODY
        asked = Mention("row", (row.name,), frozenset(), facts_of(row))
        sure: list[tuple[str, tuple[Reason, ...]]] = []
        maybe: dict[str, tuple[Reason, ...]] = {}
        for found in self.index.find(row.name, _FOUND):
            if found.comparison.judgement is Judgement.DIFFERENT:
                continue
            whole = with_context(found.comparison, asked, self.people[found.id])
            backed = any(reason.rule in _BACKING for reason in whole.reasons)
            if whole.judgement is Judgement.SAME and backed:
                sure.append((found.id, whole.reasons))
            elif whole.judgement is not Judgement.DIFFERENT and not _born_apart(whole.reasons, whole.score):
                maybe.setdefault(found.id, whole.reasons)
        ids = {person for person, _ in sure}
        if len(ids) == 1:
            return Match(Fit.SURE, sure[0][0], (), sure[0][1])
        if ids or maybe:
            reasons = sure[0][1] if sure else next(iter(maybe.values()))
            return Match(Fit.QUESTION, None, tuple(sorted(ids | set(maybe))), reasons)
        return NOBODY

    def _by_id(self, row: ListRow, own: str) -> Match:
        """Take the id's word for it, unless the names are another person's."""
        best = max((compare_names(row.name, name) for name in self.people[own].names), key=lambda c: c.score)
        if best.judgement is Judgement.DIFFERENT:
            words = f"The row has the id of {self.people[own].names[0]}, but another name: {row.name}."
            return Match(Fit.QUESTION, None, (own,), (Reason("list.id-other-name", words), *best.reasons))
        return Match(Fit.SURE, own, (), (Reason("list.id", "The row has this person's id."),))


def _born_apart(reasons: Iterable[Reason], score: float) -> bool:
    """Whether two of a like name are two by their years of birth."""
    return any(reason.rule == "people.born-conflict" for reason in reasons) and score < 0.5


def known_people(statements: Iterable[Statement], links: Links) -> Known:
    """Return the people of whom something is accepted, under their addresses."""
    names: dict[str, dict[str, None]] = {}
    facts: dict[str, set[tuple[str, str]]] = {}
    for statement in statements:
        for subject in statement.subjects:
            address = links.address.get(subject, subject)
            if statement.type == "identity":
                for part in ("name", "other_name"):
                    names.setdefault(address, {}).update(
                        dict.fromkeys(value.value for value in statement.fields.get(part, ()))
                    )
            found = facts.setdefault(address, set())
            for part in _FACTS:
                found |= {(part, value.value) for value in statement.fields.get(part, ())}
    known = Known()
    for address, forms in names.items():
        if forms:
            known.add(
                Mention(address, tuple(forms), frozenset(), frozenset(facts[address]), True, (address,))
            )
    return known
