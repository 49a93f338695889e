"""Verb: the pages that we keep as web archives, in one file that replay programs open. A working copy, as every export."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from habeas.fetch.wacz import wacz_of
from habeas.fetch.warc import ENDING, MEDIA
from habeas.store.layout import write_atomically
from habeas.store.workspace import Workspace
from habeas.workflows.export_list import check_name
from habeas.workflows.refused import Refused
from habeas.workflows.reports import captures_of

WACZ = ".wacz"


def export_pages(workspace: Workspace, file: Path, *, now: int) -> int:
    """Write every web archive that we hold to ``file`` (WACZ); return how many. ``now`` is unix seconds.

    One that came as such a file already is left out. Raises Refused where there is none, or the file cannot be written.
    """
    check_name(file)
    archives: dict[str, bytes] = {}
    for capture in captures_of(workspace.private().entries).values():
        data = workspace.blob(capture.sha256) if capture.media == MEDIA else None
        if data is not None and not data.startswith(b"PK"):
            archives[capture.sha256[:16] + (ENDING if data.startswith(b"\x1f\x8b") else ".warc")] = data
    if not archives:
        raise Refused("Nothing was exported: no page is kept as a web archive here.")
    created = f"{datetime.fromtimestamp(now, UTC):%Y-%m-%dT%H:%M:%SZ}"
    try:
        write_atomically(file, wacz_of(archives, title="Pages kept as evidence", created=created))
    except (OSError, ValueError) as error:
        raise Refused(f"{file} was not written: {error}. Nothing was exported.") from error
    return len(archives)
