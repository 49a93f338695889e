"""Sources as a wider audience sees them: a card written for it, and the label under which copies count once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.register.corroboration import Origins, find_origins
from habeas.review.lane_map import LaneMap
from habeas.review.widening import Card, Shown, Widening


def cards_of(shown: Sequence[Shown], widening: Widening, there: LaneMap) -> tuple[Card, ...]:
    """Return the cards on which ``shown`` rests, each with the label of its origin."""
    captures = dict.fromkeys(capture for one in shown for capture in one.captures)
    wanted = {*captures, *(c for c in widening.held.sources if there.card(c))}
    origins = _origins(widening, wanted)
    found = []
    for capture in captures:
        card = card_of(capture, widening, there)
        head = origins.of.get(capture, capture)
        alike = sorted(c for c in wanted if origins.of.get(c, c) == head)
        first = next((c for c in alike if there.card(c)), alike[0] if alike else capture)
        found.append(replace(card, origin=_label(there.card(first), widening), twin=first))
    return tuple(found)


def _label(card: str | None, widening: Widening) -> str | None:
    """Return the origin label of a card that stands in the lane."""
    if card is None:
        return None
    return widening.audience.held.sources.get(card, {}).get("origin") or f"o-{card[:12]}"


def _origins(widening: Widening, captures: set[str]) -> Origins:
    every = (e for s in widening.held.statements for e in s.evidence if e.capture in captures)
    return find_origins(every, widening.held.links.copies)


def card_of(capture: str, widening: Widening, there: LaneMap) -> Card:
    """Return the card as it stands in the lane, as the person wrote it, or as it would be written from the report."""
    known = there.card(capture)
    standing = widening.audience.held.sources.get(known or "", {})
    if known and standing:
        return Card(
            capture,
            known,
            publisher=standing.get("publisher"),
            url=standing.get("url"),
            published=standing.get("published"),
            archive=standing.get("archive"),
            lang=standing.get("lang"),
            origin=standing.get("origin"),
        )
    if capture in widening.cards:
        return replace(widening.cards[capture], capture=capture, id=known)
    about = widening.held.sources.get(capture, {})
    if "voice" in about:
        return Card(capture, known)
    return Card(
        capture,
        known,
        publisher=about.get("publisher"),
        url=about.get("url"),
        published=about.get("published"),
        lang=about.get("lang"),
    )
