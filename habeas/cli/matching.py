"""`habeas match`: are two names one person's, for two names or for a file of pairs."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from habeas.cli.progress import working
from habeas.cli.refusal import Refusal, WrongUse, print_json
from habeas.workflows.uncollected import uncollected


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    match = commands.add_parser("match", help="same person? score and reasons")
    match.add_argument("names", metavar="NAME", nargs="*", help="two names")
    match.add_argument("--json", action="store_true")
    match.add_argument("--pairs", metavar="FILE.jsonl", type=Path, help='one object a line with "a" and "b"')
    match.add_argument(
        "--out", metavar="FILE", type=Path, help="where the scores of --pairs go (default: stdout)"
    )
    match.set_defaults(run=run_match)


def run_match(arguments: argparse.Namespace) -> int:
    """Compare two names, or every pair of a file."""
    if arguments.pairs is not None:
        if arguments.names:
            raise WrongUse("--pairs takes no names; they stand in the file")
        return _run_pairs(arguments.pairs, arguments.out)
    if len(arguments.names) != 2 or arguments.out is not None:
        raise WrongUse("give two names, or --pairs FILE.jsonl and, if you like, --out FILE")
    from habeas.identity.compare.names import compare_names

    answer = compare_names(*arguments.names)
    if arguments.json:
        reasons = [{"rule": reason.rule, "words": reason.words} for reason in answer.reasons]
        told = {"score": round(answer.score, 4), "judgement": answer.judgement.value, "reasons": reasons}
        print_json("habeas.match/1", told)
    else:
        print(f"{answer.judgement.value} ({answer.score:.2f})")
        for reason in answer.reasons:
            print(f"  {reason.words}")
    return 0


def _run_pairs(pairs: Path, out: Path | None) -> int:
    from habeas.identity.compare.pairs import answer_lines

    try:
        lines = pairs.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            f"{pairs} cannot be read ({error}). Give a UTF-8 file with one JSON object a line."
        ) from error
    try:
        with working("Comparing names"), uncollected():
            scores = list(answer_lines(lines))
    except (ValueError, KeyError) as error:
        raise Refusal(
            f'{pairs} holds a line that is no pair ({error}). Each line needs "a" and "b"; nothing was written.'
        ) from error
    text = "\n".join(scores) + ("\n" if scores else "")
    if out is None:
        sys.stdout.write(text)
    else:
        _write(out, text)
    return 0


def _write(out: Path, text: str) -> None:
    """Write the whole file, or leave the one that was there."""
    partial = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(out)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise Refusal(
            f"{out} cannot be written ({error.strerror or error}); what was there is still there. "
            "Make room, or name another file."
        ) from error
