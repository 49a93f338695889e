"""`habeas evidence`, `habeas stamp`: an original as evidence, on one page, and its time stamp by somebody else."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from habeas.cli.given import LANGUAGES
from habeas.cli.place import add_today, day_of, now, workspace
from habeas.cli.progress import working
from habeas.cli.refusal import Refusal


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    sheet = commands.add_parser("evidence", help="one page about one original: from its bytes to the quotes")
    sheet.add_argument("report", metavar="REPORT", help="its id, or six or more digits from its beginning")
    sheet.add_argument(
        "--out", metavar="FILE.pdf", type=Path, required=True, help="where to; named ONLY-FOR-US"
    )
    sheet.add_argument("--lang", metavar="xx", choices=LANGUAGES, default="en", help="be, de, en, pl, ru, uk")
    add_today(sheet)
    sheet.set_defaults(run=run_evidence)
    stamp = commands.add_parser("stamp", help="have a time-stamping authority say when we held our originals")
    stamp.add_argument(
        "reports", metavar="REPORT", nargs="*", help="default: all that have no time stamp yet"
    )
    add_today(stamp)
    stamp.set_defaults(run=run_stamp)


def run_evidence(arguments: argparse.Namespace) -> int:
    """Write the sheet."""
    from habeas.workflows.evidence_sheet import evidence_sheet

    with workspace(arguments) as opened, working("Setting the sheet"):
        made = evidence_sheet(
            opened, arguments.report, arguments.out, today=day_of(arguments), lang=arguments.lang
        )
    print(f"{arguments.out}: the evidence sheet of {made.capture.sha256[:12]}. Only for us.")
    return 0


def run_stamp(arguments: argparse.Namespace) -> int:
    """Have originals stamped and keep the proofs."""
    from habeas.sources.errors import SourceError
    from habeas.workflows.evidence_sheet import source_of
    from habeas.workflows.holding import hold
    from habeas.workflows.time_stamps import read_authority, stamp

    done = 0
    with workspace(arguments) as opened:
        if opened.mode == "demo":
            raise Refusal("A demo workspace never connects to the network, and has nothing stamped.")
        authority = read_authority(opened.folder)
        holding = hold(opened, today=day_of(arguments))
        named = [source_of(opened, holding, one).capture.sha256 for one in arguments.reports]
        wanted = named or [report.capture.sha256 for report in holding.reports.values()]
        try:
            for one in stamp(opened, dict.fromkeys(wanted), authority, now=now()):
                done += 1
                print(
                    f"{one.original[:12]}: {one.time:%Y-%m-%d %H:%M:%S} UTC, by {one.by or authority.address}"
                )
        except SourceError as error:
            raise Refusal(
                f"{error} {done} originals were stamped before that, and their proofs are kept."
            ) from error
    print(
        f"{done} originals stamped; the proofs are kept, and `habeas verify` checks them without any network."
    )
    return 0
