"""One word of a name with all that can be known about it alone: sounds, classes, stems, by-name."""

from __future__ import annotations

import unicodedata
from functools import cached_property, lru_cache
from typing import NamedTuple

from habeas.text.names import endings, given
from habeas.text.names.given import Classes
from habeas.text.names.sounds import coarse, length, spread
from habeas.text.names.words import listed
from habeas.text.translit import readings, script_of

_HEAD = 2  # consonants
_POINTED = 2  # letters that a shortened word with a point has at most
_STROKES = str.maketrans({"ł": "l", "đ": "d", "ø": "o"})  # marks that no normal form takes off


class Looks(NamedTuple):
    """What a word shows of its place in a name: all that its role is told by (``habeas.text.names.roles``).

    ``title``, ``particle``, ``rank`` and ``opening`` say that it is listed as such a small word; ``of_known``: as a by-name, it is
    made from a known name; ``bent``: it is a case form of a known given name; ``givenness``: how much it looks like a
    given name rather than a surname, -1 to 2. The last three are told by what follows it.
    """

    initial: bool = False
    title: bool = False
    particle: bool = False
    rank: bool = False
    opening: bool = False
    child_of: bool = False
    by_name: bool = False
    of_known: bool = False
    given: bool = False
    bent: bool = False
    surname_like: bool = False
    givenness: int = 0
    comma: bool = False
    hyphen: bool = False
    former: bool = False


class Token:
    """A word read: ``rows`` are its readings in sounds, likeliest first.

    ``initial`` says whether it is one letter (or one letter and a point), ``given`` are its classes as a given name as it
    stands, ``heads`` the first coarse consonants of its rows. All else is read off when it is asked for first:
    most words are never asked for most of it. Two tokens are equal only if they are one object; nothing changes one.
    """

    def __init__(
        self, text: str, rows: tuple[str, ...], initial: bool, given: Classes, heads: frozenset[str]
    ) -> None:
        self.text = text
        self.rows = rows
        self.initial = initial
        self.given = given
        self.heads = heads

    @property
    def row(self) -> str:
        """The likeliest reading."""
        return self.rows[0]

    @cached_property
    def row_set(self) -> frozenset[str]:
        """The rows, for asking whether two words share one."""
        return frozenset(self.rows)

    @cached_property
    def given_bent(self) -> Classes:
        """The classes that it has as a given name once a case ending is taken off."""
        return (
            given.UNKNOWN
            if self.initial
            else given.classes_of_any([base for row in self.rows for base in endings.bases_of_given(row)])
        )

    @cached_property
    def by_names(self) -> tuple[endings.ByName, ...]:
        """Its readings as a by-name from the father's name."""
        if self.initial:
            return ()
        return tuple(dict.fromkeys(name for row in self.rows for name in endings.by_names(row)))

    @cached_property
    def child_of(self) -> str | None:
        """Whether it says “son of” or “daughter of”."""
        return next(filter(None, map(endings.child_of, self.rows)), None)

    @cached_property
    def surname_like(self) -> bool:
        """Whether it ends as surnames do."""
        return any(map(endings.like_surname, self.rows))

    @cached_property
    def givenness(self) -> int:
        """How much the word itself looks like a given name rather than a surname: -1, 0, 1 or 2."""
        if self.given:
            return 1 if self.surname_like else 2
        if self.surname_like:
            return -1
        return 1 if self.given_bent else 0

    @cached_property
    def looks(self) -> Looks:
        """What it shows of its place in a name."""
        low = self.text.lower()
        return Looks(
            self.initial,
            low in listed("titles"),
            low in listed("particles"),
            low in listed("ranks"),
            low in listed("first"),
            self.child_of is not None,
            bool(self.by_names),
            any(given.classes_of_father(name.stem) for name in self.by_names),
            bool(self.given),
            bool(self.given_bent),
            self.surname_like,
            self.givenness,
        )

    @cached_property
    def signs(self) -> frozenset[str]:
        """The beginnings of its readings and the given names that it is known to be."""
        known = self.given
        return self.heads | known.forms | known.weak if known else self.heads

    @cached_property
    def script(self) -> str:
        """The script of its first letter."""
        return script_of(next(filter(str.isalpha, self.text), "0"))

    @cached_property
    def letters(self) -> str:
        """The word in small letters without their marks."""
        return _bare(self.text)

    @cached_property
    def spreads(self) -> tuple[str, ...]:
        """The rows spelled out as marks."""
        return tuple(map(spread, self.rows))

    @cached_property
    def size(self) -> float:
        """The length of the likeliest reading, in whole consonants."""
        return length(self.rows[0])

    @cached_property
    def woman_or_case(self) -> bool:
        """Whether it may be a woman's surname or a case of a man's."""
        return any(map(endings.woman_or_case, self.rows))

    @cached_property
    def sexed(self) -> tuple[frozenset[str], frozenset[str]]:
        """The stems of which it is a man's surname, and those of which it is a woman's."""
        stems = [stem for row in self.rows for stem in endings.sexed(row)]
        men, women = ([stem[1:] for stem in stems if stem[0] == sex] for sex in "mw")
        return frozenset(men), frozenset(women)

    @cached_property
    def plain(self) -> frozenset[str]:
        """What an ending that makes surnames would be put to: the rows without their closing vowels."""
        return frozenset(base for row in self.rows for base in endings.bases_of_surname(row))

    @cached_property
    def roots(self) -> frozenset[str]:
        """The same of the surnames from which it may be made by such an ending."""
        return frozenset(root for row in self.rows for root in endings.roots(row))


@lru_cache(maxsize=200_000)
def token(text: str, *, point: bool = False) -> Token | None:
    """Return ``text`` (one word) read, or None if nothing in it has a sound."""
    rows = readings(text)
    if not rows:
        return None
    letters = 2 if text.isalpha() and len(text) > 1 else sum(map(str.isalpha, text))
    initial = letters == 1 or (point and sum(map(str.isalpha, text)) <= _POINTED)
    known = given.UNKNOWN if initial else given.classes_of_any(rows)
    return Token(text, rows, initial, known, frozenset([coarse(row)[:_HEAD] for row in rows]))


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in apart if letter.isalnum()).translate(_STROKES)


@lru_cache(maxsize=200_000)
def stems_of(item: Token) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what may be the word without its case ending: rows of sounds, and the same spelled out as marks."""
    rows = tuple(dict.fromkeys(stem for row in item.rows for stem in endings.stems(row)))
    return rows, tuple(map(spread, rows))
