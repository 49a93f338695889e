"""Dates as people write them in cells, to EDTF: 15.03.2022, 3/15/22, 2022, март 2022, 44635, ок. 2021, 15 сакавіка 2022 г.

Written words are read by the grammars of the language packs; here are the short forms that only tables have. What
can be read in two ways is read by the habit of its column, and said.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from habeas.claims.grammar.dates import find_dates
from habeas.exchange.lists.cell_sentences import LANGUAGES, coverage, languages_of, sentence_of
from habeas.exchange.lists.words import plain
from habeas.model.edtf import Edtf, EdtfError
from habeas.packs.loader import load

FIRST_YEAR, LAST_YEAR = 1900, 2099
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})\s?([-./])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_DAYS = re.compile(r"(?<!\d)(\d{1,2})\s?[-–]\s?(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_MONTH = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{4})(?!\d)|(?<!\d)((?:19|20)\d\d)[-./](\d{1,2})(?![\d./-])")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})[\s.-]{1,3}([^\W\d_]{3,12})\.?[\s.,-]{1,3}(\d{4}|\d{2})(?!\d)")
_ROMAN = re.compile(r"(?<!\d)(\d{1,2})[\s./-]{1,2}([IVXivx]{1,4})[\s./-]{1,2}((?:19|20)\d\d)(?!\d)")
_ROMAN_MONTHS = {
    name: number
    for number, name in enumerate(
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], start=1
    )
}
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,12})?")
_EDTF = re.compile(r"[0-9X]{4}(?:-[0-9X]{2}){0,2}[~?%]?(?:/[0-9X]{4}(?:-[0-9X]{2}){0,2}[~?%]?)?")
_DIGITS = re.compile(r"\d+")
_LEAST_SERIAL, _MOST_SERIAL = 3_653, 73_050  # 1910 and 2099, as Excel counts days from 1900
_BASE, _OLD_BASE = date(1899, 12, 30), date(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class DateHabit:
    """How a column writes dates: month first or not, day numbers from 1904 or not, and whether they are births."""

    month_first: bool = False
    old_epoch: bool = False
    birth: bool = False


@dataclass(frozen=True, slots=True)
class DateRead:
    """A cell's date: EDTF or None, and what a person should know of the reading (a sentence, or empty)."""

    value: str | None
    remark: str = ""


@lru_cache(maxsize=200_000)
def read_date(text: str, habit: DateHabit = DateHabit()) -> DateRead:
    """Return the date in a cell; of several the first, with a remark."""
    text = text.strip()
    about, rest = _about(text)
    found = _read(rest, habit)
    if found.value is None or not about or found.value[-1] in "~?%" or "/" in found.value:
        return found
    return DateRead(f"{found.value}~", found.remark)


@cache
def _about_words() -> frozenset[str]:
    return frozenset(plain(str(word)) for word in load("vocabulary/list_values.yml").data["about"])


def _about(text: str) -> tuple[bool, str]:
    if text[:1] in ("~", "≈") and len(text) > 1:
        return True, text[1:].strip()
    first, _, rest = text.partition(" ")
    if rest and plain(first.rstrip(".")) in _about_words():
        return True, rest.strip()
    stem, point, glued = text.partition(".")
    if point and glued[:1].isdigit() and plain(stem) in _about_words():
        return True, glued
    return False, text


def _read(text: str, habit: DateHabit) -> DateRead:
    if _EDTF.fullmatch(text) and (valid := _edtf(text)) is not None:
        return DateRead(valid)
    if _SERIAL.fullmatch(text):
        return _serial(text, habit)
    short = (
        _iso(text)
        or _days(text)
        or _numeric(text, habit)
        or _roman(text)
        or _named(text, habit)
        or _years(text)
    )
    return short or _written(text) or _month(text) or _year(text) or DateRead(None, _no_date(text))


def _edtf(text: str) -> str | None:
    try:
        value = Edtf.parse(text).text
    except EdtfError:
        return None
    return value if any(letter.isdigit() for letter in text[:4]) else None


def _serial(text: str, habit: DateHabit) -> DateRead:
    number = int(text.partition(".")[0])
    if not _LEAST_SERIAL <= number <= _MOST_SERIAL:
        return DateRead(None, f"“{text}” is no day number that a date can have")
    day = (_OLD_BASE if habit.old_epoch else _BASE) + timedelta(days=number)
    return DateRead(day.isoformat(), f"“{text}” is a day number of the spreadsheet")


def _roman(text: str) -> DateRead | None:
    """15 XI 2022, 3.IV.1985: the month in Roman numerals, as Polish forms have it."""
    match = _ROMAN.search(text)
    if match is None:
        return None
    month = _ROMAN_MONTHS.get(match.group(2).upper())
    value = _day(int(match.group(3)), month, int(match.group(1))) if month else None
    return DateRead(value, _more(text, match)) if value else None


