"""What a wider audience still sees although we no longer say it: taken back here, or corrected here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from habeas.model.reason import Reason
from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.register.statements import Held
from habeas.review.leaves import AnswerError


@dataclass(frozen=True, slots=True)
class Outdated:
    """A claim that stands there (``there``) while ours (``own``) does not; ``now`` is our later version, or None.

    Where there is a later version, widening that one takes the place of the old; else it is to be retracted.
    """

    own: str
    there: str
    now: str | None
    reason: Reason


def outdated(lane: str, held: Held, wider: Held) -> tuple[Outdated, ...]:
    """Return what ``wider`` (the lane with the audience id ``lane``, hex) shows and ``held`` no longer says."""
    standing = {s.id for s in held.statements}
    seen = {s.id for s in wider.statements}
    found = []
    for row in held.links.widened:
        for own, there in zip(row.of, row.to, strict=False):
            if row.lane != lane or there not in seen or own in standing:
                continue
            now = held.now.get(own)
            now = now if now in standing else None
            found.append(Outdated(own, there, now, _reason(own, now, held)))
    return tuple(dict.fromkeys(found))


def _reason(own: str, now: str | None, held: Held) -> Reason:
    if now is not None:
        words = "We have corrected this; the audience still sees the earlier version."
        return Reason("outdated.corrected", words, (("now", now),))
    why = held.void[own].words if own in held.void else "it no longer stands"
    return Reason("outdated.gone", f"We no longer say this ({why}); the audience still sees it.")


def retract_there(rows: Iterable[Outdated], *, reason: str) -> tuple[Draft, ...]:
    """Return the draft that takes the claims back in the wider lane; ``reason`` is written for that audience."""
    claims: Sequence[CborValue] = [bytes.fromhex(row.there) for row in rows]
    if not claims:
        raise AnswerError("This audience sees nothing that we no longer say.")
    fields: dict[str, CborValue] = {"act": "retract", "claims": claims}
    if reason:
        fields["reason"] = reason
    return (Draft("decision", fields),)
