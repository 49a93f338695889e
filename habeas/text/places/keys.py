"""Under which keys a name of a place is found: by its sounds, in the base form or any case.

A key is what one word sounds like, with the vowels and consonants that spellings mix up made one; keys of several
words are joined by a space. So Мазыр, Мозырь, Mozyrz and Mazyr meet, and ``Гродне`` leads to ``Гродна``. The rules
are data: ``packs/places/forms.yml``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise, product
from typing import Any

from habeas.packs.loader import load
from habeas.text.translit import readings

FORMS = "places/forms.yml"
MOST_WORDS = 6
MOST_KEYS = 64
_MOST_TEXT = 200
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`´ʹ‘][^\W\d_]+)*['’ʼ`´ʹ‘]?")
_VOWELS = frozenset("aeiou")


@cache
def _forms() -> dict[str, Any]:
    data: dict[str, Any] = load(FORMS).data
    return data


def hints() -> dict[str, list[list[str]]]:
    """Return the letters by which a spelling shows the country whose places it likelier means."""
    found: dict[str, list[list[str]]] = _forms()["hints"]
    return found


@cache
def _merge() -> dict[int, str]:
    return str.maketrans(_forms()["merge"])


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` (letters only, in normal form), at most as many as a name of a place has."""
    clean = unicodedata.normalize("NFKC", text[:_MOST_TEXT])
    return tuple(_WORD.findall(clean)[:MOST_WORDS])


@lru_cache(maxsize=50_000)
def word_keys(word: str) -> tuple[str, ...]:
    """Return the keys of one word as it stands, likeliest first."""
    merge = _merge()
    rows = list(readings(word))
    folded = word.casefold()
    for pair, apart in _forms()["split"].items():
        if pair in folded:
            rows += readings(folded.replace(pair, apart))[:1]
    return tuple(dict.fromkeys(_once(row.translate(merge)) for row in rows))


def _once(row: str) -> str:
    """Say doubled consonants once, also those that merging made; doubled vowels are two syllables."""
    kept = [row[:1]]
    for before, sound in pairwise(row):
        if sound != before or sound in _VOWELS:
            kept.append(sound)
    return "".join(kept)


def name_keys(text: str) -> tuple[str, ...]:
    """Return the keys under which a name (one or several words, base form) is listed."""
    return joined([word_keys(word) for word in words_of(text)])


def joined(rows: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the keys of several words, from the keys of each; never more than a bound."""
    if not rows:
        return ()
    limit = MOST_KEYS
    kept = []
    for row in rows:
        part = row[: max(1, limit)]
        kept.append(part)
        limit //= max(1, len(part))
    return tuple(dict.fromkeys(" ".join(parts) for parts in product(*kept)))


@cache
def _cases() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each case ending with the endings of the names that may bend so, longest first."""
    found: dict[str, list[str]] = {}
    for base, endings in _forms()["case"].items():
        for ending in endings:
            found.setdefault(ending, []).append(base)
    return tuple((ending, tuple(found[ending])) for ending in sorted(found, key=lambda e: (-len(e), e)))


@lru_cache(maxsize=50_000)
def bent_keys(word: str) -> tuple[str, ...]:
    """Return the keys of the names of which ``word`` may be a case form (not those of the word as it stands)."""
    own = word_keys(word)
    found: dict[str, None] = {}
    for row in own:
        for ending, bases in _cases():
            stem = row[: len(row) - len(ending)] if ending else row
            if (ending and not row.endswith(ending)) or len(stem) < _forms()["least_stem"]:
                continue
            for base in bases:
                found.update(dict.fromkeys(one + base for one in _stems(stem, ending, base)))
    for row in own:
        found.pop(row, None)
    return tuple(found)


def _stems(stem: str, ending: str, base: str) -> list[str]:
    """Return the stems of the base form that a bent stem may come from."""
    found = [stem]
    softened = _forms()["soft"].get(stem[-1])
    if softened and ending in ("e", "i"):
        found.append(stem[:-1] + softened)
    fleeting = _forms()["fleeting"]
    if stem[-1] in fleeting["before"] and len(stem) > 3:
        if not base and stem[-2] not in _VOWELS:
            found += [stem[:-1] + vowel + stem[-1] for vowel in fleeting["vowels"]]
        elif not ending and stem[-2] in fleeting["vowels"]:
            found.append(stem[:-2] + stem[-1])
    return found


@lru_cache(maxsize=50_000)
def adjective_keys(word: str) -> tuple[str, ...]:
    """Return the keys of the names from which ``word`` may be an adjective (Мазырскага: ``mazir``); else nothing."""
    rules = _forms()["adjective"]
    ends = sorted({base for base in _forms()["case"] if base != "us"} | {"an"}, key=lambda e: (len(e), e))
    found: dict[str, None] = {}
    for row in word_keys(word):
        for ending in sorted(rules["endings"], key=len, reverse=True):
            if not row.endswith(ending):
                continue
            for stem in _adjective_stems(row[: -len(ending)], rules):
                found.update(dict.fromkeys(stem + end for end in ends))
    return tuple(found)


def _adjective_stems(row: str, rules: dict[str, Any]) -> list[str]:
    """Return the stems of names that an adjective without its ending may be made from, likeliest first."""
    found: dict[str, None] = {}
    for suffix, replaced in rules["made_with"].items():
        if not row.endswith(suffix) or len(row) - len(suffix) < 2:
            continue
        bare = row[: -len(suffix)]
        for one in replaced:
            found.setdefault(bare + one)
        if suffix == "k":
            continue
        if bare[-2:-1] and bare[-2] in rules["vowels"]:
            found.setdefault(bare[:-2] + bare[-1])  # гродзен-, маскоў-: the vowel came in
        for lost in rules["lost"]:
            found.setdefault(bare + lost)
        for added in rules["added"]:
            if bare.endswith(added) and len(bare) - len(added) >= 3:
                found.setdefault(bare[: -len(added)])
    return [stem for stem in found if len(stem) >= 3]
