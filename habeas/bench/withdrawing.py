"""How long it takes to cut out one of several partners, when all of them have told us much: seconds of processor time.

Each partner's lane brings its share of the claims; of each some were accepted by us and shown to everyone. All of it is invented.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from habeas.bench.record import NOON, Measured, group, lane_of, take_in, write_claims
from habeas.publish.build import build
from habeas.publish.settings import SiteSettings
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
LAST: Final = f"partner{PARTNERS - 1}"
TODAY: Final = datetime.fromtimestamp(NOON, UTC).date()


def run(claims: int = CLAIMS, *, accepted: int = ACCEPTED) -> Measured:
    """Make ``claims`` of five partners, of each ``accepted`` by us and shown, and cut the last one out.

    Raises AssertionError unless every published byte is then the one that was published before that partner was met.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        ours = group(folder, "ours")
        for number in range(PARTNERS - 1):
            _told(ours, folder, f"partner{number}", number, claims // PARTNERS, accepted)
        never = _published(ours)
        _told(ours, folder, LAST, PARTNERS - 1, claims // PARTNERS, accepted)
        if _published(ours) == never:
            raise AssertionError("what the last partner told is not published at all")
        chance = hashlib.shake_256(b"withdrawing")
        begun = time.process_time()
        changed = quarantine(ours, LAST, Decider("R-01", TODAY, lambda: chance.digest(16)))
        seconds = time.process_time() - begun
        left = len(standing(ours.public().entries).claims)
        if (left, changed.shown) != (accepted * (PARTNERS - 1), accepted):
            raise AssertionError(f"{left} claims are still shown, {changed.shown} were taken back")
        if _published(ours) != never:
            raise AssertionError("what is published is not what it would be without that partner")
        ours.close()
    what = f"one of {PARTNERS} partners cut out"
    more = (
        f"{changed.theirs} entries, out of {claims} claims, {changed.shown} of them taken back from everyone; "
        f"{len(never)} files published as without it"
    )
    return Measured(what, seconds, more, GOAL if claims == CLAIMS else None)


def _published(ours: Workspace) -> Mapping[str, bytes]:
    """Return every published byte, by file."""
    return build(ours.public(), SiteSettings(), today=TODAY, version="bench", languages=("en",))


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
