"""What a prisoner is not given, and who is not let in to him: two words of one clause, in any order and with others between.

“Her letters, sent in May, were returned” and „adwokata ostatni raz wpuszczono” stand in no list word for word. A word of refusing
and the thing refused (a letter, a parcel, a visit, a medicine), or a word of keeping out and the visitor kept out (a lawyer, a doctor),
tell of the conditions in which somebody is held wherever they meet in one clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from habeas.claims.events.no_events import parted
from habeas.claims.language.event_words import EventWords
from habeas.claims.sentences import Mark, Sentence

BY_WITHHOLDING = -11  # in place of the number of a row of a pack
KEPT_OUT = "withheld.kept_out"
PAIRS = (
    ("withheld.refused", "withheld.things"),
    ("withheld.banned", "withheld.dealings"),
    (KEPT_OUT, "withheld.visitors"),
)
REACH = 7  # words between what is refused and the word of refusing
NOT_OF_PRISON = ("courts", "courtrooms")  # who is not let into a courtroom is nobody's condition


@dataclass(frozen=True, slots=True)
class Withheld:
    """Where a clause says that something is withheld, as an event of the pack would stand there."""

    first: int
    last: int
    skipped: frozenset[int]
    words: EventWords


def withheld(sentence: Sentence, told: Sequence[Mark]) -> list[Withheld]:
    """Return at most one such event for each clause of which the listed words ``told`` tell nothing.

    What is told between its two words is where it was refused: “the parcel was, in Colony No. 3, not accepted”.
    """
    found: list[Withheld] = []
    for refusing, refused in _pairs(sentence):
        first, last = min(refusing.first, refused.first), max(refusing.last, refused.last)
        named = {at for mark in (refusing, refused) for at in range(mark.first, mark.last)}
        listed = any(not named.isdisjoint(range(one.first, one.last)) for one in told)
        if listed or any(one.first < last and first < one.last for one in found):
            continue
        skipped = frozenset(at for at in range(first, last) if at not in named)
        found.append(Withheld(first, last, skipped, EventWords("conditions", BY_WITHHOLDING, implicit=True)))
    return found


def _pairs(sentence: Sentence) -> Iterator[tuple[Mark, Mark]]:
    """Yield each word of refusing with the thing nearest to it in its clause."""
    for verbs, things in PAIRS:
        if not sentence.has(verbs) or not sentence.has(things):
            continue
        if verbs == KEPT_OUT and any(sentence.has(name) for name in NOT_OF_PRISON):
            continue
        for verb in sentence.marks(verbs):
            near = [
                thing
                for thing in sentence.marks(things)
                if _gap(sentence, verb, thing) <= REACH and not _apart(sentence, verb, thing)
            ]
            if near:
                yield verb, min(near, key=lambda thing: _gap(sentence, verb, thing))


def _gap(sentence: Sentence, one: Mark, other: Mark) -> int:
    """Return how many words stand between two marks, an aside between commas left out; none where they overlap."""
    first, last = min(one.last, other.last), max(one.first, other.first)
    commas = _aside(sentence, first, last)
    return max(0, last - first) - (commas[1] + 1 - commas[0] if commas else 0)


def _apart(sentence: Sentence, one: Mark, other: Mark) -> bool:
    """Whether a mark that ends a clause stands between, and no aside: «очки, присланные в марте, так и не отдали»."""
    first, last = min(one.last, other.last), max(one.first, other.first)
    commas = _aside(sentence, first, last)
    if not commas:
        return parted(sentence, first, last)
    return parted(sentence, first, commas[0]) or parted(sentence, commas[1] + 1, last)


def _aside(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Return where the two commas stand, if there are just two, of an aside between two words."""
    commas = [at for at in range(first, last) if sentence.tokens[at].text == ","]
    return (commas[0], commas[1]) if len(commas) == 2 and commas[1] - commas[0] <= REACH else None
