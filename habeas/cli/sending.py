"""`habeas send`, `receive`, `withdraw`, `prove`: sealed files to partners and from them, and taking back what we no longer trust."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from habeas.cli.given import audience, day
from habeas.cli.place import add_today, day_of, now, workspace
from habeas.cli.progress import working
from habeas.cli.refusal import print_json, say


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    send = commands.add_parser("send", help="write what a partner may know to a sealed file")
    send.add_argument("partner", metavar="PARTNER")
    send.add_argument("file", metavar="FILE", type=Path, help="a new file, for a USB stick or a messenger")
    send.add_argument("--all", action="store_true", help="from the beginning, whatever they confirmed")
    send.set_defaults(run=run_send)
    receive = commands.add_parser(
        "receive", help="take in a sealed file of a partner; its claims are proposals"
    )
    receive.add_argument("file", metavar="FILE", type=Path)
    receive.add_argument("--json", action="store_true")
    receive.set_defaults(run=run_receive)
    prove = commands.add_parser(
        "prove", help="write the proof of one shown statement, for somebody without Habeas"
    )
    prove.add_argument("statement", metavar="STATEMENT")
    prove.add_argument("file", metavar="FILE", type=Path)
    prove.add_argument(
        "--to",
        metavar="AUDIENCE",
        type=audience,
        default=(),
        help="as shown to: public (default), or partner:NAME",
    )
    add_today(prove)
    prove.set_defaults(run=run_prove)
    withdraw = commands.add_parser(
        "withdraw", help="say that we no longer trust what we wrote for an audience"
    )
    withdraw.add_argument(
        "--to", metavar="AUDIENCE", type=audience, required=True, help="public, or partner:NAME"
    )
    withdraw.add_argument(
        "--from", metavar="DAY", type=day, required=True, dest="first", help="the first day"
    )
    withdraw.add_argument("--until", metavar="DAY", type=day, required=True, dest="last", help="the last day")
    withdraw.add_argument("--why", metavar="WORDS", help="why; these words are for that audience")
    withdraw.set_defaults(run=run_withdraw)


def run_send(arguments: argparse.Namespace) -> int:
    """Write the files."""
    from habeas.workflows.send import send

    with workspace(arguments) as opened, working("Sealing"):
        sent = send(opened, arguments.partner, arguments.file, now=now(), everything=arguments.all)
    for file in sent.files:
        print(file)
    if sent.entries:
        say(f"{sent.entries} entries for “{arguments.partner}”, sealed: only they can open it.")
    else:
        say(f"Nothing new for “{arguments.partner}”: the file confirms what we received from them.")
    return 0


def run_receive(arguments: argparse.Namespace) -> int:
    """Take in a file."""
    from habeas.workflows.receive import receive

    with workspace(arguments) as opened, working("Receiving"):
        receipts = receive(opened, arguments.file, now=now())
    if arguments.json:
        told = [
            {
                "status": r.status,
                "partner": r.partner,
                "entries": r.entries,
                "words": r.words,
                "notes": list(r.notes),
            }
            for r in receipts
        ]
        print_json("habeas.receive/1", {"bundles": told})
        return 0
    for receipt in receipts:
        print(receipt.words)
        for note in receipt.notes:
            say(note)
    return 0


def run_prove(arguments: argparse.Namespace) -> int:
    """Write a proof, and say with which key it is checked."""
    from habeas.workflows.send_proof import prove

    with workspace(arguments) as opened:
        root = prove(opened, arguments.statement, arguments.to, arguments.file, today=day_of(arguments))
    say("Check it anywhere, without Habeas: python tools/verify.py FILE KEY. The key of this group is:")
    print(root.hex())
    return 0


def run_withdraw(arguments: argparse.Namespace) -> int:
    """Withdraw a stretch of a lane."""
    from habeas.workflows.withdraw import withdraw

    with workspace(arguments) as opened:
        done = withdraw(opened, arguments.to, first=arguments.first, last=arguments.last, why=arguments.why)
    say(f"{done.entries} entries for {done.words} are withdrawn. Publish, and send, so that they learn it.")
    return 0
