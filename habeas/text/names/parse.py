"""Takes a name apart: given name, by-name from the father's name, surname, initials, small words, earlier surname.

The order is read from what the words are, not from the language: a comma after the first word, a by-name from
the father's name (it follows the given name), known given names, endings of surnames. Where the words do not
tell, the order is “unknown” and both are kept as readings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from habeas.text.names.roles import Layout, Read, Role, layouts
from habeas.text.names.token import Token, token
from habeas.text.names.words import split


class Part(NamedTuple):
    """One word with its role. ``joined``: a hyphen ties it to the next."""

    token: Token
    role: Role
    joined: bool = False

    @property
    def text(self) -> str:
        """The word as written, look-alike letters put right."""
        return self.token.text

    @property
    def initial(self) -> bool:
        """Whether only the first letter is given."""
        return self.token.initial


@dataclass(frozen=True, eq=False)
class ParsedName:
    """A name taken apart.

    ``order`` is ``given first``, ``surname first`` or ``unknown``; ``parts`` stand in written order, ``roles``
    gives them by role;
    ``readings`` are other ways to take it apart, next likeliest first (empty where a comma, a by-name from the
    father's name or initials leave no doubt); ``swapped`` marks those whose surname stands at the other end. Names that
    share none of their ``signs`` (beginnings of words, known given names) have no word in common. ``rank`` sorts
    names by their sounds, whatever their case and spaces. ``plain`` holds surname, given name and by-name of a name that has
    one of each (the by-name may lack) and no small words: nearly all names.
    """

    text: str
    parts: tuple[Part, ...]
    roles: Mapping[Role, tuple[Part, ...]]
    order: str = "unknown"
    swapped: bool = False
    readings: tuple[ParsedName, ...] = ()
    plain: tuple[Token, Token, Token | None] | None = None

    @cached_property
    def signs(self) -> frozenset[str]:
        """The beginnings of the words and the given names that they are known to be."""
        tokens = [part.token for part in self.parts]
        heads = [item.heads for item in tokens]
        known = [found for item in tokens if item.given for found in (item.given.forms, item.given.weak)]
        return frozenset[str]().union(*heads, *known)

    @cached_property
    def rank(self) -> tuple[str, str]:
        """The sounds and the bare letters, by which names are sorted."""
        tokens = [part.token for part in self.parts]
        return " ".join([item.row for item in tokens]), " ".join([item.letters for item in tokens])

    def of(self, role: Role) -> tuple[Part, ...]:
        """Return the parts with ``role``, in written order."""
        return self.roles.get(role, ())

    @property
    def given(self) -> tuple[str, ...]:
        """Given names, written out or as initials."""
        return tuple(part.text for part in self.of(Role.GIVEN))

    @property
    def patronymic(self) -> tuple[str, ...]:
        """The by-name from the father's name."""
        return tuple(part.text for part in self.of(Role.PATRONYMIC))

    @property
    def surname(self) -> tuple[str, ...]:
        """The surname; a double one has two words."""
        return tuple(part.text for part in self.of(Role.SURNAME))

    @property
    def initials(self) -> tuple[str, ...]:
        """The words of which only the first letter is given."""
        return tuple(part.text for part in self.parts if part.initial)

    @property
    def particles(self) -> tuple[str, ...]:
        """Small words that belong to the surname."""
        return tuple(part.text for part in self.of(Role.PARTICLE))

    @property
    def former(self) -> tuple[str, ...]:
        """Surnames that the name gives as earlier ones or in brackets."""
        return tuple(part.text for part in self.of(Role.FORMER))


@lru_cache(maxsize=100_000)
def parse_name(text: str, lang: str | None = None) -> ParsedName:
    """Take ``text`` apart. Never raises; a text without letters has no parts.

    ``lang`` (``be``, ``ru``, ``uk``, ``pl``, ``en`` ...) is a hint for the order where nothing else tells.
    """
    read = [
        Read(word, found) for word in split(text) if (found := token(word.text, point=word.point)) is not None
    ]
    ways = layouts(read, lang)
    named = [_name(text, read, way) for way in ways]
    first = named[0]
    return ParsedName(
        text,
        first.parts,
        first.roles,
        first.order,
        readings=tuple(named[1:]),
        plain=first.plain,
    )


def _name(text: str, read: list[Read], way: Layout) -> ParsedName:
    parts = tuple(
        [Part(item.token, role, item.word.hyphen) for item, role in zip(read, way.roles, strict=True)]
    )
    roles: dict[Role, tuple[Part, ...]] = {}
    for part in parts:
        known = roles.get(part.role)
        roles[part.role] = (*known, part) if known else (part,)
    return ParsedName(text, parts, MappingProxyType(roles), way.order, way.swapped, plain=_plain(roles))


def _plain(roles: dict[Role, tuple[Part, ...]]) -> tuple[Token, Token, Token | None] | None:
    """Return surname, given name and by-name if there is one of each, the by-name perhaps lacking, and nothing else."""
    surname, given = roles.get(Role.SURNAME, ()), roles.get(Role.GIVEN, ())
    if len(surname) != 1 or len(given) != 1 or Role.PARTICLE in roles or Role.FORMER in roles:
        return None
    father = roles.get(Role.PATRONYMIC)
    return surname[0].token, given[0].token, father[0].token if father else None
