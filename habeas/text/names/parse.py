"""Takes a name apart: given name, by-name from the father's name, surname, initials, small words, earlier surname.

The order is read from what the words are, not from the language: a comma after the first word, a by-name from
the father's name (it follows the given name), known given names, endings of surnames. Where the words do not
tell, the order is “unknown” and both are kept as readings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from habeas.text.names.token import Token, token
from habeas.text.names.words import Word, listed, split


class Role(StrEnum):
    """What a word is in a name."""

    GIVEN = "given"
    PATRONYMIC = "patronymic"
    SURNAME = "surname"
    PARTICLE = "particle"
    TITLE = "title"
    FORMER = "former surname"


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One word with its role. ``sure`` says whether the word itself tells the role, or only its place does."""

    token: Token
    role: Role
    sure: bool = False
    joined: bool = False

    @property
    def text(self) -> str:
        """The word as written, look-alike letters put right."""
        return self.token.text

    @property
    def initial(self) -> bool:
        """Whether only the first letter is given."""
        return self.token.initial


@dataclass(frozen=True, slots=True, eq=False)
class ParsedName:
    """A name taken apart.

    ``order`` is ``given first``, ``surname first`` or ``unknown``; ``parts`` stand in written order;
    ``readings`` are other ways to take it apart, next likeliest first (empty where the words leave no doubt).
    """

    text: str
    parts: tuple[Part, ...]
    order: str = "unknown"
    readings: tuple[ParsedName, ...] = ()

    def of(self, role: Role) -> tuple[Part, ...]:
        """Return the parts with ``role``, in written order."""
        return tuple(part for part in self.parts if part.role is role)

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


@dataclass(frozen=True, slots=True)
class _Read:
    word: Word
    token: Token


@lru_cache(maxsize=100_000)
def parse_name(text: str, lang: str | None = None) -> ParsedName:
    """Take ``text`` apart. Never raises; a text without letters has no parts.

    ``lang`` (``be``, ``ru``, ``uk``, ``pl``, ``en`` ...) is a hint for the order where nothing else tells.
    """
    read = [
        _Read(word, found)
        for word in split(text)
        if (found := token(word.text, point=word.point)) is not None
    ]
    small: dict[int, Role] = {}
    for index, item in enumerate(read):
        low = item.word.text.lower()
        if item.word.former:
            small[index] = Role.FORMER
        elif low in listed("titles") and not item.token.initial:
            small[index] = Role.TITLE
        elif low in listed("particles") and not item.word.comma:
            small[index] = Role.PARTICLE
    main = [index for index in range(len(read)) if index not in small]
    if not main:  # nothing but small words: then they are the name
        main, small = list(range(len(read))), {}
    roles, order, certain = _roles([read[i] for i in main], lang)
    parts = _parts(read, small, dict(zip(main, roles, strict=True)), certain)
    other: tuple[ParsedName, ...] = ()
    if order == "unknown" and len(main) > 1:
        swapped = _swapped([read[i] for i in main], roles)
        other = (
            ParsedName(text, _parts(read, small, dict(zip(main, swapped, strict=True)), certain), order),
        )
    return ParsedName(text, parts, order, other)


def _parts(
    read: list[_Read], small: dict[int, Role], roles: dict[int, Role], certain: bool
) -> tuple[Part, ...]:
    return tuple(
        Part(
            item.token,
            small.get(index) or roles[index],
            certain or index in small,
            joined=item.word.hyphen,
        )
        for index, item in enumerate(read)
    )


