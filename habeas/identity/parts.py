"""Mentions being put together: what was found to be one person so far, and what bars it from being another.

Two whom one document presents as two are two, a person of ours wins in every case, two accepted people are never joined by
likeness, and nobody has two names that are plainly different.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from habeas.identity.context import Mention
from habeas.identity.judgements import Judgements
from habeas.identity.spellings import Called, Spellings
from habeas.model.reason import Reason

_NOTHING: frozenset[str] = frozenset()
_NO_NAMES: frozenset[Called] = frozenset()


@dataclass(eq=False, slots=True)
class Part:
    """Mentions that are one person as far as is known, with what bars a merge; kept as it grows, since it is asked far more
    often than it grows. ``judged``: those ids of it of which people of ours said anything; ``called``: the names of its mentions,
    ``hers``: those of accepted people; ``reasons``: why it is one.
    """

    members: list[Mention]
    documents: Set[str]
    judged: Set[str]
    called: Set[Called]
    hers: Set[Called]
    accepted: bool
    reasons: dict[Reason, None]

    def take(self, other: Part) -> None:
        """Take in all that the other part is."""
        self.members.extend(other.members)
        self.documents = _with(self.documents, other.documents)
        self.judged = _with(self.judged, other.judged)
        self.called = _with(self.called, other.called)
        self.hers = _with(self.hers, other.hers)
        self.accepted = self.accepted or other.accepted
        self.reasons.update(other.reasons)


def _with[T](own: Set[T], more: Set[T]) -> Set[T]:
    """Return both as one: in the set itself where that was made here, for most parts stay alone and share theirs with others."""
    if not more:
        return own
    grown = own if isinstance(own, set) else set(own)
    grown |= more
    return grown


class Parts:
    """Who is one person with whom, so far."""

    def __init__(self, nodes: Iterable[Mention], judgements: Judgements, spellings: Spellings) -> None:
        self._judgements = judgements
        self._spellings = spellings
        self._alike: dict[Called, frozenset[Called]] = {}
        self._of = {node.id: self._alone(node) for node in nodes}

    def _alone(self, node: Mention) -> Part:
        judged = self._judgements.named.intersection(node.bare_ids) or _NOTHING
        called = tuple(dict.fromkeys(node.names))
        alike = self._alike.setdefault(called, frozenset((called,)))
        hers = alike if node.accepted else _NO_NAMES
        return Part([node], node.documents, judged, alike, hers, node.accepted, {})

    def of(self, node: Mention) -> Part:
        """Return the part in which a mention is."""
        return self._of[node.id]

    def all(self) -> list[Part]:
        """Return every part once, in the order of the mentions."""
        return list({id(part): part for part in self._of.values()}.values())

    def together(self, a: Mention, b: Mention) -> bool:
        """Whether the two are one person already."""
        return self._of[a.id] is self._of[b.id]

    def unite(self, a: Mention, b: Mention, reasons: Iterable[Reason]) -> None:
        """Make the two one person, whatever speaks against it."""
        large, small = self._of[a.id], self._of[b.id]
        if large is small:
            return
        if len(large.members) < len(small.members):
            large, small = small, large
        large.take(small)
        large.reasons.update(dict.fromkeys(reasons))
        for member in small.members:
            self._of[member.id] = large

    def merge(self, a: Mention, b: Mention, reasons: Iterable[Reason]) -> bool:
        """Make the two one person if nothing bars it; return whether they are one now."""
        left, right = self._of[a.id], self._of[b.id]
        if left is right:
            return True
        if self.barred(left, right):
            return False
        self.unite(a, b, reasons)
        return True

    def decided(self, left: Part, right: Part) -> bool:
        """Whether a person of ours said that these are two."""
        return self._judgements.barred(left.judged, right.judged) is not None

    def decided_within(self, those: Iterable[Part]) -> bool:
        """Whether a person of ours said of any two of these that they are two."""
        judged = set[str]().union(*(part.judged for part in those))
        return self._judgements.barred(judged, judged) is not None

    def apart(self, left: Part, right: Part) -> bool:
        """Whether a document, a person of ours, or two acceptances say that these are two people."""
        if left.accepted and right.accepted:
            return True
        return not left.documents.isdisjoint(right.documents) or self.decided(left, right)

    def cannot_be_one(self, left: Part, right: Part) -> bool:
        """Whether nobody need be asked if these are one: somebody said it, a document shows both, or the names clash.

        Of two accepted people it is asked: they are only not joined by likeness.
        """
        return (
            not left.documents.isdisjoint(right.documents)
            or self.decided(left, right)
            or self.clash(left, right)
        )

    def clash(self, left: Part, right: Part) -> bool:
        """Whether any name on one side is plainly another name than any on the other."""
        return self._spellings.clash(left.called, right.called, left.hers | right.hers)

    def barred(self, left: Part, right: Part) -> bool:
        """Whether a decision, a document, two accepted people, or two incompatible names keep these apart."""
        return self.apart(left, right) or self.clash(left, right)
