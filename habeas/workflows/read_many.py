"""Many texts are read on all cores, few where they are asked for.

Reading is a pure function of a text and its day, so it does not matter who reads what.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.read import read
from habeas.model.reading import Reading
from habeas.workflows.all_cores import cores_for, on_all_cores

type Asked = tuple[str, str | None]
"""A text, and the day on which it was published (EDTF) or None."""

WORTH_IT = 200  # texts of some sentences; for fewer a helper costs more than it brings
_HERE = 20  # are read before there are helpers: what their languages need is loaded once, and shared


def read_many(texts: Sequence[Asked], *, cores: int | None = None) -> list[Reading]:
    """Return what the texts say, in their order."""
    number = cores_for(len(texts), worth_it=WORTH_IT, cores=cores)
    if number == 1:
        return _read(texts)
    here, others = _read(texts[:_HERE]), texts[_HERE:]
    try:
        shares = on_all_cores(_read, [others[first::number] for first in range(number)])
    except OSError:  # a helper was ended from outside, or there was no room for one: all is read here
        return here + _read(others)
    return here + [shares[place % number][place // number] for place in range(len(others))]


def _read(share: Sequence[Asked]) -> list[Reading]:
    return [read(text, published=published) for text, published in share]
