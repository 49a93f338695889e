"""The words of a name as written, cut apart and cleaned, before anything is known about them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from habeas.packs.loader import load
from habeas.text.translit import LETTERS, script_of

WORDS = "vocabulary/name_words.yml"
MOST_WORDS = 12  # what is longer is no name; its first words stand for it
MOST_TEXT = 1000
_HYPHENS = frozenset("-‐‑‒–—−")
_QUIET = frozenset("'’‘ʼʹʻ`´\u00ad\u0301\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``text`` as shown (look-alike letters put right), whether a comma, a point or a hyphen follows,
    and whether it stands in brackets or after a word such as “née”.
    """

    text: str
    comma: bool = False
    point: bool = False
    hyphen: bool = False
    former: bool = False


@cache
def _alike() -> tuple[dict[str, str], dict[str, str]]:
    """Return the look-alike letters, Latin to Cyrillic and back."""
    pairs = load(LETTERS).data["alike"]
    return dict(pairs), {cyrillic: latin for latin, cyrillic in pairs.items()}


@cache
def listed(kind: str) -> frozenset[str]:
    """Return the words of ``kind`` in the pack: particles, titles, formerly."""
    return frozenset(load(WORDS).data[kind])


def _own_script(word: str) -> str:
    """Return the script of the letters that can be of one script only, or ``alike`` if there are none."""
    to_cyrillic, to_latin = _alike()
    for letter in word:
        if letter.isalpha() and letter not in to_cyrillic and letter not in to_latin:
            script = script_of(letter)
            if script != "other":
                return script
    return "alike" if any(map(str.isalpha, word)) else "other"


def put_right(words: list[str]) -> list[str]:
    """Return the words with look-alike letters of the wrong script replaced.

    A word is of the script of its first unmistakable letter; a word that has none (“Осока”, “A.”) follows the
    other words of the name, and if none of them tells either, the script of its first letter.
    """
    scripts = [_own_script(word) for word in words]
    told = next((script for script in scripts if script in ("cyrillic", "latin")), None)
    to_cyrillic, to_latin = _alike()
    out = []
    for word, own in zip(words, scripts, strict=True):
        script = own if own != "alike" else told or script_of(next(filter(str.isalpha, word)))
        table = to_cyrillic if script == "cyrillic" else to_latin if script == "latin" else {}
        out.append("".join(table.get(letter, letter) for letter in word))
    return out


@lru_cache(maxsize=100_000)
def split(text: str) -> tuple[Word, ...]:
    """Return the words of a name. Empty for a text without letters or digits; never raises."""
    clean = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text[:MOST_TEXT]))
    raw: list[str] = []
    flags: list[set[str]] = []
    inside = False
    fresh = True  # the next letter begins a new word
    for letter in clean:
        if letter.isalnum() or unicodedata.combining(letter):
            if letter in _QUIET:
                continue
            if fresh:
                raw.append("")
                flags.append({"former"} if inside else set())
            raw[-1] += letter
            fresh = False
        elif letter in _QUIET:
            continue
        else:
            inside = letter in "([" or (inside and letter not in ")]")
            if not fresh and flags:
                mark = {",": "comma", ".": "point"}.get(letter)
                flags[-1].add(mark or ("hyphen" if letter in _HYPHENS else ""))
            elif flags and letter == ",":
                flags[-1].add("comma")
            fresh = True
    after = False
    words: list[Word] = []
    for word, flag in zip(put_right(raw[:MOST_WORDS]), flags, strict=False):
        if word.lower() in listed("formerly"):
            after = True
            continue
        words.append(
            Word(word, "comma" in flag, "point" in flag, "hyphen" in flag, after or "former" in flag)
        )
    return tuple(words)
