"""What a publication consists of: an explicit list, one file an output. A new one goes here and into the leak test.

Imports: model, packs, and publish.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from habeas.publish.edition import Edition
from habeas.publish.outputs import calendars, dataset, describe, feeds, ftm, search, site, tables, workbook
from habeas.publish.pieces import Piece


@dataclass(frozen=True, slots=True)
class Output:
    """One output: its ``name``, and the function that gives its files, each with what it rests on."""

    name: str
    pieces: Callable[[Edition], Iterator[Piece]]


OUTPUTS: tuple[Output, ...] = (
    Output("site", site.pieces),
    Output("search", search.pieces),
    Output("feeds", feeds.pieces),
    Output("calendars", calendars.pieces),
    Output("dataset", dataset.pieces),
    Output("tables", tables.pieces),
    Output("workbook", workbook.pieces),
    Output("ftm", ftm.pieces),
    Output("describe", describe.pieces),
)
