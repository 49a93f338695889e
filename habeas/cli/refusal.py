"""What the command line says when it cannot do what was asked: one sentence with the way out."""

from __future__ import annotations

import sys


class Refusal(Exception):
    """Something was refused; the text is the one sentence a volunteer reads on stderr."""


def say(text: str) -> None:
    """Write a line of progress or remark to stderr."""
    print(text, file=sys.stderr, flush=True)
