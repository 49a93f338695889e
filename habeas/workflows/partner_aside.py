"""What of our partners’ entries is set aside: by a quarantine of ours, because its words were not compared, or cut off.

A quarantine is a decision of ours in the private lane. One that names a partner's keys chain means all that it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from habeas.exchange.keyring import Keyring
from habeas.model.reason import Reason
from habeas.record.entry import Entry
from habeas.record.held import Range, named_range
from habeas.record.partner_lanes import ReceivedLane
from habeas.record.standing import standing
from habeas.store.partner_nouns import VERIFIED
from habeas.store.workspace import Workspace

ALL = 2**63 - 1  # the last number that a quarantine of everything names


@dataclass(frozen=True, slots=True)
class Aside:
    """``ranges`` are the standing quarantines with their decisions; ``logs`` are set aside as a whole, with the reason.

    ``taken`` are the ranges behind the last good head of a key that its origin called compromised.
    """

    ranges: tuple[tuple[Range, Entry], ...]
    logs: Mapping[bytes, Reason]
    taken: tuple[Range, ...] = ()

    def whole(self, log: bytes) -> bool:
        """Whether nothing of a log counts."""
        return log in self.logs

    def of(self, lane: ReceivedLane) -> tuple[tuple[Range, Reason], ...]:
        """Return the ranges of a lane that do not count, with the reason."""
        if lane.log in self.logs:
            chains = {entry.lane for entry in lane.entries}
            return tuple(((lane.log, chain, 1, ALL), self.logs[lane.log]) for chain in sorted(chains))
        reason = Reason("record.quarantined", "we set this part of a log aside")
        taken = Reason(
            "record.compromised", "signed with a key that its origin says somebody else had by then"
        )
        return (
            *((one, reason) for one, _ in self.ranges if one[0] == lane.log),
            *((one, taken) for one in self.taken if one[0] == lane.log),
        )


def set_aside(workspace: Workspace) -> Aside:
    """Return what is set aside now."""
    decisions = standing(workspace.private().entries).acts("quarantine")
    ranges = tuple((one, entry) for entry in decisions if (one := named_range(entry)))
    logs: dict[bytes, Reason] = {}
    taken: list[Range] = []
    for partner in workspace.exchange.partners.all():
        if partner.state != VERIFIED:
            words = f"the words of “{partner.name}” were not compared yet"
            if partner.state != "added":
                words = f"the exchange with “{partner.name}” was ended"
            logs[partner.log] = Reason("record.unverified", words)
        ring = workspace.exchange.received.keyring(partner.log)
        if ring is not None:
            taken += behind_good_heads(workspace, partner.log, ring)
        for (log, lane, _, _), _entry in ranges:
            if ring is not None and (log, lane) == (partner.log, ring.lane):
                logs[log] = Reason("record.quarantined", f"“{partner.name}” is set aside")
    return Aside(ranges, logs, tuple(taken))


def behind_good_heads(workspace: Workspace, log: bytes, ring: Keyring) -> list[Range]:
    """Return what a partner's compromised keys signed behind the last good heads that its root names: whole chains where none is named."""
    found: list[Range] = []
    for one in ring.certificates.values():
        if not one.good:
            continue
        good = {row.lane: row.seq for row in one.good}
        lanes = {*good, *workspace.exchange.received.chains_of(log, one.key)}
        found += [(log, lane, good.get(lane, 0) + 1, ALL) for lane in sorted(lanes)]
    return found
