"""The places that a group itself knows the address of: ``letter-places.yml`` in the workspace, or a file that is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from habeas.exchange.letters.places import Place, place_of
from habeas.packs.loader import PackError, parse
from habeas.store.workspace import Workspace
from habeas.workflows.refused import Refused

FILE = "letter-places.yml"
_LARGEST = 1_000_000  # bytes


def places_of(workspace: Workspace, file: Path | None = None) -> tuple[Place, ...]:
    """Return the group's own places, none where it has no such file; Refused says what is wrong in it."""
    named = file or workspace.folder / FILE
    if file is None and not named.exists():
        return ()
    data = read_yaml(named)
    rows: Any = data.get("institutions") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise Refused(
            f"{named}: under `institutions:` there is no list of places. docs/letters.md shows one."
        )
    found = []
    for number, row in enumerate(rows, 1):
        try:
            found.append(place_of(row, str(data.get("country", "any"))))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Refused(
                f"{named}: place {number} lacks or misspells {error}. docs/letters.md shows how one is written."
            ) from error
    return tuple(found)


def read_yaml(file: Path) -> Any:
    """Return what a YAML file of the group says; Refused names the line that is broken."""
    try:
        if file.stat().st_size > _LARGEST:
            raise Refused(f"{file} is larger than a megabyte; nothing was read.")
        return parse(str(file), file.read_text(encoding="utf-8")).data
    except PackError as error:
        raise Refused(str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{file} cannot be read ({error}). Nothing was made; name a UTF-8 file.") from error
