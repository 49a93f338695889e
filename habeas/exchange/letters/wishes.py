"""What somebody wishes about letters, as far as the pack understands it; what it does not is for a person to read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from habeas.identity.values import parse_date
from habeas.packs.loader import load

WISHES = "letters/wishes.yml"
_DAY = re.compile(r"\b\d{4}(?:-\d{2}(?:-\d{2})?)?\b")
_LONGEST = 2000  # characters of a wish that are looked at


class Wish(StrEnum):
    """What a wish comes to on a day."""

    WELCOME = "welcome"
    PAUSE = "pause"
    NONE = "none"
    UNNAMED = "unnamed"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class ReadWish:
    """A wish in its own ``words``, what it comes to, and of a pause the day from which letters are welcome again."""

    words: str
    wish: Wish
    until: date | None = None


def read_wish(words: str, today: date) -> ReadWish:
    """Return what a wish comes to on ``today``. A pause that is over is a welcome."""
    told = " ".join(words[:_LONGEST].casefold().split())
    if any(one in told for one in _phrases("unnamed")):
        return ReadWish(words, Wish.UNNAMED)
    if any(one in told for one in _phrases("none")):
        found = next((parse_date(one) for one in _DAY.findall(told)), None)
        until = found.earliest if found else None
        if until is None:
            return ReadWish(words, Wish.NONE)
        return ReadWish(words, Wish.PAUSE if today < until else Wish.WELCOME, until)
    if any(one in told for one in _phrases("welcome")):
        return ReadWish(words, Wish.WELCOME)
    return ReadWish(words, Wish.UNREAD)


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    rows = load(WISHES).data[kind]
    return tuple(str(one).casefold() for phrases in rows.values() for one in phrases)
