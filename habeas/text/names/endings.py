"""Endings of names: by-names from the father's name, case endings, endings that only surnames have.

All of them are looked for in sounds, so one list (``packs/vocabulary/name_endings.yml``) serves every alphabet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from habeas.packs.loader import load
from habeas.text.names.sounds import sure

ENDINGS = "vocabulary/name_endings.yml"


@dataclass(frozen=True, slots=True)
class ByName:
    """A word read as made from the father's name: the stem of that name, whose child (``man`` or ``woman``),
    and whether a case ending had to be taken off.
    """

    stem: str
    sex: str
    bent: bool = False


@cache
def _by_name_endings() -> tuple[tuple[str, str, bool], ...]:
    data = load(ENDINGS).data
    found = []
    for sex, endings in data["patronymic"].items():
        for ending in endings:
            found.append((ending, sex, False))
            # the closing vowel of the woman's form gives way to the case ending
            base = ending.rstrip("a") if sex == "woman" else ending
            found += [(base + case, sex, True) for case in data["patronymic_case"][sex]]
    return tuple(sorted(found, key=lambda item: (item[2], -len(item[0]))))


@cache
def _case_endings() -> tuple[str, ...]:
    return tuple(sorted(load(ENDINGS).data["case"], key=len, reverse=True))


@cache
def _surname_endings() -> tuple[str, ...]:
    return tuple(load(ENDINGS).data["surname"])


@cache
def _least_stem() -> int:
    return int(load(ENDINGS).data["least_stem"])


def by_name(row: str) -> ByName | None:
    """Return the row of sounds read as a by-name from the father's name, or None if it cannot be one."""
    plain = sure(row)
    for ending, sex, bent in _by_name_endings():
        if plain.endswith(ending) and len(plain) - len(ending) >= 2:
            return ByName(plain[: -len(ending)], sex, bent)
    return None


def child_of(row: str) -> str | None:
    """Return ``man`` or ``woman`` if the word says “son of” or “daughter of” (оглы, кызы)."""
    for sex, words in load(ENDINGS).data["child_of"].items():
        if row in words:
            return str(sex)
    return None


def stems(row: str) -> tuple[str, ...]:
    """Return what may be the row without its case ending: the shortest and the longest stem, never too short."""
    least = _least_stem()
    found: dict[str, None] = {}
    for ending in _case_endings():
        if row.endswith(ending) and len(row) - len(ending) >= least:
            found.setdefault(row[: -len(ending)])
    if len(row) >= least:
        found.setdefault(row)
    return tuple(found)


def like_surname(row: str) -> bool:
    """Whether the row ends as surnames do and given names do not."""
    return len(row) > 4 and sure(row).endswith(_surname_endings())
