"""What the pages of a list put out: columns with what they were taken for, rows with remarks, and how it stands to ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from habeas.exchange.lists.comparing import Compared
from habeas.exchange.lists.mapping import NAME_FIELDS
from habeas.exchange.lists.matching import Fit, Match
from habeas.exchange.lists.rows import ListRow
from habeas.publish.reasons import Told
from habeas.web.reasons import because
from habeas.web.serving import served
from habeas.web.wording import Wording
from habeas.workflows.import_list import Imported
from habeas.workflows.list_reading import ListFile

SHOWN = 30  # of each kind of line; the numbers count all
SAMPLES = 5  # rows of a sheet that are shown as they are read


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column: its letter, header, the field that it fills (“” for none), and why it was taken so."""

    letter: str
    header: str
    field: str
    why: Told


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet, and the first of its rows as (name, field and value)."""

    name: str
    columns: tuple[ColumnLine, ...]
    rows: tuple[tuple[str, tuple[tuple[Markup, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A list as it would be read: how many people, how many rows about nobody, and remarks as (sheet, row, words)."""

    sheets: tuple[SheetView, ...]
    people: int
    passed: int
    notes: tuple[Told, ...]
    remarks: tuple[tuple[str, int, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Beside:
    """One row beside somebody of ours: whom, what both say of a field, and the address of ours (“” for none)."""

    name: str
    ours: str
    person: str
    differ: tuple[tuple[Markup, str, str], ...] = ()
    maybe: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedView:
    """How a list stands to what we hold: numbers, and the rows that want a look."""

    both: int
    theirs: int
    ours: int
    differ: tuple[Beside, ...]
    questions: tuple[Beside, ...]
    all_differ: int
    all_questions: int


def list_view(found: ListFile, words: Wording) -> ListView:
    """Return how a list would be read."""
    rows, passed = tuple(found.rows), tuple(found.passed_over)
    remarks = [(row.sheet, row.row.number, problem) for row in rows for problem in row.problems]
    remarks += [(one.sheet, one.row.number, one.why) for one in passed]
    return ListView(
        sheets=tuple(
            SheetView(
                sheet.sheet,
                tuple(
                    ColumnLine(c.letter, c.header[:80], c.field or "", because(c.reason, words))
                    for c in sheet.columns
                ),
                tuple(
                    _sample(row, words)
                    for row in islice((r for r in rows if r.sheet == sheet.sheet), SAMPLES)
                ),
            )
            for sheet in found.mapping.sheets
        ),
        people=len(rows),
        passed=len(passed),
        notes=tuple(because(note, words) for note in found.notes),
        remarks=tuple(remarks[:SHOWN]),
        more=max(len(remarks) - SHOWN, 0),
    )


def compared_view(found: Compared, words: Wording) -> ComparedView:
    """Return how a list stands to what we hold."""
    differ = [
        Beside(
            one.row.name,
            one.name,
            one.person,
            tuple((field_words(d.field, words), ", ".join(d.theirs), ", ".join(d.ours)) for d in one.differ),
        )
        for one in found.differ[:SHOWN]
    ]
    return ComparedView(
        both=len(found.both),
        theirs=len(found.only_theirs),
        ours=len(found.only_ours),
        differ=tuple(differ),
        questions=tuple(_asked(found.questions)),
        all_differ=len(found.differ),
        all_questions=len(found.questions),
    )


def imported_view(done: Imported) -> ComparedView:
    """Return what became of a list, in the same shape: who was known, who is new, what is asked and what contradicts."""
    contradicting = [Beside(row.name, statement.type, "") for row, statement in done.contradictions[:SHOWN]]
    return ComparedView(
        both=done.known + done.sure,
        theirs=done.new,
        ours=done.accepted,
        differ=tuple(contradicting),
        questions=tuple(_asked(done.questions)),
        all_differ=done.waiting,
        all_questions=len(done.questions),
    )


def field_words(name: str, words: Wording) -> Markup:
    """Return the word for a column's field."""
    return words.w.term("list_fields", name)


def _asked(questions: Iterable[tuple[ListRow, Match]]) -> Iterable[Beside]:
    name = served().seen().holding.name
    for row, match in islice(questions, SHOWN):
        if match.fit is Fit.QUESTION:
            maybe = tuple((one, name(one)) for one in match.maybe if len(one) == 32)
            yield Beside(row.name, "", "", maybe=maybe)


def _sample(row: ListRow, words: Wording) -> tuple[str, tuple[tuple[Markup, str], ...]]:
    told = ((name, cells) for name, cells in row.values.items() if name not in NAME_FIELDS)
    return row.name, tuple(
        (field_words(name, words), ", ".join(cell.value for cell in cells)) for name, cells in told if cells
    )
