"""Who recognises somebody as a political prisoner: each body with its day and its criteria, side by side, never merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from habeas.model.claim import Modality
from habeas.model.record import Episode, Record
from habeas.model.statement import State


@dataclass(frozen=True, slots=True)
class Recognition:
    """One recognition. ``bodies`` are those that it names, else the voices that tell it; ``days`` EDTF, rivals too;
    ``denied``: it is said that it did not take place.
    """

    bodies: tuple[str, ...]
    days: tuple[str, ...]
    criteria: tuple[str, ...]
    state: State
    denied: bool
    statements: tuple[str, ...]


def recognitions(record: Record) -> tuple[Recognition, ...]:
    """Return the recognitions of one person in the order of time."""
    return tuple(_one(episode) for episode in record.episodes if episode.type == "recognition")


def _one(episode: Episode) -> Recognition:
    said = next((b.said_by for b in episode.beliefs if b.property == "recognition"), ())
    return Recognition(
        bodies=_values(episode, "body") or said,
        days=_values(episode, "date"),
        criteria=_values(episode, "criteria"),
        state=episode.state,
        denied=episode.modality is Modality.DENIED,
        statements=episode.statements,
    )


def _values(episode: Episode, name: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for belief in episode.beliefs:
        if belief.property == name:
            found.setdefault(belief.value)
            found.update((rival.value, None) for rival in belief.rivals)
    return tuple(found)


def recognition_words(one: Recognition) -> str:
    """Return one line: who, when, by which criteria."""
    who = ", ".join(one.bodies) or "a body that is not named"
    when = " or ".join(one.days) or "day not known"
    by = f"criteria: {'; '.join(one.criteria)}" if one.criteria else "criteria not told"
    denied = " (denied)" if one.denied else ""
    return f"{who}{denied}, {when}, {by}; {one.state.value}"


def recognition_json(one: Recognition) -> dict[str, Any]:
    """Return one row of the key ``recognitions`` of `habeas show --json`."""
    return {
        "bodies": list(one.bodies),
        "days": list(one.days),
        "criteria": list(one.criteria),
        "state": one.state.value,
        "denied": one.denied,
        "statements": list(one.statements),
    }
