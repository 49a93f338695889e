"""The words of a name as written, cut apart and cleaned, before anything is known about them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from habeas.packs.loader import load
from habeas.text.translit import LETTERS, script_of

WORDS = "vocabulary/name_words.yml"
MOST_WORDS = 12  # what is longer is no name; its first words stand for it
MOST_TEXT = 1000
_HYPHENS = frozenset("-‐‑‒–—−")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼʹʻ`´\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_APOSTROPHE_LETTERS = frozenset("ʼʹʻ")
_BRACKETED = "in brackets"
_CYRILLIC, _LATIN = re.compile("[\u0400-\u052f]"), re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_PIECE = re.compile(r"[^\W_]+|[^\w\s]|_")


class Word(NamedTuple):
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


@lru_cache(maxsize=200_000)
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
    whole = "".join(words)
    if whole.isascii() or not (_CYRILLIC.search(whole) and _LATIN.search(whole)):
        return words  # of one script: nothing stands in the wrong one
    scripts = [_own_script(word) for word in words]
    if "alike" not in scripts:
        return [_in_script(word, script) for word, script in zip(words, scripts, strict=True)]
    told = next((script for script in scripts if script in ("cyrillic", "latin")), None)
    out = []
    for word, own in zip(words, scripts, strict=True):
        script = own if own != "alike" else told or script_of(next(filter(str.isalpha, word)))
        out.append(_in_script(word, script))
    return out


@lru_cache(maxsize=200_000)
def _in_script(word: str, script: str) -> str:
    """Return the word with the look-alike letters of the other script replaced."""
    to_cyrillic, to_latin = _alike()
    table = to_cyrillic if script == "cyrillic" else to_latin if script == "latin" else {}
    return word if table.keys().isdisjoint(word) else "".join([table.get(letter, letter) for letter in word])


class _Plain(NamedTuple):
    """A word of letters alone, and of which of the two alphabets it has a letter."""

    word: Word
    cyrillic: bool
    latin: bool


@lru_cache(maxsize=200_000)
def _plain(text: str) -> _Plain | None:
    """Return a word that needs no cleaning and means nothing for the words about it; None for any other."""
    if (
        not text.isalpha()
        or text.lower() in listed("formerly")
        or not _APOSTROPHE_LETTERS.isdisjoint(text)
        or not unicodedata.is_normalized("NFKC", text)
    ):
        return None
    return _Plain(Word(text), bool(_CYRILLIC.search(text)), bool(_LATIN.search(text)))


def _all_plain(text: str) -> tuple[Word, ...] | None:
    """Return the words of a name that consists of plain words in one alphabet, as most do; None for any other."""
    bare = text.split()
    if len(bare) > MOST_WORDS or len(text) > MOST_TEXT:
        return None
    cyrillic = latin = False
    words = []
    for piece in bare:
        plain = _plain(piece)
        if plain is None:
            return None
        cyrillic, latin = cyrillic or plain.cyrillic, latin or plain.latin
        words.append(plain.word)
    return None if cyrillic and latin else tuple(words)


def split(text: str) -> tuple[Word, ...]:
    """Return the words of a name. Empty for a text without letters or digits; never raises."""
    return _all_plain(text) or _split(text)


@lru_cache(maxsize=20_000)
def _split(text: str) -> tuple[Word, ...]:
    clean = _clean(text)
    bare = clean.split()
    if (
        len(bare) <= MOST_WORDS
        and all(map(str.isalpha, bare))
        and listed("formerly").isdisjoint(map(str.lower, bare))
    ):
        return tuple(map(Word, put_right(bare)))
    raw: list[str] = []
    marks: list[set[str]] = []
    inside = False
    for piece in _PIECE.findall(clean):
        if piece[0].isalnum():
            if len(raw) == MOST_WORDS:
                break
            raw.append(piece)
            marks.append({_BRACKETED} if inside else set())
            continue
        inside = piece in "([" or (inside and piece not in ")]")
        if marks:
            marks[-1].add("-" if piece in _HYPHENS else piece)
    return tuple(_words(raw, marks))


def _words(raw: list[str], marks: list[set[str]]) -> Iterator[Word]:
    formerly = listed("formerly")
    after = False
    words = put_right(raw)
    for place, (word, own) in enumerate(zip(words, marks, strict=True)):
        if word.lower() in formerly:
            after = True
        elif not (
            word.lower() in listed("before formerly")
            and words[place + 1 : place + 2]
            and words[place + 1].lower() in formerly
        ):
            yield Word(word, "," in own, "." in own, "-" in own, after or _BRACKETED in own)


def _clean(text: str) -> str:
    """Return ``text`` in one normal form, without apostrophes and marks that no letter takes up."""
    composed = unicodedata.normalize("NFKC", text[:MOST_TEXT].translate(_APOSTROPHES))
    return composed if composed.isascii() else composed.translate(_loose_marks())


@cache
def _loose_marks() -> dict[int, None]:
    """Return the combining marks (stress, vowel signs): they neither sound nor part words here."""
    return {code: None for code in range(0x300, 0x3100) if unicodedata.combining(chr(code))}
