"""Which word of a name is what: the order is told by the words, not by the language.

A comma after the surname, a by-name from the father's name (it follows the given name) and initials leave no
doubt. Without them a known given name or a surname's ending makes one order likelier; the other is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from habeas.text.names.given import classes_of_father
from habeas.text.names.token import Token
from habeas.text.names.words import Word, listed

UNKNOWN = "unknown"
GIVEN_FIRST = "given first"
SURNAME_FIRST = "surname first"
_SURNAME_FIRST_LANGUAGES = frozenset({"hu", "ja", "zh", "ko", "vi"})


class Role(StrEnum):
    """What a word is in a name."""

    GIVEN = "given"
    PATRONYMIC = "patronymic"
    SURNAME = "surname"
    PARTICLE = "particle"
    TITLE = "title"
    FORMER = "former surname"


class Read(NamedTuple):
    """A word as written, and as read."""

    word: Word
    token: Token


class Layout(NamedTuple):
    """The role of each word, the order of the name, and whether this is the less likely of both orders."""

    roles: tuple[Role, ...]
    order: str
    swapped: bool = False


def layouts(read: list[Read], lang: str | None) -> list[Layout]:
    """Return the ways to lay out the words, likeliest first; at least one, also for no words."""
    if len(read) == 2 and _two_plain(read[0], read[1]):
        return _two(_likely(read[0].token, read[1].token), lang)
    small = _small(read)
    main = [index for index in range(len(read)) if index not in small]
    if not main:  # nothing but small words: then they are the name
        main, small = list(range(len(read))), {}
    ways = _layouts([read[i] for i in main], lang)
    return [Layout(_spread(len(read), small, main, way.roles), way.order, way.swapped) for way in ways]


@cache
def _telling() -> frozenset[str]:
    """Return the words that are never simply a given name or a surname."""
    return listed("titles") | listed("particles")


def _two_plain(head: Read, tail: Read) -> bool:
    """Whether two words are a given name and a surname and nothing but the words themselves can tell the order."""
    if head.word.comma or head.word.hyphen or head.word.former or tail.word.former:
        return False
    if head.token.initial or tail.token.initial or tail.token.child_of:
        return False
    return head.word.text.lower() not in _telling() and tail.word.text.lower() not in _telling()


def _two(order: str, lang: str | None) -> list[Layout]:
    """Return both orders of two plain words, the likelier first."""
    swap = order == SURNAME_FIRST or (order == UNKNOWN and lang in _SURNAME_FIRST_LANGUAGES)
    given_first = Layout((Role.GIVEN, Role.SURNAME), order, swap)
    surname_first = Layout((Role.SURNAME, Role.GIVEN), order, not swap)
    return [surname_first, given_first] if swap else [given_first, surname_first]


def _spread(count: int, small: dict[int, Role], main: list[int], roles: tuple[Role, ...]) -> tuple[Role, ...]:
    placed = {**small, **dict(zip(main, roles, strict=True))}
    return tuple(placed[index] for index in range(count))


def _small(read: list[Read]) -> dict[int, Role]:
    """Return the places of words that are neither given name nor surname."""
    found: dict[int, Role] = {}
    ranked = False
    for index, item in enumerate(read):
        low = item.word.text.lower()
        ranked = ranked or (index > 1 and read[index - 1].word.comma and low in listed("ranks"))
        if item.word.former:
            found[index] = Role.FORMER
        elif ranked or (low in listed("titles") and not (index == 0 and item.word.comma)):
            found[index] = Role.TITLE
        elif low in listed("particles") and not item.word.comma:
            inside = 0 < index < len(read) - 1
            trailing = index == len(read) - 1 and any(i.word.comma for i in read[:index])
            if inside or trailing or (index == 0 and low in listed("first")):
                found[index] = Role.PARTICLE
    return found


def _layouts(main: list[Read], lang: str | None) -> list[Layout]:
    count = len(main)
    comma = next((i + 1 for i, item in enumerate(main[:-1]) if item.word.comma), 0)
    father = _father(main, comma)
    units = _units(main, father)
    if not units or (len(units) == 1 and not comma):
        return _single(main, units, father)
    if comma:
        return [_layout(count, father, range(comma), SURNAME_FIRST)]
    told = _told(main, units, father)
    if told == SURNAME_FIRST:
        return [_layout(count, father, units[0], told)]
    if told == GIVEN_FIRST:
        return [_layout(count, father, units[-1], told)]
    return _both(main, units, father, lang)


def _layout(
    count: int, father: set[int], surnames: Iterable[int], order: str, *, swapped: bool = False
) -> Layout:
    chosen = set(surnames) - father
    return Layout(
        tuple(
            Role.PATRONYMIC if i in father else Role.SURNAME if i in chosen else Role.GIVEN
            for i in range(count)
        ),
        order,
        swapped,
    )


def _units(main: list[Read], father: set[int]) -> list[list[int]]:
    """Return the words, those that hyphens join together, without the by-name from the father's name."""
    units: list[list[int]] = []
    for i in range(len(main)):
        if i in father:
            continue
        if units and units[-1][-1] == i - 1 and main[i - 1].word.hyphen:
            units[-1].append(i)
        else:
            units.append([i])
    return units


