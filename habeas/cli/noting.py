"""`habeas note`: what we were told, in our words, and a fact by hand that rests on it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from habeas.cli.deciding import add_changes, add_who, decider, fields_given
from habeas.cli.given import edtf, known
from habeas.cli.place import now, workspace
from habeas.cli.refusal import Refusal, WrongUse, say


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    note = commands.add_parser(
        "note", help="what we were told, in your words (read from --file or stdin); or a fact by hand"
    )
    note.add_argument("--file", metavar="FILE", type=Path, help="where the note stands (default: stdin)")
    note.add_argument(
        "--voice", metavar="ROLE", required=True, help="mother, lawyer, cellmate: a role, never a name"
    )
    note.add_argument("--for", dest="use", metavar="WHOM", default="only us", help="for whom it may be used")
    note.add_argument("--told", metavar="DATE", type=edtf, help="the day on which it was told (EDTF)")
    note.add_argument("--about", metavar="PERSON", help="enter a fact about this person; --type says which")
    note.add_argument("--quote", metavar="WORDS", help="a fact: the words of the note that say it")
    add_changes(note, only="a fact: ")
    add_who(note)
    note.set_defaults(run=run_note)


def run_note(arguments: argparse.Namespace) -> int:
    """Keep a note; with --about also the fact that it tells of somebody. Both are kept, or neither."""
    from habeas.review.notes import Note
    from habeas.workflows.note import note

    by_hand = arguments.quote is not None or bool(arguments.set) or arguments.modality is not None
    if (arguments.about is None) != (arguments.type is None) or (by_hand and arguments.about is None):
        raise WrongUse("a fact by hand needs --about PERSON and --type KIND")
    try:
        text = arguments.file.read_text(encoding="utf-8") if arguments.file else sys.stdin.read()
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"The note cannot be read ({error}). Nothing was kept. Give a UTF-8 text.") from error
    told = Note(text.strip(), arguments.voice, arguments.use, known(arguments.told))
    if arguments.about is not None:
        return _enter(arguments, told)
    with workspace(arguments) as opened:
        kept = note(opened, told, now=now())
    print(kept.text_sha256)
    return 0


def _enter(arguments: argparse.Namespace, told: Any) -> int:
    from habeas.model.claim import Modality
    from habeas.workflows.look import show
    from habeas.workflows.note import Typed, enter

    who = decider(arguments)
    try:
        modality = Modality(arguments.modality) if arguments.modality else None
    except ValueError as error:
        raise Refusal(f"“{arguments.modality}” is no way of saying it. Nothing was kept.") from error
    typed = Typed(arguments.type, fields_given(arguments.set), modality, arguments.quote)
    with workspace(arguments) as opened:
        person, _ = show(opened, arguments.about, today=who.today)
        entries = enter(opened, person.id, typed, told, who, now=now())
    say(f"Entered for {person.name}.")
    print(entries[-1].id.hex())
    return 0
