"""The door of publishing: the public lane goes in, files come out. Pure: the same lane and day give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from habeas.publish.edition import Edition, PublishError
from habeas.publish.outputs import OUTPUTS

SUMS = "SHA256SUMS"


def files_of(edition: Edition) -> Mapping[str, bytes]:
    """Return every file of every output by its path, and the checksums of them all, in order of their paths."""
    made: dict[str, bytes] = {}
    for output in OUTPUTS:
        for path, data in output.files(edition).items():
            if path in made:
                raise PublishError(
                    f"Two outputs want to write {path}; nothing was written. This is a fault of the program: report it."
                )
            made[path] = data
    made[SUMS] = _sums(made)
    return MappingProxyType(dict(sorted(made.items())))


def _sums(made: Mapping[str, bytes]) -> bytes:
    """Return the checksums in the form that `sha256sum --check` reads."""
    lines = [f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(made.items())]
    return "".join(lines).encode("utf-8")