def _single(main: list[Read], units: list[list[int]], father: set[int]) -> list[Layout]:
    """One name beside any by-name: a given name if there is a by-name or it is a known one, else a surname."""
    given = bool(father) or any(
        main[i].token.given and not main[i].token.surname_like for u in units for i in u
    )
    surnames = [] if given else [i for unit in units for i in unit]
    first = _layout(len(main), father, surnames, UNKNOWN)
    if not units:
        return [first]
    double = [i for unit in units for i in unit] if given else []
    other = _layout(len(main), father, double, UNKNOWN, swapped=True)
    return [first, other]


def _both(main: list[Read], units: list[list[int]], father: set[int], lang: str | None) -> list[Layout]:
    """Return both orders, the likelier first; of three words and more also a given name with a double surname."""
    count = len(main)
    order = _likely(main[units[0][0]].token, main[units[-1][-1]].token)
    swap = order == SURNAME_FIRST or (order == UNKNOWN and lang in _SURNAME_FIRST_LANGUAGES)
    given_first = [_layout(count, father, units[-1], order, swapped=swap)]
    if len(units) > 2:
        double = [i for unit in units[1:] for i in unit]
        given_first.append(_layout(count, father, double, order, swapped=swap))
    surname_first = [_layout(count, father, units[0], order, swapped=not swap)]
    return surname_first + given_first if swap else given_first + surname_first


def _father(main: list[Read], comma: int) -> set[int]:
    """Return the places of the by-name from the father's name, with a word such as оглы."""
    for i, item in enumerate(main):
        if item.token.child_of and i >= 1:
            return {i - 1, i} if i >= 2 else {i}
    if len(main) < 3:
        return set()
    second = _second_initial(main)
    if second is not None:
        return {second}
    # It follows the given name: the middle of three, or the last if the surname comes first.
    likely = [i for i in range(1, len(main)) if main[i].token.by_names and not main[i - 1].word.hyphen]
    if comma:
        likely = [i for i in likely if i > comma]
    if not likely:
        return set()
    return {max(likely, key=lambda i: (_after_given(main, i), _of_known(main[i].token), -i))}


def _second_initial(main: list[Read]) -> int | None:
    """Return the place of the last of two or three initials in a row: it stands for the by-name (Я. М. Рубашка)."""
    for i in range(1, len(main)):
        if main[i].token.initial and main[i - 1].token.initial:
            return i
    return None


def _after_given(main: list[Read], i: int) -> bool:
    return bool(main[i - 1].token.given or main[i - 1].token.given_bent)


def _of_known(item: Token) -> bool:
    return any(classes_of_father(name.stem) for name in item.by_names)


def _told(main: list[Read], units: list[list[int]], father: set[int]) -> str:
    """Tell the order where the words leave no doubt, else ``unknown``."""
    if father and (max(father) == len(main) - 1 or min(father) == 1):
        return SURNAME_FIRST if max(father) == len(main) - 1 else GIVEN_FIRST
    head, tail = main[units[0][0]].token, main[units[-1][-1]].token
    if head.initial != tail.initial:
        return GIVEN_FIRST if head.initial else SURNAME_FIRST
    return UNKNOWN


def _likely(head: Token, tail: Token) -> str:
    if _givenness(head) == _givenness(tail):
        return UNKNOWN
    return GIVEN_FIRST if _givenness(head) > _givenness(tail) else SURNAME_FIRST


def _givenness(item: Token) -> int:
    """How much the word itself looks like a given name rather than a surname: -1, 0, 1 or 2."""
    if item.given:
        return 2 if not item.surname_like else 1
    if item.given_bent and not item.surname_like:
        return 1
    return -1 if item.surname_like else 0
