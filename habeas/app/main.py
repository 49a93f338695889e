"""The console script: hands the app to the command line, which loads Django only for commands that need it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from habeas.store.vault import Secret


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 something was refused, 2 wrong use."""
    from habeas.cli.commands import run

    return run(sys.argv[1:] if argv is None else argv, serve=serve)


def serve(
    folder: Path,
    *,
    port: int,
    site: Path | None = None,
    link: str | None = None,
    ask: Callable[[], Secret] | None = None,
    **more: Any,
) -> int:
    """Serve the app over the workspace in ``folder`` on this computer until it is stopped; ``more``: how it locks."""
    from habeas.app.serve import serve as serve_app

    return serve_app(folder, port=port, site=site, link=link, ask=ask, **more)
