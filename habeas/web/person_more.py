"""What else a person's page shows: who recognises her, the log of what we took in and took back, what changed since a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from habeas.model.record import Belief, Record
from habeas.publish.dates import date_words
from habeas.publish.facts import field_of
from habeas.publish.pages.person import value_markup
from habeas.publish.reasons import Told
from habeas.publish.values import shown
from habeas.register.differences import Difference
from habeas.register.recognition import Recognition, recognitions
from habeas.web.reasons import because
from habeas.web.serving import Seen
from habeas.web.statements import Sayer
from habeas.web.wording import Wording


@dataclass(frozen=True, slots=True)
class RecognitionLine:
    """One recognition: whose, when, by which criteria; as its source tells it, side by side with others."""

    bodies: tuple[str, ...]
    days: tuple[Markup, ...]
    criteria: tuple[str, ...]
    denied: bool
    state: str
    state_words: Markup


@dataclass(frozen=True, slots=True)
class LogDay:
    """What entered the record on one day, and what of it was taken back since."""

    day: Markup
    rows: tuple[tuple[Markup, bool], ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One difference between two days: what we said then, what we say now (None: nothing), and why."""

    what: Markup
    before: Markup | None
    now: Markup | None
    why: Markup


def recognition_lines(record: Record, words: Wording) -> tuple[RecognitionLine, ...]:
    """Return who recognises her as a political prisoner, in the order of time."""
    return tuple(_recognition(one, words) for one in recognitions(record))


def _recognition(one: Recognition, words: Wording) -> RecognitionLine:
    return RecognitionLine(
        bodies=one.bodies,
        days=tuple(date_words(day, words.s) for day in one.days),
        criteria=one.criteria,
        denied=one.denied,
        state=one.state.value,
        state_words=words.s.term("states", one.state.value),
    )


def log_of(seen: Seen, record: Record, words: Wording) -> tuple[LogDay, ...]:
    """Return what we took in about her, by day, the newest first; what was taken back since is marked."""
    sayer = Sayer(seen, words)
    days: dict[str, list[tuple[Markup, bool]]] = {}
    for statement, back in seen.taken_in(record):
        if statement.day:
            days.setdefault(statement.day, []).append((sayer.title(statement), back))
    newest = sorted(days, reverse=True)
    return tuple(LogDay(date_words(day, words.s), tuple(dict.fromkeys(days[day]))) for day in newest)


def change_lines(changes: Iterable[Difference], words: Wording) -> tuple[ChangeLine, ...]:
    """Return what changed since a day, in words."""
    return tuple(_change(one, words) for one in changes)


def _change(one: Difference, words: Wording) -> ChangeLine:
    field = one.property.rsplit(".", 1)[-1]
    event = words.s.term("claim_types", one.event) if one.event else Markup("")
    if one.property == one.event:
        what = event
    else:
        label = words.s.term("fields", field)
        what = Markup("{}: {}").format(event, label) if event else label
    return ChangeLine(
        what=what,
        before=_value(one, field, one.before, words),
        now=_value(one, field, one.now, words),
        why=words.w.text(f"person.changed.{one.why}"),
    )


def _value(one: Difference, field: str, value: str | None, words: Wording) -> Markup | None:
    if value is None:
        return None
    if one.property == one.event:
        return words.s.term("manners", value)
    return value_markup(shown(field, value, words.s))


def notes_of(
    beliefs: Iterable[Belief], shown_already: Iterable[Told], words: Wording
) -> tuple[tuple[Markup, Told], ...]:
    """Return how values were read: why reports count as one origin, why spellings are one value; (field, note)."""
    known = {told.words for told in shown_already}
    found: dict[Markup, tuple[Markup, Told]] = {}
    for belief in beliefs:
        field = field_of(belief)
        group = "fields" if words.s.knows("fields", field) else "claim_types"
        for note in belief.notes:
            told = because(note, words)
            if told.words not in known:
                found.setdefault(told.words, (words.s.term(group, field), told))
    return tuple(found.values())
