"""Verbs: an evening of letters, a file of sheets for each writer; and the row of those who get fewest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from habeas.exchange.letters.log import Tally
from habeas.exchange.letters.recipient import Recipient
from habeas.exchange.letters.rules import LANGUAGES
from habeas.exchange.letters.spreading import Candidate, Evening, Writer, spread
from habeas.exchange.letters.wishes import Wish
from habeas.model.reason import Reason
from habeas.register.as_json import is_subject
from habeas.store.workspace import Workspace
from habeas.workflows.letters import (
    MARK,
    Desk,
    check_folder,
    desk_of,
    refusal,
    set_sheets,
    sheet_for,
    write_ours,
)
from habeas.workflows.letters_places import read_yaml
from habeas.workflows.refused import Refused

ALONE = (Writer("W-01", ("be", "ru"), 10),)
_MOST_LETTERS, _MOST_WRITERS = 50, 200


@dataclass(frozen=True, slots=True)
class Row:
    """One person in the row of those who get fewest letters: her tally, and why nobody is to write now (None: write)."""

    to: Recipient
    tally: Tally
    barred: Reason | None
    languages: tuple[str, ...]


def rows(desk: Desk) -> tuple[Row, ...]:
    """Return everybody accepted who is not known to be free, fewest letters first; those whom no letter reaches last."""
    people = [r for r in desk.holding.register.people if is_subject(r)]
    told = [desk.recipient(record) for record in people]
    found = [_row(desk, to) for to in told if to.accepted and to.held is not False]
    return tuple(
        sorted(
            found,
            key=lambda row: (
                row.barred is not None,
                row.tally.reached,
                row.tally.last_sent or date.min,
                row.to.id,
            ),
        )
    )


def listed(workspace: Workspace, *, today: date, places: Path | None = None) -> tuple[Row, ...]:
    """Return the row of those who get fewest letters."""
    return rows(desk_of(workspace, today=today, places=places))


def evening(
    workspace: Workspace,
    folder: Path,
    *,
    today: date,
    lang: str,
    writers: Path | None = None,
    places: Path | None = None,
) -> tuple[Evening, dict[str, str]]:
    """Write a file of sheets for each writer into ``folder``, and the plan beside it; return the plan and the names."""
    those = writers_of(writers) if writers else ALONE
    check_folder(folder.resolve())
    desk = desk_of(workspace, today=today, places=places)
    found = {row.to.id: row for row in rows(desk)}
    people = [
        Candidate(row.to.id, row.tally.reached, row.tally.last_sent, row.languages, row.barred)
        for row in found.values()
    ]
    plan = spread(people, those, today)
    if not plan.assignments:
        raise Refused(_nobody(plan))
    names = {one: row.to.name for one, row in found.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Refused(f"{folder} cannot be made ({error.strerror}). Nothing was written.") from error
    for code in dict.fromkeys(one.writer for one in plan.assignments):
        sheets = [
            sheet_for(desk, found[one.person].to, lang, code)
            for one in plan.assignments
            if one.writer == code
        ]
        write_ours(folder / f"{today}-{code}-{MARK}.pdf", set_sheets(sheets, today))
    write_ours(folder / f"{today}-plan-{MARK}.txt", plan_text(plan, names, today).encode("utf-8"))
    return plan, names


def plan_text(plan: Evening, names: dict[str, str], today: date) -> str:
    """Return the plan as a page of text: who writes to whom and why, and who is left out and why."""
    lines = [f"Letters, {today}. {MARK}: working copy, not for publication.", ""]
    lines += [
        f"{one.writer}  {names[one.person]} ({one.person[:8]}): {one.reason}" for one in plan.assignments
    ]
    lines += ["", "Nobody writes to:"]
    lines += [f"{names[person]} ({person[:8]}): {reason}" for person, reason in plan.left_out]
    return "\n".join(lines) + "\n"


def writers_of(file: Path) -> tuple[Writer, ...]:
    """Return the writers of a file (docs/letters.md shows one); Refused says what is wrong in it."""
    data = read_yaml(file)
    given: Any = data.get("writers") if isinstance(data, dict) else None
    if not isinstance(given, list) or not given or len(given) > _MOST_WRITERS:
        raise Refused(f"{file}: under `writers:` there is no list of writers. docs/letters.md shows one.")
    found: list[Writer] = []
    for number, row in enumerate(given, 1):
        found.append(_writer(file, number, row))
    codes = [one.code for one in found]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise Refused(f"{file}: two writers are called {twice[0]}. Give each a code of her own.")
    return tuple(found)


def _writer(file: Path, number: int, row: Any) -> Writer:
    where = f"{file}: writer {number}"
    if not isinstance(row, dict) or not {"code", "languages", "letters"} <= set(row):
        raise Refused(f"{where} needs `code`, `languages` and `letters`. Nothing was made.")
    code, languages, letters = str(row["code"]), row["languages"], row["letters"]
    if not code or len(code) > 20 or not all(one.isalnum() or one in "-_" for one in code):
        raise Refused(
            f"{where}: “{code}” is no code. Write letters, digits and hyphens, such as W-05; never a name."
        )
    if not isinstance(languages, list) or not languages or not set(map(str, languages)) <= set(LANGUAGES):
        raise Refused(f"{where}: `languages` is a list of {', '.join(LANGUAGES)}.")
    if not isinstance(letters, int) or isinstance(letters, bool) or not 1 <= letters <= _MOST_LETTERS:
        raise Refused(f"{where}: `letters` is a number from 1 to {_MOST_LETTERS}.")
    return Writer(code, tuple(map(str, languages)), letters)


def _row(desk: Desk, to: Recipient) -> Row:
    there = desk.envelope(to)
    let_through = there.rules.languages
    reads = tuple(lang for lang in to.reads if not let_through or lang in let_through)
    barred = refusal(to) or desk.returned(to)
    if barred is None and not there.arrives:
        barred = next(gap for gap in there.gaps)
    if barred is None:
        unread = next((wish for wish in to.wishes if wish.wish is Wish.UNREAD), None)
        words = f"A wish that a person must read first: “{unread.words}”." if unread else ""
        barred = Reason("letter.unread-wish", words, (("person", to.id),)) if unread else None
    return Row(to, desk.tally(to.id), barred, reads or let_through)


def _nobody(plan: Evening) -> str:
    why: Sequence[str] = sorted({str(reason) for _, reason in plan.left_out})
    told = " ".join(why[:5]) or "Nobody whom we have accepted is held."
    return f"No sheet was made: there is nobody to write to. {told}"
