"""`habeas demo`, `rebuild`, `bench`: the sample workspace, deriving all anew, measuring."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from habeas.cli.place import add_today, day_of, workspace
from habeas.cli.refusal import Refusal, say


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    demo = commands.add_parser("demo", help="the sample workspace: an invented story, built and served")
    demo.add_argument("dir", metavar="DIR", type=Path, nargs="?", default=Path("habeas-demo"))
    demo.add_argument("--no-serve", action="store_true", help="build only")
    demo.add_argument("--port", type=int, default=8765)
    demo.set_defaults(run=run_demo)
    rebuild = commands.add_parser(
        "rebuild", help="derive everything anew; prints the digest of what is accepted"
    )
    add_today(rebuild)
    rebuild.set_defaults(run=run_rebuild)
    bench = commands.add_parser("bench", help="the project’s own benchmarks, peers beside us")
    bench.add_argument("name", metavar="NAME", choices=["names"])
    bench.add_argument("file", metavar="FILE", type=Path, help="the pairs to measure on")
    bench.set_defaults(run=run_bench)


def run_demo(arguments: argparse.Namespace) -> int:
    """Build the demo (anew, if there is one), and serve it."""
    from habeas.demo.build import build
    from habeas.store.errors import StoreError
    from habeas.workflows.refused import Refused

    try:
        made = build(arguments.dir, say=say)
    except (StoreError, Refused) as error:
        raise Refusal(str(error)) from error
    say(f"The workspace is in {made.folder}, its public site in {made.site}.")
    if arguments.no_serve or arguments.serve is None:
        print(made.site / "index.html")
        return 0
    return int(arguments.serve(made.folder, port=arguments.port, site=made.site, link=made.link))


def run_rebuild(arguments: argparse.Namespace) -> int:
    """Derive everything anew from the record."""
    from habeas.workflows.holding import hold

    with workspace(arguments) as opened:
        holding = hold(opened, today=day_of(arguments))
    say(f"{len(holding.register.people)} people, {len(holding.held.statements)} accepted statements.")
    print(holding.register.digest)
    return 0


def run_bench(arguments: argparse.Namespace) -> int:
    """Run one benchmark and print its table."""
    from habeas.bench.names import report

    try:
        print(report(arguments.file))
    except (OSError, ValueError) as error:
        raise Refusal(f"Nothing was measured: {error}") from error
    return 0
