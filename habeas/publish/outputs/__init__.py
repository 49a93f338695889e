"""What a publication consists of: an explicit list, one file an output. A new one goes here and into the leak test.

Imports: model, packs, and publish.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from habeas.publish.edition import Edition
from habeas.publish.outputs import dataset, site, tables


@dataclass(frozen=True, slots=True)
class Output:
    """One output: its ``name``, and the function that gives its files (path inside the publication -> bytes)."""

    name: str
    files: Callable[[Edition], Mapping[str, bytes]]


OUTPUTS: tuple[Output, ...] = (
    Output("site", site.files),
    Output("dataset", dataset.files),
    Output("tables", tables.files),
)
