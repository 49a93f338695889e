"""What a count of people tells without a verb: “reported 25 detentions”, “28 journalists in prison”, “three detainees: A, B and C”."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.events.beside_names import leads_to_names
from habeas.claims.events.no_events import parted
from habeas.claims.grammar.counts import Count
from habeas.claims.language.event_words import EventWords
from habeas.claims.sentences import Mark, Sentence

SOMEBODY_ELSE = ("roles", "relatives", "those_of", "persons", "peoples", "named_for", "bodies")
COUNTED = -1  # number of the words of an event that a count tells
WORDS_BESIDE = 5  # words between “behind bars” and the number of those who are there


def counted_event(sentence: Sentence, counts: Sequence[Count]) -> tuple[Mark, EventWords] | None:
    """Return what a count alone tells of: “reported 25 detentions”, «МВД сообщило о 25 задержанных», “28 journalists in prison”.

    Counted people tell of a detention only where a voice gives their number.
    """
    voiced = bool(sentence.marks("voices.say") or sentence.marks("voices.according"))
    for count in counts:
        for mark in sentence.marks("imprisoned"):
            if not count.bare and _beside(sentence, count, mark):
                return mark, EventWords("custody", -2)
        listed = leads_to_names(sentence, count.last) and _are_told_of(sentence, count)
        if count.noun is None or (count.bare and not listed) or count.partial:
            continue
        for mark in sentence.marks("counted_events"):
            inside = count.first <= mark.first and mark.last <= count.last
            if inside and (listed or voiced or mark.payload.sense == "events" or _opens(sentence, count)):
                words = EventWords("detention", COUNTED, who="after" if listed else "any")
                return mark, words
    return None


def _are_told_of(sentence: Sentence, count: Count) -> bool:
    """Whether the names behind the colon are theirs: “Detained: A”, “we know of two detainees: A and B”, no “lawyers of ...”."""
    if any(mark.first < count.first for name in SOMEBODY_ELSE for mark in sentence.marks(name)):
        return False
    about = [mark for name in ("about", "of") for mark in sentence.links(name)]
    return count.first == 0 or (not count.bare and any(mark.last == count.first for mark in about))


def _opens(sentence: Sentence, count: Count) -> bool:
    """Whether a number of people opens its sentence, or what a dash opens, or is told as a sum: «В Казани — 14 задержанных»."""
    summed = sentence.ends("totals", count.first) or _ends_of(sentence, count.first)
    return (
        summed
        or count.first == 0
        or _is_counted_behind(count)
        or (not count.bare and sentence.tokens[count.first - 1].text in "—–:")
    )


def _beside(sentence: Sentence, count: Count, mark: Mark) -> bool:
    """Whether “behind bars” stands right behind a count, or in front of it with no more than a verb between."""
    if 0 <= mark.first - count.last <= 1:
        return not parted(sentence, count.last, mark.first)
    return 0 <= count.first - mark.last <= WORDS_BESIDE and not parted(sentence, mark.last, count.first)


def _ends_of(sentence: Sentence, index: int) -> bool:
    """Whether “the number of” stands in front."""
    return any(mark.last == index and sentence.ends("totals", mark.first) for mark in sentence.links("of"))


def _is_counted_behind(count: Count) -> bool:
    """Whether the number stands behind its noun: «задержанных было не менее 30»."""
    return count.noun is not None and count.noun.first == count.first and not count.bare
