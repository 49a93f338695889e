"""The sheets with the root key: shown once in the terminal, and typed in again when the key is needed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from habeas.cli.refusal import Refusal, say

TRIES = 3
IN_A_ROW = 6
ADVICE = (
    "These three sheets are the root key of this group, and they are shown only now. Copy each onto paper, by hand, and "
    "give them to three people, or leave them in three places. Any two bring the key back; one alone tells nothing. "
    "Whoever has two can speak in the group’s name. Without two of them no device can ever be added or renewed."
)


def ask_sheets() -> Sequence[str]:
    """Ask in the terminal for two sheets; a sheet with a wrong word is asked for again."""
    if not sys.stdin.isatty():
        raise Refusal(
            "The root key is on paper, and two of its sheets are needed. Nothing was changed. Run this in a terminal, "
            "where they can be typed."
        )
    return [_sheet("first"), _sheet("second")]


def hand_out(file: Path | None) -> Callable[[Sequence[str]], None]:
    """Return what shows the sheets of a new root key: in the terminal, or in ``file``, which must not exist.

    Raises Refusal where there is neither: before anything is made.
    """
    if file is None and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal(
            "Nothing was made: a real workspace shows its root key once, to be copied onto paper. Run this in a "
            "terminal, or name a file for the sheets with --sheets."
        )
    if file is not None and file.exists():
        raise Refusal(f"Nothing was made: {file} is there already. Name a new file for the sheets.")

    def show(sheets: Sequence[str]) -> None:
        text = "\n\n".join(map(_written, sheets, range(1, len(sheets) + 1)))
        if file is not None:
            from habeas.store.layout import write_atomically

            write_atomically(file, f"{ADVICE}\n\n{text}\n".encode())
            say(f"The three sheets are in {file}. Print them, hand them out, and destroy the file.")
            return
        print(f"{ADVICE}\n\n{text}\n")
        try:
            input("When all three are on paper, press Enter: ")
        except EOFError as error:
            raise Refusal("The sheets were not confirmed. Nothing was made.") from error

    return show


def _written(words: str, number: int) -> str:
    numbered = [f"{place:2} {word:9}" for place, word in enumerate(words.split(), start=1)]
    rows = [" ".join(numbered[at : at + IN_A_ROW]).rstrip() for at in range(0, len(numbered), IN_A_ROW)]
    return "\n".join([f"Sheet {number} of 3", *rows])


def _sheet(which: str) -> str:
    from habeas.store.paper import SheetError, sheet

    for left in reversed(range(TRIES)):
        try:
            return sheet(_typed(which))
        except SheetError as error:
            if not left:
                raise
            say(f"{error.sentence} {error.way_out}")
    raise AssertionError


def _typed(which: str) -> str:
    """Return the words of a sheet, typed in one line or several; an empty line ends them."""
    from habeas.store.paper import WORDS

    words: list[str] = []
    prompt = f"The words of the {which} sheet: "
    while len(words) < WORDS:
        try:
            line = input(prompt)
        except EOFError as error:
            raise Refusal("The sheets were not typed. Nothing was changed.") from error
        if not line.strip():
            break
        words += [word for word in line.split() if not word.strip(".,;:()").isdigit()]
        prompt = f"{len(words)} of {WORDS} words; go on, or press Enter to begin again: "
    return " ".join(words)
