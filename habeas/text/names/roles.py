"""Which word of a name is what: the order is told by the words, not by the language.

A comma after the surname, a by-name from the father's name (it follows the given name) and initials leave no
doubt. Without them a known given name or a surname's ending makes one order likelier; the other is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from habeas.text.names.token import Looks, Token
from habeas.text.names.words import listed

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


class Layout(NamedTuple):
    """The role of each word, the order of the name, and whether this is the less likely of both orders.

    ``plain`` are the places of surname, given name and by-name (-1: none) of a name that has one of each and no
    small words but titles; None for other names.
    """

    roles: tuple[Role, ...]
    order: str
    swapped: bool
    plain: tuple[int, int, int] | None


def layout(roles: tuple[Role, ...], order: str, swapped: bool = False) -> Layout:
    """Return a layout of words with ``roles``."""
    surname, given, father = Role.SURNAME, Role.GIVEN, Role.PATRONYMIC
    plain = None
    if (
        roles.count(surname) == roles.count(given) == 1
        and Role.PARTICLE not in roles
        and Role.FORMER not in roles
    ):
        plain = roles.index(surname), roles.index(given), roles.index(father) if father in roles else -1
    return Layout(roles, order, swapped, plain)


@lru_cache(maxsize=20_000)
def layouts(read: tuple[Looks, ...], lang: str | None) -> tuple[Layout, ...]:
    """Return the ways to lay out the words, likeliest first; at least one, also for no words.

    Names whose words look alike are laid out alike, so the answer is remembered by the looks.
    """
    small = _small(read)
    main = [index for index in range(len(read)) if index not in small]
    if not main:  # nothing but small words: then they are the name
        main, small = list(range(len(read))), {}
    ways = _layouts([read[i] for i in main], lang)
    return tuple([layout(_spread(len(read), small, main, way.roles), way.order, way.swapped) for way in ways])


@cache
def _telling() -> frozenset[str]:
    """Return the words that are never simply a given name or a surname."""
    return listed("titles") | listed("particles")


def two_plain(head: Token, tail: Token) -> bool:
    """Whether two words without a mark between them are a given name and a surname, of which nothing but the
    words themselves can tell the order.
    """
    if head.initial or tail.initial or tail.child_of:
        return False
    return head.text.lower() not in _telling() and tail.text.lower() not in _telling()


def two(head: Token, tail: Token, lang: str | None) -> tuple[Layout, ...]:
    """Return both orders of two plain words, the likelier first."""
    return _two(_likely(head.givenness, tail.givenness), lang)


@lru_cache(maxsize=100)
def _two(order: str, lang: str | None) -> tuple[Layout, ...]:
    swap = order == SURNAME_FIRST or (order == UNKNOWN and lang in _SURNAME_FIRST_LANGUAGES)
    given_first = layout((Role.GIVEN, Role.SURNAME), order, swap)
    surname_first = layout((Role.SURNAME, Role.GIVEN), order, not swap)
    return (surname_first, given_first) if swap else (given_first, surname_first)


def _spread(count: int, small: dict[int, Role], main: list[int], roles: tuple[Role, ...]) -> tuple[Role, ...]:
    placed = {**small, **dict(zip(main, roles, strict=True))}
    return tuple(placed[index] for index in range(count))


def _small(read: tuple[Looks, ...]) -> dict[int, Role]:
    """Return the places of words that are neither given name nor surname."""
    found: dict[int, Role] = {}
    ranked = False
    for index, item in enumerate(read):
        ranked = ranked or (index > 1 and read[index - 1].comma and item.rank)
        if item.former:
            found[index] = Role.FORMER
        elif ranked or (item.title and not (index == 0 and item.comma)):
            found[index] = Role.TITLE
        elif item.particle and not item.comma:
            inside = 0 < index < len(read) - 1
            trailing = index == len(read) - 1 and any(i.comma for i in read[:index])
            if inside or trailing or (index == 0 and item.opening):
                found[index] = Role.PARTICLE
    return found


def _layouts(main: list[Looks], lang: str | None) -> list[Layout]:
    count = len(main)
    comma = next((i + 1 for i, item in enumerate(main[:-1]) if item.comma), 0)
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
    return layout(
        tuple(
            Role.PATRONYMIC if i in father else Role.SURNAME if i in chosen else Role.GIVEN
            for i in range(count)
        ),
        order,
        swapped,
    )


def _units(main: list[Looks], father: set[int]) -> list[list[int]]:
    """Return the words, those that hyphens join together, without the by-name from the father's name."""
    units: list[list[int]] = []
    for i in range(len(main)):
        if i in father:
            continue
        if units and units[-1][-1] == i - 1 and main[i - 1].hyphen:
            units[-1].append(i)
        else:
            units.append([i])
    return units


