"""What a passage holds that lives through translation: numbers, times, days, names, roots of words.

Two reports that share many of these, and nearly all that the shorter one has, tell one account in two languages. What
each kind is worth is data: ``packs/vocabulary/copies.yml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from habeas.packs.loader import load
from habeas.text.folding import fold
from habeas.text.respelling import Respelling, belarusian
from habeas.text.translit import readings

PACK = "vocabulary/copies.yml"
LANGUAGES = ("be", "ru", "uk", "pl", "en")
MOST_TEXT = 20_000
NUMBERS, MONTHS, UNITS = range(3)
_TOKEN = re.compile(
    r"(?P<time>(?<![\d.])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:]))|(?P<code>\d{1,4}(?:[.-]\d{1,4})+)|(?P<number>\d{1,9})"
    r"|(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)|(?P<end>[.!?…]+)"
)
_FORM = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_VOWELS = dict.fromkeys(map(ord, "aeiouj"))
_DULL = str.maketrans(
    {"š": "s", "ŝ": "s", "č": "c", "ĉ": "c", "ž": "z", "ẑ": "z", "ǰ": "z", "g": "h", "x": "h"}
)
_ROOT = 4  # consonants of a word that are compared
_LEAST_WORD = 4  # letters of a word whose root is compared


class Mark(NamedTuple):
    """One thing that lives through translation: its ``kind`` (a key of ``worth``) and its ``key``."""

    kind: str
    key: str


@cache
def worth() -> Mapping[str, float]:
    """Return what each kind of mark is worth."""
    table: dict[str, float] = load(PACK).data["worth"]
    return table


@cache
def _list(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    words = [fold(word) for word in load(PACK).data[name].split()]
    return frozenset(w for w in words if not w.endswith("*")), tuple(w[:-1] for w in words if w.endswith("*"))


def words_of(text: str) -> list[str]:
    """Return the words of a passage, as they stand."""
    return _FORM.findall(unicodedata.normalize("NFKC", text[:MOST_TEXT]))


@lru_cache(maxsize=50_000)
def tells(word: str) -> bool:
    """Whether a word says whose account follows: reports, паводле, podaje."""
    whole, starts = _list("tells")
    folded = fold(word)
    return folded in whole or (bool(starts) and folded.startswith(starts))


def _of_law(word: str) -> bool:
    whole, starts = _list("law_words")
    return word in whole or word.startswith(starts)


@cache
def _counted(language: str) -> tuple[Mapping[str, str], ...]:
    """Return the number words, months and long units of time of a language, folded."""
    data: dict[str, Any] = load(f"languages/{language}/time.yml").data
    found: list[dict[str, str]] = []
    sums: dict[str, Any] = load(f"languages/{language}/law.yml").data["currencies"]
    units = {unit: data["units"][unit] for unit in ("Y", "M", "D")} | sums
    for rows in (data["numbers"], data["months"], units):
        table: dict[str, str] = {}
        for number, forms in rows.items():
            for word in _FORM.findall(str(forms)):
                table.setdefault(_folded(word, language), str(number))
        found.append(table)
    return found[0], found[1], found[2]


def _look_up(word: str, language: str, part: int) -> str | None:
    for one in (language,) if language in LANGUAGES else LANGUAGES:
        found = _counted(one)[part].get(_folded(word, one))
        if found is not None:
            return found
    return None


def _folded(word: str, language: str) -> str:
    return belarusian(fold(word)) if language == "be" else fold(word)


@cache
def _lacinka() -> Respelling:
    data = load("languages/be-Latn/respelling.yml").data
    return Respelling(data["plain"], data["soft"], data["pairs"], data["iotated"])


@lru_cache(maxsize=20_000)
def one_alphabet(text: str, language: str) -> str:
    """Return a passage with Belarusian brought into one alphabet and one orthography: for comparing, not to be shown."""
    if language not in ("be", "be-Latn"):
        return text
    return _FORM.sub(lambda word: _base(word.group(), language), text)


@lru_cache(maxsize=100_000)
def _base(word: str, language: str) -> str:
    """Return a Belarusian word in the official orthography's Cyrillic, with its capital letter."""
    key = belarusian(_lacinka().respelled(fold(word)) if language == "be-Latn" else fold(word))
    return key[:1].upper() + key[1:] if word[:1].isupper() else key


@lru_cache(maxsize=100_000)
def sound_key(word: str) -> str:
    """Return what a word sounds like, in any of the alphabets, near consonants made one."""
    rows = readings(word)
    return rows[0].translate(_DULL) if rows else ""


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """Return the first consonants of a word, by which related languages share it; endings are left behind."""
    key = sound_key(word)
    return key[:1] + key[1:].translate(_VOWELS)[: _ROOT - 1]


@dataclass(frozen=True, slots=True)
class _Heard:
    """One word as it counts: the marks it makes inside a sentence and at its beginning, which number or month it is,
    whether it is a unit of time or money or a word of law.
    """

    inside: Mark | None = None
    first: Mark | None = None
    number: str | None = None
    month: str | None = None
    unit: bool = False
    law: bool = False


@lru_cache(maxsize=100_000)
def _hear(word: str, language: str) -> _Heard:
    base = _base(word, language) if language == "be-Latn" else word
    language = "be" if language == "be-Latn" else language
    inside = Mark("root", root(base)) if len(base) >= _LEAST_WORD else None
    first = inside
    if base[0].isupper() and not base.isupper():
        inside = Mark("name", root(base))
    month = _look_up(base, language, MONTHS)
    if month is not None:
        inside = first = Mark("day", f"m{month}")
    return _Heard(
        inside,
        first,
        _look_up(base, language, NUMBERS),
        month,
        _look_up(base, language, UNITS) is not None,
        _of_law(fold(base)),
    )


_NO_WORD = _Heard()


@lru_cache(maxsize=20_000)
def marks(text: str, language: str) -> tuple[Mark, ...]:
    """Return the marks of a passage in the order of the text. Never raises."""
    tokens = [
        (token.lastgroup or "", token.group())
        for token in _TOKEN.finditer(unicodedata.normalize("NFKC", text[:MOST_TEXT]))
    ]
    heard = [_hear(word, language) if kind == "word" else _NO_WORD for kind, word in tokens]
    found: list[Mark] = []
    opens = True
    for at, (kind, word) in enumerate(tokens):
        if kind == "time":
            found.append(Mark("time", word.lstrip("0")))
        elif kind == "code":
            found.append(Mark("law", word))
        elif kind == "number":
            found.append(_number(word, heard, at))
        elif kind == "word":
            word_heard = heard[at]
            mark = word_heard.first if opens else word_heard.inside
            if word_heard.number is not None and word_heard.month is None:
                mark = _number(word_heard.number, heard, at) if word_heard.number != "1" else None
            if mark is not None:
                found.append(mark)
        opens = kind == "end"
    return tuple(found)


def _number(value: str, heard: list[_Heard], at: int) -> Mark:
    """Return what a number is, by the words around it: part of a date, a term, an article, or a number of its own."""
    value = value.lstrip("0") or "0"
    beside, behind = heard[max(0, at - 2) : at + 2], heard[at + 1 : at + 2]
    if any(word.month for word in heard[max(0, at - 1) : at + 2]):
        return Mark("day", value)
    if behind and behind[0].unit:
        return Mark("term", value)
    if any(word.law for word in beside):
        return Mark("law", value)
    if len(value) == 4 and value[:2] in ("19", "20"):
        return Mark("year", value)
    return Mark("number", value)
