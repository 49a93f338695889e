"""Takes a name apart: given name, by-name from the father's name, surname, initials, small words, earlier surname.

The order is read from what the words are, not from the language: a comma after the first word, a by-name from
the father's name (it follows the given name), known given names, endings of surnames. Where the words do not
tell, the order is “unknown” and both are kept as readings.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from habeas.text.names.roles import Layout, Role, layouts, two, two_plain
from habeas.text.names.token import Looks, Token, token
from habeas.text.names.words import Word, split


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


class ParsedName:
    """A name taken apart. Nothing changes it once it is made; what is seldom asked for is read off when it is.

    ``order`` is ``given first``, ``surname first`` or ``unknown``; ``parts`` stand in written order, ``roles``
    gives them by role;
    ``readings`` are other ways to take it apart, next likeliest first (empty where a comma, a by-name from the
    father's name or initials leave no doubt); ``swapped`` marks those whose surname stands at the other end. Names that
    share none of their ``signs`` (beginnings of words, known given names) have no word in common. ``rank``
    and ``letters`` sort names, whatever their case and spaces. ``plain`` holds surname, given name and by-name of a name that has
    one of each (the by-name may lack) and no small words: nearly all names.
    """

    def __init__(
        self,
        text: str,
        tokens: tuple[Token, ...],
        words: tuple[Word, ...],
        ways: tuple[Layout, ...],
        way: int = 0,
    ) -> None:
        self.text = text
        self.tokens = tokens
        self._words = words
        self._ways = ways
        self._way = ways[way]
        self.order = self._way.order
        self.swapped = bool(way) and self._way.swapped
        places = self._way.plain
        self.plain: tuple[Token, Token, Token | None] | None = None
        if places is not None:
            surname, given, father = places
            self.plain = tokens[surname], tokens[given], tokens[father] if father >= 0 else None

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The words with their roles, in written order."""
        told = zip(self.tokens, self._way.roles, self._words, strict=True)
        return tuple([Part(item, role, word.hyphen) for item, role, word in told])

    @cached_property
    def roles(self) -> Mapping[Role, tuple[Part, ...]]:
        """The parts by role."""
        roles: dict[Role, tuple[Part, ...]] = {}
        for part in self.parts:
            roles[part.role] = (*roles.get(part.role, ()), part)
        return MappingProxyType(roles)

    @property
    def twofold(self) -> bool:
        """Whether the name can be taken apart in more than one way."""
        return len(self._ways) > 1

    @cached_property
    def readings(self) -> tuple[ParsedName, ...]:
        """Other ways to take the name apart, next likeliest first."""
        more = range(1, len(self._ways))
        return tuple([ParsedName(self.text, self.tokens, self._words, self._ways, way) for way in more])

    @cached_property
    def signs(self) -> frozenset[str]:
        """The beginnings of the words and the given names that they are known to be."""
        return frozenset[str]().union(*[item.signs for item in self.tokens])

    @cached_property
    def rank(self) -> str:
        """The sounds, by which names are sorted."""
        return " ".join([item.rows[0] for item in self.tokens])

    @cached_property
    def letters(self) -> str:
        """The bare letters, by which names of the same sounds are sorted."""
        return " ".join([item.letters for item in self.tokens])

    @cached_property
    def small(self) -> bool:
        """Whether it has small words that belong to the surname, or earlier surnames."""
        return Role.PARTICLE in self._way.roles or Role.FORMER in self._way.roles

    @cached_property
    def _words_of(self) -> dict[Role, tuple[Token, ...]]:
        found: dict[Role, tuple[Token, ...]] = {}
        for item, role in zip(self.tokens, self._way.roles, strict=True):
            found[role] = (*found.get(role, ()), item)
        return found

    def words(self, role: Role) -> tuple[Token, ...]:
        """Return the words with ``role``, in written order, as read."""
        return self._words_of.get(role, ())

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
    words = split(text)
    if len(words) == 2 and not any(words[0][1:]) and not any(words[1][1:]):
        head, tail = token(words[0].text), token(words[1].text)
        if head is not None and tail is not None and two_plain(head, tail):
            return ParsedName(text, (head, tail), words, two(head, tail, lang))
    read = [(word, found) for word in words if (found := token(word.text, point=word.point)) is not None]
    tokens = tuple([found for _, found in read])
    ways = layouts(tuple([_looks(word, found) for word, found in read]), lang)
    return ParsedName(text, tokens, tuple([word for word, _ in read]), ways)


def _looks(word: Word, item: Token) -> Looks:
    if word.comma or word.hyphen or word.former:
        return item.looks._replace(comma=word.comma, hyphen=word.hyphen, former=word.former)
    return item.looks
