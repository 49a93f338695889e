"""Who and what is one: the decisions “same”, “different” and “split”, and the addresses that follow from them.

“Different” wins over every “same” until somebody replaces it by name; a split takes back without saying different.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from habeas.record.entry import Entry


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ids of one sort (person, group, claim, mention) of which somebody said that they are, or are not, one.

    ``keep`` is the id whose address stays; ``decision`` the id of the entry that says so; ``computed`` that no
    person did: two ids were given to one mention.
    """

    sort: str
    a: bytes
    b: bytes
    keep: bytes
    decision: bytes
    computed: bool = False

    @property
    def key(self) -> tuple[str, bytes, bytes]:
        """The pair without regard to which came first."""
        return (self.sort, min(self.a, self.b), max(self.a, self.b))


@dataclass(frozen=True, slots=True)
class Pairs:
    """``same`` and ``different`` as they are in force; ``overruled``: a human “same” beside what overrules it."""

    same: tuple[Pair, ...]
    different: tuple[Pair, ...]
    overruled: tuple[tuple[Pair, Pair], ...]


def pairs(decisions: Sequence[Entry], now: Callable[[bytes], bytes]) -> Pairs:
    """Return the pairs that the standing ``decisions``, in Order, give. ``now`` follows a claim to its last version."""
    said: dict[str, list[Pair]] = {"same": [], "different": [], "split": []}
    for decision in decisions:
        act = decision.text("act") or ""
        pair = _pair(decision, now) if act in said else None
        if pair and pair.a != pair.b:
            said[act].append(pair)
    against = {pair.key: pair for pair in (*said["split"], *said["different"])}
    same = [*said["same"], *minted_twice(decisions)]
    return Pairs(
        tuple(pair for pair in same if pair.key not in against),
        tuple(said["different"]),
        tuple((pair, against[pair.key]) for pair in said["same"] if pair.key in against),
    )


def addresses(
    same: Iterable[Pair], different: Iterable[Pair]
) -> tuple[Mapping[bytes, bytes], tuple[Pair, ...]]:
    """Return for every joined id the id under which it is now found, and the pairs that were not followed.

    Joining is transitive, and “different” wins there too: where A is B, and B is C, but A is not C, none of the
    pairs that lead from A to C is followed. Chains of ``keep`` are followed; a cycle takes the least id.
    """
    held = list(same)
    dropped: list[Pair] = []
    for unlike in different:
        between = _between(held, unlike)
        dropped += between
        held = [pair for pair in held if pair not in between]
    kept: dict[bytes, set[bytes]] = {}
    for pair in held:
        kept.setdefault(pair.b if pair.keep == pair.a else pair.a, set()).add(pair.keep)
    return {one: _address(group, kept) for group in _joined(held) for one in group}, tuple(dropped)


def _pair(decision: Entry, now: Callable[[bytes], bytes]) -> Pair | None:
    sort, a, b = decision.text("sort"), decision.octets("a"), decision.octets("b")
    if sort is None or a is None or b is None:
        return None
    if sort == "claim":
        a, b = now(a), now(b)
    keep = decision.octets("keep")
    return Pair(sort, a, b, keep if keep in (a, b) and keep else min(a, b), decision.id)


def minted_twice(decisions: Iterable[Entry]) -> list[Pair]:
    """Return the pairs of ids that were given to one mention: they are one, and the one that comes first in Order keeps its address."""
    first: dict[tuple[str, bytes], bytes] = {}
    found: dict[tuple[str, bytes, bytes], Pair] = {}
    for decision in decisions:
        subject, sort = decision.octets("id"), decision.text("sort")
        if decision.text("act") != "subject" or subject is None or sort is None:
            continue
        for mention in decision.ids("mentions"):
            earlier = first.setdefault((sort, mention), subject)
            if earlier != subject:
                pair = Pair(sort, earlier, subject, earlier, decision.id, computed=True)
                found.setdefault(pair.key, pair)
    return list(found.values())


def _between(held: Sequence[Pair], unlike: Pair) -> list[Pair]:
    """The pairs by which one id of ``unlike`` is joined to the other: dead ends pruned away, the rest."""
    group = next((one for one in _joined(p for p in held if p.sort == unlike.sort) if unlike.a in one), set())
    if unlike.b not in group:
        return []
    left = [pair for pair in held if pair.sort == unlike.sort and pair.a in group]
    while True:
        ends: dict[bytes, set[tuple[str, bytes, bytes]]] = {}
        for pair in left:
            ends.setdefault(pair.a, set()).add(pair.key)
            ends.setdefault(pair.b, set()).add(pair.key)
        dead = {one for one, keys in ends.items() if len(keys) == 1 and one not in (unlike.a, unlike.b)}
        if not dead:
            return left
        left = [pair for pair in left if pair.a not in dead and pair.b not in dead]


def _joined(held: Iterable[Pair]) -> list[set[bytes]]:
    group: dict[bytes, set[bytes]] = {}
    for pair in held:
        first, second = group.setdefault(pair.a, {pair.a}), group.setdefault(pair.b, {pair.b})
        if first is not second:
            first |= second
            for one in second:
                group[one] = first
    return list({id(one): one for one in group.values()}.values())


def _address(group: Collection[bytes], kept: Mapping[bytes, set[bytes]]) -> bytes:
    """The id of ``group`` that every chain of keeps ends in; the least of those where there are several or none."""
    ends = [one for one in group if one not in kept]
    return min(ends or group)
