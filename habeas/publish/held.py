"""Since when, and where: what a person's first lines say, read from what the record holds and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from habeas.model.claim import Modality
from habeas.model.edtf import Edtf, EdtfError
from habeas.model.record import Belief, Episode, Record

STARTS = ("detention", "custody", "house_arrest")
ENDS = ("release", "acquittal", "charges_dropped", "expulsion", "death")
PLACES = ("facility", "place")
PLACED = frozenset((*STARTS, "transfer", "custody_extension", "sentence", "conditions", "regime_change"))
NOT_SO = (Modality.EXPECTED, Modality.DENIED)


@dataclass(frozen=True, slots=True)
class Holding:
    """The present time of being held: the event that began it, its date as held (EDTF or None), and where."""

    start: Episode
    date: str | None


def happened(record: Record) -> list[Episode]:
    """Return the events that are said to have happened, in order of time."""
    return [e for e in in_order(record.episodes) if e.modality not in NOT_SO]


def in_order(episodes: tuple[Episode, ...]) -> list[Episode]:
    """Return events in order of time, equal ones by their id."""
    return sorted(episodes, key=lambda episode: (episode.sort_key, episode.id))


def holding(record: Record) -> Holding | None:
    """Return what began the present time of being held, or None where the person is not held or no source says.

    Only what came after the last release counts: an earlier detention is another story.
    """
    if record.held is False:
        return None
    events = happened(record)
    last_end = max((i for i, e in enumerate(events) if e.type in ENDS), default=-1)
    starts = [e for e in events[last_end + 1 :] if e.type in STARTS]
    if not starts:
        return None
    dated = [e for e in starts if e.date]
    start = (dated or starts)[0]
    return Holding(start, start.date)


def where(record: Record) -> Belief | None:
    """Return the newest belief about where the person is held (facility before town), or None."""
    newest_first = [episode for episode in reversed(happened(record)) if episode.type in PLACED]
    for field in PLACES:
        for episode in newest_first:
            for belief in episode.beliefs:
                if belief.property.rsplit(".", 1)[-1] == field:
                    return belief
    return None


@lru_cache(maxsize=1 << 16)
def bounds(text: str | None) -> Edtf | None:
    """Return the date if it can be placed in a calendar with both its ends, else None."""
    try:
        edtf = Edtf.parse(text or "")
    except EdtfError:
        return None
    return edtf if edtf.is_resolved and edtf.earliest and edtf.latest else None
