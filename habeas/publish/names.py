"""Which spelling of a name stands first on a page, and under which letter a person is found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
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
    langs = edition.once(f"languages of {record.id}", lambda: _languages(edition.about(record)))
    forms = list(dict.fromkeys(name for name in (record.name, *record.names) if name.strip()))
    if not forms:
        return Named(None, ())
    preferred = [form for lang in words.name_order for form in forms if langs.get(form) == lang]
    first = preferred[0] if preferred else forms[0]
    spellings = [Spelling(form, langs.get(form, "und")) for form in forms]
    return Named(
        next(s for s in spellings if s.name == first), tuple(s for s in spellings if s.name != first)
    )


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
    key = [_place(char, words.alphabet) for char in sort_name(name).casefold()]
    return tuple(key), name


def _place(char: str, alphabet: str) -> int:
    place = alphabet.find(char)
    if place < 0:
        place = alphabet.find(unicodedata.normalize("NFD", char)[0])
    if place >= 0:
        return 1 + place
    return 0 if char in " -'’ʼ" else 1000 + ord(char)
