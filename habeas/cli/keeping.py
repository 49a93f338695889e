"""`habeas init`, `add`, `verify`, `backup`, `restore`: what goes into a workspace and keeps it sound."""

from __future__ import annotations

import argparse
import secrets
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habeas.cli.given import edtf, known
from habeas.cli.place import now, workspace
from habeas.cli.progress import Bar, working
from habeas.cli.refusal import Refusal, WrongUse, print_json, say

if TYPE_CHECKING:
    from habeas.fetch.proxy import Proxy
    from habeas.record.lanes import Mode
    from habeas.workflows.add import Taken

MOST_REMARKS = 20
NOT_YET = "Not for real cases: nothing in it is encrypted (`habeas init --encrypted` makes one that is)."
REAL = "What lies in it is encrypted; its root key is on paper, and nowhere else."
SEALED = "What lies in it is encrypted; it opens with its passphrase."


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    init = commands.add_parser("init", help="make a workspace; prints a one-use sign-in link")
    init.add_argument("dir", metavar="DIR", type=Path)
    init.add_argument(
        "--encrypted",
        action="store_true",
        help="seal all that it keeps on the disk; asks for a passphrase, or takes the key file HABEAS_KEY_FILE",
    )
    init.add_argument(
        "--real",
        action="store_true",
        help="for real cases: encrypted, and its root key is shown once, to be copied onto three sheets of paper",
    )
    init.add_argument(
        "--sheets",
        metavar="FILE",
        type=Path,
        help="with --real: write the sheets to a new file, to be printed",
    )
    init.set_defaults(run=run_init)
    add = commands.add_parser("add", help="take in reports: files, folders, addresses")
    add.add_argument("items", metavar="PATH|URL", nargs="+")
    add.add_argument(
        "--published",
        metavar="DATE|unknown",
        type=edtf,
        help="when they were published (EDTF), over what the file says",
    )
    add.add_argument("--publisher", metavar="NAME", help="who published them")
    add.add_argument("--url", metavar="URL", help="where they stand on the network (noted, not fetched)")
    add.add_argument(
        "--allow-network", action="store_true", help="fetch addresses; without it nothing connects"
    )
    add.add_argument("--proxy", metavar="ADDRESS", help="fetch through this SOCKS5 proxy, as Tor’s is one")
    add.add_argument("--json", action="store_true", help="one object a file, one a line")
    add.set_defaults(run=run_add)
    verify = commands.add_parser("verify", help="is the record what was written and signed?")
    verify.set_defaults(run=run_verify)
    backup = commands.add_parser("backup", help="the whole workspace in one file")
    backup.add_argument("file", metavar="FILE", type=Path)
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser("restore", help="a workspace from a backup, as a new device")
    restore.add_argument("file", metavar="FILE", type=Path)
    restore.add_argument("dir", metavar="DIR", type=Path)
    restore.add_argument(
        "--encrypted", action="store_true", help="seal the new workspace, though the backup is not sealed"
    )
    restore.add_argument("--expired", action="store_true", help="although its time is over")
    restore.add_argument(
        "--erasures",
        metavar="FILE",
        type=Path,
        nargs="+",
        default=[],
        help="erasure files of other devices, carried out again",
    )
    restore.set_defaults(run=run_restore)


def run_init(arguments: argparse.Namespace) -> int:
    """Make a trial or a real workspace and print how to sign in."""
    from habeas.cli.paper import hand_out
    from habeas.cli.secret import choose
    from habeas.store.errors import StoreError
    from habeas.workflows.start import start

    if arguments.sheets and not arguments.real:
        raise WrongUse("--sheets goes with --real: only a real workspace has its root key on paper")
    mode: Mode = "real" if arguments.real else "trial"
    try:
        showing = hand_out(arguments.sheets) if arguments.real else None
        secret = choose(arguments.dir) if arguments.encrypted or arguments.real else None
        started = start(
            arguments.dir, mode=mode, clock=now, random=secrets.token_bytes, secret=secret, hand_out=showing
        )
    except StoreError as error:
        raise Refusal(str(error)) from error
    told = REAL if arguments.real else SEALED if secret else NOT_YET
    say(f"Made {started.folder}, marked “{mode}” for ever. {told}")
    if arguments.real:
        say(
            "Next, read two sheets back: `habeas keys check-paper`. Until then nothing can be published or sent."
        )
    say("Start the app with `habeas serve` in that folder, then open this link. It works once:")
    print(started.link)
    return 0


