"""Rows of a table typed as text: “X; 280.3; Minsk court, 14.02.2024; 5 years; colony No. 22”, under a line that says what is where.

Lines one below the other that one mark parts into three cells or more are a table. The first cell names somebody, and what
each other cell tells is told of her: an event's words, or a term, a fine, a prison by itself. A cell of a date, a court or an
article alone is that of the row's verdict, unless the heading of its column says what it dates (“seized”).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft, Slot
from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.grammar.articles import article_alone
from habeas.claims.grammar.places import place_at
from habeas.claims.language.event_words import EventWords
from habeas.claims.lines.headings import VERBLESS, VERBLESS_CHARGE, VERBLESS_CUSTODY, VERBLESS_FINE
from habeas.claims.lines.verbless import HOLDING
from habeas.claims.names.mention import Mention
from habeas.claims.people.participants import ABOUT, Unit
from habeas.claims.people.people import People
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK, NUMBER, WORD

MARKS, SPACED = ("|", ";"), ("–—-", "/")  # a dash or stroke parts cells only with a space on either side
FEWEST_CELLS, FEWEST_ROWS = 3, 2
LAST_NAMED = 3  # cells of which one names somebody: behind a number, a date, a court
LONGEST_NAME = 9  # tokens of the cell that names somebody: a number, a full name, an age in brackets
VERDICTS = ("sentence", "fine", "acquittal", "hearing", "appeal", "charge")
LEFT = ("article", "court", "judge", "date", "accusation")
VERBLESS_BY_KIND = (("term", VERBLESS), ("fine", VERBLESS_FINE), ("facility", VERBLESS_CUSTODY))
COLUMNS = {"detention": ("date", "place"), "custody": ("facility",), "hearing": ("date",)}
ACCUSED = "accusation"  # the column “for what”
UNDER_HEADING = -8  # number of the words of an event that only the heading of a column tells


@dataclass(frozen=True, slots=True)
class Cell:
    """Tokens ``first`` to ``last`` of a row, and the event that the heading of its column tells, if it does."""

    first: int
    last: int
    column: str = ""

    def holds(self, first: int, last: int) -> bool:
        """Whether a stretch stands in the cell."""
        return self.first <= first and last <= self.last


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the cell that names somebody, and the other ones; the heading of a table has none of either."""

    name: Cell = Cell(0, 0)
    others: Sequence[Cell] = ()


def find_rows(
    document: Sequence[Sentence], mentions: Mapping[int, Sequence[Mention]], people: People
) -> Mapping[int, Row]:
    """Return the rows of the document's tables, by the number of the sentence."""
    found: dict[int, Row] = {}
    for run in _runs(document):
        names: dict[int, int | None] = {}
        for sentence, cells in run:
            known = [one for one in mentions.get(sentence.number, ()) if people.of(one) is not None]
            names[sentence.number] = _name_cell(sentence, cells, known)
        rows = [(sentence, cells) for sentence, cells in run if names[sentence.number] is not None]
        if len(rows) < FEWEST_ROWS:
            continue
        rows = [(sentence, cells) for sentence, cells in rows if len(cells) >= FEWEST_CELLS]
        head, columns = run[0]
        headed = names[head.number] is None and len(columns) >= FEWEST_CELLS
        if headed and rows:
            found[head.number] = Row()
        for sentence, cells in rows:
            titled = list(cells)
            if headed and len(columns) == len(cells):
                pairs = zip(cells, columns, strict=True)
                titled = [replace(cell, column=_event_of(head, title)) for cell, title in pairs]
            at = names[sentence.number] or 0
            found[sentence.number] = Row(titled[at], [*titled[:at], *titled[at + 1 :]])
    return found


def _runs(document: Sequence[Sentence]) -> Iterator[list[tuple[Sentence, list[Cell]]]]:
    """Yield lines one below the other that the same mark parts into cells."""
    run: list[tuple[Sentence, list[Cell]]] = []
    mark = ""
    for sentence in document:
        if not sentence.opens_line:
            continue
        here, cells = _parted(sentence)
        if run and here != mark:
            yield run
            run = []
        mark = here
        if here:
            run.append((sentence, cells))
    if run:
        yield run


