"""What the command line says when it cannot do what was asked, and how it prints its answers."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any


class Refusal(Exception):
    """Something was refused; the text is the one sentence a volunteer reads on stderr. Exit status 1."""


class WrongUse(Exception):
    """The command was given what it does not take; the text says how to write it. Exit status 2."""


def say(text: str) -> None:
    """Write a line of progress or remark to stderr."""
    print(text, file=sys.stderr, flush=True)


def print_json(schema: str, answer: Mapping[str, Any], *, in_one_line: bool = False) -> None:
    """Print an answer as JSON, under the name and version of its schema (docs/schemas/)."""
    indent = None if in_one_line else 1
    print(json.dumps({"schema": schema, **answer}, ensure_ascii=False, indent=indent), flush=True)


def each(ids: Iterable[str], do: Callable[[str], None]) -> int:
    """Do something for each of ``ids``; return the exit status.

    What is refused is named on stderr, one line each, and takes nothing else with it.
    """
    from habeas.store.errors import StoreError
    from habeas.workflows.refused import Refused

    refused = 0
    for one in ids:
        try:
            do(one)
        except (Refused, StoreError) as error:
            say(f"{one}: {error}")
            refused += 1
    return 1 if refused else 0