def run_add(arguments: argparse.Namespace) -> int:
    """Take in what was named; each refused file is named on stderr and takes nothing else with it."""
    from habeas.workflows.add import About, add

    proxy = _proxy(arguments.proxy) if arguments.proxy else None
    about = About(known(arguments.published), arguments.publisher, arguments.url)
    refused, bar = 0, Bar()
    with (
        workspace(arguments) as opened,
        closing(
            add(
                opened,
                arguments.items,
                about,
                now=now(),
                allow_network=arguments.allow_network or proxy is not None,
                proxy=proxy,
                on_progress=bar,
            )
        ) as rows,
    ):
        for taken in rows:
            refused += taken.status == "refused"
            bar.clear()
            _tell(taken, as_json=arguments.json)
    return 1 if refused else 0


def _proxy(written: str) -> Proxy:
    from habeas.fetch.proxy import Proxy
    from habeas.sources.errors import SourceError

    try:
        return Proxy.parse(written)
    except SourceError as error:
        raise WrongUse(str(error)) from error


def _tell(taken: Taken, *, as_json: bool) -> None:
    if taken.status == "refused":
        say(f"{taken.name}: {taken.reason}")
    if as_json:
        print_json("habeas.add/1", taken_json(taken), in_one_line=True)
    several = len(taken.documents) > 1
    remarks = Counter(
        str(remark)
        for document in taken.documents
        for remark in document.notes
        # where each report of a file has a day of its own, it stands beside the report
        if not (several and remark.rule == "source.published-stated")
    )
    for remark, times in list(remarks.items())[:MOST_REMARKS]:
        say(f"{taken.name}: {remark}" + (f" (of {times} reports in it)" if times > 1 else ""))
    if len(remarks) > MOST_REMARKS:
        say(f"{taken.name}: and {len(remarks) - MOST_REMARKS} more remarks; each stands beside its report.")
    if not as_json and taken.status != "refused":
        what = "known already" if taken.status == "known" else "added"
        people = "1 person" if taken.people == 1 else f"{taken.people} people"
        found = "1 statement" if taken.claims == 1 else f"{taken.claims} statements"
        held = f"{len(taken.documents)} reports, " if several else ""
        print(f"{taken.name}: {what}; {held}{people}, {found} to look at", flush=True)


def taken_json(taken: Taken) -> dict[str, Any]:
    """Return the object that ``habeas add --json`` prints for one file."""
    documents = [
        {
            "id": document.text_sha256,
            "text": document.text,
            "published": document.published_at or document.published,
            "edited": document.edited,
            "forwarded_from": document.forwarded_from,
            "reply_to": document.reply_to,
            "media": list(document.media),
            "links": list(document.links),
        }
        for document in taken.documents
    ]
    return {"file": taken.name, "status": taken.status, "reason": taken.reason, "documents": documents}


def run_verify(arguments: argparse.Namespace) -> int:
    """Check the record and say what was found."""
    from habeas.workflows.verify import verify

    with workspace(arguments) as opened, working("Checking the record"):
        report = verify(opened, now=now())
    for finding in report.findings:
        say(f"{finding.weight.value}: {finding}")
    entries = sum(len(chain.entries) for chain, _ in report.chains)
    verdict = "All of it is what was written and signed" if report.ok else "NOT sound"
    print(f"{verdict}: {len(report.chains)} chains, {entries} entries, {report.erased} erased fields.")
    return 0 if report.ok else 1


def run_backup(arguments: argparse.Namespace) -> int:
    """Write the workspace into one file."""
    from habeas.store.backup import backup

    with workspace(arguments) as opened, working("Writing the backup"):
        made = backup(opened, arguments.file)
    until = datetime.fromtimestamp(made.expires, UTC).date().isoformat()
    kept = (
        "It is sealed, and opens with the workspace’s passphrase"
        if opened.sealed
        else "It is not encrypted: keep it as you keep the workspace"
    )
    say(f"Wrote {made.file}. {kept}; destroy it by {until}.")
    for original in made.damaged:
        say(
            f"The original {original[:12]} is damaged on the disk and is not in the backup. Look for it in an older one."
        )
    if made.damaged:
        return 1
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Make a workspace from a backup."""
    from habeas.cli.paper import ask_sheets
    from habeas.cli.secret import asker, choose
    from habeas.store.backup import restore
    from habeas.store.errors import StoreError

    try:
        erasures = tuple(arguments.erasures)
        secret = choose(arguments.dir) if arguments.encrypted else None
        with working("Restoring"):
            made = restore(
                arguments.file,
                arguments.dir,
                erasures=erasures,
                even_expired=arguments.expired,
                ask=asker(arguments.file),
                secret=secret,
                sheets=ask_sheets,
            )
            made.close()
    except StoreError as error:
        raise Refusal(str(error)) from error
    told = REAL if made.mode == "real" else SEALED if made.sealed else NOT_YET
    say(f"Restored into {arguments.dir}, as a new device: the old one’s chains are closed there. {told}")
    return 0