def _parted(sentence: Sentence) -> tuple[str, list[Cell]]:
    """Return the mark that parts a line into most cells, and the cells; an empty mark where none does."""
    tokens = sentence.tokens
    marks = [index for index in range(1, len(tokens) - 1) if tokens[index].kind == MARK]
    best: tuple[str, list[int]] = ("", [])
    for mark in (*MARKS, *SPACED) if marks else ():
        at = [
            index
            for index in marks
            if tokens[index].text in mark
            and (mark in MARKS or not (tokens[index].glued or tokens[index + 1].glued))
        ]
        if len(at) > len(best[1]):
            best = mark, at
    edges = [-1, *best[1], len(tokens)]
    return best[0], [Cell(one + 1, other) for one, other in pairwise(edges)]


def _name_cell(sentence: Sentence, cells: Sequence[Cell], names: Sequence[Mention]) -> int | None:
    """Return which of the first cells names somebody, and hardly anything else; None for the heading of a table."""
    for number, cell in enumerate(cells[:LAST_NAMED]):
        if cell.last - cell.first <= LONGEST_NAME and any(cell.holds(one.first, one.last) for one in names):
            return number
        if not any(_is_datum(sentence, at) for at in range(cell.first, cell.last)):
            return None  # the title of a book in front of its author
    return None


def _is_datum(sentence: Sentence, index: int) -> bool:
    """Whether a number, a town or a court begins there, as in a cell in front of the name."""
    return sentence.tokens[index].kind == NUMBER or sentence.opens(index, ("places", "courts", "weekdays"))


def _event_of(head: Sentence, title: Cell) -> str:
    """Return the event that the heading of a column tells of all below it."""
    marks = [mark for mark in head.marks("events") if title.holds(mark.first, mark.last)]
    kinds = [mark.payload.sense for mark in marks if mark.payload.sense in COLUMNS]
    accused = any(title.holds(mark.first, mark.last) for mark in head.marks("accusation"))
    return kinds[0] if kinds else ACCUSED if accused else ""


def row_drafts(
    scene: Scene,
    row: Row,
    types: ClaimTypes,
    calendar: Trigger | None,
    told: Callable[[Scene, Sequence[str]], list[Draft]],
) -> list[Draft]:
    """Return what a row tells of the people whom it names; ``told`` reads a cell as something told of them.

    ``calendar``: the words above the table that make each row a hearing to come.
    """
    units = _of_cell(scene, row.name)
    people = tuple(one for unit in units for one in unit.people)
    if not people:
        return []
    if calendar is not None:
        hearing = replace(calendar, first=units[0].first, last=units[-1].last, carried=True)
        values = [value for cell in row.others for value in _values(scene, cell)]
        return told(replace(scene, triggers=[hearing], values=values, units=[], participants=[]), people)
    drafts: list[Draft] = []
    left: list[Found] = []
    for cell in row.others:
        part = _part(scene, cell)
        if len(people) > 1 and not part.units:
            part.units = units  # “A and B – four and three years respectively”
        own = told(part, people)
        drafts += own
        left += [] if own else [*part.values, *part.accusations]
    for value in left:
        _hand_over(scene.sentence, value, drafts, types)
    articles = [value for value in left if value.kind == "article"]
    if articles and not any(draft.type in VERDICTS for draft in drafts):
        charge = Trigger(articles[0].first, articles[0].last, "charge", VERBLESS_CHARGE)
        drafts += told(replace(scene, triggers=[charge], values=articles, units=[], participants=[]), people)
    return drafts


def _of_cell(scene: Scene, cell: Cell) -> list[Unit]:
    return [unit for unit in scene.units if cell.holds(unit.first, unit.last) and unit.against < ABOUT]


