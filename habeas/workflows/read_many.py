"""Many texts are read on all cores, few where they are asked for.

Reading is a pure function of a text and its day, so it does not matter who reads what.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from itertools import batched

from habeas.claims.read import read
from habeas.model.reading import Reading
from habeas.workflows.ahead import ahead
from habeas.workflows.uncollected import uncollected

type Asked = tuple[str, str | None]
"""A text, and the day on which it was published (EDTF) or None."""

TOGETHER = 200  # texts that are read at a time, where one thing has many


def read_many(texts: Sequence[Asked], *, cores: int | None = None) -> list[Reading]:
    """Return what the texts say, in their order."""
    pieces = ((None, some) for some in batched(texts, TOGETHER))
    return [reading for _, readings in read_ahead(pieces, cores=cores) for reading in readings]


def read_ahead[Piece](
    pieces: Iterable[tuple[Piece, Sequence[Asked]]], *, cores: int | None = None
) -> Generator[tuple[Piece, list[Reading]], None, None]:
    """Yield each piece with what its texts say, in their order; some are drawn and read before they are asked for."""
    return ahead(_read, pieces, cores=cores)


def _read(share: Sequence[Asked]) -> list[Reading]:
    with uncollected():
        return [read(text, published=published) for text, published in share]
