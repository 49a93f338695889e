"""Illness, blows and death outside prisons: “42 people are in isolation with the virus” is true of people whom nobody holds.

What befalls people everywhere counts, where it is told of nobody by name, only in a text of detention: one that tells of some event of a
case, or at least names a law, an agency, a place of detention, a court or prisoners. Of somebody named it may be the whole post of her
friends: “Alesia has lost ten kilos”. Whoever is ill or on hunger strike inside a prison is held there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from habeas.claims.drafts import Draft
from habeas.claims.events.other_worlds import tells_of_a_case
from habeas.claims.events.out_of_prison import HOLDING
from habeas.claims.found import Found
from habeas.claims.held import INSIDE
from habeas.claims.sentences import Sentence
from habeas.model.reason import Reason

BEFALLS_ANYBODY = frozenset({"health", "ill_treatment", "death"})
HOSPITAL = "hospital"


def note_inside(drafts: Sequence[Draft]) -> None:
    """Give illness and hunger strikes inside a prison the reason for which whoever suffers them is held."""
    for draft in drafts:
        places = [slot.found.get("kind") for slot in draft.fields.get("facility", ())]
        if draft.type == "health" and not HOLDING.isdisjoint(places):
            draft.reasons.append(Reason(INSIDE, "told of in a prison: she is held there"))


def of_the_held(
    drafts: Sequence[Draft], document: Sequence[Sentence], institutions: Mapping[int, Sequence[Found]]
) -> list[Draft]:
    """Return the drafts, or none of them where the text shows nowhere that it is about detention."""
    if any(not _befalls_anybody(draft) for draft in drafts):
        return list(drafts)
    for sentence in document:
        found = institutions.get(sentence.number, ())
        if tells_of_a_case(sentence, found) or any(_is_of_a_case(one) for one in found):
            return list(drafts)
    return []


def _befalls_anybody(draft: Draft) -> bool:
    """Whether it happens to people at liberty too and nobody is named; also staying in a hospital, which is no custody by itself."""
    if any(one.startswith("p") for one in draft.subjects):
        return False
    if draft.type != "custody":
        return draft.type in BEFALLS_ANYBODY
    places = draft.fields.get("facility", [])
    return bool(places) and all(slot.found.get("kind") == HOSPITAL for slot in places)


def _is_of_a_case(place: Found) -> bool:
    return place.kind == "court" or (place.kind == "facility" and place.get("kind") != HOSPITAL)
