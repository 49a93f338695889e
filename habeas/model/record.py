"""What is derived about one person: beliefs with their evidence and rivals, timeline, status, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.model.claim import Certainty, Modality
from habeas.model.reason import Reason
from habeas.model.statement import Evidence, State


@dataclass(frozen=True, slots=True)
class Rival:
    """Another value that a source gives for the same thing, with who says so."""

    value: str
    said_by: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    statements: tuple[str, ...] = ()
    certainty: Certainty = Certainty.PLAIN
    modality: Modality | None = None


@dataclass(frozen=True, slots=True)
class Belief:
    """What we hold of one property of one person (in one episode, where it belongs to one), and why.

    ``reports`` counts captures, ``origins`` independent ones among them (copies of one text count once).
    ``state`` is disputed where rivals stand unresolved. ``reason`` says why this value comes first.
    ``episode`` is the id of the first claim of its episode, in Order, or None for a trait. ``notes`` say how the value
    itself was read: how a date was resolved, or why it is left open.
    """

    property: str
    value: str
    state: State
    said_by: tuple[str, ...]
    reports: int
    origins: int
    evidence: tuple[Evidence, ...]
    rivals: tuple[Rival, ...]
    reason: Reason
    episode: str | None = None
    episode_type: str | None = None
    modality: Modality | None = None
    certainty: Certainty = Certainty.PLAIN
    statements: tuple[str, ...] = ()
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Episode:
    """One event in a person's case: a cluster of claims, with what is held about it.

    ``date`` is EDTF as held (resolved where the report's date allows), or None; ``sort_key`` orders a timeline.
    """

    id: str
    type: str
    date: str | None
    beliefs: tuple[Belief, ...]
    statements: tuple[str, ...]
    modality: Modality | None
    state: State
    reason: Reason
    group: str | None = None
    sort_key: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Record:
    """One person's derived file in one lane.

    ``held`` is as of ``held_as_of`` (EDTF of the newest fact about it), None where open; ``status`` is a term of
    ``packs/vocabulary/status.yml``; ``completeness`` lists the UN minimum register's items as (item, known).
    ``redirects`` are older addresses of the same person.
    """

    id: str
    name: str
    names: tuple[str, ...]
    held: bool | None
    held_as_of: str | None
    status: str
    state: State
    status_reason: Reason
    beliefs: tuple[Belief, ...]
    episodes: tuple[Episode, ...]
    groups: tuple[str, ...] = ()
    completeness: tuple[tuple[str, bool], ...] = ()
    joined: tuple[Reason, ...] = ()
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """A group's derived file: how many at least and at most, which named people are among it, never counted twice."""

    id: str
    least: int | None
    most: int | None
    of: str | None
    members: tuple[str, ...]
    episodes: tuple[Episode, ...]
    evidence: tuple[Evidence, ...]
    state: State
    reason: Reason


@dataclass(frozen=True, slots=True)
class Register:
    """All that is derived from one lane (and, in the private lane, from its proposals)."""

    people: Sequence[Record]
    groups: Sequence[GroupRecord]
    support: tuple[tuple[str, tuple[Evidence, ...]], ...] = ()
    digest: str = ""
