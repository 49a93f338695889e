"""The clues by which a sentence as a whole is weighed: which events do its words speak for?

A clue is a short text (“g:zatr”: four sounds in a row in a word; “b:to|<court>”: two words side by side). Words are seen
through their sounds, so that what was learned in Belarusian serves in Lacinka and in Russian; names, dates and other
values by what they are, not by which they are. The same code makes the clues for learning and for reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from habeas.claims.found import Found
from habeas.claims.names.name_lists import sounds, stem
from habeas.claims.people.participants import Unit
from habeas.claims.sentences import Sentence
from habeas.text.tokens import NUMBER, WORD

MARKED = (
    "voices.say", "voices.according", "relatives", "persons", "bodies", "support", "modality", "accusation", "until",
    "pronouns", "relative", "roles", "no_events", "facilities", "courts",
)  # fmt: skip
IN_A_ROW = (
    4  # sounds of a word that are a clue of their own: words of one root, and of two languages, share them
)
LONGEST = 60  # words of a sentence that are looked at; what lists hold behind them is told row by row
EDGES = ("^", "$")
IS_NUMBER = "N"


class Clues(NamedTuple):
    """What one thing is a clue by (a word: itself, its beginning, its sounds in a row), and the word (token) at which it
    stands; -1 where it is the whole sentence's.
    """

    texts: tuple[str, ...]
    at: int


def clues_of(
    sentence: Sentence, values: Sequence[Found], units: Sequence[Unit], types: Sequence[str]
) -> list[Clues]:
    """Return the clues of a sentence in which ``values`` and ``units`` were found and ``types`` of events read."""
    kinds = _kinds(values, units)
    found = [*_words(sentence, kinds), *_marks(sentence)]
    told = sorted({*kinds.values()})
    found += [Clues((f"k:{kind}",), -1) for kind in told]
    found += [Clues((f"K:{'+'.join(told)}",), -1)]
    found += [Clues((f"r:{kind}",), -1) for kind in sorted(set(types)) or ["none"]]
    if sentence.opens_line:
        found.append(Clues(("line",), -1))
    return found


def _kinds(values: Sequence[Found], units: Sequence[Unit]) -> dict[int, str]:
    """Return what stands at each word that belongs to a value or to somebody."""
    kinds = {at: one.kind for one in values for at in range(one.first, one.last)}
    for unit in units:
        for member in unit.members:
            kinds |= dict.fromkeys(range(member.first, member.last), f"who.{member.sort}")
    return kinds


def _words(sentence: Sentence, kinds: dict[int, str]) -> Iterator[Clues]:
    """Yield the clues of single words and of words side by side; values stand for what they are."""
    row: list[tuple[str, int]] = [(EDGES[0], -1)]
    for at, token in enumerate(sentence.tokens[:LONGEST]):
        kind = kinds.get(at)
        if kind is not None:
            if row[-1][0] != f"<{kind}>":
                row.append((f"<{kind}>", at))
        elif token.kind == WORD:
            yield Clues(_of_word(token.key), at)
            row.append((stem(token.key), at))
        else:
            row.append((IS_NUMBER if token.kind == NUMBER else token.text, at))
    row.append((EDGES[1], -1))
    for (word, at), (after, _) in pairwise(row):
        yield Clues((f"b:{word}|{after}",), at)


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[str, ...]:
    """Return the clues of a word: its sounds, its beginning, and its sounds as they stand side by side."""
    sound = sounds(word)
    whole = f"{EDGES[0]}{sound}{EDGES[1]}"
    rows = range(max(1, len(whole) - IN_A_ROW + 1))
    return (f"w:{sound}", f"s:{stem(word)}", *(f"g:{whole[at : at + IN_A_ROW]}" for at in rows))


def _marks(sentence: Sentence) -> Iterator[Clues]:
    """Yield what the language pack knows of the words: events they may be, voices, relatives, ..."""
    senses = set()
    for mark in sentence.marks("events"):
        if mark.first < LONGEST:
            senses.add(mark.payload.sense)
            yield Clues((f"e:{mark.payload.sense}",), mark.first)
    for category in MARKED:
        if sentence.has(category):
            yield Clues((f"c:{category}",), sentence.marks(category)[0].first)
            for sense in senses:
                yield Clues((f"ec:{sense}|{category}",), -1)
