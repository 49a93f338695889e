"""The statements about liberty in the order of what they tell: from when each holds, and as of when it was said.

A turn (detained, sentenced, released) holds from its own date, else from that of its event, told elsewhere. A
lasting state (“is in SIZO”) holds as of its report, unless that very report tells of a later release.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from habeas.identity.values import fold, parse_date
from habeas.model.claim import Modality
from habeas.model.statement import Statement
from habeas.packs.loader import load

FILE = "vocabulary/status.yml"
_KINDED = frozenset(
    {"sentence", "custody", "detention", "hearing", "custody_extension", "regime_change", "arrest_order"}
)
_KINDS_IN = ("term", "kind", "regime", "facility")


@dataclass(slots=True)  # none outlives the question: a frozen one takes six times as long to make
class Turn:
    """One statement about liberty. ``at`` is a day (ISO, empty where nothing dates it), ``as_of`` EDTF or None.

    ``status`` is the term it leads to, ``held`` what that says; ``stage`` orders what one day brings; ``rule`` is its
    line in the pack; ``dated`` is False where only its report has a date. ``event`` is the last day on which its event can
    have been, by any report, else that of its own.
    """

    at: str
    stage: int
    statement: Statement
    as_of: str | None
    status: str
    held: bool | None
    rule: Mapping[str, Any]
    dated: bool = True
    event: date | None = None


@cache
def rules() -> Mapping[str, Any]:
    """Return ``packs/vocabulary/status.yml``."""
    return dict(load(FILE).data)


def turns_of(statements: Iterable[Statement], event_days: Mapping[str, date]) -> list[Turn]:
    """Return the turns in order. ``event_days`` gives, by statement id, the last day on which its event can have been."""
    found = [turn for s in statements for turn in _turn(s, event_days)]
    freed: dict[str, str] = {}
    latest: dict[str, str] = {}
    for turn in found:
        for one in turn.statement.evidence:
            if turn.held is False and turn.at and not turn.rule.get("unless_held"):
                freed[one.capture] = max(freed.get(one.capture, ""), turn.at)
            latest[one.capture] = max(latest.get(one.capture, ""), turn.at)
    placed = [_placed(turn, freed, latest) for turn in found]
    return sorted(placed, key=lambda t: (t.at, t.stage, t.statement.order, t.statement.id))


def _turn(statement: Statement, event_days: Mapping[str, date]) -> list[Turn]:
    rule = rules()["claims"].get(statement.type)
    if rule is None or statement.modality in (Modality.DENIED, Modality.EXPECTED):
        return []
    status = _status(statement, rule)
    if status is None:
        return []
    held = rules()["terms"][status]["held"]
    published = published_of(statement)
    said = last_day(published)
    own = event_days.get(statement.id)
    if own is not None and said is not None:
        own = min(own, said)
    day = (said or own) if rule.get("lasting") else (own or said)
    as_of = published or next((v.value for v in statement.fields.get("date", ()) if last_day(v.value)), None)
    at = day.isoformat() if day else ""
    dated = own is not None or bool(rule.get("lasting"))
    return [Turn(at, int(rule["stage"]), statement, as_of, status, held, rule, dated, own or said)]


def _placed(turn: Turn, freed: Mapping[str, str], latest: Mapping[str, str]) -> Turn:
    """Put what one report tells beside each other right: before its release, or with the rest of it where undated."""
    if turn.at and not freed:
        return turn
    captures = [one.capture for one in turn.statement.evidence]
    out = [freed[capture] for capture in captures if capture in freed]
    if turn.held is not False and out and turn.at >= max(out) and _timeless(turn):
        return replace(turn, at=max(out))
    if not turn.at:
        at = max((latest.get(capture, "") for capture in captures), default="")
        return replace(turn, at=at or turn.statement.day)
    return turn


def _timeless(turn: Turn) -> bool:
    """Whether the turn has no date of its own that could place it after a release."""
    return bool(turn.rule.get("lasting")) or not turn.statement.fields.get("date")


def _status(statement: Statement, rule: Mapping[str, Any]) -> str | None:
    if statement.modality is Modality.IN_ABSENTIA:
        found = rules()["in_absentia"].get(statement.type)
        return str(found) if found else None
    return _kind(statement) or str(rule["status"])


def _kind(statement: Statement) -> str | None:
    """Return the status that the kind of punishment or custody leads to, where the values name one."""
    if statement.type not in _KINDED:
        return None
    said = [v.value for name in _KINDS_IN for v in statement.fields.get(name, ())]
    return min((kind for kind in map(_kind_of, said) if kind), default=(0, None))[1]


@lru_cache(maxsize=16_384)
def _kind_of(value: str) -> tuple[int, str] | None:
    """Return the status to which the kind named in ``value`` leads, with its place: longer words stand first."""
    said = fold(value)
    return next(((at, status) for at, (words, status) in enumerate(_kinds()) if words in said), None)


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    """Return the words of kinds with their status, longest words first."""
    rows = ((str(words), str(status)) for words, status in rules()["kinds"].items())
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


def published_of(statement: Statement) -> str | None:
    """Return the newest publication date (EDTF) among a statement's reports, or None."""
    days = [e.published for e in statement.evidence if e.published and parse_date(e.published)]
    return max(days, default=None)


@lru_cache(maxsize=16_384)
def last_day(edtf: str | None) -> date | None:
    """Return the last day that a date can mean, or None where it is open or its year is not known."""
    found = parse_date(edtf) if edtf else None
    return found.latest if found is not None else None
