"""Whether a person is held on the day of the report, from what it tells of her: true, false, or open.

Every claim says something of liberty or nothing (``vocabulary/claim_types.yml``). The last event decides: by
date where both are dated, else by the usual course of a case, else by the order of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from habeas.claims.claim_types import ClaimTypes
from habeas.model.claim import Claim, Modality
from habeas.model.edtf import Edtf, EdtfError
from habeas.model.reason import Reason

LONG_AGO = 400  # days
ONCE = 200  # characters
SEIZED_AFTER = "event.seized-after"  # the rule of a detention told behind a release with “and” or “again”
LET_GO_BEFORE = "event.let-go-before"  # the rule of a release told as what came before a detention
ENDED = ".ended"  # the end of the rule of words that tell of something as over
LASTED = "custody.lasted"  # the reason of custody of which the text says how long it was
ORDERED = "event.ordered-by-court"  # the reason for which an order of arrest was carried out at once
INSIDE = (
    "health.inside"  # the reason for which somebody who is ill or on hunger strike in a prison is held there
)
FREE_KINDS = ("suspended", "restriction of freedom", "corrective labour", "probation", "fine")


@dataclass(frozen=True, slots=True)
class Liberty:
    """The answer and the claim that decided it."""

    held: bool | None
    reason: Reason


def liberty_of(claims: Sequence[Claim], types: ClaimTypes, published: Edtf | None = None) -> Liberty:
    """Return what a person's claims say of her liberty; ``claims`` in the order of the text.

    An event of long ago told behind an undated one is background, where the report's day is known.
    """
    today = published.latest if published is not None else None
    saying = [
        (claim, False if said and _ran_out(claim, today) else said)
        for claim in claims
        if (said := says(claim, types)) is not None
    ]
    over = [pair for pair in saying if has_ended(pair[0]) and pair[0].type == "custody"]
    nights = [pair for pair in over if not has_lasted(pair[0]) and not pair[0].fields.get("date")]
    saying = [pair for pair in saying if pair not in over] or nights  # “spent the night at the station”
    sure = [(claim, said) for claim, said in saying if not _yields(claim, types)]
    if sure and all(claim.type == "detention" for claim, _ in sure):
        fines = [(claim, said) for claim, said in saying if _yields(claim, types)]
        sure += [pair for pair in fines if _later(pair[0], sure[-1][0], types)]  # let go with a fine
    saying = sure or saying
    if not saying:
        return Liberty(None, Reason("held.open", "nothing told says whether she is held"))
    last, value = saying[0]
    for claim, said in saying[1:]:
        if _later(claim, last, types) and not _is_background(claim, last, today):
            last, value = claim, said
    words = f"the last event told is “{types.get(last.type).words}” (“{last.passage.text[:80]}”)"
    return Liberty(value, Reason("held.last-event", words))


def says(claim: Claim, types: ClaimTypes) -> bool | None:
    """Return what one claim says of liberty, None for nothing."""
    if claim.modality in (Modality.EXPECTED, Modality.DENIED, Modality.ALLEGED):
        return True if claim.modality is Modality.EXPECTED and claim.type in ("transfer", "release") else None
    if claim.modality is Modality.IN_ABSENTIA:
        return False
    if has_ended(claim) and claim.type == "sentence":
        return False
    if has_ended(claim) and claim.type == "conditions":
        return None  # “was denied medical care”: then, in some police station
    if claim.type == "sentence" and (
        _is_served_free(claim) or (not terms_of(claim) and claim.fields.get("fine"))
    ):
        return False
    if claim.type == "appeal" and terms_of(claim):
        return not _is_served_free(claim)  # “cut the sentence from six years to five”
    if claim.type == "exposure":
        return None
    if any(reason.rule in (ORDERED, INSIDE) for reason in claim.reasons):
        return True
    return types.get(claim.type).held


def terms_of(claim: Claim) -> str:
    """Return the terms of a claim in one line, each with its kind."""
    return " ".join(value.value for value in claim.fields.get("term", ()))


def _is_served_free(claim: Claim) -> bool:
    """Whether a sentence takes nobody's liberty: three years suspended, 300 hours of work."""
    return any(kind in terms_of(claim) for kind in FREE_KINDS)


