"""Claims about one event become one episode: same type, one person, and dates, places, terms that can be one.

Works on the claims about one person (her own, and those of groups that she is among). Rivals stand within an
episode, sequences between episodes. What a person of ours said about two claims wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from habeas.identity.judgements import Judgements
from habeas.identity.likeness import Likeness, weigh
from habeas.identity.properties import type_property
from habeas.model.claim import Modality
from habeas.model.judgement import Judgement
from habeas.model.reason import Reason
from habeas.model.statement import State, Statement

NO_JUDGEMENTS = Judgements()
ONLY_ONE = Reason(
    "episode.only-one", "It gives no date, and only one event of this kind is known that it can mean."
)


@dataclass(frozen=True, slots=True)
class Event:
    """The claims that tell one event, in Order (accepted ones first), and why they are taken as one."""

    statements: tuple[Statement, ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def id(self) -> str:
        """The id of its first claim: an episode has no id of its own."""
        return self.statements[0].id

    @property
    def type(self) -> str:
        """The type that all its claims share."""
        return self.statements[0].type


@dataclass(slots=True)
class _Part:
    """Claims merged so far: indexes into the list of alike claims, and the reasons for each merge."""

    members: list[int]
    reasons: list[Reason] = field(default_factory=list)


def place(statement: Statement) -> tuple[bool, tuple[int, str, int], str]:
    """Return the key that sorts accepted claims before proposed ones, then by Order."""
    return (statement.state is State.PROPOSED, statement.order, statement.id)


def cluster_events(
    statements: Iterable[Statement], judgements: Judgements = NO_JUDGEMENTS
) -> tuple[Event, ...]:
    """Return the events that ``statements`` (about one person, traits left out) tell, in Order of first claims."""
    by_type: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=place):
        by_type.setdefault(statement.type, []).append(statement)
    events = [event for claims in by_type.values() for event in _of_one_type(claims, judgements)]
    return tuple(sorted(events, key=lambda event: place(event.statements[0])))


def _of_one_type(claims: list[Statement], judgements: Judgements) -> list[Event]:
    if len(claims) == 1:
        return [Event((claims[0],))]
    alike = _alike(claims, judgements)
    parts = {index: _Part([index], _why_alike(row)) for index, row in enumerate(alike)}
    pairs = _pairs(alike, judgements)
    apart = frozenset((a, b) for _, a, b, likeness in pairs if likeness.barred)
    for _, a, b, likeness in sorted((p for p in pairs if p[3].same), key=lambda p: (p[0], p[1], p[2])):
        _merge(parts, alike, apart, a, b, likeness.reasons, judgements)
    for i, j in _undated(parts, alike, pairs, apart):
        _merge(parts, alike, apart, i, j, (ONLY_ONE,), judgements)
    seen: dict[int, Event] = {}
    for part in parts.values():
        members = sorted((s for index in part.members for s in alike[index]), key=place)
        seen.setdefault(id(part), Event(tuple(members), _distinct(part.reasons)))
    return list(seen.values())


def _alike(claims: list[Statement], judgements: Judgements) -> list[list[Statement]]:
    """Put claims that say exactly the same together: they need no pairwise comparison.

    Claims of one capture stay apart (a report that tells two of a kind means two): the second of each report is put with the
    second of others. Judged ones stay by themselves, and so do those that tell nothing more than that it happened: unless such
    events seldom happen twice; then all that are not beside the first report of a telling one say the same.
    """
    once = type_property(claims[0].type).once
    beside = _first_captures(claims) if once else frozenset()
    rows: dict[tuple[object, ...], list[Statement]] = {}
    told_before: dict[tuple[object, ...], int] = {}
    for claim in claims:
        captures = _captures(claim)
        alone = claim.id in judgements.named or not (claim.fields or (once and beside.isdisjoint(captures)))
        key = (_told(claim), claim.modality if not claim.fields else "", claim.id if alone else "")
        time = max((told_before.get((*key, capture), 0) for capture in captures), default=0)
        told_before.update(((*key, capture), time + 1) for capture in captures)
        rows.setdefault((*key, time), []).append(claim)
    return list(rows.values())


def _why_alike(row: list[Statement]) -> list[Reason]:
    """Return why claims that say the same are one event: what two of them have in common, all have."""
    return list(weigh(row[0], row[1]).reasons) if len(row) > 1 else []


def _told(claim: Statement) -> tuple[object, ...]:
    return tuple(sorted((name, tuple(sorted(v.value for v in vs))) for name, vs in claim.fields.items()))


def _captures(claim: Statement) -> frozenset[str]:
    return frozenset(evidence.capture for evidence in claim.evidence)


def _first_captures(claims: list[Statement]) -> frozenset[str]:
    """Return the captures that are the first to tell what they tell of an event."""
    first = {_told(claim): claim for claim in reversed(claims) if claim.fields}
    return frozenset[str]().union(*map(_captures, first.values()))


_Pair = tuple[float, int, int, Likeness]


def _pairs(alike: list[list[Statement]], judgements: Judgements) -> list[_Pair]:
    found: list[_Pair] = []
    for a, b in _worth_weighing(alike, judgements):
        said = judgements.of(alike[a][0].id, alike[b][0].id)
        likeness = _said(said) if said else weigh(alike[a][0], alike[b][0])
        found.append((-likeness.weight, a, b, likeness))
    return found


def _worth_weighing(alike: list[list[Statement]], judgements: Judgements) -> Iterator[tuple[int, int]]:
    """Give the pairs that can be one event, or cannot: two claims that only say that it happened, of what may happen often,
    are neither; nothing is weighed between them.
    """
    bare = [
        not (row[0].fields or row[0].modality is Modality.DENIED or row[0].id in judgements.named)
        and not type_property(row[0].type).once
        for row in alike
    ]
    telling = [index for index in range(len(alike)) if not bare[index]]
    yield from combinations(telling, 2)
    for index in (index for index in range(len(alike)) if bare[index]):
        yield from ((min(index, other), max(index, other)) for other in telling)


def _said(judgement: Judgement) -> Likeness:
    if judgement is Judgement.SAME:
        return Likeness(100.0, False, (Reason("episode.decided", "One of us decided that it is one event."),))
    return Likeness(
        -100.0, True, (Reason("episode.decided", "One of us decided that these are two events."),)
    )


def _merge(
    parts: dict[int, _Part],
    alike: list[list[Statement]],
    apart: frozenset[tuple[int, int]],
    a: int,
    b: int,
    reasons: tuple[Reason, ...],
    judgements: Judgements,
) -> None:
    left, right = parts[a], parts[b]
    if left is right:
        return
    decided = judgements.of(alike[a][0].id, alike[b][0].id) is Judgement.SAME
    across = ((min(i, j), max(i, j)) for i in left.members for j in right.members)
    for i, j in across:
        if (i, j) in apart and not (
            decided and judgements.of(alike[i][0].id, alike[j][0].id) is not Judgement.DIFFERENT
        ):
            return
    left.members.extend(right.members)
    left.reasons.extend([*right.reasons, *reasons])
    for member in right.members:
        parts[member] = left


def _undated(
    parts: dict[int, _Part],
    alike: list[list[Statement]],
    pairs: list[_Pair],
    apart: frozenset[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Return, for each claim without a date, the one dated event that it can mean, if there is exactly one."""
    dated = {
        id(part): part for part in parts.values() if any("date" in alike[m][0].fields for m in part.members)
    }
    against = {(a, b) for _, a, b, likeness in pairs if likeness.weight <= -1} | apart
    chosen = []
    for i, row in enumerate(alike):
        if "date" in row[0].fields or len(parts[i].members) > 1:
            continue
        options = [
            part
            for part in dated.values()
            if not any((min(i, j), max(i, j)) in against for j in part.members)
        ]
        if len(options) == 1:
            chosen.append((min(options[0].members), i))
    return chosen


def _distinct(reasons: list[Reason]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))
