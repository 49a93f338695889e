"""What stands in one audience: its claims, captures and decisions after all that people decided and erased.

The rules are those of docs/record-format.md, part “What stands”. Everything that does not stand is listed with
its reason, and where people disagree the disagreement is listed, never settled by which came later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from habeas.model.reason import Reason
from habeas.record.cbor import CborValue
from habeas.record.conflicts import (
    Conflict,
    accepted_and_rejected,
    choices,
    not_followed,
    overruled,
    versions_differ,
)
from habeas.record.entry import Entry
from habeas.record.erasure import apply
from habeas.record.held import Range, named_range, unusable, withdrawn, withheld
from habeas.record.live import in_force
from habeas.record.pairs import Pair, addresses, minted_twice, pairs
from habeas.record.versions import Versions, versions


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands, in the Order in which the entries were given.

    ``void``: every entry that derives nothing, by id, with the reason (erased, pending, newer version, withheld,
    replaced, retracted, restated, another version of the same claim). ``retracted``: claim id to the id of the
    retraction; ``disputed``: claim id to the ids of the disputes. ``now``: a claim's id to the id of the version
    that stands for it. ``rejected``: fingerprints that need not be asked again. ``same`` and ``different`` are in
    force; ``address``: a joined subject id to the id under which it is found.
    """

    claims: tuple[Entry, ...] = ()
    captures: tuple[Entry, ...] = ()
    decisions: tuple[Entry, ...] = ()
    void: Mapping[bytes, Reason] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
    retracted: Mapping[bytes, bytes] = field(default_factory=dict)
    disputed: Mapping[bytes, tuple[bytes, ...]] = field(default_factory=dict)
    now: Mapping[bytes, bytes] = field(default_factory=dict)
    rejected: frozenset[bytes] = frozenset()
    address: Mapping[bytes, bytes] = field(default_factory=dict)

    def acts(self, act: str) -> tuple[Entry, ...]:
        """Return the standing decisions of one act, in Order."""
        return tuple(decision for decision in self.decisions if decision.text("act") == act)

    def capture(self, identity: bytes) -> Mapping[str, CborValue]:
        """Return what is known of one capture (by its SHA-256) or source card (by its id).

        Several entries may speak of it; a later one in Order adds and corrects field by field. Empty if none does.
        """
        known: dict[str, CborValue] = {}
        for entry in self.captures:
            if identity in (entry.octets("id"), entry.octets("sha256")):
                known |= entry.fields
        return known


def standing(entries: Iterable[Entry], aside: Iterable[tuple[Range, Reason]] = ()) -> Standing:
    """Return what stands among the ``entries`` of one audience, given in its Order (``habeas.record.order``).

    ``aside`` are ranges that somebody else's lane sets aside: our quarantines, over what a partner told us.
    """
    held = apply(entries)
    void = unusable(held)
    void |= withheld(held, aside)
    void |= withheld(held, withdrawn(entry for entry in held if entry.id not in void))
    void |= withheld(held, _quarantined(held, void))
    return _decide(held, void)


def _quarantined(held: Sequence[Entry], void: Mapping[bytes, Reason]) -> list[tuple[Range, Reason]]:
    usable = [entry for entry in held if entry.kind == "decision" and entry.id not in void]
    live = in_force(usable, reach=lambda _, named: (named,), moot=lambda _: False)
    reason = Reason("record.quarantined", "we set this part of a log aside")
    found = [named_range(one) for one in live.decisions if one.text("act") == "quarantine"]
    return [(named, reason) for named in found if named]


def _decide(held: Sequence[Entry], void: dict[bytes, Reason]) -> Standing:
    # What is erased still holds its place, among the versions of a claim and over a decision that it replaced:
    # nothing earlier comes back for it.
    usable = [one for one in held if one.kind == "decision" and _readable_or_erased(one, void)]
    minted, _ = addresses(minted_twice(usable), ())
    claims = [one for one in held if one.kind == "claim" and _readable_or_erased(one, void)]
    found = versions(claims, lambda subject: minted.get(subject, subject))
    captures = _captures(held, void)
    live = in_force(usable, reach=found.reach, moot=_mootness(void, found, held))
    void |= live.off
    void |= {
        one: Reason("record.retracted", "we no longer say so") for one in live.retracted if one not in void
    }
    void |= {one: Reason("record.replaced", "replaced by name") for one in live.replaced if one not in void}
    standing_claims, now, rivals = _current(found, void)
    follow = _following(now)
    joined = pairs(live.decisions, follow)
    people = [pair for pair in joined.same if pair.sort in ("person", "group")]
    address, dropped = addresses(people, joined.different)
    in_order = tuple(one for one in held if one.id in standing_claims)
    return Standing(
        claims=in_order,
        captures=tuple(one for one in captures if one.id not in void),
        decisions=live.decisions,
        void=void,
        conflicts=(
            *overruled(joined.overruled),
            *not_followed(dropped, joined.different),
            *versions_differ(rivals),
            *choices(live.decisions, follow),
            *accepted_and_rejected(in_order, live.decisions),
        ),
        same=joined.same,
        different=joined.different,
        retracted=live.retracted,
        disputed=_disputed(live.decisions, follow),
        now=now,
        rejected=frozenset(filter(None, (one.octets("fingerprint") for one in live.decisions))),
        address=address,
    )


