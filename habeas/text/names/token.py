"""One word of a name with all that can be known about it alone: sounds, classes, stems, by-name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from habeas.text.names import endings, given
from habeas.text.names.given import Classes
from habeas.text.names.sounds import coarse, length, spread
from habeas.text.translit import readings, script_of

_HEAD = 2  # consonants
_STROKES = str.maketrans({"ł": "l", "đ": "d", "ø": "o"})  # marks that no normal form takes off


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A word read: ``rows`` are its readings in sounds, likeliest first.

    ``given`` are its classes as it stands, ``given_bent`` the classes it has once a case ending is taken off;
    ``by_names`` its readings as a by-name from the father's name; ``initial`` whether it is one letter (or one
    letter and a point); ``surname_like`` whether it ends as surnames do; ``letters`` is the word in
    small letters without their marks; ``spreads`` are the rows spelled out as
    marks, ``heads`` their first coarse consonants, ``size`` the length; ``woman_or_case`` whether it may be a
    woman's surname or a case of a man's; ``men`` and ``women`` the stems of which it
    is a man's or a woman's surname.
    """

    text: str
    rows: tuple[str, ...]
    initial: bool
    given: Classes
    given_bent: Classes
    by_names: tuple[endings.ByName, ...]
    child_of: str | None
    surname_like: bool
    script: str
    letters: str
    spreads: tuple[str, ...]
    heads: frozenset[str]
    size: float
    woman_or_case: bool
    men: frozenset[str]
    women: frozenset[str]

    @property
    def row(self) -> str:
        """The likeliest reading."""
        return self.rows[0]


@lru_cache(maxsize=200_000)
def token(text: str, *, point: bool = False) -> Token | None:
    """Return ``text`` (one word) read, or None if nothing in it has a sound."""
    rows = readings(text)
    if not rows:
        return None
    letters = sum(map(str.isalpha, text))
    initial = letters == 1 or (point and letters <= 2)
    sexed = [stem for row in rows for stem in endings.sexed(row)]
    by_names = () if initial else tuple(name for row in rows for name in endings.by_names(row))
    return Token(
        text=text,
        rows=rows,
        initial=initial,
        given=_classes(rows) if not initial else given.UNKNOWN,
        given_bent=_classes_bent(rows) if not initial else given.UNKNOWN,
        by_names=tuple(dict.fromkeys(by_names)),
        child_of=next(filter(None, map(endings.child_of, rows)), None),
        surname_like=any(map(endings.like_surname, rows)),
        spreads=tuple(map(spread, rows)),
        heads=frozenset(coarse(row)[:_HEAD] for row in rows),
        size=length(rows[0]),
        woman_or_case=any(map(endings.woman_or_case, rows)),
        men=frozenset(stem[1:] for stem in sexed if stem[0] == "m"),
        women=frozenset(stem[1:] for stem in sexed if stem[0] == "w"),
        letters=_bare(text),
        script=script_of(next(filter(str.isalpha, text), "0")),
    )


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in apart if letter.isalnum()).translate(_STROKES)


def _classes(rows: tuple[str, ...]) -> Classes:
    return _join([given.classes(row) for row in rows])


def _classes_bent(rows: tuple[str, ...]) -> Classes:
    """Classes of the base forms of which ``rows`` may be a case form."""
    return _join([given.classes(base) for row in rows for base in endings.bases_of_given(row)])


def _join(found: list[Classes]) -> Classes:
    found = [classes for classes in found if classes]
    if not found:
        return given.UNKNOWN
    forms = frozenset[str]().union(*(c.forms for c in found))
    weak = frozenset[str]().union(*(c.weak for c in found))
    return Classes(forms, weak - forms)


@lru_cache(maxsize=200_000)
def stems_of(item: Token) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what may be the word without its case ending: rows of sounds, and the same spelled out as marks."""
    rows = tuple(dict.fromkeys(stem for row in item.rows for stem in endings.stems(row)))
    return rows, tuple(map(spread, rows))
