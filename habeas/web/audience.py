"""For whom something is shown or hidden: everyone, or one partner whose words were compared."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from habeas.review.lane_map import LaneMap
from habeas.store.partner_nouns import VERIFIED
from habeas.web.serving import served
from habeas.workflows.partner_wider import wider_lanes

EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Audience:
    """An audience as an address names it (“everyone”, or a partner's log in hex), and its name (“” for everyone)."""

    id: str
    name: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The partners, as the verbs ask for them; none means everyone."""
        return (self.name,) if self.name else ()


def audiences() -> tuple[Audience, ...]:
    """Return for whom something can be shown: everyone, and each verified partner."""
    partners = served().workspace.exchange.partners.all()
    verified = [Audience(one.log.hex(), one.name) for one in partners if one.state == VERIFIED]
    return (Audience(EVERYONE), *verified)


def audience_in(request: HttpRequest) -> Audience | None:
    """Return the audience that a form or an address names; None where it names none of them. Where there is no partner it is everyone."""
    given = request.POST.get("to") or request.GET.get("to") or ""
    known = audiences()
    if not given and len(known) == 1:
        return known[0]
    return next((one for one in known if one.id == given), None)


def shown_to(audience: Audience) -> LaneMap:
    """Return which of what we hold this audience sees already."""
    seen = served().seen()
    if not audience.name:
        return seen.public
    for lane in wider_lanes(served().workspace):
        if lane.partners == audience.names:
            return lane.map(seen.holding)
    return LaneMap("")
