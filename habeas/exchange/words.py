"""The twelve words that two groups read to each other: whether the keys that arrived are the keys that were sent.

The same words on both screens, whatever the language: each is two syllables of the same sound, in the letters of the page.
A slow hash stands between the keys and the words, so that a pair of keys that only looks alike is dear to find.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from habeas.exchange.errors import ExchangeError

WORDS: Final = 12
BITS: Final = 10  # of one word: two syllables of 32
_COST: Final = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}


def fingerprint(a: bytes, b: bytes) -> tuple[int, ...]:
    """Return the twelve numbers below 1,024 of two raw root keys, whichever is named first."""
    one, other = sorted((a, b))
    made = hashlib.scrypt(one + other, salt=b"habeas1/words", dklen=WORDS * BITS // 8, **_COST)
    number = int.from_bytes(made, "big")
    return tuple(number >> BITS * (WORDS - 1 - place) & (1 << BITS) - 1 for place in range(WORDS))


def spoken(numbers: Sequence[int], syllables: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers as words of two ``syllables`` (32 of one language)."""
    return tuple(syllables[number >> 5] + syllables[number & 31] for number in numbers)


def heard(words: Sequence[str], alphabets: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return the numbers of words as they were typed, in the letters of any of the ``alphabets`` (32 syllables each).

    Raises ExchangeError where there are not twelve, or one is none of ours.
    """
    known = {
        first + second: i << 5 | j
        for of in alphabets
        for i, first in enumerate(of)
        for j, second in enumerate(of)
    }
    typed = [word.casefold().strip(".,;") for word in words]
    if len(typed) != WORDS:
        raise ExchangeError(
            "words", f"There are {WORDS} words; {len(typed)} were given. Nothing was changed."
        )
    wrong = next((word for word in typed if word not in known), None)
    if wrong is not None:
        raise ExchangeError("words", f"“{wrong}” is none of the words. Nothing was changed. Listen again.")
    return tuple(known[word] for word in typed)
