"""The words of many names, each kept once: which of them may be a word that is asked for, and what that costs.

A word stands under the coarse consonants with which it begins, and is compared in compiled code with the words
there. For typing errors, which may fall on those consonants, every word also stands under its *gaps*: its letters,
and its coarse sounds, with one of them left out. Two words that are one error apart share a gap. The gaps are kept
as sorted numbers.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from zlib import crc32

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from habeas.text.names.by_ear import written_by_ear
from habeas.text.names.keys import row_keys
from habeas.text.names.sounds import coarse_whole, spread, whole
from habeas.text.names.token import Token, token
from habeas.text.translit import readings

LACKING = 3.0  # what a word costs that the name has not
_FARTHEST = 2.0  # whole consonants beyond which a word is no spelling of another
_CLASS, _SHORT = 0.1, 0.5  # what another form of the same given name costs, and a short form
_MISTYPED, _MISHEARD = 0.8, 1.0  # what a typing error costs, seen in the letters or only in the sounds
_HEARD, _BY_EAR, _HEARD_FARTHEST = (
    0.3,
    8,
    1.0,
)  # what a word that is only heard costs more, how many spellings are tried, and how far from them
_ROWS = 4  # readings of a word that are looked for
_NEAR_WORDS = 600  # words near to one that are followed up
_FRESH = (
    500  # words that are looked at one by one before their gaps are sorted in (and a tenth of those that are)
)

Near = dict[int, float]


class WordBook:
    """Words by number. ``near`` and ``mistyped`` give the numbers of words that may be a word, nearest first."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._under: dict[str, dict[str, list[int]]] = {}
        self._of_class: dict[str, dict[int, float]] = {}
        self._letters: list[str] = []
        self._sounds: list[str] = []
        self._gaps, self._words = array("I"), array("I")
        self._sorted_in = 0

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, word: str, point: bool = False) -> int:
        """Return the number of a word in small letters; a new word gets the next."""
        found = self._numbers.get(word)
        if found is None:
            found = self._numbers[word] = len(self._numbers)
            item = token(word, point=point)
            told = item is not None and not item.initial
            self._letters.append(item.letters if item and told else "")
            self._sounds.append(coarse_whole(item.row) if item and told else "")
            if item and told:
                self._file(item, found)
        return found

    def _file(self, item: Token, number: int) -> None:
        for row in item.rows:
            self._under.setdefault(row_keys(row)[-1], {}).setdefault(spread(row), []).append(number)
        for name in item.given.forms:
            self._of_class.setdefault(name, {})[number] = _CLASS
        for name in item.given.weak:
            self._of_class.setdefault(name, {}).setdefault(number, _SHORT)

    def near(self, item: Token) -> Near:
        """Return the words that may be ``item`` in another spelling, and what each costs."""
        near: Near = {}
        for name in item.given.forms:
            near.update(self._of_class.get(name, {}))
        for name in item.given.weak:
            for number in self._of_class.get(name, {}):
                near.setdefault(number, _SHORT)
        for row, marks in zip(item.rows[:_ROWS], item.spreads, strict=False):
            self._put_like(near, row, marks, _FARTHEST, 0.0)
        own = self._numbers.get(item.text)
        if own is not None:
            near[own] = 0.0
        return _nearest_first(near)

    def _put_like(self, near: Near, row: str, marks: str, most: float, more: float) -> None:
        """Put into ``near`` the words that sound like ``row`` (``marks``: spelled out); each costs ``more`` than it is far."""
        under = self._under.get(row_keys(row)[-1])
        if under:
            for spelled, distance, _ in _like(marks, list(under), most):
                for number in under[spelled]:
                    near[number] = min(near.get(number, LACKING), distance + more)

    def heard(self, item: Token, known: Near) -> Near:
        """Return ``known`` (what :meth:`near` gives) and the words in Cyrillic that are what ``item``, in Latin letters, sounds like."""
        if item.script != "latin":
            return known
        near = dict(known)
        written = written_by_ear(item.text, _BY_EAR)
        for row in dict.fromkeys(row for word in written for row in readings(word)):
            if row not in item.row_set:
                self._put_like(near, row, spread(row), _HEARD_FARTHEST, _HEARD)
        return _nearest_first(near)

    def mistyped(self, item: Token, known: Near) -> Near:
        """Return ``known`` (what :meth:`near` gives) and the words that are ``item`` with a typing error: a letter or
        sound left out, added, put for another or exchanged with the next.
        """
        near = dict(known)
        asked = dict.fromkeys([coarse_whole(row) for row in item.rows[:_ROWS]], _MISHEARD)
        for text, cost in ((item.letters, _MISTYPED), *asked.items()):
            words = self._one_off(text)
            told = self._letters if cost == _MISTYPED else self._sounds
            found = process.extract(
                text,
                [told[word] for word in words],
                scorer=OSA.distance,
                processor=None,
                score_cutoff=1,
                limit=None,
            )
            for _, _, at in found:
                near[words[at]] = min(near.get(words[at], LACKING), cost)
        return _nearest_first(near)

    def _one_off(self, text: str) -> Sequence[int]:
        """Return the words that share a gap with ``text``, and those not yet sorted in."""
        if len(self) - self._sorted_in > _FRESH + self._sorted_in // 10:
            self._sort_in()
        fresh = range(self._sorted_in, len(self))
        found: set[int] = set()
        for gap in _gaps(text):
            first, last = bisect_left(self._gaps, gap), bisect_right(self._gaps, gap)
            found.update(self._words[first:last])
        return [*sorted(found), *fresh] if found else fresh

    def _sort_in(self) -> None:
        """Sort the gaps of all words; each is one number, the word in its lower half."""
        rows = array("Q")
        for number, texts in enumerate(zip(self._letters, self._sounds, strict=True)):
            for text in texts:
                rows.extend([(gap << 32) | number for gap in _gaps(text)] if text else ())
        rows = array("Q", sorted(rows))
        self._gaps = array("I", [row >> 32 for row in rows])
        self._words = array("I", [row & 0xFFFFFFFF for row in rows])
        self._sorted_in = len(self)


def _gaps(text: str) -> set[int]:
    """Return as numbers the text, whole and each with one sign left out."""
    signs = text.encode("utf-32-le")
    return {crc32(signs[:i] + signs[i + 4 :]) for i in range(0, len(signs) + 4, 4)}


def _like(marks: str, others: list[str], most: float) -> list[tuple[str, float, int]]:
    """Return the rows among ``others`` that are near to ``marks`` (all spelled out as marks), how far, and their places."""
    unit = whole()
    cutoff = int(min(most * unit, len(marks) / 3))
    found = process.extract(
        marks, others, scorer=Levenshtein.distance, processor=None, score_cutoff=cutoff, limit=_NEAR_WORDS
    )
    return [(row, distance / unit, at) for row, distance, at in found]


def _nearest_first(near: Near) -> Near:
    return dict(sorted(near.items(), key=lambda pair: (pair[1], pair[0]))[:_NEAR_WORDS])
