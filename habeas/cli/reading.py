"""`habeas extract`: the claims of one document, without a workspace."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from habeas.cli.refusal import Refusal


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    extract = commands.add_parser("extract", help="the claims of one document (keeps nothing)")
    extract.add_argument("file", metavar="FILE", type=Path)
    extract.add_argument(
        "--published", metavar="DATE|unknown", default="unknown", help="when it was published (EDTF)"
    )
    extract.add_argument("--json", action="store_true", help="print habeas.extract/1")
    extract.add_argument(
        "--explain", action="store_true", help="each claim with its rule and words, and what was rejected"
    )
    extract.set_defaults(run=run_extract)


def date_given(text: str | None) -> str | None:
    """Return the EDTF date that was given on the command line, or None for “unknown”."""
    from habeas.model.edtf import Edtf, EdtfError

    if text is None or text == "unknown":
        return None
    try:
        return Edtf.parse(text).text
    except EdtfError as error:
        raise Refusal(f"{error}. Give --published as in 2026-03-22, 2026-03 or unknown.") from error


def run_extract(arguments: argparse.Namespace) -> int:
    """Read one file and print its claims."""
    from habeas.claims.as_json import extract_json
    from habeas.claims.explain import explain
    from habeas.claims.read import read
    from habeas.fetch.reader import read_one

    published = date_given(arguments.published)
    found = read_one(arguments.file)
    if found.error is not None or not found.documents:
        raise Refusal(found.error or f"{arguments.file}: nothing to read in it.")
    document = found.documents[0]
    reading = read(document.text, published=published or document.published)
    if arguments.json:
        print(json.dumps(extract_json(reading), ensure_ascii=False, indent=1))
    else:
        print(explain(reading, document.text, rejected=arguments.explain))
    return 0
