"""The page of numbers: bars and squares, each with its table. Counted are only people and groups published here."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from habeas.model.record import GroupRecord
from habeas.publish.edition import Edition
from habeas.publish.glance import Glance
from habeas.publish.names import sort_key
from habeas.publish.pages.person import value_markup
from habeas.publish.values import Shown, shown
from habeas.publish.words import Words

LEAST = 5  # a smaller number would point at somebody (look: counting rule)
_WIDE = 420
_SIDE = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what, how many in words, and the length of its bar (of 420)."""

    what: Markup
    number: Markup
    length: float
    disc: float = 0.0


@dataclass(frozen=True, slots=True)
class Year:
    """One year: detentions upwards, releases downwards, as words and as lengths (of 100)."""

    year: str
    detained: Markup
    released: Markup
    up: float
    down: float


@dataclass(frozen=True, slots=True)
class StatisticsPage:
    """All that the template of the numbers puts out."""

    lede: tuple[Markup, ...]
    status: tuple[Row, ...]
    years: tuple[Year, ...]
    undated: Markup | None
    articles: tuple[Row, ...]
    places: tuple[Row, ...]


def statistics_page(edition: Edition, glances: Sequence[Glance], words: Words) -> StatisticsPage:
    """Return the numbers in one language."""
    people = [glance.record for glance in glances]
    held = sum(record.held is True for record in people)
    lede = [words.count("site.index.count", len(people)), words.count("site.index.held", held)]
    unnamed = unnamed_least(edition.register.groups)
    if unnamed:
        lede.append(words.count("pages.statistics.groups", unnamed))
    status = Counter(record.status for record in people)
    articles = Counter(article for glance in glances for article in glance.articles)
    places = Counter(place.slug for glance in glances for place in glance.places)
    names = {place.slug: place for glance in reversed(glances) for place in glance.places}
    years, undated = _years(glances, words)
    return StatisticsPage(
        lede=tuple(lede),
        status=_rows([(words.term("status", key), n) for key, n in _ranked(status)], words),
        years=years,
        undated=words.count("pages.statistics.undated", undated) if undated else None,
        articles=_rows(
            [(value_markup(shown("article", key, words)), n) for key, n in _ranked(articles)], words
        ),
        places=_rows(
            [
                (value_markup(Shown(escape(names[key].text), names[key].lang)), n)
                for key, n in sorted(places.items(), key=lambda row: sort_key(names[row[0]].text, words))
            ],
            words,
        ),
    )


def unnamed_least(groups: Sequence[GroupRecord]) -> int:
    """Return how many unnamed people the groups hold at least; a group that is a part of another is not added."""
    known = {group.id for group in groups}
    return sum(
        max((group.least or 0) - len(group.members), 0)
        for group in groups
        if group.of is None or group.of not in known
    )


def _ranked(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda row: (-row[1], row[0]))


def _rows(counted: list[tuple[Markup, int]], words: Words) -> tuple[Row, ...]:
    """The rows of one table: numbers under five are joined into one row, which may itself be “fewer than 5”."""
    shown_rows = [(what, n) for what, n in counted if n >= LEAST]
    small = sum(n for _, n in counted if n < LEAST)
    most = max([n for _, n in shown_rows] + [small, LEAST])
    rows = [_row(what, n, most, words) for what, n in shown_rows]
    if small:
        rows.append(_row(words.text("pages.statistics.others"), small, most, words))
    return tuple(rows)


def _row(what: Markup, n: int, most: int, words: Words) -> Row:
    return Row(
        what,
        _number(n, words),
        round(_WIDE * _at_least(n) / most, 1),
        round(_SIDE / 2 * math.sqrt(_at_least(n) / most), 1),
    )


def _number(n: int, words: Words) -> Markup:
    return words.text("pages.statistics.few") if 0 < n < LEAST else escape(n)


def _years(glances: Sequence[Glance], words: Words) -> tuple[tuple[Year, ...], int]:
    up = Counter(year for glance in glances for year in dict.fromkeys(glance.detained))
    down = Counter(year for glance in glances for year in dict.fromkeys(glance.released))
    undated = up.pop(None, 0) + down.pop(None, 0)
    known = [year for year in {*up, *down} if year is not None]
    most = max([*up.values(), *down.values(), LEAST])
    rows = [
        Year(
            str(year),
            _number(up[year], words),
            _number(down[year], words),
            round(100 * _at_least(up[year]) / most, 1),
            round(100 * _at_least(down[year]) / most, 1),
        )
        for year in (range(min(known), max(known) + 1) if known else ())
    ]
    return tuple(rows[-12:]), undated


def _at_least(n: int) -> int:
    """A number under five is drawn as if it were two, so that the drawing tells no more than the table."""
    return n if n >= LEAST or n == 0 else 2
