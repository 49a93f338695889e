"""The decisions that go along with widened statements, so that the wider lane is complete in itself.

Two ids there that are one person here: “same”. Two people there of whom we said that they are not one:
“different”. A choice among rivals that both stand there; copies of one origin that both have a card there.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.identity.judgements import Judgements
from habeas.model.judgement import Judgement
from habeas.review.lane_map import LaneMap
from habeas.review.widening import Companion, Member, Shown, Widening


def companions_of(
    shown: Sequence[Shown], members: Sequence[Member], widening: Widening, there: LaneMap
) -> tuple[Companion, ...]:
    """Return the companions that the lane still lacks once ``shown`` stands in it."""
    return (
        *_same(widening, there),
        *_different(members, widening, there),
        *_choices(shown, widening, there),
        *_copies(shown, widening, there),
        *_allowed(members, widening, there),
    )


def _same(widening: Widening, there: LaneMap) -> list[Companion]:
    people = widening.audience.held.links.people
    found = []
    for ids in there.subjects.values():
        for other in ids[1:]:
            if people.of(ids[0], other) is None:
                words = (
                    "Two people of this audience have turned out to be one; both addresses stay reachable."
                )
                found.append(Companion("same", (ids[0],), (other,), words=words))
    return found


def _different(members: Sequence[Member], widening: Widening, there: LaneMap) -> list[Companion]:
    """Restate “different” only where the audience knows both: else it would tell that there is another."""
    judged: Judgements = widening.held.links.people
    known = {*there.subjects, *(m.address for m in members)}
    touched = {m.address for m in members}
    found = []
    for row in judged.rows:
        a, b = widening.subjects.address(row.a), widening.subjects.address(row.b)
        if row.judgement is not Judgement.DIFFERENT or a == b or not {a, b} <= known or not {a, b} & touched:
            continue
        one, other = there.subject(a), there.subject(b)
        if one and other and widening.audience.held.links.people.of(one, other) is Judgement.DIFFERENT:
            continue
        words = "Two whom this audience knows are said to be different."
        found.append(Companion("different", (a,), (b,), words=words, sort=_sort(a, widening)))
    return list(dict.fromkeys(found))


def _choices(shown: Sequence[Shown], widening: Widening, there: LaneMap) -> list[Companion]:
    new = {one.of for one in shown}
    found = []
    for choice in widening.held.links.chosen:
        claims = tuple(c for c in choice.claims if c in new or c in there.claims)
        over = tuple(c for c in choice.over if c in new or c in there.claims)
        if claims and over and new.intersection((*claims, *over)):
            words = f"Our choice among the rival values of “{choice.field}” goes with it."
            found.append(Companion("choose", claims, over, choice.field, words))
    return found


def _copies(shown: Sequence[Shown], widening: Widening, there: LaneMap) -> list[Companion]:
    new = {capture for one in shown for capture in one.captures if there.card(capture) is None}
    known = new | {c for c in widening.held.sources if there.card(c)}
    found = []
    for group in widening.held.links.copies:
        alike = tuple(sorted(known.intersection(group)))
        if len(alike) > 1 and new.intersection(alike):
            words = f"{len(alike)} of these sources are copies of one origin; this goes with them."
            found.append(Companion("copies", alike, words=words))
    return found


def _allowed(members: Sequence[Member], widening: Widening, there: LaneMap) -> list[Companion]:
    """What we allowed for a person (derived dates, for example) is allowed where she is shown."""
    standing = widening.audience.held.links.allowed
    found = []
    for subject, what in sorted(widening.held.links.allowed):
        address = widening.subjects.address(subject)
        known = there.subject(address)
        if any(m.address == address for m in members) and (known is None or (known, what) not in standing):
            words = f"“{what}” is allowed for her; this goes with it."
            found.append(Companion("allow", (address,), field=what, words=words))
    return found


def _sort(address: str, widening: Widening) -> str:
    return "group" if address in widening.subjects.groups else "person"
