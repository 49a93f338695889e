"""What is due for one person: announced hearings, ends that the law room counts, birthdays, and gaps in what we know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product

from habeas.identity.values import Relation, parse_date, relate
from habeas.law.span import Span
from habeas.model.claim import Modality
from habeas.model.edtf import Edtf
from habeas.model.reason import Reason
from habeas.model.record import Belief, Episode, Record
from habeas.model.statement import State
from habeas.register.due import Due, due_rules, on_day
from habeas.register.legal import Legal, LegalFile, heard

ENDS = {"release": "term-end", "arrests": "term-end", "custody_end": "custody-end", "appeal": "appeal-end"}
GONE = frozenset({"dead"})


def due_of(record: Record, law: LegalFile, today: date) -> tuple[Due, ...]:
    """Return everything that is due for ``record``, near or far; ``law`` is what the law says of the case today."""
    if record.status in GONE:
        return ()
    rows = [*_hearings(record, today), *_ends(record, law, today), *_birthdays(record, today)]
    rows += [*_over(record), *_silence(record, today), *_address(record), *_longer(record, law)]
    return tuple(rows)


def _hearings(record: Record, today: date) -> list[Due]:
    found = []
    for episode in record.episodes:
        coming = episode.type == "hearing" or (
            episode.type == "appeal" and episode.modality is Modality.EXPECTED
        )
        for belief in _dates(episode) if coming and episode.modality is not Modality.DENIED else ():
            when = parse_date(belief.value)
            if when is None or not when.is_resolved or when.latest is None or when.latest < today:
                continue
            reason = _announced(_quote(belief), (("event", episode.id), ("date", belief.value)))
            found.append(
                Due("hearing", record.id, record.name, Span.of(when), reason, _state(belief.state),
                    statements=belief.statements, anchor=episode.id)
            )  # fmt: skip
    return found


def _announced(quote: str, facts: tuple[tuple[str, str], ...]) -> Reason:
    if not quote:
        return Reason("due.announced", "Reports announce it.", facts)
    return Reason("due.hearing", f"Reports announce it: “{quote}”", (*facts, ("quote", quote)))


def _dates(episode: Episode) -> list[Belief]:
    rows = [b for b in episode.beliefs if b.property == "date"]
    firm = [b for b in rows if b.state is not State.PROPOSED]
    return (firm or rows)[:1]


def _ends(record: Record, law: LegalFile, today: date) -> list[Due]:
    found = []
    for one in law.answers:
        kind = ENDS.get(one.question)
        last = one.answer.span.last
        if kind is None or (last is not None and last < today):
            continue
        derived = bool(one.answer.rules)
        rules = tuple((rule.id, rule.verified) for rule in one.answer.rules)
        reason = Reason(
            f"due.{kind}", one.answer.words, (("question", one.question), ("country", law.country or ""))
        )
        anchor = f"{one.question} {one.state.value}"
        found.append(
            Due(kind, record.id, record.name, one.answer.span, reason, one.state, derived=derived, rules=rules,
                statements=one.statements, anchor=anchor)
        )  # fmt: skip
    return found


def _birthdays(record: Record, today: date) -> list[Due]:
    """Return her next birthday, and the weeks before it in which a letter still arrives; of somebody held alone."""
    if record.held is False:
        return []
    born = [b for b in record.beliefs if b.property == "born"]
    held = next((b for b in born if b.state is not State.PROPOSED), next(iter(born), None))
    day = birthday_after(held.value, today) if held else None
    if held is None or day is None:
        return []
    differ = " Sources differ about the day." if held.rivals else ""
    weeks = due_rules()["birthday"]
    write = Span(
        day - timedelta(weeks=int(weeks["from_weeks"])), day - timedelta(weeks=int(weeks["to_weeks"]))
    )
    facts = (("born", held.value),)
    letters = Reason("due.letters", f"A letter takes weeks; the birthday is {day}.{differ}", facts)
    told = Reason("due.birthday", f"Born {held.value}.{differ}", facts)
    common = {"state": _state(held.state), "statements": held.statements, "day": day}
    anchor = str(day.year)
    return [
        Due("letters", record.id, record.name, write, letters, anchor=anchor, **common),  # type: ignore[arg-type]
        Due("birthday", record.id, record.name, Span(day, day), told, anchor=anchor, **common),  # type: ignore[arg-type]
    ]


def birthday_after(born: str, today: date) -> date | None:
    """Return the next birthday from ``today``, or None where the day is not known."""
    found = parse_date(born)
    if found is None or found.is_interval or found.precision != "day":
        return None
    point = found.with_year(2000) if not found.is_resolved else found
    known = point.earliest
    if known is None or point.latest != known:
        return None
    day = on_day(today.year, known.month, known.day)
    return day if day >= today else on_day(today.year + 1, known.month, known.day)


def _over(record: Record) -> list[Due]:
    if record.status != "term-over":
        return []
    told = dict(record.status_reason.facts).get("ends", "")
    ended = parse_date(told)
    span = Span.of(ended) if ended else Span()
    return [
        Due(
            "term-over", record.id, record.name, span, record.status_reason, _state(record.state), anchor=told
        )
    ]


def _silence(record: Record, today: date) -> list[Due]:
    last = newest(record)
    if record.held is not True or last is None:
        return []
    days = (today - last).days
    if days <= int(due_rules()["silence_days"]):
        return []
    words = f"The newest report about her is of {last}; that is {days} days."
    reason = Reason("due.silent", words, (("last", last.isoformat()), ("days", str(days))))
    return [
        Due("silent", record.id, record.name, Span(last, last), reason, _state(record.state), count=days,
            anchor=last.isoformat())
    ]  # fmt: skip


def newest(record: Record) -> date | None:
    """Return the day of the newest report about a person, of whatever it tells."""
    told = {e.published for b in record.beliefs for e in b.evidence if e.published}
    days = [found.latest for one in told if (found := parse_date(one)) is not None and found.latest]
    known = heard(record)
    return max([*days, *([known] if known else [])], default=None)


def _address(record: Record) -> list[Due]:
    """Return whether the last transfer is younger than the place to which we would write."""
    moved = [
        e
        for e in record.episodes
        if e.type == "transfer" and e.modality not in (Modality.DENIED, Modality.EXPECTED)
    ]
    placed = [(day, e) for e in moved if (day := _last(e.date)) is not None]
    if record.held is False or not placed:
        return []
    day, last = max(placed, key=lambda row: row[0])
    to = [b.value for b in last.beliefs if b.property == "facility"]
    written = [b for b in record.beliefs if b.property == "facility" and b.episode_type == "contact"]
    span, facts = Span(day, day), (("event", last.id), ("transfer", day.isoformat()))
    if not to:
        reason = Reason("due.moved", f"She was moved on {day}; to which place is not known.", facts)
    elif written and not _written_there(written, to) and _told(written) < day:
        reason = Reason(
            "due.address", f"The address was told before the transfer of {day} to {to[0]}.", facts
        )
    else:
        return []
    return [
        Due("old-address", record.id, record.name, span, reason, _state(last.state), statements=last.statements,
            anchor=last.id)
    ]  # fmt: skip


def _written_there(written: Iterable[Belief], to: Iterable[str]) -> bool:
    """Whether an address is that of the place to which she was moved, in whatever words, with its town or without."""
    return any(_one_house(b.value, one) for b, one in product(written, to))


def _one_house(a: str, b: str) -> bool:
    """Whether two names surely mean one place of detention: what only may fit has to have the same number."""
    found = relate("facility", a, b)
    numbers = re.findall(r"\d+", a)
    return found is Relation.SAME or (
        found is Relation.FITS and numbers != [] and numbers == re.findall(r"\d+", b)
    )


def _told(beliefs: Iterable[Belief]) -> date:
    """Return the day of the newest report of an address; the first day of all where no report has a date."""
    days = [_last(e.published) for b in beliefs for e in b.evidence]
    return max((day for day in days if day is not None), default=date.min)


def _longer(record: Record, law: LegalFile) -> list[Due]:
    limit = law.of("custody_limit")
    held = limit.answer.more.get("held_longer") if limit else None
    if limit is None or held not in ("question", "yes"):
        return []
    rules = tuple((rule.id, rule.verified) for rule in limit.answer.rules)
    reason = Reason(
        "due.held-longer", limit.answer.words, (("question", limit.question), ("country", law.country or ""))
    )
    return [
        Due("held-longer", record.id, record.name, limit.answer.span, reason, limit.state, question=held != "yes",
            derived=True, rules=rules, statements=limit.statements, anchor=_anchor(limit))
    ]  # fmt: skip


def _anchor(limit: Legal) -> str:
    return f"{limit.question} {limit.state.value}"


def _last(edtf: str | None) -> date | None:
    found = parse_date(edtf) if edtf else None
    return found.latest if isinstance(found, Edtf) and found.is_resolved else None


def _quote(belief: Belief) -> str:
    return next((e.text for e in belief.evidence if e.text), "")


def _state(state: State) -> State:
    return State.PROPOSED if state is State.PROPOSED else State.ACCEPTED
