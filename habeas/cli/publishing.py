"""`habeas publish`, `serve` and `lock`: what leaves the workspace as a site, and the app on this computer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habeas.cli.place import add_today, day_of, now, workspace, workspace_folder
from habeas.cli.progress import working
from habeas.cli.refusal import Refusal, WrongUse, print_json, say

if TYPE_CHECKING:
    from habeas.workflows.preview import Fact, Preview

_SIGNS = {"new": "+", "changed": "~", "gone": "-"}


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
    publish.add_argument(
        "--preview", action="store_true", help="write nothing: say what the next edition would change"
    )
    publish.add_argument("--json", action="store_true", help="with --preview")
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
    """Write the edition, or say what it would change."""
    if arguments.json and not arguments.preview:
        raise WrongUse("--json goes with --preview")
    if arguments.preview:
        return _preview(arguments)
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
    if made.waiting:
        say(f"{made.waiting} entries wait for a sign-off and are not shown: `habeas sign-off`.")
    say("Open it in a browser:")
    print(made.folder / "index.html")
    return 0


def _preview(arguments: argparse.Namespace) -> int:
    from habeas.workflows.preview import preview
    from habeas.workflows.publish import LANGUAGES

    with workspace(arguments) as opened, working("Comparing"):
        found = preview(opened, arguments.dir, today=day_of(arguments), languages=arguments.lang or LANGUAGES)
    if arguments.json:
        print_json("habeas.preview/1", preview_json(found))
        return 0
    for one in found.people:
        print(
            f"{_SIGNS[one.kind]} {one.name or 'a person whose name is not published'} ({one.id[:8]}), {one.kind}"
        )
        for sign, facts in (("+", one.added), ("-", one.gone)):
            for fact in facts:
                values = ", ".join(f"{name}: {value}" for name, value in fact.values)
                print(f"    {sign} {fact.type.replace('_', ' ')}{': ' + values if values else ''}")
        if not one.added and not one.gone:
            print("    what follows from the statements is another")
    added, gone = (sum(len(getattr(one, side)) for one in found.people) for side in ("added", "gone"))
    say(
        f"{len(found.people)} people, {added} facts come, {gone} go; {len(found.pages)} addresses change. "
        "Nothing was written."
    )
    if found.sign_off.needed:
        say(f"{len(found.sign_off.waiting)} entries wait for a sign-off: `habeas sign-off`.")
    return 0


def preview_json(found: Preview) -> dict[str, Any]:
    """Return the difference as `habeas publish --preview --json` prints it."""
    return {
        "first": found.first,
        "people": [
            {
                "id": one.id,
                "name": one.name,
                "change": one.kind,
                "added": [_fact(fact) for fact in one.added],
                "gone": [_fact(fact) for fact in one.gone],
            }
            for one in found.people
        ],
        "pages": list(found.pages),
        "sign_off": {
            "needed": found.sign_off.needed,
            "waiting": len(found.sign_off.waiting),
            "later": len(found.sign_off.later),
        },
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {"type": fact.type, "values": [{"field": name, "value": value} for name, value in fact.values]}


def run_serve(arguments: argparse.Namespace) -> int:
    """Start the app, or print a link."""
    import secrets

    from habeas.cli.secret import asker
    from habeas.store.errors import StoreError
    from habeas.workflows.start import sign_in_link

    if arguments.sign_in:
        with workspace(arguments) as opened:
            print(sign_in_link(opened, now=now(), random=secrets.token_bytes, port=arguments.port))
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
