"""Endings of names: by-names from the father's name, case endings, endings that only surnames have.

All of them are looked for in sounds, so one list (``packs/vocabulary/name_endings.yml``) serves every alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from habeas.packs.loader import load
from habeas.text.names.given import classes_of_father
from habeas.text.names.sounds import sure

ENDINGS = "vocabulary/name_endings.yml"
_VOWELS = "aeiouj"


Sizes = dict[str, tuple[int, ...]]


def _sizes(endings: Iterable[str]) -> Sizes:
    """Return by closing sound how long the endings with it are, the longest first: most rows close with what no ending has."""
    found: dict[str, set[int]] = {}
    for ending in endings:
        found.setdefault(ending[-1:], set()).add(len(ending))
    return {sound: tuple(sorted(sizes, reverse=True)) for sound, sizes in found.items()}


@dataclass(frozen=True, slots=True)
class ByName:
    """A word read as made from the father's name: the stem of that name, whose child (``man`` or ``woman``),
    and whether a case ending had to be taken off.
    """

    stem: str
    sex: str
    bent: bool = False


@cache
def _by_name_endings() -> tuple[dict[str, tuple[tuple[str, bool], ...]], Sizes]:
    """Return by ending whose child it tells of and whether it is bent, and the lengths of the endings."""
    data = load(ENDINGS).data
    found: dict[str, dict[tuple[str, bool], None]] = {}
    for sex, endings in data["patronymic"].items():
        for ending in endings:
            found.setdefault(ending, {})[(sex, False)] = None
            # the closing vowel of the woman's form gives way to the case ending
            base = ending.rstrip("a") if sex == "woman" else ending
            for case in data["patronymic_case"][sex]:
                found.setdefault(base + case, {})[(sex, True)] = None
    return {ending: tuple(told) for ending, told in found.items()}, _sizes(found)


@cache
def _case_endings() -> tuple[frozenset[str], Sizes]:
    endings = frozenset(load(ENDINGS).data["case"])
    return endings, _sizes(endings)


@cache
def _surname_endings() -> tuple[str, ...]:
    return tuple(load(ENDINGS).data["surname"])


@cache
def _least_stem() -> int:
    return int(load(ENDINGS).data["least_stem"])


def by_names(row: str) -> tuple[ByName, ...]:
    """Return the ways to read the row of sounds as a by-name from the father's name (empty if it cannot be one).

    Several where endings nest: Яковлевич is Яковл-евич or Яков-левич. An ending as it stands goes before a bent one.
    """
    plain = sure(row)
    endings, sizes = _by_name_endings()
    found: dict[tuple[str, str], ByName] = {}
    for size in sizes.get(plain[-1:], ()):
        if not 1 < size <= len(plain) - 2:
            continue
        ending = plain[-size:]
        for sex, bent in endings.get(ending, ()):
            stem = plain[:-size]
            if ending[0] == "i" and ending[:2] != "iv" and not classes_of_father(stem):
                continue  # -ич alone makes by-names of a few known names only (Ильич), and is common elsewhere
            known = found.get((stem, sex))
            if known is None or known.bent:
                found[(stem, sex)] = ByName(stem, sex, bent)
    unbent = tuple(name for name in found.values() if not name.bent)
    return unbent or tuple(found.values())


def child_of(row: str) -> str | None:
    """Return ``man`` or ``woman`` if the word says “son of” or “daughter of” (оглы, кызы)."""
    return _child_words().get(row)


@cache
def _child_words() -> dict[str, str]:
    told = load(ENDINGS).data["child_of"]
    return {word: str(sex) for sex in reversed(told) for word in told[sex]}


@cache
def _fleeting() -> tuple[frozenset[str], tuple[str, ...]]:
    data = load(ENDINGS).data["fleeting"]
    return frozenset(data["before"]), tuple(data["vowels"])


def fleeting(stem: str) -> tuple[str, ...]:
    """Return the stem with the vowel that its base form may have before the last consonant (Краўца, Кравец)."""
    before, vowels = _fleeting()
    if len(stem) < 2 or stem[-1] not in before or stem[-2] in _VOWELS:
        return ()
    return tuple([stem[:-1] + vowel + stem[-1] for vowel in vowels])


def stems(row: str) -> tuple[str, ...]:
    """Return what may be the row without its case ending: the shortest and the longest stem, never too short."""
    least = _least_stem()
    endings, sizes = _case_endings()
    found: dict[str, None] = {}
    for size in sizes.get(row[-1:], ()):
        if size <= len(row) - least and row[-size:] in endings:
            stem = row[:-size]
            found.update(dict.fromkeys((stem, *fleeting(stem))))
    if len(row) >= least:
        found.setdefault(row)
    return tuple(found)


def sexed(row: str) -> tuple[str, ...]:
    """Return the stem of a surname with a man's and a woman's form that are no cases of each other (-ski, -ska),
    marked ``m`` or ``w``; empty for other surnames.

    -ov and -ova are not told here, since Іванова is also a case of Іваноў.
    """
    plain = sure(row)
    endings = _sexed()
    if not plain.endswith(endings["all"]):
        return ()
    return tuple(
        f"{sex}{plain[: -len(ending)]}{kind}"
        for sex in ("m", "w")
        for kind, ending in enumerate(endings[sex])
        if plain.endswith(ending)
    )


@cache
def _sexed() -> dict[str, tuple[str, ...]]:
    pairs = load(ENDINGS).data["sexes"]
    men, women = tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)
    return {"m": men, "w": women, "all": men + women}


@cache
def _deriving() -> tuple[frozenset[str], Sizes]:
    endings = frozenset(load(ENDINGS).data["deriving"])
    return endings, _sizes(endings)


_ONE_VOWEL = str.maketrans({"o": "a", "e": "a", "i": "a"})
_SOFTENED = {"č": "k", "c": "k", "ž": "g", "z": "g", "š": "x"}  # Вовк, Вовчук; Бог, Божко; Пастух, Пастушенко


def bases_of_surname(row: str) -> tuple[str, ...]:
    """Return the row as it stands before an ending that makes surnames: no closing vowel (one, since ў is read as a vowel too), the vowels made one, and perhaps no
    vowel before the last consonant (Козел, Козлов).
    """
    plain = sure(row)
    base = _root(plain[:-1] if plain[-1:] in _VOWELS else plain)
    return (base, base[:-2] + base[-1:]) if base[-2:-1] == "a" else (base,)


def roots(row: str) -> tuple[str, ...]:
    """Return of what surnames this one may be made, in the same shape; none for most. None is made with -ov from one with -ov:
    Czech -ovou is a case of -ová.
    """
    plain = sure(row)
    endings, lengths = _deriving()
    most = len(plain) - _least_stem()
    sizes = [size for size in lengths.get(plain[-1:], ()) if 1 < size <= most]
    return tuple(
        [
            _root(plain[:-size])
            for size in sizes
            if plain[-size:] in endings and not (plain[-size - 1] == "v" and plain[1 - size] == "v")
        ]
    )


def _root(row: str) -> str:
    end = row[-1:]
    return row[:-1].translate(_ONE_VOWEL) + _SOFTENED.get(end, end)


@cache
def _given_cases() -> tuple[dict[str, tuple[str, ...]], Sizes]:
    """Return by case ending what may stand in its place in the base form, and the lengths of the endings."""
    found: dict[str, tuple[str, ...]] = {}
    for kind in load(ENDINGS).data["case_of_given"].values():
        for ending in kind["endings"]:
            found[ending] = (*found.get(ending, ()), *kind["base"])
    return found, _sizes(found)


def bases_of_given(row: str) -> tuple[str, ...]:
    """Return the rows of sounds of which ``row`` may be a case form as a given name (not ``row`` itself)."""
    endings, sizes = _given_cases()
    most = len(row) - _least_stem() + 1
    found: dict[str, None] = {}
    for size in sizes.get(row[-1:], ()):
        bases = endings.get(row[-size:]) if size <= most else None
        if bases:
            stem = row[:-size]
            found.update(dict.fromkeys([stem + base for base in bases]))
            found.update(dict.fromkeys(fleeting(stem)))
    found.pop(row, None)
    return tuple(found)


@cache
def _man_or_case() -> tuple[str, ...]:
    return tuple(load(ENDINGS).data["man_or_case"])


def woman_or_case(row: str) -> bool:
    """Whether ``row`` may be a woman's surname as well as a case of a man's (Иванова)."""
    plain = sure(row)
    return plain.endswith("a") and plain[:-1].endswith(_man_or_case())


@cache
def _common() -> tuple[frozenset[str], Sizes]:
    endings = frozenset(load(ENDINGS).data["common"])
    return endings, _sizes(endings)


def shared_ending(one: str, other: str) -> str:
    """Return the longest very common ending of surnames that both rows have, or nothing."""
    if one[-1:] != other[-1:]:
        return ""
    endings, sizes = _common()
    for size in sizes.get(one[-1:], ()):
        ending = one[-size:]
        if ending in endings and other.endswith(ending):
            return ending
    return ""


def like_surname(row: str) -> bool:
    """Whether the row ends as surnames do and given names do not."""
    return len(row) > 4 and sure(row).endswith(_surname_endings())
