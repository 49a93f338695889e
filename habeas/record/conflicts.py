"""Where people disagree: standing decisions and versions that cannot both hold. Each is shown and queued."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from habeas.model.reason import Reason
from habeas.record.entry import Entry
from habeas.record.pairs import Pair


@dataclass(frozen=True, slots=True)
class Conflict:
    """The ids of the entries that disagree, and what about."""

    entries: tuple[bytes, ...]
    reason: Reason


def overruled(found: Iterable[tuple[Pair, Pair]]) -> list[Conflict]:
    """Somebody said “same”, somebody else “different” or “split”, and neither replaced the other."""
    words = "one of us says these are the same, another that they are not; they are kept apart"
    return [
        Conflict((pair.decision, against.decision), Reason("record.same-and-different", words))
        for pair, against in found
    ]


def not_followed(dropped: Sequence[Pair], different: Iterable[Pair]) -> list[Conflict]:
    """Pairs that would together join two ids of which somebody said that they are different."""
    human = [pair.decision for pair in dropped if not pair.computed]
    if not human:
        return []
    words = "together these would join two that somebody says are different; none of them is followed"
    against = [pair.decision for pair in different]
    return [Conflict(tuple(dict.fromkeys([*human, *against])), Reason("record.joined-and-different", words))]


def versions_differ(rivals: Iterable[Sequence[Entry]]) -> list[Conflict]:
    """Two devices accepted one proposal with different contents."""
    words = "the same passage was accepted twice, with different contents; retract one of them"
    return [
        Conflict(tuple(claim.id for claim in group), Reason("record.two-versions", words)) for group in rivals
    ]


def choices(decisions: Iterable[Entry], now: Callable[[bytes], bytes]) -> list[Conflict]:
    """Two choices of which each prefers what the other set aside."""
    by_field: dict[str, list[tuple[Entry, set[bytes], set[bytes]]]] = defaultdict(list)
    for one in decisions:
        if one.text("act") == "choose":
            chosen, over = set(map(now, one.ids("claims"))), set(map(now, one.ids("over")))
            by_field[one.text("field") or ""].append((one, chosen, over))
    words = "each of these two choices prefers what the other sets aside"
    found = []
    for made in by_field.values():
        set_aside: dict[bytes, list[int]] = defaultdict(list)
        for place, (_, _, over) in enumerate(made):
            for claim in over:
                set_aside[claim].append(place)
        for place, (one, chosen, over) in enumerate(made):
            others = sorted({other for claim in chosen for other in set_aside[claim] if other > place})
            found += [
                Conflict((one.id, made[other][0].id), Reason("record.two-choices", words))
                for other in others
                if not over.isdisjoint(made[other][1])
            ]
    return found


def accepted_and_rejected(claims: Iterable[Entry], decisions: Iterable[Entry]) -> list[Conflict]:
    """One device accepted a proposal that another rejected. In one chain the acceptance settles it."""
    rejected = {one.octets("fingerprint"): one for one in decisions if one.text("act") == "reject"}
    words = "one of us accepted this, another rejected it"
    found = []
    for claim in claims:
        against = rejected.get(claim.octets("from")) if "from" in claim.fields else None
        if against and against.lane != claim.lane:
            found.append(Conflict((claim.id, against.id), Reason("record.accepted-and-rejected", words)))
    return found
