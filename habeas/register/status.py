"""What became of a person: held or not, as of when, in the terms of ``packs/vocabulary/status.yml``, and why.

The newest fact counts. ``held`` becomes None, “term over, nothing heard”, once the latest end of the term or of
the custody period has passed; the register never says that somebody was released because a term ran out.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from habeas.identity.values import fold, parse_date, parse_term
from habeas.model.claim import Modality
from habeas.model.reason import Reason
from habeas.model.statement import Statement
from habeas.packs.loader import load

FILE = "vocabulary/status.yml"
NOTHING = Reason("status.nothing", "No statement says whether she is held.")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """``status`` is a term of the pack; ``held_as_of`` EDTF of the newest fact about it; ``ends`` the latest end."""

    status: str = "not-known"
    held: bool | None = None
    held_as_of: str | None = None
    reason: Reason = NOTHING
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Presented:
    """How one report presents a person: her ``name`` in base form, ``held`` as the reader judged it, and the
    report's date (EDTF) or None. ``mention`` is ``m:`` and her fingerprint.
    """

    mention: str
    capture: str
    held: bool | None
    published: str | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Turn:
    """One statement that says something about liberty: when it holds from, and as of when it was said."""

    at: str
    stage: int
    statement: Statement
    as_of: str | None
    rule: Mapping[str, Any]


def whereabouts(statements: Iterable[Statement], today: date) -> Whereabouts:
    """Return what the newest of ``statements`` (all about one person, accepted or proposed alike) says."""
    turns = _turns(list(statements))
    now = Whereabouts()
    for turn in turns:
        now = _step(now, turn)
    return _term_over(now, turns, today)


def presented(now: Whereabouts, reports: Iterable[Presented]) -> Whereabouts:
    """Let the newest report's own presentation decide ``held`` of a person who is only proposed."""
    told = [report for report in reports if report.held is not None]
    if not told or now.status == "term-over":
        return now
    newest = max(told, key=lambda r: (r.published or "", r.capture, r.mention))
    if newest.held is now.held:
        return now
    words = "The report presents her as held." if newest.held else "The report presents her as not held."
    reason = Reason("status.presented", words, (("capture", newest.capture),))
    status = "held" if newest.held else "not-known"
    return Whereabouts(status, newest.held, newest.published, reason, now.ends)


@cache
def _rules() -> Mapping[str, Any]:
    return dict(load(FILE).data)


def registers(type_name: str) -> bool:
    """Return whether a claim of this type places a person on the register."""
    return type_name in _rules()["registers"]


def status_words(status: str) -> str:
    """Return the English words of a status term."""
    return str(_rules()["terms"][status]["words"])


def _turns(statements: list[Statement]) -> list[_Turn]:
    rules = _rules()["claims"]
    counted = [
        s for s in statements if s.type in rules and s.modality not in (Modality.DENIED, Modality.EXPECTED)
    ]
    known: dict[str, str] = {}
    for statement in counted:
        day = _day(statement, rules[statement.type])
        for one in statement.evidence:
            known[one.capture] = max(known.get(one.capture, ""), day)
    turns = []
    for statement in counted:
        rule = rules[statement.type]
        day = _day(statement, rule) or max((known[e.capture] for e in statement.evidence), default="")
        turns.append(_Turn(day or statement.day, int(rule["stage"]), statement, _as_of(statement), rule))
    return sorted(turns, key=lambda t: (t.at, t.stage, t.statement.order, t.statement.id))


def _published(statement: Statement) -> str | None:
    days = sorted(e.published for e in statement.evidence if e.published and parse_date(e.published))
    return days[-1] if days else None


def _last_day(edtf: str | None) -> date | None:
    found = parse_date(edtf) if edtf else None
    return found.latest if found is not None else None


def _day(statement: Statement, rule: Mapping[str, Any]) -> str:
    """Return the day (ISO) from which the statement holds: its own date, for a lasting state its report's."""
    published = _last_day(_published(statement))
    own = [day for day in (_last_day(v.value) for v in statement.fields.get("date", ())) if day]
    if own and not rule.get("lasting"):
        day = max(own)
        return min(day, published).isoformat() if published else day.isoformat()
    if published:
        return published.isoformat()
    return max(own).isoformat() if own else ""


