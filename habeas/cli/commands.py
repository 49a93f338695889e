"""The commands, as one explicit list, and the parser made of them.

A command is a module with ``declare(commands)`` (adds its parsers; imports nothing heavy) whose parsers set
``run``: a function of the parsed arguments that returns the exit status and imports what it needs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from habeas import __version__
from habeas.cli import (
    accounts,
    asking,
    building,
    compare,
    deciding,
    due,
    evidence,
    export,
    import_,
    keeping,
    keys,
    law,
    learning,
    letters,
    matching,
    mending,
    noting,
    offering,
    papers,
    partner,
    publishing,
    reading,
    seconding,
    sending,
    showing,
    signing,
    watching,
)
from habeas.cli.refusal import Refusal, WrongUse

COMMANDS = (
    reading,
    matching,
    law,
    keeping,
    keys,
    accounts,
    noting,
    import_,
    export,
    compare,
    watching,
    deciding,
    showing,
    seconding,
    asking,
    due,
    letters,
    evidence,
    publishing,
    signing,
    papers,
    partner,
    sending,
    offering,
    mending,
    learning,
    building,
)
WITHOUT_WORKSPACE = ("extract", "match", "law", "init", "restore", "demo", "bench")

OVERVIEW = """\
A sourced register of people held for political reasons.

`habeas init DIR --real` makes a workspace for real cases: sealed, its root key on paper. The workspace of a command
is the one whose folder (marked by habeas.toml) holds the current one, or --workspace DIR, or HABEAS_WORKSPACE.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="habeas", description=OVERVIEW, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    top.add_argument("--version", action="version", version=f"habeas {__version__}")
    top.add_argument("--workspace", metavar="DIR", help="the workspace to use")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.declare(commands)
    for name, parser in commands.choices.items():
        parser.set_defaults(command=name)
        if name not in WITHOUT_WORKSPACE:  # it may stand before the command or behind it
            parser.add_argument(
                "--workspace", metavar="DIR", default=argparse.SUPPRESS, help="the workspace to use"
            )
    return top


def run(arguments: Sequence[str], *, serve: Callable[..., int] | None = None) -> int:
    """Run one command; ``serve`` is the app, for the commands that start it.

    Exit status: 0 done, 1 something was refused (said on stderr), 2 wrong use.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parsed = parser().parse_args(list(arguments))
    parsed.serve = serve
    try:
        status = int(parsed.run(parsed))
        sys.stdout.flush()
        return status
    except WrongUse as wrong:
        print(f"habeas {parsed.command}: {wrong}. See `habeas {parsed.command} --help`.", file=sys.stderr)
        return 2
    except Refusal as refusal:
        print(f"habeas: {refusal}", file=sys.stderr)
    except ValueError as error:
        from habeas.packs.loader import PackError

        if not isinstance(error, PackError):
            raise
        print(f"habeas: a data pack is broken, so nothing was done. {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("habeas: stopped. What was finished before is kept; nothing is half-written.", file=sys.stderr)
    except (
        BrokenPipeError
    ):  # whoever read the answer has enough; at the end Python must not try to write it again
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(
            f"habeas: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}. What was finished before is kept.",
            file=sys.stderr,
        )
    return 1
