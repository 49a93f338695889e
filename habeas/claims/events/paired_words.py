"""What a prisoner is not given, what ails him, what is done to him: two words of one clause, in any order and with others between.

“Her letters, sent in May, were returned” and „adwokata ostatni raz wpuszczono” stand in no list word for word. A word of refusing
and the thing refused (a letter, a parcel, a visit, a medicine), or a word of keeping out and the visitor kept out (a lawyer, a doctor),
tell of the conditions in which somebody is held wherever they meet in one clause. So do a part of the body and what befell it
(«зубы – за год выпали почти все»), a treatment and the need of it, a cell and what is bad in it, and the words of the other pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from habeas.claims.events.no_events import parted
from habeas.claims.language.event_words import EventWords
from habeas.claims.sentences import Mark, Sentence

BY_PAIR = -30  # in place of the number of a row of a pack
KEPT_OUT = "withheld.kept_out"
PAIRS = (
    ("conditions", "withheld.refused", "withheld.things"),
    ("conditions", "withheld.banned", "withheld.dealings"),
    ("conditions", KEPT_OUT, "withheld.visitors"),
    ("conditions", "paired.rooms", "paired.hardships"),
    ("ill_treatment", "paired.forced", "paired.acts"),
    ("health", "paired.fails", "paired.parts"),
    ("health", "paired.needs", "paired.care"),
    ("regime_change", "paired.listed", "paired.watched"),
    ("recognition", "paired.called", "paired.titles"),
    ("state_listing", "paired.entered", "paired.registers"),
)
REACH = 7  # words between the two
NOT_OF_PRISON = ("courts", "courtrooms")  # who is not let into a courtroom is nobody's condition


@dataclass(frozen=True, slots=True)
class PairedWords:
    """Where the two words of a pair meet in a clause, as an event of the pack would stand there."""

    first: int
    last: int
    skipped: frozenset[int]
    words: EventWords


def paired_words(sentence: Sentence, told: Sequence[Mark]) -> list[PairedWords]:
    """Return at most one such event of a type for each clause of which the listed words ``told`` tell nothing.

    What is told between its two words is where it was refused: “the parcel was, in Colony No. 3, not accepted”.
    """
    found: list[PairedWords] = []
    for kind, one, other in _pairs(sentence):
        first, last = min(one.first, other.first), max(one.last, other.last)
        named = {at for mark in (one, other) for at in range(mark.first, mark.last)}
        listed = any(not named.isdisjoint(range(mark.first, mark.last)) for mark in told)
        if listed or any(been.first < last and first < been.last for been in found):
            continue
        skipped = frozenset(at for at in range(first, last) if at not in named)
        words = EventWords(kind, BY_PAIR, implicit=True, voice=kind == "recognition")
        found.append(PairedWords(first, last, skipped, words))
    return found


def _pairs(sentence: Sentence) -> Iterator[tuple[str, Mark, Mark]]:
    """Yield each first word of a pair with the second one nearest to it in its clause, and the type of which they tell."""
    for kind, verbs, things in PAIRS:
        if not sentence.has(verbs) or not sentence.has(things):
            continue
        if verbs == KEPT_OUT and any(sentence.has(name) for name in NOT_OF_PRISON):
            continue
        for verb in sentence.marks(verbs):
            near = [
                thing
                for thing in sentence.marks(things)
                if not _is_named(sentence, thing)
                and _gap(sentence, verb, thing) <= REACH
                and not _apart(sentence, verb, thing)
            ]
            if near:
                yield kind, verb, min(near, key=lambda thing: _gap(sentence, verb, thing))


def _is_named(sentence: Sentence, mark: Mark) -> bool:
    """Whether the word is a name: of Anna Zub no tooth is told."""
    token = sentence.tokens[mark.first]
    return mark.first > 0 and token.capital and not token.upper


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
