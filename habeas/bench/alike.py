"""When something that was read counts as the same as what was annotated: spans, values, counts, names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

BY_VALUE = frozenset({"date", "until", "article", "term", "fine"})
BY_WORDS = frozenset({"place", "court", "facility", "agency", "judge", "said_by", "accusation"})
HALF = 0.5
_WORD = re.compile(r"[\w'-]+")
_DURATION = re.compile(r"P(?=\d)[\dYMWD]+")
_PART = re.compile(r"(\d+)([YMWD])")
_NUMBER = re.compile(r"\d+(?:[.-]\d+)*")
_SLACK = 0.2  # of an approximate count, at each end
_APOSTROPHES = str.maketrans({"ё": "е", "’": "'", "ʼ": "'"})


def shared(a: Mapping[str, Any] | None, b: Mapping[str, Any] | None) -> float:
    """Return how much two spans share: 0 for nothing, 1 for the same."""
    if not a or not b or a.get("start") is None or b.get("start") is None:
        return 0.0
    within = min(a["end"], b["end"]) - max(a["start"], b["start"])
    over = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return max(within, 0) / over if over > 0 else 0.0


def folded(words: object) -> str:
    """Return words without case, punctuation, and the letters that are written in two ways."""
    return " ".join(_WORD.findall(str(words or "").casefold().translate(_APOSTROPHES)))


def same_words(read: object, annotated: object) -> bool:
    """Tell whether two names or phrases are the same but for case and punctuation."""
    return folded(read) == folded(annotated)


def notation(field: str, value: object) -> object:
    """Return what of a value of ``field`` is compared: a term's length, an article's number and part, ..."""
    said = str(value or "")
    if field in ("date", "until"):
        return said.lstrip("~").rstrip("~?%").partition("T")[0]
    if field == "term":
        return tuple(_length(term) for term in _DURATION.findall(said)) or said
    if field == "article":
        return _article(said)
    if field == "fine":
        return "".join(letter for letter in said if letter.isdigit())
    return folded(said)


def _length(term: str) -> tuple[int, int]:
    """Return a duration as months and days."""
    units = {unit: int(count) for count, unit in _PART.findall(term)}
    return units.get("Y", 0) * 12 + units.get("M", 0), units.get("W", 0) * 7 + units.get("D", 0)


def _article(said: str) -> tuple[str, str]:
    number = _NUMBER.search(said)
    if number is None:
        return said, ""
    part = re.search(r"\d+", said[number.end() :])
    return number.group().replace("-", "."), part.group() if part else ""


def same_value(field: str, read: Mapping[str, Any], annotated: Mapping[str, Any]) -> bool:
    """Tell whether two values of a field agree: dates, terms and the like by what they mean, others by their place or words."""
    if field in BY_VALUE:
        return notation(field, read.get("value")) == notation(field, annotated["value"])
    return shared(read, annotated) >= HALF or same_words(read.get("value"), annotated["value"])


def same_count(read: Mapping[str, Any], annotated: Mapping[str, Any]) -> bool:
    """Tell whether the bounds agree: exact ones exactly, those of an approximate count within a fifth."""
    slack = _SLACK if annotated["least"] != annotated["most"] else 0.0
    return all(_bound(read.get(end), annotated[end], slack) for end in ("least", "most"))


def _bound(read: int | None, annotated: int | None, slack: float) -> bool:
    if read is None or annotated is None:
        return read is annotated
    return abs(read - annotated) <= slack * annotated


def same_person(read: Mapping[str, Any], annotated: Mapping[str, Any]) -> bool:
    """Tell whether two people share a mention."""
    return any(
        shared(one, other) >= HALF for one in read.get("mentions", ()) for other in annotated["mentions"]
    )
