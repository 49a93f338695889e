"""What is due, as pages show it: the days, the sentence in the reader's language, and why it stands there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from habeas.model.record import Record
from habeas.publish.dates import date_words
from habeas.publish.reasons import Told
from habeas.register.due import Due, due_rules
from habeas.register.due_people import due_of
from habeas.register.legal import LegalFile
from habeas.web.law_panel import line_of_span, span_words
from habeas.web.reasons import because
from habeas.web.wording import Wording
from habeas.workflows.due_letters import as_wished, returned
from habeas.workflows.holding import Holding


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that comes or is missing. ``rules`` are ids of rules of law with whether a lawyer has checked each;
    ``person`` is empty for a campaign day, of which ``name`` says what it is.
    """

    kind: str
    kind_words: Markup
    person: str
    name: str
    lang: str | None
    when: Markup | None
    line: str
    more: Markup | None
    why: Told
    proposed: bool
    derived: bool
    checked: bool
    gap: bool
    rules: tuple[tuple[str, bool], ...]


def due_line(one: Due, words: Wording) -> DueLine:
    """Return one thing in words."""
    named = one.named.get(words.lang)
    return DueLine(
        kind=one.kind,
        kind_words=words.w.text(f"due.kinds.{'held-longer-found' if _found(one) else one.kind}"),
        person=one.person,
        name=named or one.name,
        lang="en" if one.kind == "campaign" and named is None and words.lang != "en" else None,
        when=span_words(one.span, words),
        line=line_of_span(one.span),
        more=_more(one, words),
        why=because(one.reason, words),
        proposed=one.state.value == "proposed",
        derived=one.derived,
        checked=one.checked,
        gap=one.gap,
        rules=one.rules,
    )


def _found(one: Due) -> bool:
    return one.kind == "held-longer" and not one.question


def _more(one: Due, words: Wording) -> Markup | None:
    """Return what the days alone do not say: how long a silence is, and for which birthday to write."""
    if one.kind == "silent":
        return words.w.count("due.days", one.count)
    if one.kind == "letters" and one.day is not None:
        return words.w.text("due.birthday", date=date_words(one.day.isoformat(), words.s))
    return None


def due_of_person(
    holding: Holding, record: Record, law: LegalFile, today: date, words: Wording
) -> tuple[DueLine, ...]:
    """Return all that is due for one person, gaps first, then by day."""
    wished = as_wished(due_of(record, law, today), {record.id: record}, today)
    rows = (*wished, *returned(holding, today, of=record.id))
    order = {str(kind): number for number, kind in enumerate(due_rules()["order"])}
    rows = tuple(
        sorted(rows, key=lambda one: (not one.gap, str(one.span.first or one.span.last), order[one.kind]))
    )
    return lines_of(rows, words)


def lines_of(rows: Iterable[Due], words: Wording) -> tuple[DueLine, ...]:
    """Return rows in words, in their order."""
    return tuple(due_line(one, words) for one in rows)