def has_ended(claim: Claim) -> bool:
    """Whether the text tells of it as over: “served three years”, «провёл ночь в отделе»."""
    return any(reason.rule.endswith(ENDED) for reason in claim.reasons)


def has_lasted(claim: Claim) -> bool:
    """Whether the text says how long somebody was held: “spent two years in a colony”."""
    return bool(claim.fields.get("term")) or any(reason.rule == LASTED for reason in claim.reasons)


def _ran_out(claim: Claim, today: date | None) -> bool:
    """Whether it lasted until a year that was over when the report was written: “was treated until 2014”, or an illness was long ago."""
    day = day_of(claim)
    if claim.type == "health" and today is not None and day is not None and (today - day).days > LONG_AGO:
        return True
    ends = [value.value for value in claim.fields.get("until", ())]
    return today is not None and any(end[:4].isdigit() and int(end[:4]) < today.year - 1 for end in ends)


def _yields(claim: Claim, types: ClaimTypes) -> bool:
    """Whether what it says of liberty counts only where nothing else is told: a fine, an illness in a prison."""
    return types.get(claim.type).yields or any(reason.rule == INSIDE for reason in claim.reasons)


def _order(claim: Claim, types: ClaimTypes) -> int:
    """Return where a claim stands in a case; what was served is old, a suspended sentence is not («дали условно»)."""
    suspended = claim.type == "sentence" and (_is_served_free(claim) or not terms_of(claim))
    return 0 if has_ended(claim) and not suspended else types.get(claim.type).order


def _later(one: Claim, other: Claim, types: ClaimTypes) -> bool:
    """Whether ``one`` tells of a later time than ``other`` (which stands before it in the text)."""
    first, second = day_of(one), day_of(other)
    if first is not None and second is not None and first != second:
        return first > second
    if one.passage.end >= other.passage.end and any(reason.rule == SEIZED_AFTER for reason in one.reasons):
        return True
    if _came_before(one, other):
        return False
    order = _order(one, types), _order(other, types)
    if first is None and second is None and one.passage.start >= other.passage.start:
        return True if order[0] >= order[1] else _turns(one, other) or has_ended(other)
    return order[0] >= order[1]


def _came_before(one: Claim, other: Claim) -> bool:
    """Whether the text tells ``one``, a release, as what came before the detention ``other``."""
    released = any(reason.rule == LET_GO_BEFORE for reason in one.reasons)
    return released and other.type == "detention" and abs(one.passage.start - other.passage.start) <= ONCE


def _is_background(one: Claim, other: Claim, today: date | None) -> bool:
    """Whether ``one``, told behind the undated ``other``, was so long ago that the other is the news."""
    day = day_of(one)
    if one.type == "release" and other.type == "sentence" and _told_on(one, other):
        return False  # “got four years. Pardoned in December 2013.”
    return today is not None and day is not None and day_of(other) is None and (today - day).days > LONG_AGO


def _told_on(one: Claim, other: Claim) -> bool:
    """Whether a claim's words end behind the other's, and begin soon."""
    behind = one.passage.end > other.passage.end
    return behind and one.passage.start - other.passage.end <= ONCE


def _turns(one: Claim, other: Claim) -> bool:
    """Whether a detention told after a release without dates is a new one: a heading tells the end first."""
    return one.type == "detention" and other.type not in ("release", "sentence", "acquittal")


def day_of(claim: Claim) -> date | None:
    """Return the last day on which the claim's event can have been, where its date is known."""
    for value in claim.fields.get("date", ()):
        try:
            latest = Edtf.parse(value.value).latest
        except EdtfError:
            continue
        if latest is not None:
            return latest
    return None
