"""Weighs the events of a sentence against all its words: adds what was told in words nobody listed, drops what only looked so.

The weights were learned from sentences told in many ways (:mod:`habeas.claims.story.sense_weights`). What is added or dropped says which words
decided, so that a volunteer can see why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft
from habeas.claims.events.counted_events import COUNTED
from habeas.claims.events.only_asked import asks_what
from habeas.claims.events.paired_words import BY_PAIR
from habeas.claims.events.triggers import Trigger, meaning_of
from habeas.claims.fields.accusations import find_accusations
from habeas.claims.found import Found
from habeas.claims.language.event_words import EventWords
from habeas.claims.lines.headings import is_hearing
from habeas.claims.people.lengths_inside import WAS_THERE
from habeas.claims.people.located import IS_THERE
from habeas.claims.people.participants import Unit
from habeas.claims.people.visited import IS_VISITED
from habeas.claims.sentences import Sentence
from habeas.claims.story.gapped import has_dash
from habeas.claims.story.sense_clues import Clues, clues_of
from habeas.claims.story.sense_weights import senses
from habeas.model.claim import Modality
from habeas.model.reading import Rejected
from habeas.model.reason import Reason
from habeas.text.tokens import WORD

BY_SENSE = -10  # in place of the number of a row of a pack
MOST_NAMED = 3  # words that a reason names
FEWEST_WORDS = 2
JOINING = 4  # letters of a word that “after” needs to lead in a clause: «того», „tym”
LEAST = 0.5  # how much the best word must speak for an event (log odds)
BY_ITS_PLACE = frozenset(
    {COUNTED, IS_THERE.number, IS_VISITED.number, WAS_THERE.number}
)  # read by how the words stand
ACCUSES = "charge"  # of what somebody was convicted is a field of the sentence
SPARED = frozenset(
    {"sentence_requested", "exposure", "not_released"}
)  # they keep a heavier event from being read
NOTHING = "nothing"  # the sense of words that a pack lists as telling of nothing
HELD = (
    "held_people",
    "imprisoned",
    "paired.rooms",
)  # words by which only people in prison are called, and cells
OF_A_CASE = frozenset({"court", "date"})  # beside which listed words are believed
NO_EVENT = (
    "voices.say", "voices.according", "relatives", "persons", "bodies", "pronouns", "relative", "links", "modality",
    "roles", "support", "no_events", "hypothetical",
)  # fmt: skip
Weigh = Callable[
    [Sentence, Sequence[Found], Sequence[Unit], Sequence[Trigger], ClaimTypes],
    tuple[list[Trigger], list[Rejected]],
]


def sensed(
    sentence: Sentence,
    values: Sequence[Found],
    units: Sequence[Unit],
    triggers: Sequence[Trigger],
    types: ClaimTypes,
) -> tuple[list[Trigger], list[Rejected]]:
    """Return the events as the whole sentence lets them be read, and which were dropped with why."""
    few = sum(token.kind == WORD for token in sentence.tokens) < FEWEST_WORDS
    calendar = is_hearing(sentence, values)  # a day in court, whatever else the line says
    if few or calendar or sentence.marks("instructions"):
        return list(triggers), []
    clues = clues_of(sentence, values, units, [one.type for one in triggers])
    learned = senses()
    shares = learned.shares(clues)
    sure = any(one.kind in OF_A_CASE for one in values)
    kept = [
        one
        for one in triggers
        if sure
        or one.type in SPARED
        or one.words.modality == Modality.DENIED  # a denial is listed as such
        or one.words.number in BY_ITS_PLACE
        or _has_its_term(sentence, one, values)
        or shares.get(one.type, 1.0) >= learned.doubt
    ]
    dropped = [_doubted(sentence, one, clues) for one in triggers if one not in kept]
    told = {one.type for one in kept}
    if sentence.has("voices.denies_it") or any(has_dash(sentence, unit) for unit in units):
        # “denies the claim” takes back what was told before; the dash says what the words would
        return kept, dropped
    kinds = [
        kind
        for kind, share in shares.items()
        if share > (learned.propose if types.get(kind).held is None else learned.propose_held)
        and kind not in told
        and not (kind == ACCUSES and any(types.holds(one, "accusation") for one in told))
    ]
    taken = _taken(sentence, values, units, kept) if kinds else frozenset()
    fresh = [
        one
        for kind in kinds
        if (one := _proposed(sentence, kind, clues, taken, kept, values, types)) is not None
    ]
    return sorted([*kept, *fresh], key=lambda one: one.first), dropped


def _has_its_term(sentence: Sentence, trigger: Trigger, values: Sequence[Found]) -> bool:
    """Whether a term is right behind the event's words, or is served: “sentenced to 14 years”, “is serving eight years for treason”."""
    if trigger.type != "sentence":
        return False
    at_once = not trigger.words.needs and any(
        one.kind == "term" and one.first == trigger.last for one in values
    )
    return at_once or any(
        trigger.first <= mark.first < trigger.last
        and any(one.kind == "term" and one.last > mark.last for one in values)
        for mark in sentence.marks("serving")
    )