def _iso(text: str) -> DateRead | None:
    match = _ISO.search(text)
    if match is None:
        return None
    year, _, month, day = match.groups()
    value = _day(int(year), int(month), int(day))
    return DateRead(value, _more(text, match)) if value else None


def _days(text: str) -> DateRead | None:
    match = _DAYS.search(text)
    if match is None:
        return None
    first, last, month, year = (int(part) for part in match.groups())
    low, high = _day(year, month, first), _day(year, month, last)
    return DateRead(f"{low}/{high}") if low and high and first < last else None


def _numeric(text: str, habit: DateHabit) -> DateRead | None:
    match = _NUMERIC.search(text)
    if match is None:
        return None
    one, sign, two, year_text = match.groups()
    first, second, year = int(one), int(two), _whole_year(year_text, habit)
    plain_order, turned = _day(year, second, first), _day(year, first, second)
    remark = _more(text, match)
    if plain_order and turned and plain_order != turned and sign == "/":
        words = f"“{match.group()}” can be {plain_order} or {turned}; read as {{}}, as the column has it"
        value = turned if habit.month_first else plain_order
        return DateRead(value, words.format(value))
    if not plain_order and turned:
        return DateRead(turned, remark)
    if habit.month_first and turned and sign != ".":
        return DateRead(turned, remark)
    return (
        DateRead(plain_order, remark) if plain_order else DateRead(None, f"there is no day “{match.group()}”")
    )


def _named(text: str, habit: DateHabit) -> DateRead | None:
    """15-Mar-22, 15 мар. 2022: a month by its first letters."""
    match = _NAMED.search(text)
    month = _months().get(plain(match.group(2))[:3]) if match else None
    if match is None or month is None:
        return None
    value = _day(_whole_year(match.group(3), habit), month, int(match.group(1)))
    return DateRead(value, _more(text, match)) if value else None


@cache
def _months() -> dict[str, int]:
    """Return the first three letters of months in all languages; what two months share is left out."""
    found: dict[str, set[int]] = {}
    packs = [load(f"languages/{lang}/time.yml").data["months"] for lang in LANGUAGES if lang != "be-Latn"]
    for months in (*packs, load("vocabulary/list_values.yml").data["months"]):
        for number, words in months.items():
            for word in re.findall(r"[^\W\d_]{3,}", str(words)):
                found.setdefault(plain(word)[:3], set()).add(int(number))
    return {stem: min(numbers) for stem, numbers in found.items() if len(numbers) == 1}


def _years(text: str) -> DateRead | None:
    match = _YEARS.search(text)
    if match is None or int(match.group(1)) >= int(match.group(2)):
        return None
    return DateRead(f"{match.group(1)}/{match.group(2)}")


def _written(text: str) -> DateRead | None:
    """Read by the grammars: the language that understands most of the cell."""
    if not any(letter.isalpha() for letter in text) or len(text) > 300:
        return None
    best, covered = None, 0.0
    for lang in languages_of(text):
        sentence = sentence_of(text, lang)
        dates = [one for one in find_dates(sentence) if not one.get("from") and one.value[:4] != "XXXX"]
        part = coverage(sentence, dates)
        if dates and part > covered:
            best, covered = dates, part
    if not best:
        return None
    remark = "" if len(best) == 1 else f"the cell names {len(best)} dates; the first was taken"
    return DateRead(best[0].value, remark)


def _month(text: str) -> DateRead | None:
    match = _MONTH.search(text)
    if match is None:
        return None
    month, year = (match.group(1), match.group(2)) if match.group(1) else (match.group(4), match.group(3))
    return DateRead(f"{year}-{int(month):02d}") if 1 <= int(month) <= 12 else None


def _year(text: str) -> DateRead | None:
    found = _YEAR.findall(text)
    if not found or len(_DIGITS.findall(text)) > len(found):
        return None  # “1990 12”: other numbers stand beside it
    return DateRead(
        found[0], "" if len(set(found)) == 1 else f"the cell names {len(found)} years; the first was taken"
    )


def _more(text: str, match: re.Match[str]) -> str:
    rest = text[match.end() :]
    if _ISO.search(rest) or _NUMERIC.search(rest):
        return "the cell names more than one date; the first was taken"
    return ""


def _no_date(text: str) -> str:
    return f"no date was found in “{text[:60]}”"


def _whole_year(text: str, habit: DateHabit) -> int:
    """Return the year: of two digits, births lie before 2020 and everything else after 1999."""
    year = int(text)
    if len(text) == 4:
        return year
    return 1900 + year if habit.birth and year >= 20 else 2000 + year


def _day(year: int, month: int, day: int) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def writes_month_first(cells: list[str]) -> bool:
    """Whether a column's own dates show that months stand first: more of them can only be read so."""
    only_month = only_day = 0
    for cell in cells:
        match = _NUMERIC.search(cell)
        if match is None or match.group(2) == ".":
            continue
        first, second = int(match.group(1)), int(match.group(3))
        only_month += first <= 12 < second
        only_day += second <= 12 < first
    return only_month > only_day