def _readable_or_erased(entry: Entry, void: Mapping[bytes, Reason]) -> bool:
    reason = void.get(entry.id)
    return reason is None or reason.rule == "record.void"


def _captures(held: Sequence[Entry], void: Mapping[bytes, Reason]) -> list[Entry]:
    return [one for one in held if one.kind == "capture" and one.id not in void]


def _mootness(
    void: Mapping[bytes, Reason], found: Versions, held: Sequence[Entry]
) -> Callable[[Entry], bool]:
    """Return the question whether what a decision is about is gone.

    A list of claims loses those that are gone and is gone with the last; a pair is gone with either of the two.
    """
    gone = {one.id for one in held if one.id in void}
    # An erased capture no longer tells its hash, so that what is not held is what is gone.
    left = {name for one in held if one.kind == "capture" and one.id not in gone for name in _identities(one)}

    def is_gone(claim: bytes) -> bool:
        return found.restating(claim) in gone

    def moot(decision: Entry) -> bool:
        if decision.id in gone:
            return True
        match decision.text("act"):
            case "dispute" | "retract":
                return all(map(is_gone, decision.ids("claims")))
            case "choose":
                return any(all(map(is_gone, decision.ids(name))) for name in ("claims", "over"))
            case "same" | "different" | "split" if decision.text("sort") == "claim":
                return any(is_gone(decision.octets(name) or b"") for name in ("a", "b"))
            case "copies":
                return len(left.intersection(decision.ids("captures"))) < 2
        return False

    return moot


def _identities(capture: Entry) -> tuple[bytes, ...]:
    return tuple(filter(None, (capture.octets("id"), capture.octets("sha256"))))


def _current(
    found: Versions, void: dict[bytes, Reason]
) -> tuple[set[bytes], dict[bytes, bytes], list[tuple[Entry, ...]]]:
    """Return the ids of the claims that stand, where each version is now found, and the rival versions."""
    stands: set[bytes] = set()
    now: dict[bytes, bytes] = {}
    rivals = []
    for group in found.groups:
        if len(group) == 1:  # nobody told it twice
            stands.update([claim.id for claim in group if claim.id not in void])
            continue
        lost = frozenset().union(*(found.place_taken.get(claim.id, frozenset()) for claim in group))
        ends = [claim for claim in group if claim.id not in lost and claim.id not in void]
        kept: list[Entry] = []
        for claim in ends:
            twin = next((one for one in kept if claim.id in found.twins.get(one.id, ())), None)
            if twin is None:
                kept.append(claim)
            else:
                now[claim.id] = twin.id
                void[claim.id] = Reason("record.twin", "the same, accepted on another device")
        stands |= {claim.id for claim in kept}
        for claim in kept:
            for earlier in found.place_taken.get(claim.id, ()):
                now.setdefault(earlier, claim.id)
        for earlier in lost - void.keys():
            void[earlier] = Reason("record.version", "a later version of this claim stands in its place")
        if len(kept) > 1:
            rivals.append(tuple(kept))
    return stands, now, rivals


def _following(now: Mapping[bytes, bytes]) -> Callable[[bytes], bytes]:
    def follow(claim: bytes) -> bytes:
        for _ in range(len(now)):
            if claim not in now:
                break
            claim = now[claim]
        return claim

    return follow


def _disputed(decisions: Iterable[Entry], now: Callable[[bytes], bytes]) -> Mapping[bytes, tuple[bytes, ...]]:
    found: dict[bytes, tuple[bytes, ...]] = {}
    for decision in decisions:
        if decision.text("act") == "dispute":
            for claim in map(now, decision.ids("claims")):
                found[claim] = (*found.get(claim, ()), decision.id)
    return found
