"""Penalties as data: article, part, edition, and the shortest and longest imprisonment it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from habeas.law.rules import READ
from habeas.law.span import Span
from habeas.packs.loader import Pack

LANGUAGES = ("be", "ru", "uk", "en", "pl", "de")


@dataclass(frozen=True, slots=True)
class Penalty:
    """One part of one article in one edition. Years are Fractions; None is “not read”, ``reason`` then says so.

    ``part`` is “” where the source does not tell parts apart. ``life``: imprisonment for life is possible.
    """

    article: str
    part: str
    titles: Mapping[str, str]
    least_years: Fraction | None
    most_years: Fraction | None
    life: bool
    death: bool
    others: str
    begins: date | None
    ends: date | None
    read: str
    source: str
    verified_by: tuple[str, ...]
    note: str
    code: str
    nth: int = 1

    @property
    def id(self) -> str:
        """Return what it is called in answers: code, article, part, edition, and which row where sources differ."""
        part = f" pt {self.part}" if self.part else ""
        edition = f" from {self.begins}" if self.begins else ""
        return f"{self.code}.{self.article}{part}{edition}{f', row {self.nth}' if self.nth > 1 else ''}"

    @property
    def title(self) -> str:
        """Return the title of its article in English, or in the language at hand."""
        return self.titles.get("en") or next(iter(self.titles.values()))

    def in_force(self, days: Span) -> bool:
        """Whether this edition was law on any of these days."""
        starts = self.begins is None or days.last is None or self.begins <= days.last
        return starts and (self.ends is None or days.first is None or self.ends >= days.first)


def read_penalties(pack: Pack) -> tuple[Penalty, ...]:
    """Return every part and edition of a code, or raise PackError with file, line and fix."""
    rows = pack.data.get("articles") if isinstance(pack.data, dict) else None
    if not isinstance(rows, list):
        raise pack.error(
            (), "there is no list “articles”.", "write “articles:” and below it one “- article: …” each."
        )
    found: dict[str, Penalty] = {}
    for index, row in enumerate(rows):
        for penalty in _article(pack, ("articles", str(index)), row):
            named = penalty
            while named.id in found:  # sources that differ about one part stand side by side
                named = replace(named, nth=named.nth + 1)
            found[named.id] = named
    return tuple(found.values())


def _article(pack: Pack, at: tuple[str, ...], row: Any) -> list[Penalty]:
    if not isinstance(row, dict) or not isinstance(row.get("article"), str):
        raise pack.error(at, "the row has no article in quotes.", 'write “- article: "342"”.')
    titles = {language: str(row[language]) for language in LANGUAGES if row.get(language)}
    if not titles:
        raise pack.error(at, "the article has no title.", f"add its title as one of {', '.join(LANGUAGES)}.")
    parts = row.get("parts") or [{}]
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise pack.error(
            (*at, "parts"), "“parts” is no list of blocks.", 'write “parts: [{part: "1", most_years: 4, …}]”.'
        )
    return [
        _part(pack, (*at, "parts", str(index)) if row.get("parts") else at, row["article"], titles, part)
        for index, part in enumerate(parts)
    ]


def _part(
    pack: Pack, at: tuple[str, ...], article: str, titles: Mapping[str, str], part: Mapping[str, Any]
) -> Penalty:
    least, most = (_years(pack, (*at, key), part.get(key)) for key in ("least_years", "most_years"))
    if least is not None and most is not None and least > most:
        raise pack.error(
            (*at, "least_years"), "the least is more than the most.", "exchange or correct the two."
        )
    begins, ends = (_day(pack, (*at, key), part.get(key)) for key in ("from", "until"))
    read = str(part.get("read", "unread"))
    if read not in READ:
        raise pack.error((*at, "read"), f"“{read}” is no way it was read.", f"use one of {', '.join(READ)}.")
    if read != "unread" and not part.get("source"):
        raise pack.error(
            at, "a penalty that was read names its source.", "add “source: https://…”, or “read: unread”."
        )
    return Penalty(
        article, str(part.get("part", "")), titles, least, most, bool(part.get("life")), bool(part.get("death")),
        str(part.get("others", "")), begins, ends, read, str(part.get("source", "")),
        tuple(str(one) for one in part.get("verified_by") or ()), str(part.get("note", "")),
        ".".join(pack.file.removesuffix(".yml").split("/")[-2:]),
    )  # fmt: skip


def _years(pack: Pack, at: tuple[str, ...], value: Any) -> Fraction | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise pack.error(
            at, f"“{value}” is no number of years.", "write a number such as 4 or 0.5, or leave it out."
        )
    return Fraction(str(value))


def _day(pack: Pack, at: tuple[str, ...], value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise pack.error(at, f"“{value}” is no day.", "write it as 2021-06-19, without quotes.")
