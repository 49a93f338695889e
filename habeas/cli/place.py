"""Which workspace a command works in, and what day it is for it."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habeas.cli.given import day
from habeas.cli.refusal import Refusal

if TYPE_CHECKING:
    from habeas.store.workspace import Workspace


def add_today(parser: Any) -> None:
    """Add ``--today``, which the tests always set."""
    parser.add_argument("--today", metavar="DAY", type=day, help="the day to reckon from (default: today)")


def day_of(arguments: argparse.Namespace) -> date:
    """Return the day that the command reckons from."""
    given: date | None = getattr(arguments, "today", None)
    return given or datetime.now(tz=UTC).date()


def now() -> int:
    """Return unix seconds."""
    return int(time.time())


def folder_of(arguments: argparse.Namespace) -> Path | None:
    """Return the workspace folder that was named (``--workspace`` or HABEAS_WORKSPACE), or None."""
    named = arguments.workspace or os.environ.get("HABEAS_WORKSPACE")
    return Path(named) if named else None


def workspace_folder(arguments: argparse.Namespace) -> Path:
    """Return the folder of the workspace to work in: the one named, else the nearest around the current folder."""
    from habeas.store.workspace import Workspace

    return folder_of(arguments) or Workspace.find(Path.cwd()) or Path.cwd()


@contextmanager
def workspace(arguments: argparse.Namespace) -> Iterator[Workspace]:
    """Open the workspace for one command and close it after; its errors become one sentence."""
    from habeas.cli.secret import asker
    from habeas.store.errors import StoreError
    from habeas.store.workspace import Workspace
    from habeas.workflows.refused import Refused

    try:
        folder = workspace_folder(arguments)
        with Workspace.open(folder, ask=asker(folder)) as opened:
            yield opened
    except (StoreError, Refused) as error:
        raise Refusal(str(error)) from error
