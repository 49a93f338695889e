"""How long it takes to cut out one of several partners, when all of them have told us much: seconds of processor time.

Each partner's lane brings its share of the claims; of each some were accepted by us and shown to everyone. All of it is invented.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from habeas.bench.record import NOON, Measured, group, lane_of, take_in, write_claims
from habeas.record.draft import Draft
from habeas.record.standing import standing
from habeas.store.workspace import Workspace
from habeas.workflows import partner as partners
from habeas.workflows.decide import Decider
from habeas.workflows.partner_quarantine import quarantine

CLAIMS: Final = 100_000
PARTNERS: Final = 5
ACCEPTED: Final = 200  # of each partner
GOAL: Final = 5.0


def run(claims: int = CLAIMS, *, accepted: int = ACCEPTED) -> Measured:
    """Make ``claims`` of five partners, of each ``accepted`` by us and shown, cut one out, and see that nothing of it stands in the public lane any more."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        ours = group(folder, "ours")
        for number in range(PARTNERS):
            _told(ours, folder, f"partner{number}", number, claims // PARTNERS, accepted)
        today = datetime.fromtimestamp(NOON, UTC).date()
        chance = hashlib.shake_256(b"withdrawing")
        begun = time.process_time()
        changed = quarantine(ours, "partner3", Decider("R-01", today, lambda: chance.digest(16)))
        seconds = time.process_time() - begun
        left = len(standing(ours.public().entries).claims)
        if (left, changed.shown) != (accepted * (PARTNERS - 1), accepted):
            raise AssertionError(f"{left} claims are still shown, {changed.shown} were taken back")
        ours.close()
    what = f"one of {PARTNERS} partners cut out"
    more = f"{changed.theirs} of {claims} claims, {changed.shown} of them taken back from everyone"
    return Measured(what, seconds, more, GOAL if claims == CLAIMS else None)


def _told(ours: Workspace, folder: Path, name: str, number: int, claims: int, accepted: int) -> None:
    """Let a partner tell its claims, and let us accept and show some of them."""
    theirs = group(folder, name)
    for mine, other, called in ((ours, theirs, name), (theirs, ours, "ours")):
        card = folder / f"{name}-{called}.card"
        partners.write_card(other, card)
        partners.add(mine, called, card)
        mine.exchange.partners.set_state(other.log, "verified")
    write_claims(theirs, ours, claims, first=number * claims)
    take_in(theirs, ours, "ours", folder / f"{name}.age")
    lane = theirs.exchange.lanes.read(lane_of(theirs, ours))
    told = [entry for entry in lane.entries if entry.kind == "claim"][:accepted]
    theirs.close()
    own = [dict(entry.fields) for entry in told]
    mine_entries = ours.append_private(
        [Draft("claim", {**fields, "from": entry.id}) for fields, entry in zip(own, told, strict=True)]
    )
    shown = ours.append_public([Draft("claim", fields) for fields in own])
    ours.append_private(
        [
            Draft(
                "decision",
                {
                    "act": "widen",
                    "lane": ours.opened.public.audience,
                    "of": [entry.id for entry in mine_entries],
                    "to": [entry.id for entry in shown],
                    "basis": "overriding: a measurement",
                    "by": "R-01",
                },
            )
        ]
    )
