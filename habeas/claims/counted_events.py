"""What a count of people tells without a verb: “reported 25 detentions”, “28 journalists in prison”, “three detainees: A, B and C”."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.beside_names import leads_to_names
from habeas.claims.event_words import EventWords
from habeas.claims.grammar.counts import Count
from habeas.claims.no_events import parted
from habeas.claims.sentences import Mark, Sentence

SOMEBODY_ELSE = ("roles", "relatives", "those_of", "persons", "peoples", "named_for", "bodies")
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
                words = EventWords("detention", -1, who="after" if listed else "any")
                return mark, words
    return None


def _are_told_of(sentence: Sentence, count: Count) -> bool:
    """Whether the names behind the colon are theirs: “Detained: A”, “we know of two detainees: A and B”, no “lawyers of ...”."""
    if any(mark.first < count.first for name in SOMEBODY_ELSE for mark in sentence.marks(name)):
        return False
    about = [mark for name in ("about", "of") for mark in sentence.links(name)]
    return count.first == 0 or (not count.bare and any(mark.last == count.first for mark in about))


def _opens(sentence: Sentence, count: Count) -> bool:
    """Whether a number of people opens its sentence, or what a dash opens: «Около 30 задержанных», «В Казани — 14 задержанных»."""
    return count.first == 0 or (not count.bare and sentence.tokens[count.first - 1].text in "—–:")


def _beside(sentence: Sentence, count: Count, mark: Mark) -> bool:
    """Whether “behind bars” stands right behind a count, or in front of it with no more than a verb between."""
    if 0 <= mark.first - count.last <= 1:
        return not parted(sentence, count.last, mark.first)
    return 0 <= count.first - mark.last <= WORDS_BESIDE and not parted(sentence, mark.last, count.first)
