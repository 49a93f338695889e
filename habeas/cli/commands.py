"""The commands, as one explicit list, and the parser made of them.

A command is a module with ``declare(commands)`` (adds its parsers; imports nothing heavy) whose parsers set
``run``: a function of the parsed arguments that returns the exit status and imports what it needs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from habeas import __version__
from habeas.cli import asking, building, deciding, keeping, law, matching, mending, publishing, reading
from habeas.cli.refusal import Refusal

COMMANDS = (reading, matching, law, keeping, deciding, asking, publishing, mending, building)

OVERVIEW = """\
A sourced register of people held for political reasons.

Not yet for real cases: nothing is encrypted yet. The workspace is the one whose folder (marked by habeas.toml)
holds the current one, or --workspace DIR, or HABEAS_WORKSPACE.
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
    return top


def run(arguments: Sequence[str], *, serve: Callable[..., int] | None = None) -> int:
    """Run one command; ``serve`` is the app, for the commands that start it. Exit status: 0 done, 1 something was refused (said on stderr), 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parsed = parser().parse_args(list(arguments))
    parsed.serve = serve
    try:
        return int(parsed.run(parsed))
    except Refusal as refusal:
        print(f"habeas: {refusal}", file=sys.stderr)
        return 1
    except ValueError as error:
        from habeas.packs.loader import PackError

        if not isinstance(error, PackError):
            raise
        print(f"habeas: a data pack is broken, so nothing was done. {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("habeas: stopped. What was finished before is kept; nothing is half-written.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
