"""A stay told by its length alone: «Две ночи в ОВД «Якиманка»», “14 months in Correctional Centre 2”, „pół roku w areszcie domowym”.

The length opens its clause and the prison closes it, so that no verb can have them; beside a verdict such words are its term.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.language.event_words import EventWords
from habeas.claims.people.located import ENDS, JOINS
from habeas.claims.people.participants import Unit
from habeas.claims.people.visited import prisons
from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD

WAS_THERE = EventWords(type="custody", number=-18, implicit=True, ended=True)
OF_A_VERDICT = frozenset({"sentence", "sentence_requested", "exposure", "appeal", "arrest_order", "custody_extension"})  # fmt: skip
NIGHTS = "nights"  # a sense of ``stays`` in a pack
LONGEST = 4  # tokens of a length that no grammar of terms finds: “the second night”


def with_lengths(
    sentence: Sentence, values: Sequence[Found], units: Sequence[Unit], triggers: Sequence[Trigger]
) -> list[Trigger]:
    """Return the events, in order, with the stays that a length and a prison tell between them; weak words for the same give way."""
    told = list(triggers)
    headed = sentence.number == 0 and not units  # “A week behind bars: 30 August to 5 September”
    if headed or any(one.type in OF_A_VERDICT for one in told):
        return told
    for inside, last in prisons(sentence, values):
        first = _length_before(sentence, values, inside)
        if first is None or not (_begins(sentence, first) and _closes(sentence, last)):
            continue
        here = [one for one in told if one.first < last and first < one.last]
        if all(one.type == "custody" and (one.words.weak or one.first >= first) for one in here):
            told = [one for one in told if one not in here]
            told.append(Trigger(first, last, "custody", WAS_THERE))
    return sorted(told, key=lambda one: one.first)


def _length_before(sentence: Sentence, values: Sequence[Found], inside: int) -> int | None:
    """Return where the length begins that ends at ``inside``, or None; a term that is a punishment is none."""
    for one in values:
        if one.kind == "term" and one.last == inside and (not one.get("kind") or one.get("default")):
            return one.first
    marks = [mark for mark in sentence.marks("units") if mark.last == inside]
    marks += [
        mark for mark in sentence.marks("stays") if mark.payload.sense == NIGHTS and mark.last == inside
    ]
    if not marks:
        return None
    first = marks[0].first
    while first > 0 and marks[0].first - first < LONGEST and sentence.ends("numbers", first):
        first -= 1
    return first


def _begins(sentence: Sentence, first: int) -> bool:
    """Whether a clause begins there: behind a mark, “and” or “then”, or with the sentence; “after” makes it none of its own."""
    at = first
    while at > 0 and (sentence.ends("still", at) or sentence.link_ends("then", at)):
        at -= 1
    if at == 0 or sentence.tokens[at - 1].text in ENDS:
        return True
    return any(sentence.link_ends(name, at) for name in ("and", "but"))


def _closes(sentence: Sentence, index: int) -> bool:
    """Whether the clause ends there, at a mark or “and”; or what is said of the stay begins: “Five nights in Silivri were enough”."""
    if index >= len(sentence.tokens) or sentence.tokens[index].text in ENDS:
        return True
    said = any(sentence.link(name, index) is not None for name in (*JOINS, "passive"))
    return said or sentence.tokens[index].kind != WORD
