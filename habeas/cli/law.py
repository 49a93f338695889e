"""`habeas law`: what the law says of one case, without a workspace."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from habeas.cli.refusal import Refusal


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    law = commands.add_parser("law", help="what the law says of one case (keeps nothing; not legal advice)")
    law.add_argument(
        "case", metavar="CASE.json", type=Path, help="a case, habeas.law-case/1 (see docs/law.md)"
    )
    law.add_argument("--json", action="store_true", help="print habeas.law-answer/1")
    law.set_defaults(run=run_law)


def run_law(arguments: argparse.Namespace) -> int:
    """Answer the case of one file."""
    from habeas.workflows.law import ask_file
    from habeas.workflows.refused import Refused

    try:
        found = ask_file(arguments.case)
    except Refused as refused:
        raise Refusal(str(refused)) from refused
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    print(found["words"])
    for one in found["variants"]:
        print(f"  {one['words']}: {one['edtf'] or 'not known'}")
    for title, rows in (("From the case", found["facts"]), ("Assumed", found["assumptions"])):
        if rows:
            print(f"{title}:")
        for row in rows:
            print(f"  {row}")
    if found["rules"]:
        print("Rules:")
    for rule in found["rules"]:
        mark = " [not checked by a lawyer]" if rule["unverified"] else ""
        print(f"  {rule['id']}: {rule['words']}{mark}")
        print(f"    {rule['source'] or 'no source was read'}")
    return 0
