"""The console script: finds the command, loads Django only where the command needs it."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 something was refused, 2 wrong use."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    sys.stderr.write(f"habeas: no command {' '.join(arguments)} yet\n")
    return 2
