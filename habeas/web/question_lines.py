"""Questions as pages show them: those that were asked, and those that a gap in what we hold has opened."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from habeas.model.statement import State
from habeas.publish.dates import date_words
from habeas.publish.reasons import Told
from habeas.register.due import Due
from habeas.store.questions import FACT
from habeas.web.due_page import Asked, rows_of
from habeas.web.reasons import because
from habeas.web.serving import Seen, served
from habeas.web.wording import Wording
from habeas.workflows import ask as verbs
from habeas.workflows.ask import Open


@dataclass(frozen=True, slots=True)
class Line:
    """A question as a page shows it. ``words`` are ours, ``gap`` is what is missing; one of the two is there."""

    number: str
    person: str
    name: str
    words: str
    gap: Markup | None
    why: Told | None
    asked_of: str
    mine: bool
    due: Markup | None
    late: bool
    answer: Markup | None
    fact: str


def every(seen: Seen) -> tuple[Open, ...]:
    """Return every question, those that a gap in what we hold has opened among them."""
    return verbs.listed(served().workspace, seen.holding, gaps(seen))


def gaps(seen: Seen) -> list[Due]:
    """Return what is missing, by what is accepted."""
    rows = rows_of(seen, served().today(), Asked("", 0))
    return [one for one in rows if one.gap and one.state is not State.PROPOSED]


def about(seen: Seen, person: str, words: Wording, role: str) -> list[Line]:
    """Return the open questions about one person."""
    return [line(one, words, role) for one in every(seen) if one.is_open and one.person == person]


def line(one: Open, words: Wording, role: str) -> Line:
    """Return a question in the reader's words."""
    row = one.question
    kind = row.kind
    if one.gap is not None and kind == "held-longer" and not one.gap.question:
        kind = "held-longer-found"
    return Line(
        number=row.number,
        person=one.person,
        name=one.name,
        words=row.words,
        gap=None if row.words else words.w.text(f"due.kinds.{kind}"),
        why=because(one.gap.reason, words) if one.gap is not None else None,
        asked_of=row.asked_of,
        mine=row.asked_of == role,
        due=date_words(row.due, words.s) if row.due else None,
        late=bool(row.due) and row.due < served().today().isoformat()[: len(row.due)],
        answer=_answer_words(row.answer, words) if row.closed is not None else None,
        fact=row.fact,
    )


def _answer_words(answer: str, words: Wording) -> Markup:
    return words.w.text("question.by_fact") if answer == FACT else words.w.text("question.unknown")
