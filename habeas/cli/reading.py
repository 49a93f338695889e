"""`habeas extract`: the claims of one document, without a workspace."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from habeas.cli.given import UNKNOWN, edtf, known
from habeas.cli.progress import working
from habeas.cli.refusal import Refusal, say
from habeas.model.reading import Reading


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
    extract.add_argument(
        "--model", metavar="ADDRESS", help="also ask a model server of your own, as in http://127.0.0.1:8080"
    )
    extract.add_argument("--model-name", metavar="NAME", default="default", help="which model of that server")
    extract.add_argument("--model-key", metavar="FILE", type=Path, help="a file that holds the server's key")
    extract.add_argument(
        "--allow-network",
        action="store_true",
        help="the model may be on another computer: the text is sent there",
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
    status = 0
    if arguments.model is not None:
        reading, status = _with_model(document.text, reading, arguments)
    if len(found.documents) > 1:
        say(
            f"{arguments.file} holds {len(found.documents)} texts; this is the first. `habeas add` takes in all."
        )
    if arguments.json:
        print(json.dumps(extract_json(reading), ensure_ascii=False, indent=1))
    else:
        print(explain(reading, document.text, rejected=arguments.explain))
    return status


def _with_model(text: str, reading: Reading, arguments: argparse.Namespace) -> tuple[Reading, int]:
    """Return the reading with what the model proposes; where it cannot be asked, the reading as it is and status 1."""
    from habeas.sources.errors import SourceError
    from habeas.workflows.propose import with_model

    try:
        key = arguments.model_key.read_text(encoding="ascii").strip() if arguments.model_key else None
        if key is not None and (not key.isprintable() or " " in key):
            raise ValueError
    except (OSError, ValueError) as error:
        raise Refusal(
            f"{arguments.model_key} cannot be read as a key. Write the key alone into the file."
        ) from error
    try:
        with working(f"Asking {arguments.model_name}"):
            added = with_model(
                text,
                reading,
                address=arguments.model,
                model=arguments.model_name,
                allow_network=arguments.allow_network,
                key=key,
            )
    except SourceError as error:
        say(str(error))
        return reading, 1
    return added, 0
