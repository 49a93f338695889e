"""What somebody should know or decide after something was received: receipts, forks, clocks, erasures."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.exchange.keyring import Keyring
from habeas.exchange.manifest import Manifest
from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.store.partner_nouns import Landed, Partner
from habeas.store.workspace import Workspace
from habeas.workflows.partner_aside import behind_good_heads

BY = "habeas"  # who sets something aside where no person did


def notes_on_seen(workspace: Workspace, partner: Partner, manifest: Manifest) -> tuple[str, ...]:
    """Return what the partner's receipts tell about our own record; call it before they are kept."""
    exchange, notes = workspace.exchange, list[str]()
    known = {one.lane: one.seq for one in exchange.partners.acknowledged(partner.log)}
    for seen in manifest.seen:
        if seen.log != workspace.log:
            continue
        ours = exchange.lanes.entry_id(seen.lane, seen.seq)
        if seen.seq < known.get(seen.lane, 0):
            notes.append(
                f"“{partner.name}” holds fewer entries of ours than before ({seen.seq}, it was {known[seen.lane]}): "
                "this is an older message, or they restored a backup. What they lack goes with the next `habeas send`."
            )
        if ours is None and seen.seq and not exchange.lanes.is_closed(seen.lane):
            notes.append(
                f"“{partner.name}” holds {seen.seq} entries of ours, and here are {exchange.lanes.last(seen.lane)}: this workspace "
                "was restored from an older backup, or another copy of it goes on writing. Run `habeas doctor --second-device`."
            )
        elif ours is not None and ours != seen.head:
            notes.append(
                f"ALARM: “{partner.name}” holds another entry {seen.seq} of ours than we do. Two copies of this workspace wrote "
                "one chain. Stop the other one, and run `habeas doctor --second-device` here."
            )
    return tuple(notes)


def notes_on_landing(
    workspace: Workspace, partner: Partner, manifest: Manifest, landed: Landed
) -> tuple[str, ...]:
    """Return what the entries that came tell."""
    notes: list[str] = []
    if landed.fork is not None:
        proof = workspace.exchange.write_fork_proof(manifest.log, manifest.lane)
        notes.append(
            f"ALARM: “{partner.name}” has two histories from entry {landed.fork} on. Both are kept, and from there on nothing of it "
            f"counts. Call them: a device was copied, or somebody else has their key. The proof is in {proof}."
        )
    if landed.ahead:
        notes.append(
            f"The clock of “{partner.name}” is wrong: it dates entries more than two days ahead. Their order is kept by number."
        )
    if landed.erased:
        many = "1 entry" if landed.erased == 1 else f"{landed.erased} entries"
        notes.append(
            f"“{partner.name}” erased something in {many}; it is gone here too, and the next `habeas send` tells them so. "
            "What you accepted from it stands in your own record: look whether it may stay."
        )
    return tuple(notes)


def notes_on_keys(
    workspace: Workspace, partner: Partner, before: Keyring | None, after: Keyring
) -> tuple[str, ...]:
    """Return what the partner's keys tell since ``before``: a key of its that somebody else had."""
    known = before.certificates if before else {}
    fresh = [
        one for one in after.certificates.values() if one.good and not getattr(known.get(one.key), "good", ())
    ]
    if not fresh:
        return ()
    ranges = behind_good_heads(workspace, partner.log, after)
    here = {one.lane: one.seq for one in workspace.exchange.received.positions(partner.log)}
    many = sum(max(here.get(lane, 0) - first + 1, 0) for _, lane, first, _ in ranges)
    return (
        f"ALARM: “{partner.name}” says that somebody else had a signing key of theirs. {many} entries that came behind their last "
        "good one are set aside. What came before counts, and was written on a device that was taken later: look at what you "
        "accepted from it. Call them, and hear it from them.",
    )


def quarantine_for(workspace: Workspace, manifest: Manifest, questions: Sequence[str]) -> None:
    """Set aside what a bundle brought until its questions are answered."""
    workspace.append_private(
        [
            quarantine_draft(
                manifest.log, manifest.lane, manifest.first, manifest.last, BY, " ".join(questions)
            )
        ]
    )


def quarantine_draft(log: bytes, lane: bytes, first: int, last: int, by: str, why: str | None) -> Draft:
    """Return the decision that sets a range of a partner's chain aside."""
    fields: dict[str, CborValue] = {
        "act": "quarantine",
        "log": log,
        "lane": lane,
        "first": first,
        "last": last,
        "by": by,
    }
    if why:
        fields["why"] = why
    return Draft("decision", fields)
