"""A value in words: dates, terms, articles by their notation, everything else as its source wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from habeas.publish.dates import date_words
from habeas.publish.words import Words

DATE_FIELDS = frozenset({"date", "until", "born"})
_ARTICLE = re.compile(r"^(?P<article>[0-9]+(?:[.-][0-9]+)*)(?: (?P<part>[0-9]+(?:[.-][0-9]+)*))?$")
_TERM = re.compile(r"^(?P<least>P[0-9YMWDTH]+)(?:\.\.(?P<most>P[0-9YMWDTH]+))?(?: (?P<kind>.+))?$")
_BASE_UNITS = re.compile(r"^([0-9]{1,6}) base units?$")
_NAMED = {"regime": ("regimes",), "kind": ("kinds", "regimes")}
_PIECE = re.compile(r"([0-9]+)([YMWDH])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}


@dataclass(frozen=True, slots=True)
class Shown:
    """Words for a page; ``lang`` is set where they are a source's own and not ours, so that they are read right."""

    words: Markup
    lang: str | None = None

    @property
    def theirs(self) -> bool:
        """Whether others wrote this (it stands in the serif face)."""
        return self.lang is not None


def shown(field: str, value: str, words: Words, lang: str | None = None) -> Shown:
    """Return the value of ``field`` in words; free words keep the language ``lang`` they were written in."""
    made = _shown(field, value, words.like, lang)
    return made if words.spoken or made.theirs else Shown(words.say(_ours, field, value))


def _ours(words: Words, field: str, value: str) -> Markup:
    return _shown(field, value, words, None).words


@lru_cache(maxsize=1 << 15)
def _shown(field: str, value: str, words: Words, lang: str | None) -> Shown:
    if field in DATE_FIELDS:
        return Shown(date_words(value, words))
    if field == "article":
        return Shown(_article(value, words)) if _ARTICLE.match(value) else Shown(escape(value), lang or "und")
    if field == "term" and (match := _TERM.match(value)):
        return Shown(_term(match, words))
    if field == "term" and value == "life":
        return Shown(words.term("kinds", "life"))
    if field == "fine" and (fine := _BASE_UNITS.match(value)):
        return Shown(words.count("units.base", int(fine[1])))
    for group in _NAMED.get(field, ()):
        if words.knows(group, _key(value)):
            return Shown(words.term(group, _key(value)))
    if field == "gender" and value in ("f", "female", "m", "male"):
        return Shown(words.text("values.female" if value[0] == "f" else "values.male"))
    if value in ("yes", "no", "true", "false"):
        return Shown(words.text("values.yes" if value in ("yes", "true") else "values.no"))
    return Shown(escape(value), lang or "und")


def is_article(value: str) -> bool:
    """Whether ``value`` is an article in our notation (``130 1``)."""
    return _ARTICLE.match(value) is not None


def listed(items: list[Markup], words: Words) -> Markup:
    """Return several values as one enumeration."""
    text = items[0]
    for item in items[1:]:
        text = words.text("values.list", first=text, then=item)
    return text


def _article(value: str, words: Words) -> Markup:
    match = _ARTICLE.match(value)
    assert match
    if match["part"]:
        return words.text("values.article_part", article=match["article"], part=match["part"])
    return words.text("values.article", article=match["article"])


def _term(match: re.Match[str], words: Words) -> Markup:
    least, most, kind = _pieces(match["least"]), _pieces(match["most"] or ""), match["kind"]
    if most and len(least) == len(most) == 1 and least[0][1] == most[0][1]:
        span = words.text("units.range", least=least[0][0], most=most[0][0])
        said = _counted(most[0], words, span)
    elif most:
        said = words.text("dates.span", first=_duration(least, words), last=_duration(most, words))
    else:
        said = _duration(least, words)
    if kind:
        known = words.knows("kinds", _key(kind))
        said = words.text("units.kind", term=said, kind=words.term("kinds", _key(kind) if known else kind))
    return said


def _pieces(duration: str) -> list[tuple[int, str]]:
    return [(int(n), unit) for n, unit in _PIECE.findall(duration)]


def _duration(pieces: list[tuple[int, str]], words: Words) -> Markup:
    said = [_counted(piece, words) for piece in pieces] or [escape("")]
    text = said[0]
    for then in said[1:]:
        text = words.text("units.join", first=text, then=then)
    return text


def _counted(piece: tuple[int, str], words: Words, span: Markup | None = None) -> Markup:
    n, unit = piece
    return words.count(f"units.{_UNITS[unit]}", n, n=span or n)


def _key(kind: str) -> str:
    return kind.strip().casefold().replace(" ", "_").replace("-", "_")