def _single(main: list[Looks], units: list[list[int]], father: set[int]) -> list[Layout]:
    """One name beside any by-name: a given name if there is a by-name or it is a known one, else a surname."""
    given = bool(father) or any(main[i].given and not main[i].surname_like for u in units for i in u)
    surnames = [] if given else [i for unit in units for i in unit]
    first = _layout(len(main), father, surnames, UNKNOWN)
    if not units:
        return [first]
    double = [i for unit in units for i in unit] if given else []
    other = _layout(len(main), father, double, UNKNOWN, swapped=True)
    return [first, other]


def _both(main: list[Looks], units: list[list[int]], father: set[int], lang: str | None) -> list[Layout]:
    """Return both orders, the likelier first; of three words and more also a given name with a double surname."""
    count = len(main)
    order = _likely(main[units[0][0]].givenness, main[units[-1][-1]].givenness)
    swap = order == SURNAME_FIRST or (order == UNKNOWN and lang in _SURNAME_FIRST_LANGUAGES)
    given_first = [_layout(count, father, units[-1], order, swapped=swap)]
    if len(units) > 2:
        double = [i for unit in units[1:] for i in unit]
        given_first.append(_layout(count, father, double, order, swapped=swap))
    surname_first = [_layout(count, father, units[0], order, swapped=not swap)]
    return surname_first + given_first if swap else given_first + surname_first


def _father(main: list[Looks], comma: int) -> set[int]:
    """Return the places of the by-name from the father's name, with a word such as оглы."""
    for i, item in enumerate(main):
        if item.child_of and i >= 1:
            return {i - 1, i} if i >= 2 else {i}
    if len(main) < 3:
        return set()
    second = _second_initial(main)
    if second is not None:
        return {second}
    # It follows the given name: the middle of three, or the last if the surname comes first.
    likely = [i for i in range(1, len(main)) if main[i].by_name and not main[i - 1].hyphen]
    if comma:
        likely = [i for i in likely if i > comma]
    if not likely:
        return set()
    return {max(likely, key=lambda i: (_after_given(main, i), main[i].of_known, -i))}


def _second_initial(main: list[Looks]) -> int | None:
    """Return the place of the last of two or three initials in a row: it stands for the by-name (Я. М. Рубашка)."""
    for i in range(1, len(main)):
        if main[i].initial and main[i - 1].initial:
            return i
    return None


def _after_given(main: list[Looks], i: int) -> bool:
    return main[i - 1].given or main[i - 1].bent


def _told(main: list[Looks], units: list[list[int]], father: set[int]) -> str:
    """Tell the order where the words leave no doubt, else ``unknown``."""
    if father and (max(father) == len(main) - 1 or min(father) == 1):
        return SURNAME_FIRST if max(father) == len(main) - 1 else GIVEN_FIRST
    head, tail = main[units[0][0]], main[units[-1][-1]]
    if head.initial != tail.initial:
        return GIVEN_FIRST if head.initial else SURNAME_FIRST
    return UNKNOWN


def _likely(head: int, tail: int) -> str:
    """Tell the order by how much the first and the last word look like given names."""
    if head == tail:
        return UNKNOWN
    return GIVEN_FIRST if head > tail else SURNAME_FIRST
