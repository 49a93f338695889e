"""What a column's cells look like, where its header says nothing, or something else than they do."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from habeas.exchange.lists.cell_dates import read_date
from habeas.exchange.lists.cell_law import read_articles, read_term
from habeas.exchange.lists.cell_names import has_given_name, is_unknown, looks_like_name
from habeas.exchange.lists.cell_words import names_facility, read_status

SAMPLE = 60  # filled cells that are looked at
SURE = 0.6  # of them that must look alike
_NUMBERS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]")
_BARE_TERM = re.compile(r"\d{1,2}(?:[.,]\d)?")
_BIRTHS = range(1925, 2012)


@dataclass(frozen=True, slots=True)
class Content:
    """What a column holds: the share of its cells that look like each kind; the middle year of its dates."""

    filled: int
    shares: dict[str, float]
    year: int | None = None

    @property
    def kind(self) -> str | None:
        """The kind that most cells look like, if most do."""
        best = max(self.shares.items(), key=lambda pair: (pair[1], _ORDER[pair[0]]), default=(None, 0.0))
        return best[0] if best[1] >= SURE else None

    def share(self, kind: str) -> float:
        """Return the share of one kind."""
        return self.shares.get(kind, 0.0)


def content_of(cells: Sequence[str]) -> Content:
    """Look at the first filled cells of a column."""
    sample = [cell for cell in cells if cell and not is_unknown(cell)][:SAMPLE]
    if not sample:
        return Content(0, {})
    shares = {kind: sum(map(looks, sample)) / len(sample) for kind, looks in _LOOKS.items()}
    years = sorted(
        int(value[:4]) for cell in sample if (value := read_date(cell).value) and value[:4].isdecimal()
    )
    return Content(len(sample), shares, years[len(years) // 2] if years else None)


def is_birth(content: Content) -> bool:
    """Whether a column of dates lies in the years in which people on such lists were born."""
    return content.year is not None and content.year in _BIRTHS


def _date(cell: str) -> bool:
    numbers = _NUMBERS.findall(cell)
    if (
        len(numbers) == 1
        and not _LETTERS.search(cell)
        and not (len(numbers[0]) == 4 and 1900 < int(numbers[0]) < 2100)
    ):
        return len(numbers[0]) == 5 and 7_000 < int(numbers[0]) < 60_000
    return len(cell) < 60 and bool(numbers) and read_date(cell).value is not None


def _articles(cell: str) -> bool:
    numbers = _NUMBERS.findall(cell)
    if not numbers or len(cell) > 200 or _date(cell):
        return False
    if not _LETTERS.search(cell):
        return all(100 <= int(number[:6]) < 500 or int(number[:6]) < 10 for number in numbers) and any(
            int(number[:6]) >= 100 for number in numbers
        )
    return bool(read_articles(cell)) and any(100 <= int(number[:6]) < 500 for number in numbers)


def _term(cell: str) -> bool:
    return (
        len(cell) < 120
        and not _date(cell)
        and not _BARE_TERM.fullmatch(cell)
        and read_term(cell).value is not None
    )


def _name(cell: str) -> bool:
    return looks_like_name(cell) and has_given_name(cell) and not names_facility(cell)


def _status(cell: str) -> bool:
    return (
        len(cell) < 60
        and not _NUMBERS.search(cell)
        and not looks_like_name(cell)
        and read_status(cell) is not None
    )


_LOOKS: dict[str, Callable[[str], bool]] = {
    "name": _name,
    "date": _date,
    "articles": _articles,
    "term": _term,
    "facility": lambda cell: len(cell) < 200 and names_facility(cell),
    "status": _status,
}
_ORDER = {
    kind: -number for number, kind in enumerate(("name", "date", "articles", "term", "facility", "status"))
}
