"""Parts of months and years: early March, the first half of 2023, late 2021, as days from and to."""

from __future__ import annotations

import calendar
from dataclasses import replace

from habeas.claims.found import Found

UNKNOWN_YEAR = "XXXX"
PART_DAYS = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 31), "first-half": (1, 15), "second-half": (16, 31)
}  # fmt: skip
PART_MONTHS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "first-half": (1, 6), "second-half": (7, 12)}


def narrowed_to(date: Found, part: str, first: int) -> Found | None:
    """Return a month or a year narrowed to its early, middle or late part; None where it has none."""
    value = date.value
    if part not in PART_DAYS or "/" in value or value.count("-") > 1 or date.get("from") or value[5:6] == "2":
        return None
    if "-" in value:
        year, month = value.split("-")
        leap = int(year) if year != UNKNOWN_YEAR else 2024
        low, high = PART_DAYS[part]
        high = min(high, calendar.monthrange(leap, int(month))[1])
        if year == UNKNOWN_YEAR and month == "02":
            high = min(high, 28)
        whole = f"{value}-{low:02d}/{value}-{high:02d}"
    else:
        low, high = PART_MONTHS[part]
        whole = f"{value}-{low:02d}-01/{value}-{high:02d}-{calendar.monthrange(int(value), high)[1]:02d}"
    return replace(date, value=whole, first=first, rule="date.part")
