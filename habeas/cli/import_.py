"""`habeas import`: a people's list into the workspace; with --dry-run only what would be read."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habeas.cli.progress import working
from habeas.cli.refusal import Refusal, print_json, say

if TYPE_CHECKING:
    from habeas.exchange.lists.mapping import ListMapping
    from habeas.workflows.list_reading import ListFile

SCHEMA = "habeas.import/1"
_SHOWN = 20  # rows with remarks that are printed


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("import", help="take in a people's list: .xlsx, .ods, .csv")
    parser.add_argument("files", metavar="LIST", nargs="+", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="show what would be read, keep nothing")
    parser.add_argument("--json", action="store_true", help="print habeas.import/1, one object a list")
    parser.add_argument("--mapping", metavar="FILE", type=Path, help="which column is what, as kept before")
    parser.add_argument(
        "--write-mapping", metavar="FILE", type=Path, help="keep which column was taken as what, to change it"
    )
    parser.set_defaults(run=run_import)


def run_import(arguments: argparse.Namespace) -> int:
    """Read each list; a refused one is named on stderr and takes no other with it."""
    from habeas.workflows.list_reading import read_list, read_mapping
    from habeas.workflows.refused import Refused

    refused = 0
    try:
        mapping = read_mapping(arguments.mapping) if arguments.mapping else None
    except Refused as error:
        raise Refusal(str(error)) from error
    for path in arguments.files:
        try:
            with working(f"Reading {path.name}"):
                found = read_list(path, mapping)
                _ = found.said
        except Refused as error:
            say(str(error))
            refused += 1
            continue
        if arguments.write_mapping:
            _write_mapping(found.mapping, arguments.write_mapping)
        _tell(found, as_json=arguments.json)
    return 1 if refused else 0


def _write_mapping(mapping: ListMapping, path: Path) -> None:
    from habeas.exchange.lists.mapping import to_yaml

    path.write_text(to_yaml(mapping), encoding="utf-8")
    say(f"Wrote {path}: change it as you need, and give it with --mapping.")


def _tell(found: ListFile, *, as_json: bool) -> None:
    from habeas.exchange.lists.as_json import list_json

    for note in found.notes:
        say(f"{found.name}: {note.words}")
    if as_json:
        print_json(SCHEMA, list_json(found.said, found.mapping, found.notes))
        return
    print(report(found))


def report(found: ListFile) -> str:
    """Return what a person reads of a list before she lets it in."""
    lines = [f"{found.name}"]
    for sheet in found.mapping.sheets:
        header = ", ".join(map(str, sheet.header)) or "none"
        lines.append(f"  Sheet “{sheet.sheet}”, header in row {header}:")
        for column in sheet.columns:
            what = column.field or "kept, not read"
            lines.append(f"    {column.letter:3} {column.header[:40]:40} {what:18} {column.reason.words}")
    rows, passed = tuple(found.rows), tuple(found.passed_over)
    lines.append(f"  {len(rows)} people, {len(passed)} rows about nobody.")
    remarks = [(row, problem) for row in rows for problem in row.problems]
    lines += [f"    {row.sheet} row {row.row.number}: {problem}" for row, problem in remarks[:_SHOWN]]
    if len(remarks) > _SHOWN:
        lines.append(f"    and {len(remarks) - _SHOWN} more remarks; --json lists all")
    lines += [f"    {one.sheet} row {one.row.number}: {one.why}" for one in passed[:_SHOWN]]
    return "\n".join(lines)
