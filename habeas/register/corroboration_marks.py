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
RARE = frozenset({"number", "time"})  # kinds of marks of which two reports seldom share one by chance
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
class _Told:
    """What the words of a language say of one: which number or month it is, whether a unit of time or money, or of law."""

    number: str | None = None
    month: str | None = None
    unit: bool = False
    law: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a number, and no month."""
        return self.number is not None and self.month is None


_NO_WORD = _Told()


def _plain(word: str, language: str) -> tuple[str, str]:
    """Return a word and its language, Belarusian in its one alphabet."""
    return (_base(word, language), "be") if language == "be-Latn" else (word, language)


@lru_cache(maxsize=100_000)
def _told(word: str, language: str) -> _Told:
    base, language = _plain(word, language)
    return _Told(
        _look_up(base, language, NUMBERS),
        _look_up(base, language, MONTHS),
        _look_up(base, language, UNITS) is not None,
        _of_law(fold(base)),
    )


@lru_cache(maxsize=100_000)
def _heard(word: str, language: str, opens: bool) -> Mark | None:
    """Return the mark of a word that is no number: a month, a name, a root; ``opens``: it begins its sentence."""
    month = _told(word, language).month
    if month is not None:
        return Mark("day", f"m{month}")
    base, _ = _plain(word, language)
    if not opens and base[0].isupper() and not base.isupper():
        return Mark("name", root(base))
    return Mark("root", root(base)) if len(base) >= _LEAST_WORD else None


type _Token = tuple[str, str]  # a group of the pattern, and what stands there


def _tokens(text: str) -> list[_Token]:
    plain = unicodedata.normalize("NFKC", text[:MOST_TEXT])
    return [(token.lastgroup or "", token.group()) for token in _TOKEN.finditer(plain)]


@lru_cache(maxsize=20_000)
def marks(text: str, language: str) -> tuple[Mark, ...]:
    """Return the marks of a passage in the order of the text. Never raises."""
    tokens = _tokens(text)
    found: list[Mark] = []
    opens = True
    for at, (kind, word) in enumerate(tokens):
        if kind == "word" and not _told(word, language).counts:
            mark = _heard(word, language, opens)
        else:
            mark = _figure(tokens, at, language)
        if mark is not None:
            found.append(mark)
        opens = kind == "end"
    return tuple(found)


@lru_cache(maxsize=20_000)
def rare_marks(text: str, language: str) -> frozenset[Mark]:
    """Return those marks of a passage of which two reports seldom share one by chance: bare numbers, times of day."""
    tokens = _tokens(text)
    figures = [
        _figure(tokens, at, language)
        for at, (kind, word) in enumerate(tokens)
        if kind != "word" or _told(word, language).counts
    ]
    return frozenset([mark for mark in figures if mark is not None and mark.kind in RARE])


def _figure(tokens: list[_Token], at: int, language: str) -> Mark | None:
    """Return what a time, a code, a number or the word for a number is; None for “one” and for what is none of these."""
    kind, word = tokens[at]
    if kind == "time":
        return Mark("time", word.lstrip("0"))
    if kind == "code":
        return Mark("law", word)
    if kind == "number":
        return _number(word, tokens, at, language)
    value = _told(word, language).number if kind == "word" else None
    return _number(value, tokens, at, language) if value not in (None, "1") else None


def _number(value: str, tokens: list[_Token], at: int, language: str) -> Mark:
    """Return what a number is, by the words around it: part of a date, a term, an article, or a number of its own."""
    value = value.lstrip("0") or "0"
    first = max(0, at - 2)
    around = [_told(word, language) if kind == "word" else _NO_WORD for kind, word in tokens[first : at + 2]]
    if any(word.month for word in around[max(0, at - 1) - first :]):
        return Mark("day", value)
    if any(word.unit for word in around[at + 1 - first :]):
        return Mark("term", value)
    if any(word.law for word in around):
        return Mark("law", value)
    if len(value) == 4 and value[:2] in ("19", "20"):
        return Mark("year", value)
    return Mark("number", value)
