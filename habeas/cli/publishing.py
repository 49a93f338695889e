"""`habeas publish`, `serve` and `lock`: what leaves the workspace as a site, and the app on this computer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from habeas.cli.place import add_today, day_of, now, workspace, workspace_folder
from habeas.cli.progress import working
from habeas.cli.refusal import Refusal, say


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    publish = commands.add_parser("publish", help="write the public site and data; never widens anything")
    publish.add_argument("dir", metavar="DIR", type=Path)
    publish.add_argument(
        "--lang", metavar="xx", nargs="+", help="page languages, first one first (default: all)"
    )
    publish.add_argument(
        "--site",
        metavar="FILE",
        type=Path,
        help="what your group says of itself there (YAML); kept for later editions",
    )
    add_today(publish)
    publish.set_defaults(run=run_publish)
    serve = commands.add_parser("serve", help="the review app, on this computer only")
    serve.add_argument("--port", metavar="N", type=int, default=8765, help="default: 8765")
    serve.add_argument("--sign-in", action="store_true", help="only print a new one-use link to sign in")
    serve.add_argument(
        "--locked", action="store_true", help="a sealed workspace: the passphrase is asked for on a page"
    )
    serve.add_argument(
        "--lock-after",
        metavar="MINUTES",
        type=int,
        default=15,
        help="lock a sealed workspace after so long without a click (default: 15; 0: never)",
    )
    serve.set_defaults(run=run_serve)
    lock = commands.add_parser("lock", help="lock the running app: it forgets the key at once")
    lock.set_defaults(run=run_lock)


def run_publish(arguments: argparse.Namespace) -> int:
    """Write the edition."""
    from habeas.workflows.publish import LANGUAGES, publish, set_settings
    from habeas.workflows.site_settings import read_settings

    with workspace(arguments) as opened, working("Writing the site"):
        if arguments.site is not None:
            set_settings(opened, read_settings(arguments.site))
        made = publish(opened, arguments.dir, today=day_of(arguments), languages=arguments.lang or LANGUAGES)
        mode = opened.mode
    say(f"Wrote {made.files} files, {made.made} of them anew; each page says “{mode}”.")
    if made.purge:
        say(
            f"{len(made.purge)} addresses changed or are gone; copies elsewhere should drop them: {made.purge_list}"
        )
    say("Open it in a browser:")
    print(made.folder / "index.html")
    return 0


def run_serve(arguments: argparse.Namespace) -> int:
    """Start the app, or print a link."""
    import secrets

    from habeas.cli.secret import asker
    from habeas.store.errors import StoreError
    from habeas.workflows.start import sign_in_link

    if arguments.sign_in:
        with workspace(arguments) as opened:
            print(sign_in_link(opened, now=now(), random=secrets.token_bytes))
            return 0
    if arguments.serve is None:
        raise Refusal("This way of starting Habeas has no app to serve. Start it as `habeas serve`.")
    folder = workspace_folder(arguments)
    try:
        return int(
            arguments.serve(
                folder,
                port=arguments.port,
                ask=asker(folder),
                locked=arguments.locked,
                lock_after=max(arguments.lock_after, 0),
            )
        )
    except StoreError as error:
        raise Refusal(str(error)) from error


def run_lock(arguments: argparse.Namespace) -> int:
    """Lock what runs here."""
    from habeas.workflows.lock import lock
    from habeas.workflows.refused import Refused

    try:
        locked = lock(workspace_folder(arguments))
    except Refused as error:
        raise Refusal(str(error)) from error
    say("Locked." if locked else "No app holds this workspace open: there is nothing to lock.")
    return 0
