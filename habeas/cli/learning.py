"""`habeas corrections`: what reviewers decided, as annotated reports on which the reader can be measured."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from habeas.cli.place import add_today, day_of, workspace
from habeas.cli.refusal import say


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    corrections = commands.add_parser(
        "corrections",
        help="what reviewers decided, as annotated reports to measure the reader on (private: whole texts)",
        description="Writes each report that is answered to its end with what was accepted and corrected. The files hold "
        "whole texts and names of real people: they stay on this machine, and nothing sends them anywhere.",
    )
    corrections.add_argument("dir", metavar="DIR", type=Path, help="a folder of yours, on this machine")
    add_today(corrections)
    corrections.set_defaults(run=run_corrections)


def run_corrections(arguments: argparse.Namespace) -> int:
    """Write the annotated reports, print their files."""
    from habeas.workflows.corrections import export_corrections

    with workspace(arguments) as opened:
        made = export_corrections(opened, arguments.dir, today=day_of(arguments))
    for file in made.files:
        print(file)
    if made.waiting or made.untouched:
        say(f"Left out: {made.waiting} reports with open statements, {made.untouched} that nobody answered.")
    say(
        f"{len(made.files)} reports, private: they stay on this machine. `habeas bench extract {arguments.dir}`."
    )
    return 0