def _roles(main: list[_Read], lang: str | None) -> tuple[list[Role], str, bool]:
    """Return the role of each word, the order, and whether the words themselves tell it."""
    count = len(main)
    comma = next((i + 1 for i, item in enumerate(main[:-1]) if item.word.comma), 0)
    father = _father(main, comma)
    names = [i for i in range(count) if i not in father]
    if len(names) <= 1:
        return _single(main, names, father)
    if comma:
        return _filled(count, father, set(range(comma)) - father), "surname first", True
    order = _order(main, names, father)
    if order == "unknown":
        surnames = {names[-1]} if lang not in ("hu",) else {names[0]}
        return _filled(count, father, _with_joined(main, surnames, father)), "unknown", False
    surnames = {names[0]} if order == "surname first" else {names[-1]}
    return _filled(count, father, _with_joined(main, surnames, father)), order, True


def _single(main: list[_Read], names: list[int], father: set[int]) -> tuple[list[Role], str, bool]:
    """One word beside any by-name: a given name if there is a by-name or it is a known one, else a surname."""
    roles = [Role.PATRONYMIC if i in father else Role.SURNAME for i in range(len(main))]
    for i in names:
        if father or (main[i].token.given and not main[i].token.surname_like):
            roles[i] = Role.GIVEN
    return roles, "unknown", False


def _filled(count: int, father: set[int], surnames: set[int]) -> list[Role]:
    return [
        Role.PATRONYMIC if i in father else Role.SURNAME if i in surnames else Role.GIVEN
        for i in range(count)
    ]


def _with_joined(main: list[_Read], surnames: set[int], father: set[int]) -> set[int]:
    """Add the words that hyphens join to a surname."""
    found = set(surnames)
    for i in sorted(surnames):
        before = i - 1
        while before >= 0 and main[before].word.hyphen and before not in father:
            found.add(before)
            before -= 1
        after = i
        while after + 1 < len(main) and main[after].word.hyphen:
            after += 1
            found.add(after)
    return found - father


def _swapped(main: list[_Read], roles: list[Role]) -> list[Role]:
    """Return the roles if the surname stood at the other end."""
    father = {i for i, role in enumerate(roles) if role is Role.PATRONYMIC}
    names = [i for i in range(len(main)) if i not in father]
    if not names:
        return roles
    was_last = roles[names[-1]] is Role.SURNAME
    return _filled(len(main), father, _with_joined(main, {names[0] if was_last else names[-1]}, father))


def _father(main: list[_Read], comma: int) -> set[int]:
    """Return the places of the by-name from the father's name, with a word such as оглы."""
    for i, item in enumerate(main):
        if item.token.child_of and i >= 1:
            return {i - 1, i} if i >= 2 else {i}
    if len(main) < 3:
        return set()
    # It follows the given name: the middle of three, or the last if the surname comes first.
    likely = [i for i in range(1, len(main)) if main[i].token.by_names and not main[i - 1].word.hyphen]
    if comma:
        likely = [i for i in likely if i > comma]
    if not likely:
        return set()
    return {max(likely, key=lambda i: (_after_given(main, i), _of_known(main[i].token), -i))}


def _after_given(main: list[_Read], i: int) -> bool:
    return bool(main[i - 1].token.given or main[i - 1].token.given_bent)


def _of_known(item: Token) -> bool:
    from habeas.text.names.given import classes_of_father

    return any(classes_of_father(name.stem) for name in item.by_names)


def _order(main: list[_Read], names: list[int], father: set[int]) -> str:
    """Tell the order from the words, or ``unknown``."""
    if father:
        first = min(father)
        if first == len(main) - 1 or max(father) == len(main) - 1:
            return "surname first"
        return "given first" if first == 1 else "unknown"
    head, tail = main[names[0]].token, main[names[-1]].token
    if head.initial != tail.initial:
        return "given first" if head.initial else "surname first"
    head_given, tail_given = _givenness(head), _givenness(tail)
    if head_given > tail_given:
        return "given first"
    if tail_given > head_given:
        return "surname first"
    return "unknown"


def _givenness(item: Token) -> int:
    """How much the word itself looks like a given name rather than a surname: -1, 0, 1 or 2."""
    if item.given:
        return 2 if not item.surname_like else 1
    if item.given_bent and not item.surname_like:
        return 1
    return -1 if item.surname_like else 0
