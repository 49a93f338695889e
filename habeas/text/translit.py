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

from habeas.packs.loader import Pack, load

LETTERS = "vocabulary/name_letters.yml"
MOST_READINGS = 8
MOST_LETTERS = 64  # a longer “word” is no name; its beginning stands for it
_ANY_GLIDE = re.compile(r"j|[aeou]i|i[aeoui]")
_FIRST_GLIDE = re.compile(r"^[ij]+(?=[aou])")
_GLIDE_BEFORE = re.compile(r"(?<!^)[ij]+(?=[aeou])|^j(?=[ei])")
_GLIDE_AFTER = re.compile(r"(?<=[aeou])[ij]+")
_GLIDE_ALONE = re.compile(r"j*i[ij]+|j+i")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way of writing: groups of letters with their sounds, and the signs by which a word shows it.

    ``groups`` finds what cannot be read letter by letter (several letters, or several sounds); ``single`` is the
    table for all between them. ``ascii_only`` are the signs that a word of bare Latin letters can have.
    """

    name: str
    letters: dict[str, tuple[str, ...]]
    groups: re.Pattern[str] | None
    single: dict[int, str]
    needs: re.Pattern[str] | None
    excludes: re.Pattern[str] | None
    ascii_only: tuple[re.Pattern[str] | None, re.Pattern[str] | None]

    def fits(self, word: str) -> bool:
        """Whether ``word`` (lower case) may be written this way."""
        needs, excludes = self.ascii_only if word.isascii() else (self.needs, self.excludes)
        if self.needs and not (needs and needs.search(word)):
            return False
        return not (excludes and excludes.search(word))


class _Single(dict[int, str]):
    """A table of single letters for ``str.translate``; a letter that it lacks is read without its mark, once."""

    def __init__(self, letters: dict[str, tuple[str, ...]]) -> None:
        super().__init__({ord(one): of[0] for one, of in letters.items() if len(one) == 1 and len(of) == 1})
        self._letters = letters

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bare = unicodedata.normalize("NFD", letter)[:1]
        if bare != letter and bare in self._letters:
            return self._letters[bare][0]
        return letter if letter.isalnum() else ""


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
        needs, excludes = signs.get("needs", ()), signs.get("not", ())
        made.append(
            Spelling(
                name,
                own,
                _any_of(
                    [group for group, sounds in own.items() if len(group) > 1 or len(sounds) > 1], "({})"
                ),
                _Single(own),
                _any_of(needs),
                _any_of(excludes),
                (_any_of(filter(str.isascii, needs)), _any_of(filter(str.isascii, excludes))),
            )
        )
    # Latin has no neutral way of writing: `any` only fills the gaps of the others. Cyrillic is read as it stands.
    return tuple(way for way in made if script == "cyrillic" or way.name != "any") or tuple(made)


def _any_of(signs: Iterable[str], shape: str = "{}") -> re.Pattern[str] | None:
    """Return a pattern for any of ``signs``, the longest that fits first; None for no signs."""
    longest = sorted(signs, key=len, reverse=True)
    return re.compile(shape.format("|".join(map(re.escape, longest)))) if longest else None


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


def readings(word: str) -> tuple[str, ...]:
    """Return the rows of sounds that ``word`` (one word, any case) may stand for, likeliest first.

    Never empty for a word that has a letter or digit; signs without a sound are left out.
    """
    return _readings(word[:MOST_LETTERS].lower())


@lru_cache(maxsize=200_000)
def _readings(folded: str) -> tuple[str, ...]:
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded)
    script = next((s for s in map(script_of, folded) if s != "other"), "other")
    if script == "other":
        return tuple(filter(None, (_settle("".join(filter(str.isalnum, folded))),)))
    found: dict[str, None] = {}
    raw: dict[str, None] = {}
    ways = spellings(script)
    for way in [w for w in ways if w.fits(folded)] or ways:
        raw.update(dict.fromkeys(_read(folded, way)))
    for row in raw:
        if row := _settle(row):
            found[row] = None
            if len(found) == MOST_READINGS:
                break
    return tuple(found)


def _read(word: str, way: Spelling) -> list[str]:
    """Return the rows that ``word`` stands for in one way of writing, glides and doubled sounds still in them."""
    pieces = way.groups.split(word) if way.groups else [word]
    if len(pieces) == 1:
        return [word.translate(way.single)]
    rows = [pieces[0].translate(way.single)]
    for at in range(1, len(pieces), 2):
        sounds = way.letters[pieces[at]]
        rest = pieces[at + 1]
        if rest:
            rest = rest.translate(way.single)
        if len(sounds) == 1 or len(rows) * len(sounds) > MOST_READINGS:
            more = sounds[0] + rest
            rows = [row + more for row in rows]
        else:
            rows = [row + sound + rest for row in rows for sound in sounds]
    return rows


def _settle(row: str) -> str:
    """Drop glides beside vowels and say doubled sounds once."""
    if _ANY_GLIDE.search(row):
        row = _FIRST_GLIDE.sub("j", row)
        row = _GLIDE_BEFORE.sub("", row)
        row = _GLIDE_AFTER.sub("", row)
        row = _GLIDE_ALONE.sub("i", row)
        row = row[:1] + row[1:].replace("j", "")
    return _DOUBLED.sub(r"\1", row) if _DOUBLED.search(row) else row
