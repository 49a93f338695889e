"""`habeas compare`: somebody's list beside what we hold; nothing is written."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habeas.cli.place import add_today, day_of, workspace
from habeas.cli.progress import working
from habeas.cli.refusal import Refusal, print_json

if TYPE_CHECKING:
    from habeas.exchange.lists.comparing import Compared
    from habeas.exchange.lists.rows import ListRow

SCHEMA = "habeas.compare/1"


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("compare", help="their list beside what we hold (writes nothing)")
    parser.add_argument("file", metavar="THEIR-LIST", type=Path)
    parser.add_argument("--mapping", metavar="FILE", type=Path, help="which column is what, as kept before")
    parser.add_argument("--json", action="store_true", help="print habeas.compare/1")
    add_today(parser)
    parser.set_defaults(run=run_compare)


def run_compare(arguments: argparse.Namespace) -> int:
    """Print who is in both, only in theirs, only in ours, and what differs."""
    from habeas.workflows.compare_list import compare_list
    from habeas.workflows.list_reading import read_list, read_mapping
    from habeas.workflows.refused import Refused

    try:
        mapping = read_mapping(arguments.mapping) if arguments.mapping else None
        found = read_list(arguments.file, mapping, today=day_of(arguments))
    except Refused as error:
        raise Refusal(str(error)) from error
    with workspace(arguments) as opened, working("Comparing"):
        compared = compare_list(opened, found)
    if arguments.json:
        print_json(SCHEMA, compared_json(compared))
    else:
        print(report(compared))
    return 0


def compared_json(found: Compared) -> dict[str, Any]:
    """Return the object that ``habeas compare --json`` prints."""
    return {
        "both": [
            {
                **_row(one.row),
                "person": one.person,
                "our_name": one.name,
                "differ": [
                    {"field": d.field, "theirs": list(d.theirs), "ours": list(d.ours)} for d in one.differ
                ],
                "new": list(one.new),
                "reasons": [reason.words for reason in one.reasons],
            }
            for one in found.both
        ],
        "only_theirs": [_row(row) for row in found.only_theirs],
        "only_ours": [{"person": one.id, "name": one.names[0]} for one in found.only_ours],
        "questions": [{**_row(row), "maybe": list(match.maybe)} for row, match in found.questions],
    }


def _row(row: ListRow) -> dict[str, Any]:
    return {"sheet": row.sheet, "row": row.row.number, "name": row.name}


def report(found: Compared) -> str:
    """Return the answer in lines."""
    lines = [
        f"In both: {len(found.both)}. Only theirs: {len(found.only_theirs)}. Only ours: {len(found.only_ours)}. "
        f"Differ: {len(found.differ)}. Who may be one of ours: {len(found.questions)}."
    ]
    for one in found.differ:
        for d in one.differ:
            lines.append(
                f"  differ: {one.name}: {d.field}: theirs {', '.join(d.theirs)}; ours {', '.join(d.ours)}"
            )
    lines += [f"  gives more: {one.name}: {', '.join(one.new)}" for one in found.both if one.new]
    lines += [f"  only theirs: {row.name} ({row.sheet} row {row.row.number})" for row in found.only_theirs]
    lines += [f"  only ours: {one.names[0]}" for one in found.only_ours]
    lines += [
        f"  may be one of ours: {row.name} ({row.sheet} row {row.row.number})" for row, _ in found.questions
    ]
    return "\n".join(lines)
