"""What became of a person: held or not, as of when, in the terms of ``packs/vocabulary/status.yml``, and why.

The newest fact counts. ``held`` becomes None, “term over, nothing heard”, once the latest end of the term or of
the custody period has passed; the register never says that somebody was released because a term ran out.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from habeas.identity.values import parse_term
from habeas.model.reason import Reason
from habeas.model.statement import Statement
from habeas.register.turns import Turn, last_day, rules, turns_of

NOTHING = Reason("status.nothing", "No statement says whether she is held.")
NO_DAYS: Mapping[str, date] = {}


@dataclass(slots=True)  # one for each turn, as in `turns.py`
class Whereabouts:
    """``status`` is a term of the pack; ``held_as_of`` EDTF of the newest fact about it; ``ends`` the latest end.

    ``stage`` is how far the case had come; ``heard`` the last day (ISO) on which a dated fact shows it; ``by`` what last
    told of it.
    """

    status: str = "not-known"
    held: bool | None = None
    held_as_of: str | None = None
    reason: Reason = NOTHING
    ends: date | None = None
    stage: int = 0
    heard: str = ""
    by: Turn | None = None


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


def whereabouts(
    statements: Iterable[Statement], today: date, event_days: Mapping[str, date] = NO_DAYS
) -> Whereabouts:
    """Return what the newest of ``statements`` (all about one person, accepted or proposed alike) says.

    ``event_days`` gives, by statement id, the last day on which its event can have been, where any report dates it.
    """
    now = Whereabouts()
    for turn in turns_of(statements, event_days):
        now = _step(now, turn)
    if now.by is not None:
        now = replace(now, reason=_reason(now.by))
    return _term_over(now, today)


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


def registers(type_name: str) -> bool:
    """Return whether a claim of this type places a person on the register."""
    return type_name in rules()["registers"]


def status_words(status: str) -> str:
    """Return the English words of a status term."""
    return str(rules()["terms"][status]["words"])


def _step(now: Whereabouts, turn: Turn) -> Whereabouts:
    rule = turn.rule
    if now.held and rule.get("unless_held"):
        return now
    if turn.held is not True and now.held is None and turn.stage < now.stage:
        return now
    if rule.get("only_held") and now.held is not True:
        return now if now.status != "not-known" else _to("charged", None, turn, now)
    if now.held is False and (rule.get("retold") or (turn.stage < now.stage and not turn.dated)):
        return now  # told again of the time before: it undoes no release
    if turn.held and now.held and (rule.get("keeps") or turn.stage < now.stage) and not _anew(now, turn):
        return replace(
            now,
            held_as_of=_newer(now, turn),
            heard=max(now.heard, turn.at) if turn.dated else now.heard,
            ends=_later(now.ends, _latest_end(turn) if rule.get("extends") else None),
            by=turn if (turn.as_of or "") > (now.held_as_of or "") else now.by,
        )
    ends = _latest_end(turn) if turn.held else None
    if turn.held and now.held and rule.get("extends"):
        ends = _later(now.ends, ends)
    return _to(turn.status, turn.held, turn, now, ends)


def _newer(now: Whereabouts, turn: Turn) -> str | None:
    """Return the newer of two days: every report of one time of being held, or free, speaks of its own day."""
    return max((day for day in (now.held_as_of, turn.as_of) if day), default=None)


def _anew(now: Whereabouts, turn: Turn) -> bool:
    """Whether a dated detention begins another time of being held, after the end of the one before."""
    return (
        turn.statement.type == "detention"
        and bool(turn.statement.fields.get("date"))
        and now.ends is not None
        and turn.at > now.ends.isoformat()
    )


def _later(a: date | None, b: date | None) -> date | None:
    known = [one for one in (a, b) if one is not None]
    return max(known, default=None)


def _to(
    status: str, held: bool | None, turn: Turn, now: Whereabouts, ends: date | None = None
) -> Whereabouts:
    """Return where ``turn`` leads from ``now``; what was heard while she was held, or free, before holds on."""
    heard, as_of = turn.at if turn.dated else "", turn.as_of
    if held is now.held:
        heard, as_of = max(now.heard, heard), _newer(now, turn)
    return Whereabouts(status, held, as_of, NOTHING, ends, turn.stage, heard, turn)


def _reason(turn: Turn) -> Reason:
    quote = next((e.text for e in turn.statement.evidence if e.text), "")
    words = f"The newest statement about it is: {turn.statement.type.replace('_', ' ')}"
    if turn.as_of:
        words += f", as of {turn.as_of}"
    words += f" (“{quote}”)." if quote else "."
    return Reason("status.newest", words, (("statement", turn.statement.id), ("type", turn.statement.type)))


def _latest_end(turn: Turn) -> date | None:
    """Return the last day on which what the turn tells can still hold, or None where it gives no end."""
    statement = turn.statement
    until = [day for day in (last_day(v.value) for v in statement.fields.get("until", ())) if day]
    if until:
        return max(until)
    if statement.type not in ("sentence", "detention", "custody", "hearing"):
        return None
    terms = [term for term in (parse_term(v.value) for v in statement.fields.get("term", ())) if term]
    if not terms:
        return None
    starts = [day for day in (last_day(v.value) for v in statement.fields.get("date", ())) if day]
    start = max(starts) if starts else turn.event
    if start is None:
        return None
    return max(_after(start, *term[1]) for term in terms)


def _after(start: date, months: int, days: int) -> date:
    total = start.year * 12 + start.month - 1 + months
    year, month = min(total // 12, 9998), total % 12 + 1
    day = min(start.day, calendar.monthrange(year, month)[1])
    room = (date.max - date(year, month, day)).days
    return date(year, month, day) + timedelta(days=min(days, room))


def _term_over(now: Whereabouts, today: date) -> Whereabouts:
    ends = now.ends
    if not now.held or ends is None or ends >= today:
        return now
    if now.heard > ends.isoformat():
        return now  # a fact after that end still shows her held
    reason = Reason(
        "status.term-over",
        f"The term has run out (by {ends.isoformat()} at the latest), and there is no report of what followed.",
        (("ends", ends.isoformat()),),
    )
    return replace(now, status="term-over", held=None, reason=reason)
