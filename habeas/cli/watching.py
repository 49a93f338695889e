"""`habeas worker`: takes in what is new in the folders, feeds, pages and lists that the group watches."""

from __future__ import annotations

import argparse
import random
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from habeas.cli.place import now, workspace
from habeas.cli.refusal import Refusal, print_json, say

if TYPE_CHECKING:
    from habeas.workflows.watch import Looked

MOST_LINES = 50  # of one list's changes in the log
LONGEST_SLEEP = 60  # seconds: a watch list that was changed meanwhile is read again


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    worker = commands.add_parser(
        "worker", help="take in what is new in the folders, feeds, pages and lists we watch"
    )
    worker.add_argument("--once", action="store_true", help="look at each source once, due or not, and stop")
    worker.add_argument("--json", action="store_true", help="one object for each look, one a line")
    worker.set_defaults(run=run_worker)


def run_worker(arguments: argparse.Namespace) -> int:
    """Look at the sources as their times come, until Ctrl-C; or at each once."""
    from habeas.workflows.watch import look, next_look
    from habeas.workflows.watch_list import read_watch_list

    failed = False
    chance = random.SystemRandom().random
    with workspace(arguments) as opened:
        if opened.mode == "demo":
            raise Refusal("A demo workspace never connects to the network, and watches nothing.")
        while True:
            watched = read_watch_list(opened.folder / "habeas.toml")
            if not watched.sources:
                raise Refusal(
                    "Nothing is watched: habeas.toml names no source. Write one under [[watch.source]]; docs/watch.md shows how."
                )
            for looked in look(opened, watched, now=now(), chance=chance, all_now=arguments.once):
                failed = failed or looked.failed
                _tell(looked, as_json=arguments.json)
            if arguments.once:
                return 1 if failed else 0
            try:
                time.sleep(min(max(next_look(opened, watched, now()) - now(), 1), LONGEST_SLEEP))
            except KeyboardInterrupt:
                say("Stopped. What was taken in is kept; the rest comes with the next start.")
                return 0


def _tell(looked: Looked, *, as_json: bool) -> None:
    moment = f"{datetime.fromtimestamp(now(), UTC):%Y-%m-%d %H:%M} UTC"
    if as_json:
        body = {
            "at": moment,
            "source": looked.source.name,
            "kind": looked.source.kind,
            "words": looked.words,
            "added": [one.name for one in looked.taken if one.status == "added"],
            "refused": [
                {"file": one.name, "reason": one.reason} for one in looked.taken if one.status == "refused"
            ],
            "failed": looked.failed,
            "alarm": looked.alarm,
            "changes": [{"what": one.what, "row": one.row, "words": one.words} for one in looked.told],
        }
        print_json("habeas.worker/1", body, in_one_line=True)
        return
    mark = "ALARM " if looked.alarm else ""
    print(f"{moment}  {mark}{looked.source.name}: {looked.words}", flush=True)
    for told in looked.told[:MOST_LINES]:
        print(f"    {told.what}: {told.words}", flush=True)
    if len(looked.told) > MOST_LINES:
        print(f"    … and {len(looked.told) - MOST_LINES} more; --json prints all.", flush=True)
    for one in looked.taken:
        if one.status == "refused":
            say(f"{one.name}: {one.reason}")
