"""`habeas import`: a people's list into the workspace; with --dry-run only what would be read."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habeas.cli.deciding import add_who, decider
from habeas.cli.given import edtf, known
from habeas.cli.place import day_of, now, workspace
from habeas.cli.progress import working
from habeas.cli.refusal import Refusal, WrongUse, print_json, say

if TYPE_CHECKING:
    from habeas.exchange.lists.mapping import ListMapping
    from habeas.store.workspace import Workspace
    from habeas.workflows.import_list import Imported
    from habeas.workflows.list_reading import ListFile

SCHEMA, SCHEMA_DONE = "habeas.import/1", "habeas.imported/1"
_SHOWN = 20  # rows with remarks that are printed


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("import", help="take in a people's list: .xlsx, .ods, .csv")
    parser.add_argument("files", metavar="LIST", nargs="*", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="show what would be read, keep nothing")
    parser.add_argument("--json", action="store_true", help="one object a list")
    parser.add_argument("--mapping", metavar="FILE", type=Path, help="which column is what, as kept before")
    parser.add_argument(
        "--write-mapping", metavar="FILE", type=Path, help="keep which column was taken as what, to change it"
    )
    parser.add_argument("--published", metavar="DATE", type=edtf, help="the list's own day (EDTF)")
    parser.add_argument("--publisher", metavar="NAME", help="whose list it is")
    parser.add_argument(
        "--own-record",
        action="store_true",
        help="it is our own list: accept all rows that match nobody or match surely, under one reason",
    )
    parser.add_argument("--undo", metavar="LIST-ID", help="take back what --own-record accepted from a list")
    add_who(parser)
    parser.set_defaults(run=run_import)


def run_import(arguments: argparse.Namespace) -> int:
    """Read each list; a refused one is named on stderr and takes no other with it."""
    from habeas.workflows.list_reading import read_mapping
    from habeas.workflows.refused import Refused

    if bool(arguments.files) == bool(arguments.undo):
        raise WrongUse("name the lists to take in, or the one to --undo")
    if arguments.undo:
        return _undo(arguments)
    try:
        mapping = read_mapping(arguments.mapping) if arguments.mapping else None
    except Refused as error:
        raise Refusal(str(error)) from error
    if arguments.dry_run:
        return _each(arguments, mapping, lambda found: _tell(found, as_json=arguments.json))
    with workspace(arguments) as opened:
        return _each(arguments, mapping, lambda found: _take(opened, found, arguments))


def _each(arguments: argparse.Namespace, mapping: ListMapping | None, do: Callable[[ListFile], None]) -> int:
    from habeas.store.errors import StoreError
    from habeas.workflows.list_reading import read_list
    from habeas.workflows.refused import Refused

    refused = 0
    for path in arguments.files:
        try:
            with working(f"Reading {path.name}"):
                found = read_list(path, mapping, today=day_of(arguments))
            for note in found.notes:
                say(f"{found.name}: {note.words}")
            if arguments.write_mapping:
                _write_mapping(found.mapping, arguments.write_mapping)
            do(found)
        except (Refused, StoreError) as error:
            say(str(error) if str(path) in str(error) else f"{path}: {error}")
            refused += 1
    return 1 if refused else 0


def _take(opened: Workspace, found: ListFile, arguments: argparse.Namespace) -> None:
    from habeas.workflows.import_list import About, import_list

    about = About(known(arguments.published), arguments.publisher, arguments.own_record)
    with working(f"Taking in {found.name}"):
        done = import_list(opened, found, about, decider(arguments), now=now())
    if arguments.json:
        print_json(SCHEMA_DONE, imported_json(found, done))
        return
    if done.status == "unchanged":
        print(f"{found.name}: our own export, and nobody changed it; nothing was kept.")
        return
    print(
        f"{found.name}: {'known already' if done.status == 'known' else 'added'}; {done.rows} people: "
        f"{done.known} known already, {done.new} new, {done.sure} surely known, {len(done.questions)} questions. "
        f"{done.accepted} statements accepted, {done.waiting} to look at."
    )
    for row, match in done.questions[:_SHOWN]:
        who = ", ".join(" / ".join(done.names.get(one, (one,))[:1]) for one in match.maybe) or "another row"
        print(f"  {row.sheet} row {row.row.number}: {row.name} may be {who}")
    for row, statement in done.contradictions[:_SHOWN]:
        print(f"  {row.sheet} row {row.row.number}: {row.name}: {statement.type} says other than we hold")
    if done.accepted:
        print(f"To take it back: habeas import --undo {found.capture.sha256[:12]}")


def imported_json(found: ListFile, done: Imported) -> dict[str, Any]:
    """Return the object that ``habeas import --json`` prints for one list."""
    return {
        "list": found.capture.sha256,
        "file": found.name,
        "status": done.status,
        "people": done.rows,
        "known": done.known,
        "new": done.new,
        "sure": done.sure,
        "questions": [
            {"sheet": row.sheet, "row": row.row.number, "name": row.name, "maybe": list(match.maybe)}
            for row, match in done.questions
        ],
        "contradictions": [
            {"sheet": row.sheet, "row": row.row.number, "name": row.name, "statement": statement.id}
            for row, statement in done.contradictions
        ],
        "accepted": done.accepted,
        "waiting": done.waiting,
    }


def _undo(arguments: argparse.Namespace) -> int:
    from habeas.workflows.import_list import undo_import

    with workspace(arguments) as opened, working("Taking back"):
        number = undo_import(opened, arguments.undo, decider(arguments))
    print(f"Taken back: {number} statements. They are proposals again.")
    return 0


def _write_mapping(mapping: ListMapping, path: Path) -> None:
    from habeas.exchange.lists.mapping import to_yaml

    path.write_text(to_yaml(mapping), encoding="utf-8")
    say(f"Wrote {path}: change it as you need, and give it with --mapping.")


def _tell(found: ListFile, *, as_json: bool) -> None:
    from habeas.exchange.lists.as_json import list_json

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
