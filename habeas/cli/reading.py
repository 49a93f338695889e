"""`habeas extract`: the claims of one document, without a workspace."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from habeas.cli.given import UNKNOWN, edtf, known
from habeas.cli.progress import working
from habeas.cli.refusal import Refusal, say


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    extract = commands.add_parser("extract", help="the claims of one document (keeps nothing)")
    extract.add_argument("file", metavar="FILE", type=Path)
    extract.add_argument(
        "--published", metavar="DATE|unknown", type=edtf, default=UNKNOWN, help="when it was published (EDTF)"
    )
    extract.add_argument("--json", action="store_true", help="print habeas.extract/1")
    extract.add_argument(
        "--explain", action="store_true", help="each claim with its rule and words, and what was rejected"
    )
    extract.set_defaults(run=run_extract)


def run_extract(arguments: argparse.Namespace) -> int:
    """Read one file and print its claims."""
    from habeas.claims.as_json import extract_json
    from habeas.claims.explain import explain
    from habeas.claims.read import read
    from habeas.fetch.reader import read_one

    published = known(arguments.published)
    with working(f"Reading {arguments.file.name}"):
        found = read_one(arguments.file)
        if found.error is not None or not found.documents:
            raise Refusal(f"{arguments.file}: {found.error or 'there is nothing to read in it.'}")
        document = found.documents[0]
        reading = read(document.text, published=published or document.published)
    if len(found.documents) > 1:
        say(
            f"{arguments.file} holds {len(found.documents)} texts; this is the first. `habeas add` takes in all."
        )
    if arguments.json:
        print(json.dumps(extract_json(reading), ensure_ascii=False, indent=1))
    else:
        print(explain(reading, document.text, rejected=arguments.explain))
    return 0
