"""How a word of a name sounds, whichever alphabet and spelling it stands in.

A word becomes one or several *readings*, rows of sounds as ``packs/vocabulary/name_sounds.yml`` lists them:
Яўген and Jaŭhien become ``jaugen``-like rows that can be compared letter by letter, though their letters
share nothing. The ways of spelling (Cyrillic; English, passport, Lacinka with and without its diacritics,
Polish, German and marked Latin) are data: ``packs/vocabulary/name_letters.yml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from habeas.packs.loader import Pack, load

LETTERS = "vocabulary/name_letters.yml"
MOST_READINGS = 8
MOST_LETTERS = 64  # a longer “word” is no name; its beginning stands for it
_FIRST_GLIDE = re.compile(r"^[ij]+(?=[aou])")
_GLIDE_BEFORE = re.compile(r"(?<!^)[ij]+(?=[aeou])|^j(?=[ei])")
_GLIDE_AFTER = re.compile(r"(?<=[aeou])[ij]+")
_GLIDE_ALONE = re.compile(r"j*i[ij]+|j+i")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way of writing: groups of letters with their sounds, and the signs by which a word shows it."""

    name: str
    letters: dict[str, tuple[str, ...]]
    groups: re.Pattern[str]
    needs: re.Pattern[str] | None
    excludes: re.Pattern[str] | None

    def fits(self, word: str) -> bool:
        """Whether ``word`` (lower case) may be written this way."""
        if self.needs and not self.needs.search(word):
            return False
        return not (self.excludes and self.excludes.search(word))


@cache
def spellings(script: str) -> tuple[Spelling, ...]:
    """Return the ways of writing in ``script`` (``cyrillic`` or ``latin``); raise PackError if the pack is broken."""
    pack = load(LETTERS)
    ways = pack.data[script]
    base = _letters(pack, script, "any")
    made = []
    for name in ways:
        own = base if name == "any" else {**base, **_letters(pack, script, name)}
        signs = ways[name].get("signs", {})
        made.append(
            Spelling(
                name,
                own,
                re.compile("|".join(map(re.escape, sorted(own, key=len, reverse=True))) + "|."),
                _any_of(signs.get("needs", ())),
                _any_of(signs.get("not", ())),
            )
        )
    # Latin has no neutral way of writing: `any` only fills the gaps of the others. Cyrillic is read as it stands.
    return tuple(way for way in made if script == "cyrillic" or way.name != "any") or tuple(made)


def _any_of(signs: Iterable[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(re.escape, signs))) if signs else None


def _letters(pack: Pack, script: str, name: str) -> dict[str, tuple[str, ...]]:
    letters: dict[str, tuple[str, ...]] = {}
    for group, sounds in pack.data[script][name]["letters"].items():
        if not isinstance(sounds, str):
            raise pack.error(
                (script, name, "letters", str(group)),
                f"“{group}” has no sound.",
                "write a sound, or '' for none.",
            )
        letters[unicodedata.normalize("NFC", str(group))] = tuple(sounds.split("|"))
    return letters


def script_of(letter: str) -> str:
    """Return ``cyrillic``, ``latin`` or ``other`` for one letter."""
    if "\u0400" <= letter <= "\u052f":
        return "cyrillic"
    if letter < "\u0250" or "\u1e00" <= letter <= "\u1eff":
        return "latin"
    return "other"


@lru_cache(maxsize=200_000)
def readings(word: str) -> tuple[str, ...]:
    """Return the rows of sounds that ``word`` (one word, any case) may stand for, likeliest first.

    Never empty for a word that has a letter or digit; signs without a sound are left out.
    """
    folded = word[:MOST_LETTERS].lower()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded)
    script = next((s for s in map(script_of, folded) if s != "other"), "other")
    if script == "other":
        return tuple(filter(None, (_settle("".join(filter(str.isalnum, folded))),)))
    found: dict[str, None] = {}
    ways = spellings(script)
    for way in [w for w in ways if w.fits(folded)] or list(ways):
        for row in _read(folded, way):
            if row and len(found) < MOST_READINGS:
                found.setdefault(row)
    return tuple(found)


def _read(word: str, way: Spelling) -> list[str]:
    parts: list[tuple[str, ...]] = []
    choices = 1
    for group in way.groups.findall(word):
        sounds = way.letters.get(group) or (_unmarked(group, way),)
        if len(sounds) > 1:
            if choices * len(sounds) > MOST_READINGS:
                sounds = sounds[:1]
            choices *= len(sounds)
        parts.append(sounds)
    if choices == 1:
        return [_settle("".join([sounds[0] for sounds in parts]))]
    return [_settle("".join(row)) for row in product(*parts)]


def _unmarked(letter: str, way: Spelling) -> str:
    """Return the sounds of a letter that no table lists: without its mark, or as it is if it is a letter at all."""
    bare = unicodedata.normalize("NFD", letter)[:1]
    if bare != letter and bare in way.letters:
        return way.letters[bare][0]
    return letter if letter.isalnum() else ""


def _settle(row: str) -> str:
    """Drop glides beside vowels and say doubled sounds once."""
    if "i" in row or "j" in row:
        row = _FIRST_GLIDE.sub("j", row)
        row = _GLIDE_BEFORE.sub("", row)
        row = _GLIDE_AFTER.sub("", row)
        row = _GLIDE_ALONE.sub("i", row)
        row = row[:1] + row[1:].replace("j", "")
    return _DOUBLED.sub(r"\1", row)