def _as_of(statement: Statement) -> str | None:
    published = _published(statement)
    if published:
        return published
    dates = [v.value for v in statement.fields.get("date", ()) if _last_day(v.value)]
    return max(dates, default=None)


def _step(now: Whereabouts, turn: _Turn) -> Whereabouts:
    rule, statement = turn.rule, turn.statement
    if now.held and rule.get("unless_held"):
        return now
    if rule.get("only_held") and not now.held:
        return now if now.status != "not-known" else replace(_to("charged", turn), held=None)
    if statement.modality is Modality.IN_ABSENTIA:
        status = _rules()["in_absentia"].get(statement.type)
        return _to(status, turn) if status else now
    if rule.get("keeps") and now.held:
        return replace(now, held_as_of=turn.as_of or now.held_as_of, reason=_reason(turn))
    return _to(_kind(statement) or str(rule["status"]), turn)


def _to(status: str, turn: _Turn) -> Whereabouts:
    held = _rules()["terms"][status]["held"]
    ends = _latest_end(turn.statement) if held else None
    return Whereabouts(status, held, turn.as_of, _reason(turn), ends)


def _reason(turn: _Turn) -> Reason:
    quote = next((e.text for e in turn.statement.evidence if e.text), "")
    words = f"The newest statement about it is: {turn.statement.type.replace('_', ' ')}"
    if turn.as_of:
        words += f", as of {turn.as_of}"
    words += f" (“{quote}”)." if quote else "."
    return Reason("status.newest", words, (("statement", turn.statement.id), ("type", turn.statement.type)))


def _kind(statement: Statement) -> str | None:
    if statement.type not in (
        "sentence",
        "custody",
        "detention",
        "hearing",
        "custody_extension",
        "regime_change",
    ):
        return None
    said = [
        fold(v.value)
        for name in ("term", "kind", "regime", "facility")
        for v in statement.fields.get(name, ())
    ]
    if any(not _bare_prison(value) for value in said):
        for words, status in sorted(_rules()["kinds"].items(), key=lambda row: (-len(row[0]), row[0])):
            if any(words in value for value in said):
                return str(status)
    return None


def _bare_prison(value: str) -> bool:
    """Whether the value names imprisonment, so that a fine or ban beside it changes nothing."""
    return "imprison" in value or "deprivation of" in value


def _latest_end(statement: Statement) -> date | None:
    """Return the last day on which what the statement tells can still hold, or None where it gives no end."""
    until = [day for day in (_last_day(v.value) for v in statement.fields.get("until", ())) if day]
    if until:
        return max(until)
    if statement.type not in ("sentence", "detention", "custody", "hearing"):
        return None
    terms = [term for term in (parse_term(v.value) for v in statement.fields.get("term", ())) if term]
    starts = [day for day in (_last_day(v.value) for v in statement.fields.get("date", ())) if day]
    start = max(starts, default=_last_day(_published(statement)))
    if not terms or start is None:
        return None
    return max(_after(start, *term[1]) for term in terms)


def _after(start: date, months: int, days: int) -> date:
    total = start.year * 12 + start.month - 1 + months
    year, month = min(total // 12, 9998), total % 12 + 1
    day = min(start.day, calendar.monthrange(year, month)[1])
    room = (date.max - date(year, month, day)).days
    return date(year, month, day) + timedelta(days=min(days, room))


def _term_over(now: Whereabouts, turns: list[_Turn], today: date) -> Whereabouts:
    ends = now.ends
    if ends is None or ends >= today or any(t.at > ends.isoformat() and t.rule.get("keeps") for t in turns):
        return now
    reason = Reason(
        "status.term-over",
        f"The term has run out (by {ends.isoformat()} at the latest), and there is no report of what followed.",
        (("ends", ends.isoformat()),),
    )
    return replace(now, status="term-over", held=None, reason=reason)