def _part(scene: Scene, cell: Cell) -> Scene:
    """Return a cell as a scene of its own."""
    values = _values(scene, cell)
    triggers = [one for one in scene.triggers if cell.holds(one.first, one.last) and not one.carried]
    units = [one for one in scene.units if cell.holds(one.first, one.last)] if triggers else []
    return replace(
        scene,
        values=values,
        accusations=[value for value in scene.accusations if cell.holds(value.first, value.last)],
        participants=[one for one in scene.participants if cell.holds(one.first, one.last)],
        units=units,  # “9 October, Hola Prystan”, “Colony No. 6, Vladimir” name towns
        triggers=triggers or _by_itself(scene.sentence, values, cell),
        voices=[one for one in scene.voices if triggers and cell.holds(one.first, one.last)],
    )


def _values(scene: Scene, cell: Cell) -> list[Found]:
    values = [value for value in scene.values if cell.holds(value.first, value.last)]
    return [*values, *_unsaid_values(scene.sentence, cell, values)]


def _unsaid_values(sentence: Sentence, cell: Cell, values: Sequence[Found]) -> list[Found]:
    """Return what only the table says to be an article or a place: “280.3 ч. 1”, “14 May 2023, Skadovsk”."""
    if cell.column == ACCUSED:
        return _for_what(sentence, cell, values)
    alone = None if values else article_alone(sentence, cell.first, cell.last)
    if alone is not None or cell.column != "detention" or any(value.kind == "place" for value in values):
        return [alone] if alone is not None else []
    commas = [at + 1 for at in range(cell.first, cell.last) if sentence.tokens[at].text == ","]
    place = place_at(sentence, commas[-1] if commas else cell.first)
    fits = (
        place is not None
        and place.last <= cell.last
        and not any(v.overlaps(place.first, place.last) for v in values)
    )
    return [place] if place is not None and fits else []


def _for_what(sentence: Sentence, cell: Cell, values: Sequence[Found]) -> list[Found]:
    """Return the words of a cell of the column “for what”, without quotation marks and the article in front or behind."""
    inside = [
        at
        for at in range(cell.first, cell.last)
        if not any(value.kind in ("article", "code") and value.overlaps(at, at + 1) for value in values)
    ]
    while inside and sentence.tokens[inside[0]].kind == MARK:
        inside.pop(0)
    while inside and sentence.tokens[inside[-1]].kind == MARK:
        inside.pop()
    if not inside or inside[-1] - inside[0] + 1 != len(inside):
        return []
    first, last = inside[0], inside[-1] + 1
    return [Found("accusation", sentence.words(first, last), first, last, "accusation.column")]


def _by_itself(sentence: Sentence, values: Sequence[Found], cell: Cell) -> list[Trigger]:
    """Return the event of a cell without an event's words: a term, a fine, a prison, or what stands over its column."""
    if any(sentence.marks(name) and _inside(sentence, name, cell) for name in ("up_to", "hypothetical")):
        return []
    for kind, words in VERBLESS_BY_KIND:
        for value in values:
            if value.kind == kind and (kind != "facility" or value.get("kind") in HOLDING):
                return [Trigger(value.first, value.last, words.type, words)]
    fitting = [value for value in values if value.kind in COLUMNS.get(cell.column, ())]
    if not fitting or not any(
        sentence.tokens[at].kind == WORD or cell.column for at in range(cell.first, cell.last)
    ):
        return []
    words = EventWords(type=cell.column, number=UNDER_HEADING, implicit=True)
    return [Trigger(fitting[0].first, fitting[0].last, cell.column, words)]


def _inside(sentence: Sentence, name: str, cell: Cell) -> bool:
    return any(cell.holds(mark.first, mark.last) for mark in sentence.marks(name))


def _hand_over(sentence: Sentence, value: Found, drafts: Sequence[Draft], types: ClaimTypes) -> None:
    """Give a value that stands in a cell by itself to the row's first verdict that can hold it and has none."""
    if value.kind not in LEFT or value.rule in ("court.unnamed", "date.as-of"):
        return
    able = [
        draft
        for draft in sorted(drafts, key=lambda one: one.first)
        if draft.type in VERDICTS and types.holds(draft.type, value.kind) and value.kind not in draft.fields
    ]
    for draft in able:
        if draft.type == able[0].type:  # of two people each verdict is under the article
            draft.fields[value.kind] = [Slot(sentence, value)]
