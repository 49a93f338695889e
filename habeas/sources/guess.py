"""A guess at the 8-bit encoding of an old text in our languages, with its reason.

Each candidate is judged by what the letters would look like: Cyrillic words are made of Cyrillic letters, small
after the first, mostly the common ones; Polish letters stand beside Latin ones. A wrong candidate breaks these at
nearly every letter. No winner, no guess.
"""

from __future__ import annotations

from dataclasses import dataclass

_SAMPLE = (
    200_000  # bytes that are looked at, far more than a judgement needs; what wins must fit all the others
)
_ENOUGH = 0.7
_MARGIN = 0.1

_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіўїєґ")
# The commonest letters of Belarusian, Russian and Ukrainian: two thirds of any text in them.
_COMMON = frozenset("аоеинтрсвлкі")
_POLISH = frozenset("ąćęłńóśźż")
# What typesetting puts between words in any of these languages.
_MARKS = frozenset("«»„“”‘’‚–—…№§°•·\u00a0\u00ad")
_ASCII_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True, slots=True)
class Guess:
    """The winning candidate: its codec, what people call it, the text in it, and why it won."""

    codec: str
    called: str
    text: str
    why: str


_CANDIDATES = (
    ("cp1251", "Windows-1251", _CYRILLIC),
    ("koi8-u", "KOI8", _CYRILLIC),
    ("cp866", "DOS 866", _CYRILLIC),
    ("iso8859-5", "ISO 8859-5", _CYRILLIC),
    ("iso8859-2", "ISO 8859-2", _POLISH),
    ("cp1250", "Windows-1250", _POLISH),
)


def guess_encoding(data: bytes, first_odd: int) -> Guess | None:
    """Return the encoding in which ``data`` reads like one of our languages, or None if none clearly does.

    ``first_odd`` is where the first byte stands that cannot be UTF-8: the sample is taken from there.
    """
    sample = data[max(0, first_odd - 100) : first_odd + _SAMPLE]
    judged = []
    for codec, called, letters in _CANDIDATES:
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError:
            continue
        judged.append((_likeness(text, letters), codec, called, text))
    judged.sort(key=lambda item: -item[0])
    if not judged or judged[0][0] < _ENOUGH:
        return None
    best, codec, called, text = judged[0]
    if any(rival[0] > best - _MARGIN and rival[3] != text for rival in judged[1:]):
        return None
    try:
        whole = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return Guess(
        codec, called, whole, f"{round(100 * min(best, 1.0))} of 100 special letters fit the language"
    )


def _likeness(text: str, letters: frozenset[str]) -> float:
    """Return how far the characters outside ASCII are what ``letters`` would write: 1 all, 0 or less none."""
    seen, points, common, small = 0, 0.0, 0, 0
    before = " "
    for index, character in enumerate(text):
        if character >= "\x80":
            seen += 1
            after = text[index + 1 : index + 2]
            points += _fit(character, before, after, letters)
            lower = character.lower()
            if lower in _CYRILLIC:
                small += 1
                common += lower in _COMMON
        before = character
    if not seen:
        return 0.0
    score = points / seen
    if letters is _CYRILLIC and small > 20:
        # two thirds are expected; a permuted alphabet gives a third
        score -= max(0.0, 0.5 - common / small)
    return score


def _fit(character: str, before: str, after: str, letters: frozenset[str]) -> float:
    if character in _MARKS:
        return 1.0
    lower = character.lower()
    if lower not in letters:
        return -1.0
    beside_latin = before in _ASCII_LETTERS or after in _ASCII_LETTERS
    if letters is _CYRILLIC:
        if beside_latin:
            return -1.0
    elif not beside_latin and before.isalpha():
        return -1.0
    if character != lower and before.isalpha() and before == before.lower():
        return -1.0  # a capital after a small letter
    return 1.0
