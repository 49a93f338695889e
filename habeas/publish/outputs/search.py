"""The index of the search: every spelling of every name, in small files by the first two letters, for the script."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import Any

from habeas.packs.loader import load
from habeas.publish.edition import Edition
from habeas.publish.glance import Glance, glances_of
from habeas.publish.html import script
from habeas.publish.pieces import Piece, Read, digest
from habeas.publish.plain import readable

_WORD = re.compile(r"[^\W_]+")
_DOUBLED = re.compile(r"(.)\1+")


def pieces(edition: Edition) -> Iterator[Piece]:
    """Return the parts of the index; they are the same for all languages."""
    for part, people in sorted(parts_of(edition).items()):
        rests = digest(
            "search", part, script()[0], tuple((g.record.id, g.record.name, g.record.names) for g in people)
        )
        yield Piece(f"search/{part}.js", rests, partial(_part, part, tuple(people)))


def parts_of(edition: Edition) -> Mapping[str, list[Glance]]:
    """Return people by the first two letters of each word of their names, folded; made once for all languages."""
    return edition.once("search", lambda: _parts(glances_of(edition)))


def _parts(seen: Iterable[Glance]) -> dict[str, list[Glance]]:
    found: dict[str, list[Glance]] = {}
    for glance in seen:
        words = (word for name in _names(glance) for word in folded(name))
        for part in dict.fromkeys(word[:2] for word in words if len(word) > 1):
            if part.isascii() and part.isalnum():
                found.setdefault(part, []).append(glance)
    return found


def _names(glance: Glance) -> list[str]:
    names = (glance.record.name, *glance.record.names)
    return [name for name in dict.fromkeys(names) if name.strip()]


def _part(part: str, people: tuple[Glance, ...], _read: Read) -> bytes:
    rows = [[g.record.id, [readable(name) for name in _names(g)]] for g in people]
    told = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    # Two line separators end a line of a script, though not of JSON.
    told = told.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
    return f'habeas("{part}",{told});\n'.encode()


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> tuple[str, ...]:
    """Return the words of a name as the search compares them: the same for one name in any script."""
    pairs, letters, softened = _folding()
    text = unicodedata.normalize("NFD", name.lower())
    text = "".join(char for char in text if not "\u0300" <= char <= "\u036f")
    for pair, other in pairs:
        text = text.replace(pair, other)
    text = _DOUBLED.sub(r"\1", softened.sub("", text.translate(letters)))
    return tuple(_WORD.findall(text))


@cache
def _folding() -> tuple[list[tuple[str, str]], dict[int, str], re.Pattern[str]]:
    data: Any = load("site/search_letters.yml").data
    letters = {ord(letter): str(other) for letter, other in data["letters"].items()}
    softened = re.compile("i+(?=[" + str(data["vowels"]).replace("i", "") + "])")
    return [(str(a), str(b)) for a, b in data["pairs"]], letters, softened
