"""`habeas export`: what we have accepted, as a spreadsheet."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from habeas.cli.place import add_today, day_of, workspace
from habeas.cli.progress import working
from habeas.cli.refusal import say


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("export", help="what we have accepted, as a spreadsheet to work in")
    parser.add_argument("file", metavar="FILE", type=Path)
    add_today(parser)
    parser.set_defaults(run=run_export)


def run_export(arguments: argparse.Namespace) -> int:
    """Write the spreadsheet."""
    from habeas.workflows.export_list import export_list

    with workspace(arguments) as opened, working(f"Writing {arguments.file.name}"):
        people = export_list(opened, arguments.file, today=day_of(arguments))
    say(
        f"Wrote {arguments.file}: {people} people. It is not encrypted and only for us: destroy it after use."
    )
    return 0
