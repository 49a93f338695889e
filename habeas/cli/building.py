"""`habeas demo`, `rebuild`, `bench`: the sample workspace, deriving all anew, measuring."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habeas.cli.place import add_today, day_of, workspace
from habeas.cli.progress import Bar
from habeas.cli.refusal import Refusal, WrongUse, say

if TYPE_CHECKING:
    from habeas.register.passages import MovedPassage


_LEAST_PEOPLE = 100  # fewer are no country


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    demo = commands.add_parser("demo", help="the sample workspace: an invented story, built and served")
    demo.add_argument("dir", metavar="DIR", type=Path, nargs="?", default=Path("habeas-demo"))
    demo.add_argument("--no-serve", action="store_true", help="build only")
    demo.add_argument("--port", metavar="N", type=int, default=8765, help="default: 8765")
    demo.set_defaults(run=run_demo)
    rebuild = commands.add_parser(
        "rebuild", help="derive everything anew; prints the digest of what is accepted"
    )
    add_today(rebuild)
    rebuild.set_defaults(run=run_rebuild)
    bench = commands.add_parser("bench", help="the project’s own benchmarks, as ratios in one run")
    benches = bench.add_subparsers(metavar="NAME", required=True)
    names = benches.add_parser("names", help="names told apart: ours beside general-purpose matchers")
    names.add_argument("file", metavar="FILE", type=Path, nargs="?", help="the judged pairs to measure on")
    names.add_argument("--people", metavar="N", type=int, help="speed, with that many invented people")
    names.set_defaults(run=run_bench_names)
    extract = benches.add_parser(
        "extract", help="reports read, and names found beside other readers of names"
    )
    extract.add_argument(
        "paths",
        metavar="PATH",
        type=Path,
        nargs="+",
        help="a folder of annotated reports, or a file of texts with the places of names",
    )
    extract.set_defaults(run=run_bench_extract)
    register = benches.add_parser("register", help="a full rebuild, one new claim, beside a plain table")
    register.add_argument("--people", metavar="N", type=int, default=3000, help="default: 3000")
    register.set_defaults(run=run_bench_register)
    startup = benches.add_parser("startup", help="how long a command takes to begin")
    startup.add_argument("--runs", metavar="N", type=int, default=7, help="of each command (default: 7)")
    startup.set_defaults(run=run_bench_startup)
    record = benches.add_parser(
        "record", help="sending, verifying and taking in, beside git bundle and plain inserts"
    )
    record.add_argument("--claims", metavar="N", type=int, default=20_000, help="default: 20000")
    record.add_argument("--memory", action="store_true", help="also: what memory a bundle of 100 MB takes")
    record.add_argument(
        "--withdraw", action="store_true", help="also: cutting out one of five partners with 100,000 claims"
    )
    record.set_defaults(run=run_bench_record)
    publish = benches.add_parser(
        "publish", help="a site made from nothing, one changed person, beside other generators"
    )
    publish.add_argument("--people", metavar="N", type=int, default=1000, help="default: 1000")
    publish.set_defaults(run=run_bench_publish)
    web = benches.add_parser("web", help="the app’s pages over many people, beside others’ lists of rows")
    web.add_argument("--people", metavar="N", type=int, default=100_000, help="default: 100000")
    web.add_argument("--visits", metavar="N", type=int, default=200, help="of each page (default: 200)")
    web.set_defaults(run=run_bench_web)
    ingest = benches.add_parser(
        "ingest", help="pages, spreadsheet rows and messages taken in, beside other readers"
    )
    ingest.add_argument(
        "--reports", metavar="N", type=int, default=1000, help="pages (default: 1000; 0: none)"
    )
    ingest.add_argument(
        "--rows", metavar="N", type=int, default=9000, help="of a spreadsheet (default: 9000)"
    )
    ingest.add_argument("--messages", metavar="N", type=int, default=10_000, help="default: 10000")
    ingest.add_argument(
        "--peers", metavar="PYTHON", type=Path, help="an interpreter with trafilatura and natasha"
    )
    ingest.set_defaults(run=run_bench_ingest)
    harden = benches.add_parser("harden", help="random histories, and programs killed at work (minutes)")
    harden.add_argument("--histories", metavar="N", type=int, default=200, help="default: 200")
    harden.add_argument("--kills", metavar="N", type=int, default=50, help="of each command (default: 50)")
    harden.add_argument("--seed", metavar="N", type=int, default=0, help="which histories, which moments")
    harden.set_defaults(run=run_bench_harden)


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
    """Read everything again and derive everything anew from the record."""
    from habeas.workflows.rebuild import rebuild

    with workspace(arguments) as opened:
        made = rebuild(opened, today=day_of(arguments), on_progress=Bar())
    holding = made.holding
    say(f"{made.read} reports read again; {len(made.moved)} of them read otherwise than before.")
    say(f"{len(holding.register.people)} people, {len(holding.held.statements)} accepted statements.")
    for sha256 in made.kept:
        say(f"{sha256[:12]}: its original can no longer be read; its text stays as it was.")
    for line in passage_lines(made.passages):
        say(line)
    print(holding.register.digest)
    return 1 if made.kept else 0


def passage_lines(passages: Sequence[MovedPassage]) -> list[str]:
    """Return what is to be said of passages that rest on an earlier text: how many, and each that the newer one lacks."""
    if not passages:
        return []
    gone = [one for one in passages if one.now is None]
    head = (
        f"{len(passages)} passages of accepted statements rest on an earlier text of their report, which is kept; "
        f"{len(passages) - len(gone)} stand in the newer one too."
    )
    return [
        head,
        *(
            f"{one.statement[:12]}: “{one.evidence.text[:60]}” does not stand in the newer text of {one.evidence.capture[:12]}. "
            "Look whether it was misread; if so, correct it."
            for one in gone
        ),
    ]


def run_bench_names(arguments: argparse.Namespace) -> int:
    """Measure how well names are told apart, or how fast, and print the table."""
    from habeas.bench import name_people, names

    if (arguments.file is None) == (arguments.people is None):
        raise WrongUse("give a FILE of judged pairs, or --people N")
    if arguments.people is not None and arguments.people < _LEAST_PEOPLE:
        raise WrongUse(f"--people needs {_LEAST_PEOPLE} at least")
    try:
        print(names.report(arguments.file) if arguments.file else name_people.report(arguments.people))
    except (OSError, ValueError) as error:
        raise Refusal(f"Nothing was measured: {error}") from error
    return 0


def run_bench_register(arguments: argparse.Namespace) -> int:
    """Measure the register and print the figures."""
    from habeas.bench.register import report

    if arguments.people < 1:
        raise WrongUse("--people is a number from 1")
    print(report(arguments.people))
    return 0


def run_bench_extract(arguments: argparse.Namespace) -> int:
    """Measure how well and how fast reports are read and print the tables."""
    from habeas.bench.extract import report

    try:
        print(report(arguments.paths))
    except (OSError, ValueError) as error:
        raise Refusal(f"Nothing was measured: {error}") from error
    return 0


def run_bench_startup(arguments: argparse.Namespace) -> int:
    """Measure how long commands take to begin and print the table."""
    from habeas.bench.startup import measure, table

    print(table(measure(max(arguments.runs, 1))))
    return 0


def run_bench_record(arguments: argparse.Namespace) -> int:
    """Measure the record on its way and print the table."""
    from habeas.bench.record import memory_of_a_large_bundle, run, table
    from habeas.store.setup import configure

    configure()
    print(table(list(run(max(arguments.claims, 1)))))
    if arguments.withdraw:
        from habeas.bench.withdrawing import run as cut_out

        print(table([cut_out()]))
    if arguments.memory:
        size, grown = memory_of_a_large_bundle()
        print(f"{size:.0f} MB sent and received in {grown:.0f} MB of memory   goal: under 50 MB")
    return 0


def run_bench_publish(arguments: argparse.Namespace) -> int:
    """Measure how fast a site is made and print the table."""
    from habeas.bench.publish import report

    if arguments.people < 1:
        raise WrongUse("--people is a number from 1")
    print(report(arguments.people))
    return 0


def run_bench_web(arguments: argparse.Namespace) -> int:
    """Measure how fast pages are and print the table."""
    from habeas.bench.web import report

    if arguments.people < 1 or arguments.visits < 5:
        raise WrongUse("--people is a number from 1, --visits one from 5")
    print(report(arguments.people, arguments.visits))
    return 0


def run_bench_ingest(arguments: argparse.Namespace) -> int:
    """Print how fast what arrives is taken in."""
    from habeas.bench.ingest import measure, table

    print(table(*measure(arguments.reports, arguments.rows, arguments.messages, arguments.peers)))
    return 0


def run_bench_harden(arguments: argparse.Namespace) -> int:
    """Play histories and kill programs; print a line for each kind. 1 where anything went wrong."""
    from habeas.bench.harden import line, run

    wrong = False
    for tried in run(histories=arguments.histories, kills=arguments.kills, seed=arguments.seed):
        print(line(tried), flush=True)
        wrong = wrong or bool(tried.wrong)
    return 1 if wrong else 0
