"""Which spelling of a name stands first on a page, and under which letter a person is found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from habeas.model.record import Record
from habeas.model.statement import Statement
from habeas.publish.edition import Edition
from habeas.publish.words import Words
from habeas.text.names import parse_name


@dataclass(frozen=True, slots=True)
class Spelling:
    """One form of a name, in the language that its claim gives (``und`` where it gives none)."""

    name: str
    lang: str


@dataclass(frozen=True, slots=True)
class Named:
    """A person's name for one page language: the first spelling (None: not published), then the others."""

    first: Spelling | None
    others: tuple[Spelling, ...]


def named(record: Record, edition: Edition, words: Words) -> Named:
    """Return the name of ``record`` as a page in this language shows it.

    The record's own name stands first unless an identity claim gives a spelling in a language that the page
    prefers. Other spellings follow in the record's order.
    """
    spellings, first_of = edition.once(
        f"spellings of {record.id}", lambda: _spellings(record, edition.about(record))
    )
    if not spellings:
        return Named(None, ())
    first = next((first_of[lang] for lang in words.name_order if lang in first_of), spellings[0])
    return Named(first, tuple([one for one in spellings if one is not first]))


def _spellings(
    record: Record, told: Iterable[Statement]
) -> tuple[tuple[Spelling, ...], Mapping[str, Spelling]]:
    """Every form of the name in the record's order, each with its language; and the first one of each language."""
    langs = _languages(told)
    forms = dict.fromkeys(name for name in (record.name, *record.names) if name.strip())
    found = tuple([Spelling(form, langs.get(form, "und")) for form in forms])
    return found, {spelling.lang: spelling for spelling in reversed(found)}


def _languages(told: Iterable[Statement]) -> dict[str, str]:
    """The language of each spelling, from the identity claims about this person."""
    langs: dict[str, str] = {}
    for statement in told:
        if statement.type != "identity":
            continue
        said = statement.fields.get("lang", ())
        for field in ("name", "other_name"):
            for value in statement.fields.get(field, ()):
                lang = value.lang if value.lang not in (None, "und") else (said[0].value if said else None)
                if lang:
                    langs.setdefault(value.value, lang)
    return langs


@lru_cache(maxsize=1 << 15)
def sort_name(name: str) -> str:
    """Return the name as it is sorted: surname first. Where its words do not say, the last one is the surname."""
    parts = name.replace(",", " ").split()
    if not parts or parse_name(name).order == "surname first":
        return " ".join(parts)
    return " ".join((parts[-1], *parts[:-1]))


def letter_of(name: str, words: Words) -> str:
    """Return the capital letter under which ``name`` is listed, or ``""`` where it starts with no letter."""
    first = sort_name(name)[:1]
    if not first.isalpha():
        return ""
    if first.casefold() in words.alphabet:
        return first.upper()
    base = unicodedata.normalize("NFD", first)[0]
    return base.upper() if base.casefold() in words.alphabet else first.upper()


def sort_key(name: str, words: Words) -> tuple[tuple[int, ...], str]:
    """Return a key that sorts names by this language's alphabet, letters of other scripts after it."""
    places = _places(words.alphabet)
    return tuple([places[char] for char in sort_name(name).casefold()]), name


class _Places(dict[str, int]):
    """The place of each letter in an alphabet; what else is written comes before it (between words) or after it."""

    def __init__(self, alphabet: str) -> None:
        self.alphabet = alphabet

    def __missing__(self, char: str) -> int:
        place = self.alphabet.find(char)
        if place < 0:
            place = self.alphabet.find(unicodedata.normalize("NFD", char)[0])
        found = 1 + place if place >= 0 else 0 if char in " -'’ʼ" else 1000 + ord(char)
        self[char] = found
        return found


_places = lru_cache(maxsize=64)(_Places)
