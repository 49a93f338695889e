"""What a publication consists of: an explicit list, one file an output. A new one goes here and into the leak test.

Imports: model, packs, and publish.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from habeas.publish.edition import Edition
from habeas.publish.outputs import calendars, dataset, feeds, search, site, tables
from habeas.publish.pieces import Piece, bytes_of


@dataclass(frozen=True, slots=True)
class Output:
    """One output: its ``name``, and the function that gives its files, each with what it rests on."""

    name: str
    pieces: Callable[[Edition], Iterator[Piece]]

    def files(self, edition: Edition) -> Mapping[str, bytes]:
        """Return the files of this output alone by their paths."""
        return bytes_of(self.pieces(edition))


OUTPUTS: tuple[Output, ...] = (
    Output("site", site.pieces),
    Output("search", search.pieces),
    Output("feeds", feeds.pieces),
    Output("calendars", calendars.pieces),
    Output("dataset", dataset.pieces),
    Output("tables", tables.pieces),
)
