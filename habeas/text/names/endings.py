"""Endings of names: by-names from the father's name, case endings, endings that only surnames have.

All of them are looked for in sounds, so one list (``packs/vocabulary/name_endings.yml``) serves every alphabet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from habeas.packs.loader import load
from habeas.text.names.given import classes_of_father
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
def _all_by_name_endings() -> tuple[str, ...]:
    return tuple({ending for ending, _, _ in _by_name_endings()})


@cache
def _case_endings() -> tuple[str, ...]:
    return tuple(sorted(load(ENDINGS).data["case"], key=len, reverse=True))


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
    if not plain.endswith(_all_by_name_endings()):
        return ()
    found: dict[tuple[str, str], ByName] = {}
    for ending, sex, bent in _by_name_endings():
        if plain.endswith(ending) and len(plain) - len(ending) >= 2:
            stem = plain[: -len(ending)]
            if ending[0] == "i" and ending[:2] != "iv" and not classes_of_father(stem):
                continue  # -ич alone makes by-names of a few known names only (Ильич), and is common elsewhere
            found.setdefault((stem, sex), ByName(stem, sex, bent))
    unbent = tuple(name for name in found.values() if not name.bent)
    return unbent or tuple(found.values())


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
def _given_cases() -> tuple[tuple[str, tuple[str, ...]], ...]:
    kinds = load(ENDINGS).data["case_of_given"].values()
    return tuple((ending, tuple(kind["base"])) for kind in kinds for ending in kind["endings"])


def bases_of_given(row: str) -> tuple[str, ...]:
    """Return the rows of sounds of which ``row`` may be a case form as a given name (not ``row`` itself)."""
    found: dict[str, None] = {}
    for ending, bases in _given_cases():
        if row.endswith(ending) and len(row) - len(ending) >= _least_stem() - 1:
            stem = row[: -len(ending)]
            found.update(dict.fromkeys(stem + base for base in bases))
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
def _common() -> tuple[str, ...]:
    return tuple(sorted(set(load(ENDINGS).data["common"]), key=len, reverse=True))


def shared_ending(one: str, other: str) -> str:
    """Return the longest very common ending of surnames that both rows have, or nothing."""
    return next((ending for ending in _common() if one.endswith(ending) and other.endswith(ending)), "")


def like_surname(row: str) -> bool:
    """Whether the row ends as surnames do and given names do not."""
    return len(row) > 4 and sure(row).endswith(_surname_endings())
