"""Verbs: sign off what is shown. For a group that wants it, nothing new reaches the site before somebody said so.

Both the rule and each sign-off are decisions ``allow`` of our private lane, as those of two people are: signed, in every
backup, on every device. A sign-off names a chain of the public lane and how far it was looked at, perhaps from which day.
What only takes away (erasing, retracting, disputing, withdrawing) needs none: nobody stays public for want of a signature.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.review.leaves import decision
from habeas.store.workspace import Workspace
from habeas.workflows.allowed import allowed
from habeas.workflows.refused import Refused

if TYPE_CHECKING:  # reading reports, which deciding needs, is no part of publishing
    from habeas.workflows.decide import Decider

RULE: Final = hashlib.sha256(b"habeas/sign-off").digest()[:16]
ON, OFF = "sign-off: on", "sign-off: off"
_SIGNED = re.compile(r"^sign-off: up to ([0-9]{1,12})(?: from ([0-9]{4}-[0-9]{2}-[0-9]{2}))?$")
_TAKES_AWAY = frozenset({"open", "key", "erase", "withdraw"})
_ACTS = frozenset({"retract", "dispute"})


@dataclass(frozen=True, slots=True)
class Signed:
    """One sign-off: how far (``seq``) a chain of the public lane was looked at, by whom, shown from which day (None: at once)."""

    chain: bytes
    seq: int
    by: str
    since: date | None


@dataclass(frozen=True, slots=True)
class SignOff:
    """How it stands. ``needed``: whether the group wants sign-offs; ``signed`` those in force; ``waiting`` the entries of
    the public lane that are not shown yet, ``later`` those of them that are signed off for a later day.
    """

    needed: bool
    signed: tuple[Signed, ...]
    waiting: tuple[Entry, ...]
    later: tuple[Entry, ...]

    @property
    def left_out(self) -> frozenset[bytes]:
        """Ids of the entries that no page is made from yet."""
        return frozenset(entry.id for entry in self.waiting) if self.needed else frozenset()


def sign_off_of(workspace: Workspace, *, today: date) -> SignOff:
    """Return how it stands with what is to be shown on ``today``."""
    found = allowed(workspace)
    told = [one.text("what") for one in found if one.octets("subject") == RULE]
    signed = tuple(row for one in found if (row := _signed(one)))
    new = [entry for entry in workspace.public().entries if not _takes_away(entry)]
    shown = _reached(one for one in signed if one.since is None or one.since <= today)
    ever = _reached(signed)
    waiting = tuple(entry for entry in new if entry.seq > shown.get(entry.lane, 0))
    later = tuple(entry for entry in waiting if entry.seq <= ever.get(entry.lane, 0))
    return SignOff(bool(told) and told[-1] == ON, signed, waiting, later)


def change_rule(workspace: Workspace, on: bool, who: Decider) -> bool:
    """Begin or end the rule; return whether that changed anything. What is public when it begins counts as signed off."""
    now = sign_off_of(workspace, today=who.today)
    if now.needed == on:
        return False
    rule = decision("allow", who.by, who.why, {"subject": RULE, "what": ON if on else OFF})
    workspace.append_private([rule, *(_drafts(workspace, who, None) if on else ())])
    return True


def sign_off(workspace: Workspace, who: Decider, *, since: date | None = None) -> int:
    """Say that all that stands in the public lane now may be shown, at once or from a day; return how many entries that are.

    Refused where nothing waits, or the group wants no sign-offs.
    """
    now = sign_off_of(workspace, today=who.today)
    if not now.needed:
        raise Refused(
            "In this group nothing waits for a sign-off: `habeas sign-off --rule on` begins it. Nothing was written."
        )
    if not now.waiting:
        raise Refused("Nothing waits for a sign-off. Nothing was written.")
    workspace.append_private(_drafts(workspace, who, since))
    return len(now.waiting)


def take_back(workspace: Workspace, who: Decider) -> None:
    """Take back what was signed off for a later day and is not shown yet. What is public already is taken out by `habeas narrow`."""
    planned = [
        one.id
        for one in allowed(workspace)
        if (row := _signed(one)) and row.since is not None and row.since > who.today
    ]
    if not planned:
        raise Refused(
            "Nothing is signed off for a later day. What everyone sees already is taken out of sight with `habeas narrow`."
        )
    fields: dict[str, CborValue] = {"subject": RULE, "what": ON, "replaces": planned}
    workspace.append_private([decision("allow", who.by, who.why, fields)])


def _drafts(workspace: Workspace, who: Decider, since: date | None) -> list[Draft]:
    reached: dict[bytes, int] = {}
    for entry in workspace.public().entries:
        reached[entry.lane] = max(reached.get(entry.lane, 0), entry.seq)
    when = f" from {since.isoformat()}" if since else ""
    return [
        decision("allow", who.by, who.why, {"subject": chain, "what": f"sign-off: up to {seq}{when}"})
        for chain, seq in sorted(reached.items())
    ]


def _signed(entry: Entry) -> Signed | None:
    found = _SIGNED.match(entry.text("what") or "")
    chain = entry.octets("subject")
    if found is None or chain is None:
        return None
    try:
        since = date.fromisoformat(found[2]) if found[2] else None
    except ValueError:
        return None
    return Signed(chain, int(found[1]), entry.text("by") or "", since)


def _reached(signed: Iterable[Signed]) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    for one in signed:
        found[one.chain] = max(found.get(one.chain, 0), one.seq)
    return found


def _takes_away(entry: Entry) -> bool:
    """Whether an entry only takes something out of sight, or cuts a quote that stands."""
    if entry.kind == "decision":
        return entry.text("act") in _ACTS
    return entry.kind in _TAKES_AWAY or (entry.kind == "claim" and entry.get("restates") is not None)
