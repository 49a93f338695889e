"""Finds all phrases of a lexicon in a text's tokens, in one pass.

A lexicon is compiled once from patterns (:mod:`habeas.text.patterns`). Every different word of a text is
looked up once; phrases are then followed only from the words that can begin them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from habeas.text.patterns import GAP_WORDS, Place, Word, parse_pattern
from habeas.text.tokens import MARK, NUMBER, WORD, Token

_CACHE_LIMIT = 200_000
LONGEST_DAY = 6  # tokens of a day between commas, with both
LONGEST_QUOTE = 10  # tokens of an offence in quotation marks, with both
LONGEST_GAP = 7  # tokens that “..” passes over, names and quotation marks among them
QUOTES, OPENING = '«»„“”"', '«„“"'
MORE_NAMES, MOST_NAMES = (
    3,
    3,
)  # tokens that each further name of a row takes, and how many of them are passed over
_NOTHING: frozenset[int] = frozenset()
_ANY_NUMBER = "<number>"  # no word is spelled so
PASSED = QUOTES + "."  # inside a sentence a full stop ends an abbreviation


@dataclass(slots=True)
class Match[Payload]:
    """A phrase found: tokens ``first`` to ``last`` (not included), and what the lexicon holds for it.

    ``skipped`` are the tokens inside that the pattern does not name: those that its “..” passes over.
    Not frozen, as a :class:`~habeas.text.tokens.Token` is not.
    """

    payload: Payload
    first: int
    last: int
    skipped: frozenset[int] = frozenset()


Rest = tuple[frozenset[int], ...]  # the places of a phrase behind its first word, an empty one for “..”


class Phrase[Payload](NamedTuple):
    """A phrase by its first word: the places behind it, the first of them that asks for a word, what it stands for."""

    rest: Rest
    asks: frozenset[int]
    payload: Payload


@dataclass(frozen=True, slots=True)
class Opening[Payload]:
    """What one word can begin: the pattern words that it can stand for (``ids``), and their phrases in the pack's order.

    ``anyhow`` are the phrases that do not depend on the very next word: those of one word, those that go on with “..”;
    ``by_next`` are the others by each pattern word that may stand there, so that nearly all are never looked at.
    """

    ids: frozenset[int]
    phrases: Sequence[Phrase[Payload]]
    anyhow: Sequence[int]
    by_next: Mapping[int, Sequence[int]]

    def going_on(self, after: frozenset[int]) -> Iterable[Phrase[Payload]]:
        """Return the phrases that may stand here when ``after`` is what the next word can stand for."""
        found = [at for word in after if word in self.by_next for at in self.by_next[word]]
        return [self.phrases[at] for at in (sorted({*self.anyhow, *found}) if found else self.anyhow)]


@dataclass(slots=True)
class Lexicon[Payload]:
    """Patterns with what they stand for. Fill it with :meth:`add`, then only :meth:`find`.

    ``rekey`` folds keys further than spelling alone (two orthographies, another alphabet); the tokens given to
    :meth:`find` must have been made with the same rule.
    """

    endings: frozenset[str] = frozenset()
    rekey: Callable[[str], str] | None = None
    _ids: dict[Word, int] = field(default_factory=dict)
    _exact: dict[str, list[tuple[int, bool]]] = field(default_factory=dict)
    _prefix: dict[str, list[tuple[int, bool]]] = field(default_factory=dict)
    _stem: dict[str, list[tuple[int, bool]]] = field(default_factory=dict)
    _longest: int = 0
    _number: int = -1
    _starts: dict[int, list[Phrase[Payload]]] = field(default_factory=dict)
    _openings: dict[tuple[int, ...], Opening[Payload]] = field(default_factory=dict)
    _cache: dict[tuple[str, bool], Opening[Payload]] = field(default_factory=dict)

    def add(self, pattern: str, payload: Payload) -> None:
        """Add one pattern; raise PatternError if it cannot be read."""
        for variant in parse_pattern(pattern):
            places = tuple(self._place(place) for place in variant)
            asks = next((place for place in places[1:] if place), _NOTHING)
            for first in places[0]:
                self._starts.setdefault(first, []).append(Phrase(places[1:], asks, payload))

    def _place(self, place: Place) -> frozenset[int]:
        return frozenset(self._word(word) for word in place)

    def _word(self, word: Word) -> int:
        known = self._ids.get(word)
        if known is not None:
            return known
        number = self._ids[word] = len(self._ids)
        if word.sort == NUMBER:
            self._number = number
            return number
        table = {"exact": self._exact, "prefix": self._prefix, "stem": self._stem}[word.sort]
        key = self.key_of(word.key)
        table.setdefault(key, []).append((number, word.capital))
        if word.sort != "exact":
            self._longest = max(self._longest, len(key))
        return number

    def key_of(self, key: str) -> str:
        """Return a folded word's key as this lexicon looks it up."""
        return self.rekey(key) if self.rekey is not None else key

    def opening_of(self, token: Token) -> Opening[Payload]:
        """Return what ``token`` can begin; every different word is looked up once."""
        key = (_ANY_NUMBER, False) if token.kind == NUMBER else (token.key, token.capital)
        known = self._cache.get(key)
        if known is None:
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
                self._openings.clear()
            ids = frozenset((self._number,)) if token.kind == NUMBER else self._look_up(*key)
            known = self._cache[key] = self._openings.get(tuple(ids)) or self._opening(ids)
        return known

    def _look_up(self, key: str, capital: bool) -> frozenset[int]:
        found = [number for number, cap in self._exact.get(key, ()) if capital or not cap]
        for cut in range(1, min(len(key), self._longest) + 1):
            head = key[:cut]
            found += [number for number, cap in self._prefix.get(head, ()) if capital or not cap]
            if head in self._stem and (cut == len(key) or key[cut:] in self.endings):
                found += [number for number, cap in self._stem[head] if capital or not cap]
        return frozenset(found)

    def _opening(self, ids: frozenset[int]) -> Opening[Payload]:
        """Return the phrases that words of these ids begin, kept for every other word of the same ids.

        They stand in the order in which their words came in: no word added elsewhere may change which of two rows is found first.
        """
        phrases = [phrase for word in sorted(ids) for phrase in self._starts.get(word, ())]
        anyhow = [at for at, one in enumerate(phrases) if not one.rest or not one.rest[0]]
        by_next: dict[int, list[int]] = {}
        for at, one in enumerate(phrases):
            for word in one.rest[0] if one.rest else ():
                by_next.setdefault(word, []).append(at)
        made = self._openings[tuple(ids)] = Opening(ids, phrases, anyhow, by_next)
        return made

    def find(self, tokens: Sequence[Token]) -> list[Match[Payload]]:
        """Return every match, overlapping ones too, ordered by first token."""
        openings = [self.opening_of(token) for token in tokens]
        ids = [opening.ids for opening in openings]
        present = _NOTHING.union(*ids)
        matches: list[Match[Payload]] = []
        for index, opening in enumerate(openings):
            if not opening.phrases:
                continue
            after = ids[index + 1] if index + 1 < len(ids) else _NOTHING
            for rest, asks, payload in opening.going_on(after):
                if not rest:
                    matches.append(Match(payload, index, index + 1))
                elif not asks.isdisjoint(present):  # else the word behind its “..” stands nowhere
                    way = _follow(rest, index + 1, tokens, ids)
                    if way is not None:
                        matches.append(Match(payload, index, way[0], frozenset(way[1])))
        return matches


