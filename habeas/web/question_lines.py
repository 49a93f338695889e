"""Questions as pages show them: those that were asked, and those that a gap in what we hold has opened."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from habeas.model.statement import State
from habeas.publish.dates import date_words
from habeas.publish.reasons import Told
from habeas.register.due import Due
from habeas.store import questions as store
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


def every(seen: Seen, most: int | None = None) -> tuple[Open, ...]:
    """Return every question, those that a gap in what we hold has opened among them; of gaps that nobody has, ``most``."""
    found = gaps(seen)
    known = [found[one.anchor] for one in store.questions(served().workspace) if one.anchor in found]
    others = found.values() if most is None else islice(found.values(), most)
    return verbs.listed(served().workspace, seen.holding, [*known, *others])


def count(seen: Seen) -> int:
    """Return how many questions are open."""
    rows, found = store.questions(served().workspace), gaps(seen)
    kept = sum(one.closed is None and (not one.anchor or one.anchor in found) for one in rows)
    return kept + len(found) - sum(one.anchor in found for one in rows)


def the_question(seen: Seen, number: str) -> Open | None:
    """Return the question of that number, or None."""
    row = store.question(served().workspace, number)
    gap = gaps(seen).get(row.anchor if row is not None else number.removeprefix(verbs.GAP))
    rows = verbs.listed(served().workspace, seen.holding, [gap] if gap is not None else [])
    return next((one for one in rows if one.question.number == number), None)


def about(seen: Seen, person: str, words: Wording, role: str) -> list[Line]:
    """Return the open questions about one person."""
    hers = seen.once(("gaps by person", served().today()), lambda: _by_person(gaps(seen))).get(person, [])
    rows = verbs.listed(served().workspace, seen.holding, hers)
    return [line(one, words, role) for one in rows if one.is_open and one.person == person]


def gaps(seen: Seen) -> dict[str, Due]:
    """Return what is missing by what is accepted, by what names it."""
    return seen.once(("gaps", served().today()), lambda: _gaps(seen))


def _by_person(found: dict[str, Due]) -> dict[str, list[Due]]:
    rows: dict[str, list[Due]] = {}
    for one in found.values():
        rows.setdefault(one.person, []).append(one)
    return rows


def _gaps(seen: Seen) -> dict[str, Due]:
    rows = rows_of(seen, served().today(), Asked("", 0))
    return {one.uid: one for one in rows if one.gap and one.state is not State.PROPOSED}


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
