"""The cell with the name: one person or several, what stands in brackets, a date of birth behind the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from habeas.exchange.lists.cell_dates import DateHabit, read_date
from habeas.exchange.lists.words import plain, plain_words, words_set
from habeas.packs.loader import load
from habeas.text.names.token import token

_BRACKETS = re.compile(r"[(\[]([^()\[\]]{0,400})[)\]]")
_NUMBERING = re.compile(r"(?:\d{1,6}\s?[.)]|[-–—•*])\s+(?=\S)")
_PIECES = re.compile(r"[;\n\u2028|]|\s/\s")
_SPACES = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")
_BIRTH = DateHabit(birth=True)
MOST_WORDS, LONGEST = 7, 160


@dataclass(frozen=True, slots=True)
class NameRead:
    """One person of a name cell: ``name`` as written there, a date of birth beside it, other names and remarks."""

    name: str
    born: str | None = None
    others: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@lru_cache(maxsize=100_000)
def read_names(text: str) -> tuple[NameRead, ...]:
    """Return the people that a cell names, in order; none where it names nobody."""
    pieces = [piece for part in _PIECES.split(text) for piece in _listed(part)]
    return tuple(found for piece in pieces if (found := _one(piece)) is not None)


def _listed(text: str) -> list[str]:
    """Part “Ivan Ivanov, Piotr Pietrov and Anna Sidarava”: where every piece is a whole name of its own."""
    outside = _BRACKETS.sub(lambda match: "\x01" * len(match.group()), text)
    cuts = [n for n, letter in enumerate(outside) if letter == ","]
    pieces = [part for piece in _cut(text, cuts) for part in _joined(piece)]
    return pieces if len(pieces) > 1 and all(_is_whole(piece) for piece in pieces) else [text]


def _cut(text: str, places: list[int]) -> list[str]:
    bounds = [-1, *places, len(text)]
    return [text[low + 1 : high].strip() for low, high in pairwise(bounds)]


@cache
def _joints() -> frozenset[str]:
    return frozenset(plain(str(word)) for word in load("vocabulary/list_values.yml").data["joints"])


def _joined(text: str) -> list[str]:
    words = text.split()
    for place, word in enumerate(words):
        if plain(word) in _joints() and 2 <= place <= len(words) - 3:
            return [" ".join(words[:place]), *_joined(" ".join(words[place + 1 :]))]
    return [text]


def _is_whole(text: str) -> bool:
    words = [word for word in _BRACKETS.sub(" ", text).split() if any(map(str.isalpha, word))]
    return (
        len(words) >= 2
        and all(word[:1].isupper() for word in words[:2])
        and not _DIGIT.search(" ".join(words))
    )


def _one(text: str) -> NameRead | None:
    text = text.strip(" ,.\u00a0") + ("." if text.rstrip().endswith(".") and len(text.strip()) > 2 else "")
    text = _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text
    inside = [match.strip() for match in _BRACKETS.findall(text)]
    bare = _SPACES.sub(" ", _BRACKETS.sub(" ", text)).strip(" ,;")
    born: str | None = None
    others: list[str] = []
    remarks: list[str] = []
    bare, behind = _date_behind(bare)
    for extra in (*inside, *behind):
        date = _birth(extra)
        if date is not None:
            born = born or date
        elif looks_like_name(extra, least=1) and not _DIGIT.search(extra):
            others.append(extra)
        elif extra:
            remarks.append(extra)
    if not any(map(str.isalpha, bare)) or is_unknown(bare):
        return None
    return NameRead(bare, born, tuple(others), tuple(remarks))


def _date_behind(text: str) -> tuple[str, list[str]]:
    """Cut “, 1985 г.р.” and “ 12.03.1985” off the end of a name."""
    match = _DIGIT.search(text)
    if match is None:
        return text, []
    comma = text.rfind(",", 0, match.start())
    at = comma if comma > 0 else match.start()
    head = text[:at].rstrip(" ,")
    while head and plain(head.split()[-1].rstrip(".")) in _born_words():  # “Ivanou Ivan nar. 1985”
        head = head.rsplit(None, 1)[0] if " " in head else ""
    return (head, [text[at:].strip(" ,")]) if head else (text, [])


@cache
def _born_words() -> frozenset[str]:
    return words_set(load("vocabulary/list_values.yml").data["born"])


def _birth(text: str) -> str | None:
    """Return the date of birth that “р. 1985”, “1985 г.р.” or “12.03.1985” says; a bare later date is none."""
    if not _DIGIT.search(text):
        return None
    words = " ".join(plain_words(text))
    found = read_date(text, _BIRTH).value
    if found is None or (
        words and words not in _born_words() and not any(w in _born_words() for w in words.split())
    ):
        return None
    return found if "1900" < found[:4] < "2021" else None


def looks_like_name(text: str, *, least: int = 2) -> bool:
    """Whether a cell can be a person's name: few words with capitals, nothing else."""
    words = [
        word for word in _BRACKETS.sub(" ", text).replace(",", " ").split() if any(map(str.isalpha, word))
    ]
    if (
        not least <= len(words) <= MOST_WORDS
        or len(text) > LONGEST
        or _DIGIT.search(_BRACKETS.sub(" ", text))
    ):
        return False
    return sum(word.strip("«»\"'(“„")[:1].isupper() for word in words) >= max(least, len(words) - 1)


@lru_cache(maxsize=20_000)
def has_given_name(text: str) -> bool:
    """Whether a word of the cell is a known given name."""
    for word in text.replace(",", " ").split()[:MOST_WORDS]:
        item = token(word.strip("().;").lower(), point=False)
        if item is not None and not item.initial and item.given.forms:
            return True
    return False


@cache
def _unknown() -> frozenset[str]:
    return frozenset(str(word).casefold() for word in load("vocabulary/list_values.yml").data["unknown"])


def is_unknown(text: str) -> bool:
    """Whether a cell says that nothing is known (“н/д”, “?”)."""
    return text.strip().casefold() in _unknown()