def _follow(
    rest: Rest, index: int, tokens: Sequence[Token], ids: Sequence[frozenset[int]]
) -> tuple[int, tuple[int, ...]] | None:
    """Return the index after the last place of ``rest`` when it stands at ``index``, and the words passed over, else None."""
    for position, place in enumerate(rest):
        if not place:  # a gap
            return _follow_gap(rest[position + 1 :], index, tokens, ids)
        if index >= len(ids) or place.isdisjoint(ids[index]):
            return None
        index += 1
    return index, ()


def _follow_gap(
    rest: Rest, index: int, tokens: Sequence[Token], ids: Sequence[frozenset[int]]
) -> tuple[int, tuple[int, ...]] | None:
    words = names = 0
    day = quoted = range(0)
    for skipped in range(LONGEST_GAP + LONGEST_DAY + LONGEST_QUOTE + MORE_NAMES * MOST_NAMES + 1):
        if skipped > LONGEST_GAP + len(day) + len(quoted) + MORE_NAMES * names:
            return None
        if skipped:
            day = day or _day_between_commas(tokens, index + skipped - 1)
            if index + skipped in day:
                continue
            passed = tokens[index + skipped - 1] if index + skipped <= len(tokens) else None
            if passed is None or (
                _ends_the_gap(tokens, index + skipped - 1) and index + skipped - 1 not in day
            ):
                return None
            if passed.kind == MARK:
                quoted = quoted or _quotation(tokens, index + skipped - 1)
            plain = passed.kind != MARK and not passed.capital and index + skipped - 1 not in quoted
            words += plain  # a name counts for nothing, nor does what is quoted
            names += passed.text == "," and _between_names(tokens, index + skipped - 1)
            if words > GAP_WORDS:
                return None
        way = _follow(rest, index + skipped, tokens, ids)
        if way is not None:
            return way[0], (*range(index, index + skipped), *way[1])
    return None


def _day_between_commas(tokens: Sequence[Token], index: int) -> range:
    """Return the stretch of a day that stands between commas: „odzyskała w środę, 10 lutego 2021 roku, wolność”."""
    behind = tokens[index + 1 : index + LONGEST_DAY]
    if index >= len(tokens) or tokens[index].text != "," or len(behind) < 3 or behind[0].kind != NUMBER:
        return range(0)
    end = next((at for at, token in enumerate(behind, index + 1) if token.kind == MARK), None)
    return (
        range(index, end + 1) if end is not None and tokens[end].text == "," and end - index > 2 else range(0)
    )


def _quotation(tokens: Sequence[Token], index: int) -> range:
    """Return the stretch of a short quotation that opens here: «завели «уголовное дело о призывах к терроризму» на»."""
    if tokens[index].text not in OPENING:
        return range(0)
    for at in range(index + 2, min(index + LONGEST_QUOTE, len(tokens))):
        if tokens[at].text in QUOTES:
            return range(index, at + 1)
        if tokens[at].kind == MARK:
            break
    return range(0)


def _between_names(tokens: Sequence[Token], index: int) -> bool:
    """Whether a capital stands in front of a comma and one behind it, or behind a small word: «і Пятра, і Алеся»."""
    behind = tokens[index + 1 : index + 3]
    return tokens[index - 1].text[0].isupper() and any(token.text[0].isupper() for token in behind)


def _ends_the_gap(tokens: Sequence[Token], index: int) -> bool:
    """Whether a mark that no gap passes stands there; the comma of “1,187 prisoners” is none."""
    passed = tokens[index]
    if passed.kind != MARK or passed.text in PASSED:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if passed.text == "," and _between_names(tokens, index):
        return False
    in_number = after is not None and after.kind == NUMBER and after.glued and passed.glued
    return not (in_number and passed.text == "," and tokens[index - 1].kind == NUMBER)


__all__ = ["MARK", "NUMBER", "WORD", "Lexicon", "Match"]
