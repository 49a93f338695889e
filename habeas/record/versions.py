"""Claims that are one claim: corrections of it, two acceptances of one proposal, and restatements after an erasure.

A later version in one chain knew the earlier one and takes its place. Versions of two devices that say the same
are one (“twins”); where they differ both stand, and a person must choose. Nothing comes back by itself:
retracting a version retracts those whose place it took, and its twins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from habeas.record.entry import Entry

# What does not belong to the saying itself: how it came to us, and which ids our devices gave.
_NOT_CONTENT = frozenset({"from", "method", "by", "restates", "subjects"})
_NONE: frozenset[bytes] = frozenset()


@dataclass(frozen=True, slots=True)
class Versions:
    """``groups``: the versions of one claim, in Order. ``place_taken``: for a claim, the ids whose place it took (all
    of them, not only the nearest). ``twins``: for a claim, the ids of other devices' versions with the same
    content. ``restated``: for a claim, the id of the one that restates it.
    """

    by_id: Mapping[bytes, Entry]
    groups: tuple[tuple[Entry, ...], ...]
    place_taken: Mapping[bytes, frozenset[bytes]]
    twins: Mapping[bytes, frozenset[bytes]]
    restated: Mapping[bytes, bytes]

    def restating(self, claim: bytes) -> bytes:
        """Return the claim that now carries what ``claim`` said, itself where nothing restates it."""
        seen = {claim}
        while (following := self.restated.get(claim)) and following not in seen:
            seen.add(following)
            claim = following
        return claim

    def reach(self, retraction: Entry, named: bytes) -> frozenset[bytes]:
        """Return all entries that go when ``retraction`` names one.

        What the writer of the retraction accepted again afterwards is not among them.
        """
        first = {named, self.restating(named)}
        one = first.union(*(self.twins.get(claim, _NONE) for claim in first))
        every = one.union(*(self.place_taken.get(claim, _NONE) for claim in one))
        return frozenset(claim for claim in every if not self._after(claim, retraction))

    def _after(self, claim: bytes, retraction: Entry) -> bool:
        entry = self.by_id.get(claim)
        return entry is not None and entry.lane == retraction.lane and entry.seq > retraction.seq


def versions(claims: Sequence[Entry], address: Callable[[bytes], bytes]) -> Versions:
    """Return how ``claims``, in Order, readable or erased, are versions of each other.

    ``address`` gives the id under which a subject is found, so that ids minted twice do not look like two people.
    """
    restated = {old: claim.id for claim in claims if (old := claim.octets("restates"))}
    groups = _groups(claims)
    taken: dict[bytes, frozenset[bytes]] = {}
    twins: dict[bytes, frozenset[bytes]] = {}
    for group in groups:
        if len(group) == 1:
            continue
        contents = {claim.id: _content(claim, address) for claim in group}
        for claim in group:
            taken[claim.id] = _place_taken(claim, group, restated)
            twins[claim.id] = frozenset(
                other.id
                for other in group
                if other.lane != claim.lane and contents[other.id] == contents[claim.id]
            )
    return Versions({claim.id: claim for claim in claims}, tuple(groups), taken, twins, restated)


def _content(claim: Entry, address: Callable[[bytes], bytes]) -> object:
    values = {leaf.name: leaf.value for leaf in claim.leaves if leaf.name not in _NOT_CONTENT}
    return values, sorted({address(subject) for subject in claim.ids("subjects")})


def _groups(claims: Sequence[Entry]) -> list[tuple[Entry, ...]]:
    """Group claims that share a ``from`` or are joined by ``restates``; each group in Order."""
    parent: dict[bytes, bytes] = {}

    def root(key: bytes) -> bytes:
        while (above := parent.setdefault(key, key)) != key:
            parent[key] = parent[above]
            key = above
        return key

    for claim in claims:
        for link in (claim.octets("restates"), _proposal(claim)):
            if link:
                parent[root(link)] = root(claim.id)
    grouped: dict[bytes, list[Entry]] = {}
    for claim in claims:
        grouped.setdefault(root(claim.id), []).append(claim)
    return [tuple(group) for group in grouped.values()]


def _proposal(claim: Entry) -> bytes | None:
    fingerprint = claim.octets("from")
    return b"from" + fingerprint if fingerprint else None


def _place_taken(claim: Entry, group: Sequence[Entry], restated: Mapping[bytes, bytes]) -> frozenset[bytes]:
    taken = {other.id for other in group if other.lane == claim.lane and other.seq < claim.seq}
    waiting = [claim.id, *taken]
    while waiting:
        new = waiting.pop()
        for old in (one.id for one in group if restated.get(one.id) == new and one.id not in taken):
            taken.add(old)
            waiting.append(old)
    return frozenset(taken - {claim.id})
