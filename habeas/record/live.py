"""Which decisions are in force, and which entries they retract.

A decision is in force unless another replaces it by name, one in force retracts it, or what it is about is gone.
Nothing depends on the order in which entries arrived.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from habeas.model.reason import Reason
from habeas.record.entry import Entry


@dataclass(frozen=True, slots=True)
class Live:
    """``decisions`` in force, in the order given; ``off``: why another is not; ``retracted``: entry id to the id
    of the retraction; ``replaced``: entry id to the id of the decision that replaces it.
    """

    decisions: tuple[Entry, ...] = ()
    off: dict[bytes, Reason] = field(default_factory=dict)
    retracted: dict[bytes, bytes] = field(default_factory=dict)
    replaced: dict[bytes, bytes] = field(default_factory=dict)


def in_force(
    decisions: Sequence[Entry],
    *,
    reach: Callable[[Entry, bytes], Collection[bytes]],
    moot: Callable[[Entry], bool],
) -> Live:
    """Return which of ``decisions`` are in force.

    ``reach`` gives, for a retraction and an entry id that it names, all entries that go with it (earlier
    versions, restatements); ``moot`` says that what a decision is about is gone. A decision that replaced another and
    became moot does not bring the other back; one that was retracted does.
    """
    live = Live()
    for decision in _latest_first(decisions):
        if decision.id in live.retracted:
            live.off[decision.id] = Reason("record.retracted", "taken back by a later decision")
            continue
        for old in decision.ids("replaces"):
            live.replaced.setdefault(old, decision.id)
        if decision.id in live.replaced:
            live.off[decision.id] = Reason("record.replaced", "replaced by a later decision")
        elif moot(decision):
            live.off[decision.id] = Reason("record.void", "what it was about has been erased or withheld")
        elif decision.text("act") == "retract":
            for named in decision.ids("claims"):
                for gone in reach(decision, named):
                    live.retracted.setdefault(gone, decision.id)
    standing = tuple(decision for decision in decisions if decision.id not in live.off)
    return Live(standing, live.off, live.retracted, live.replaced)


def _latest_first(decisions: Sequence[Entry]) -> Iterable[Entry]:
    """Return the decisions so that each comes after all that name it.

    An id is a hash over what an entry names, so that no two can name each other; if a set of entries claims
    it all the same, none of it is believed.
    """
    by_id = {decision.id: decision for decision in decisions}
    namers: dict[bytes, list[bytes]] = {one: [] for one in sorted(by_id)}
    for decision in sorted(decisions, key=lambda one: one.id):
        named = (*decision.ids("replaces"), *_retracts(decision))
        for old in named:
            if old in namers and old != decision.id:
                namers[old].append(decision.id)
    try:
        return [by_id[one] for one in TopologicalSorter(namers).static_order()]
    except CycleError:
        return []


def _retracts(decision: Entry) -> tuple[bytes, ...]:
    return decision.ids("claims") if decision.text("act") == "retract" else ()