def borne_out(drafts: Sequence[Draft], for_others: frozenset[str] = frozenset()) -> list[Draft]:
    """Return the drafts without weighed ones, what two words of a clause tell and denials of guilt, about somebody of whom nothing else is told.

    He may be there by office; a player may deny a foul, a village may have no water. So with the health of those who are
    there only ``for_others``: a prisoner's father may be ill.
    """
    lean = [
        _leans(draft) or (draft.type == "health" and for_others.issuperset(draft.subjects))
        for draft in drafts
    ]
    told = {one for draft, leans in zip(drafts, lean, strict=True) if not leans for one in draft.subjects}
    return [
        draft
        for draft, leans in zip(drafts, lean, strict=True)
        if not leans or told.issuperset(draft.subjects)
    ]


def _leans(draft: Draft) -> bool:
    """Whether a draft needs another that tells of the same people."""
    weighed = draft.rule == f"event.{draft.type}.{BY_SENSE}"
    inside = "facility" in draft.fields or any(draft.sentence.has(name) for name in HELD)
    paired = draft.rule == f"event.{draft.type}.{BY_PAIR}" and not inside and draft.type != "health"
    return weighed or paired or (draft.type == "charge" and draft.modality is Modality.DENIED)


def _taken(
    sentence: Sentence, values: Sequence[Found], units: Sequence[Unit], kept: Sequence[Trigger]
) -> frozenset[int]:
    """Return the tokens that say something already, and so can speak for no other event."""
    stretches = [
        *((one.first, one.last) for one in values),
        *((one.first, one.last) for one in kept),
        *((one.first, one.last) for unit in units for one in unit.members),
        *((0, 1) for unit in units if unit.first == 1),  # “Organiser X”: what somebody is
        *((one.first, one.last) for category in NO_EVENT for one in sentence.marks(category)),
        *((one.first, one.last) for one in sentence.marks("events") if one.payload.sense == NOTHING),
        *((one.first, one.last) for one in find_accusations(sentence, values, kept, {})),
    ]
    return frozenset(at for first, last in stretches for at in range(first, last))


def _proposed(
    sentence: Sentence,
    kind: str,
    clues: Sequence[Clues],
    taken: frozenset[int],
    kept: Sequence[Trigger],
    values: Sequence[Found],
    types: ClaimTypes,
) -> Trigger | None:
    """Return the event of a type, at the word outside of those ``taken`` that speaks for it most."""
    spoken = senses().spoken(clues, kind)
    free = {at for at in spoken if at >= 0 and at not in taken and _may_tell(sentence, at)}
    best = max(free, key=lambda at: spoken[at], default=None)
    if best is None or spoken[best] < LEAST:
        return None
    first = last = best
    while first - 1 in free and spoken[first - 1] > 0:
        first -= 1
    while last + 1 in free and spoken[last + 1] > 0:
        last += 1
    if kind == ACCUSES and asks_what(sentence, best):
        return None  # “what he is accused of is not known”
    if kind == "release" and sentence.at("upon", first - 1) is not None:
        return None  # „po zwolnieniu będzie pod dozorem”: it may be yet to come
    words = EventWords(kind, BY_SENSE, implicit=True)
    trigger = Trigger(first, last + 1, kind, words, why=_why(sentence, spoken))
    return meaning_of(sentence, trigger, kept, types, values)


def _may_tell(sentence: Sentence, index: int) -> bool:
    """Whether a word can tell of an event: no name can, be it of a paper or a place, and no small word of «после того как»."""
    token = sentence.tokens[index]
    joins = len(token.text) <= JOINING and sentence.at("upon", index - 1) is not None
    return token.kind == WORD and not joins and (index == 0 or token.upper or not token.capital)


def _loudest(sentence: Sentence, spoken: Mapping[int, float], side: int) -> str:
    """Return the words that speak most for an event (``side`` 1) or against it (-1), in quotes, as they stand."""
    most = sorted(
        (at for at in spoken if at >= 0 and side * spoken[at] > 0), key=lambda at: -side * spoken[at]
    )
    return ", ".join(f"“{sentence.tokens[at].text}”" for at in sorted(most[:MOST_NAMED]))


def _why(sentence: Sentence, spoken: Mapping[int, float]) -> Reason:
    """Say which words of a sentence speak most for an event that no listed words tell."""
    words = _loudest(sentence, spoken, 1)
    told = f"no words that we list say so; the sentence was weighed as a whole, and {words} speak for it"
    return Reason("event.weighed", told, (("for", words),))


def _doubted(sentence: Sentence, trigger: Trigger, clues: Sequence[Clues]) -> Rejected:
    """Say of a dropped event which words spoke against it."""
    words = _loudest(sentence, senses().spoken(clues, trigger.type), -1)
    span = sentence.span(trigger.first, trigger.last)
    why = f"“{span.text}” is not taken for an event here: {words} speak against it"
    return Rejected(span, Reason("event.doubted", why, (("words", span.text), ("against", words))))
