"""`habeas export`: what we have accepted, as a spreadsheet; pages that we keep, as one web archive."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from habeas.cli.place import add_today, day_of, now, workspace
from habeas.cli.progress import working
from habeas.cli.refusal import say


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "export", help="what we have accepted, as a spreadsheet; kept pages as .wacz"
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    add_today(parser)
    parser.set_defaults(run=run_export)


def run_export(arguments: argparse.Namespace) -> int:
    """Write the spreadsheet, or the web archive."""
    from habeas.workflows.export_list import export_list
    from habeas.workflows.export_pages import WACZ, export_pages

    with workspace(arguments) as opened, working(f"Writing {arguments.file.name}"):
        if arguments.file.suffix.lower() == WACZ:
            what = f"{export_pages(opened, arguments.file, now=now())} web archives"
        else:
            what = f"{export_list(opened, arguments.file, today=day_of(arguments))} people"
    say(f"Wrote {arguments.file}: {what}. It is not encrypted and only for us: destroy it after use.")
    return 0
