"""Verb: set a partner aside, at once and reversibly: what it said counts for nothing, nor does what rests on it alone.

Where others see such a statement of ours it is taken back there (“withheld”), without a line about it. Lifting takes the
quarantine and those retractions back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.standing import Standing, standing
from habeas.review.leaves import decision
from habeas.store.partner_nouns import Partner
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider
from habeas.workflows.partner_aside import ALL, set_aside
from habeas.workflows.partner_wider import Wider, wider_lanes
from habeas.workflows.receive_notes import quarantine_draft
from habeas.workflows.refused import Refused

WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Impact:
    """What a quarantine, or lifting one, changes: ``theirs`` the partner's entries here, ``ours`` statements of ours that rest on them
    alone, ``shown`` how many of those others see.
    """

    theirs: int
    ours: tuple[str, ...]
    shown: int


def impact(workspace: Workspace, name: str) -> Impact:
    """Return what a quarantine of the partner would change; nothing is changed."""
    partner = workspace.exchange.partners.named(name)
    resting = _resting(workspace, standing(workspace.private().entries).claims, partner)
    shown = sum(len(there) for _, there in _shown(workspace, {one.id for one in resting}))
    theirs = sum(one.seq for one in workspace.exchange.received.positions(partner.log) if one.scope != "keys")
    return Impact(theirs, tuple(one.id.hex() for one in resting), shown)


def quarantine(workspace: Workspace, name: str, who: Decider) -> Impact:
    """Set a partner aside."""
    exchange = workspace.exchange
    partner = exchange.partners.named(name)
    ring = exchange.received.keyring(partner.log)
    if ring is None:
        raise Refused(f"The keys of “{name}” are missing here. Add the group anew, by its card.")
    with workspace.transaction():
        if any(
            (log, lane) == (partner.log, ring.lane) for (log, lane, _, _), _ in set_aside(workspace).ranges
        ):
            raise Refused(f"“{name}” is set aside already; nothing was changed.")
        changed = impact(workspace, name)
        own = [bytes.fromhex(one) for one in changed.ours]
        drafts = [quarantine_draft(partner.log, ring.lane, 1, ALL, who.by, who.why)]
        if own:
            drafts.append(_retraction(own, who.by))
        for lane, there in _shown(workspace, own):
            lane.append([Draft("decision", {"act": "retract", "claims": there, "reason": WITHHELD})])
        workspace.append_private(drafts)
    return changed


def lift(workspace: Workspace, name: str, who: Decider) -> Impact:
    """Take back every quarantine of a partner, and what was withheld because of it."""
    partner = workspace.exchange.partners.named(name)
    with workspace.transaction():
        found = standing(workspace.private().entries)
        mine = [entry for (log, _, _, _), entry in set_aside(workspace).ranges if log == partner.log]
        if not mine:
            raise Refused(f"Nothing of “{name}” is set aside; nothing was changed.")
        held = {entry.id: entry for entry in workspace.private().entries if entry.kind == "claim"}
        rests = {one.id for one in _resting(workspace, held.values(), partner)}
        withheld = [one for one in _withheld(found) if rests.intersection(one.ids("claims"))]
        back = {one for entry in withheld for one in entry.ids("claims")}
        for wider in wider_lanes(workspace):
            there = _there(found, wider.audience, back)
            again = [
                one
                for one in _withheld(standing(wider.read().entries))
                if there.intersection(one.ids("claims"))
            ]
            if again:
                wider.append([Draft("decision", {"act": "retract", "claims": [one.id for one in again]})])
        ids: Sequence[CborValue] = [one.id for one in (*mine, *withheld)]
        workspace.append_private([decision("retract", who.by, who.why, {"claims": ids})])
    return Impact(0, tuple(sorted(one.hex() for one in back)), len(back))


def _retraction(own: Sequence[bytes], by: str) -> Draft:
    ids: Sequence[CborValue] = list(own)
    return decision("retract", by, None, {"claims": ids, "reason": WITHHELD})


def _resting(workspace: Workspace, claims: Iterable[Entry], partner: Partner) -> list[Entry]:
    """Return the claims of ours that were accepted from what the partner said, and have no report of our own."""
    theirs = workspace.exchange.received.claim_ids(partner.log)
    found: list[Entry] = []
    for one in claims:
        seen_by_us = any("capture" in item for item in one.maps("evidence"))
        if one.octets("from") in theirs and not seen_by_us:
            found.append(one)
    return found


def _withheld(found: Standing) -> list[Entry]:
    return [one for one in found.acts("retract") if one.text("reason") == WITHHELD]


def _shown(workspace: Workspace, own: Collection[bytes]) -> list[tuple[Wider, list[CborValue]]]:
    """Return, with each wider lane, the claims there that stand for those of ours."""
    found = standing(workspace.private().entries)
    shown: list[tuple[Wider, list[CborValue]]] = []
    for wider in wider_lanes(workspace):
        there = _there(found, wider.audience, own)
        stands = [one.id for one in standing(wider.read().entries).claims if one.id in there]
        if stands:
            shown.append((wider, list(stands)))
    return shown


def _there(found: Standing, audience: bytes, own: Collection[bytes]) -> set[bytes]:
    wanted = set(own)
    wanted |= {old for old, now in found.now.items() if now in wanted}
    return {
        there
        for row in found.acts("widen")
        if row.octets("lane") == audience
        for mine, there in zip(row.ids("of"), row.ids("to"), strict=False)
        if mine in wanted
    }
