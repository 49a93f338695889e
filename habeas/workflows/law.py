"""Ask the law about one case that lies in a file: nothing is kept, no workspace is needed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from habeas.law.ask import ask
from habeas.law.errors import LawError
from habeas.workflows.refused import Refused

LARGEST = 1_000_000  # bytes; a case is a page of JSON


def ask_file(file: Path) -> dict[str, Any]:
    """Return the answer (habeas.law-answer/1) to the case in ``file``; raise Refused with one sentence if it cannot be read."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise Refused(f"{file} is larger than a case can be (1 MB); give one JSON object.")
        case = json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise Refused(
            f"{file} cannot be read ({error.strerror}); give a file that holds one case."
        ) from error
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        where = f" in line {line}" if line else ""
        raise Refused(f"{file} is no JSON{where}; docs/law.md shows what a case looks like.") from error
    try:
        return ask(case)
    except LawError as error:
        raise Refused(f"{file}: {error}") from error
