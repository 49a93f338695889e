"""Given names known to be one name across languages, looked up by their sounds.

The classes are data (``packs/vocabulary/given_names.yml``). Any spelling whose sounds equal those of a listed
form belongs to its class, so a transliteration that nobody listed is found too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from habeas.packs.loader import load
from habeas.text.names.sounds import dull, is_unsure, sure
from habeas.text.translit import readings

GIVEN_NAMES = "vocabulary/given_names.yml"
NO_CLASSES: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Found:
    forms: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Classes:
    """What is known of a word as a given name: classes of which it is a full form, and a short one."""

    forms: frozenset[str] = NO_CLASSES
    weak: frozenset[str] = NO_CLASSES

    def __bool__(self) -> bool:
        return bool(self.forms or self.weak)


UNKNOWN = Classes()


@cache
def _table() -> tuple[dict[str, Classes], dict[str, Classes], dict[str, Classes]]:
    """Return classes by sounds, by the sounds of a father's name without its closing vowels, by dull sounds."""
    by_sounds: dict[str, _Found] = {}
    by_stem: dict[str, _Found] = {}
    by_dull: dict[str, _Found] = {}
    for name, entry in load(GIVEN_NAMES).data.items():
        for kind in ("forms", "weak"):
            for form in filter(None, map(str.strip, entry.get(kind, "").split(","))):
                for row in readings("".join(filter(str.isalpha, form))):
                    getattr(by_sounds.setdefault(row, _Found()), kind).add(name)
                    getattr(by_dull.setdefault(dull(row), _Found()), kind).add(name)
                    if entry["sex"] == "m" and kind == "forms":
                        by_stem.setdefault(stem_of_father(row), _Found()).forms.add(name)
    return _frozen(by_sounds), _frozen(by_stem), _frozen(by_dull)


def _frozen(found: dict[str, _Found]) -> dict[str, Classes]:
    return {row: Classes(frozenset(f.forms), frozenset(f.weak - f.forms)) for row, f in found.items()}


def stem_of_father(row: str) -> str:
    """Return the sounds of a name as they stand in a by-name made from it: closing vowels dropped, vowels plain."""
    return sure(row).rstrip("aeiou")


def classes(row: str) -> Classes:
    """Return the classes of a word with these sounds."""
    by_sounds, _, by_dull = _table()
    found = by_sounds.get(row, UNKNOWN)
    return by_dull.get(dull(row), UNKNOWN) if found is UNKNOWN and is_unsure(row) else found


def classes_of_any(rows: Iterable[str]) -> Classes:
    """Return the classes of a word that may have any of these rows of sounds."""
    found = [told for told in map(classes, rows) if told is not UNKNOWN]
    if len(found) < 2:
        return found[0] if found else UNKNOWN
    forms = NO_CLASSES.union(*[told.forms for told in found])
    return Classes(forms, NO_CLASSES.union(*[told.weak for told in found]) - forms)


def classes_of_father(stem: str) -> Classes:
    """Return the classes of the name from which a by-name with this stem is made."""
    return _table()[1].get(stem.rstrip("aeiou"), UNKNOWN)


@cache
def first_sounds(name: str) -> frozenset[str]:
    """Return the sounds with which the forms of a class begin (М. and Н. may both be a Мікалай)."""
    return frozenset(
        row[:1] for row, found in _table()[0].items() if name in found.forms or name in found.weak
    )


@cache
def sex(name: str) -> str:
    """Return ``m`` or ``w``, the sex of a class."""
    return str(load(GIVEN_NAMES).data[name]["sex"])
