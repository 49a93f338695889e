"""What a country's institutions let through, by ``packs/letters/countries.yml``; the words of a sheet by ``packs/letters/words``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from habeas.packs.loader import load, names

COUNTRIES = "letters/countries.yml"
LANGUAGES = ("be", "ru", "uk", "pl", "en", "de")


@dataclass(frozen=True, slots=True)
class Country:
    """How one country's prisons take letters.

    ``languages`` are let through; ``order`` names the lines of the envelope from the top; ``birth_year`` whether the
    year of birth belongs on it; ``country_lines`` its last line by the language of the address; ``stopped`` the words
    that get letters stopped, by kind, each a beginning of a word; ``longest`` the sheets of paper that pass.
    """

    code: str
    languages: tuple[str, ...]
    order: tuple[str, ...]
    birth_year: bool
    country_lines: Mapping[str, str]
    stopped: Mapping[str, tuple[str, ...]]
    longest: int


@cache
def country(code: str) -> Country:
    """Return the rules of a country (by, ru, ua); of one that has none, those that hold anywhere."""
    rows: Mapping[str, Any] = load(COUNTRIES).data["countries"]
    row = {**rows["any"], **rows.get(code, {})}
    return Country(
        code=code,
        languages=tuple(row["languages"]),
        order=tuple(row["order"]),
        birth_year=bool(row["birth_year"]),
        country_lines=dict(row["country_lines"]),
        stopped={kind: tuple(words.split()) for kind, words in row["stopped"].items()},
        longest=int(row["longest"]),
    )


def countries() -> tuple[str, ...]:
    """Return the countries whose rules we know."""
    return tuple(code for code in load(COUNTRIES).data["countries"] if code != "any")


@cache
def words_of(lang: str) -> Mapping[str, Any]:
    """Return the words of a sheet in one page language."""
    return dict(load(f"letters/words/{lang}.yml").data)


def languages() -> tuple[str, ...]:
    """Return the languages in which there are words."""
    return tuple(name.removesuffix(".yml") for name in names("letters/words", ".yml"))
