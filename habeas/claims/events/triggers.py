"""The words in a sentence that say something has happened, with what changes their meaning.

Of overlapping phrases the longest counts; phrases inside a court's, facility's or term's name are no events.
“Not”, “will”, “in absentia”, “allegedly” beside the words make another claim of them, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.events.beside_names import leads_to_names
from habeas.claims.events.counted_events import counted_event
from habeas.claims.events.modal_words import modal_words
from habeas.claims.events.needed_values import has_what_it_needs
from habeas.claims.events.no_events import (
    condemns_a_deed,
    is_of_a_court,
    is_of_a_title,
    of_things,
    only_describes,
    only_threatens,
    parted,
)
from habeas.claims.events.no_illness import is_no_illness
from habeas.claims.events.only_asked import tells_nothing
from habeas.claims.events.out_of_prison import is_from_prison
from habeas.claims.events.paired_words import paired_words
from habeas.claims.events.phrase_gaps import only_places, spans_another
from habeas.claims.found import Found
from habeas.claims.grammar.counts import Count
from habeas.claims.language.event_words import EventWords
from habeas.claims.sentences import Mark, Sentence
from habeas.model.claim import Modality
from habeas.model.reason import Reason

BEFORE, BEHIND = 6, 4  # words in which a modal word or a “not” reaches the event
DENIED_CLAUSE = 12  # words over which “denied that” reaches
DENIABLE = frozenset({"detention", "ill_treatment"})
FEARED = DENIABLE | {"custody", "arrest_order", "transfer", "sentence"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event's words: tokens ``first`` to ``last``, its type after negation, and its modality.

    ``skipped`` are the tokens inside that the pack's phrase does not name; ``why`` is what else speaks for it.
    """

    first: int
    last: int
    type: str
    words: EventWords
    modality: Modality | None = None
    hedged: bool = False
    carried: bool = False
    needs_voice: bool = False
    skipped: frozenset[int] = frozenset()
    why: Reason | None = None


def find_triggers(
    sentence: Sentence, values: Sequence[Found], types: ClaimTypes, counts: Sequence[Count] = ()
) -> list[Trigger]:
    """Return the events of the sentence, in order, negated ones turned or dropped; the noun of a count is none."""
    if sentence.marks("instructions"):
        return []
    found: list[Trigger] = []
    told = _longest(sentence, values)
    for mark in told:
        event = mark.payload.event
        if (
            event is None
            or tells_nothing(sentence, mark, told)
            or not types.known(event.type)
            or not has_what_it_needs(sentence, mark, event, values)
        ):
            continue
        if only_describes(sentence, mark, counts) or only_threatens(sentence, mark, values):
            continue
        found.append(Trigger(mark.first, mark.last, event.type, event, skipped=mark.skipped))
    by_number = counted_event(sentence, counts)
    counted = (
        [Trigger(by_number[0].first, by_number[0].last, by_number[1].type, by_number[1])] if by_number else []
    )
    listed = [
        one for one in counted if leads_to_names(sentence, one.last)
    ]  # „Zatrzymani: A, B (już na wolności)”
    for one in paired_words(sentence, [mark for mark in told if _tells(sentence, mark, values)]):
        if one.words.type == "conditions":  # what stands between is where it was refused
            found = [other for other in found if not one.first <= other.first < one.last]
        found.append(Trigger(one.first, one.last, one.words.type, one.words, skipped=one.skipped))
    found = sorted(
        (one for one in found if not is_no_illness(sentence, one, found)), key=lambda one: one.first
    )
    if all(one.type == "search" for one in found):  # “31 detentions and 14 searches”
        found = [*found, *counted]
    elif listed and listed[0].last < found[0].first:
        found = [*listed, *found]
    return [
        changed
        for trigger in found
        if (changed := meaning_of(sentence, trigger, found, types, values)) is not None
    ]


def _tells(sentence: Sentence, mark: Mark, values: Sequence[Found]) -> bool:
    """Whether listed words may tell what they are listed for: they have the value that they need, and take no things."""
    event = mark.payload.event
    needed = event is None or has_what_it_needs(sentence, mark, event, values)
    return needed and not (event is not None and event.type == "detention" and of_things(sentence, mark))


def _longest(sentence: Sentence, values: Sequence[Found]) -> list[Mark]:
    """Return event marks without overlaps, longest first chosen, in text order."""
    names = [
        value for value in values if value.kind in ("facility", "court", "term", "place", "agency", "fine")
    ]
    kept: list[Mark] = []
    strength = sorted(
        sentence.marks("events"),
        key=lambda mark: (
            spans_another(sentence, mark),
            mark.first - mark.last,
            len(mark.skipped),
            bool(mark.payload.event and mark.payload.event.weak),
            not (mark.payload.event and mark.payload.event.needs),
            mark.first,
        ),
    )
    for mark in strength:
        inside = any(value.first <= mark.first and mark.last <= value.last for value in names)
        inside = inside or any(
            one.first <= mark.first and mark.last <= one.last for one in sentence.marks("no_events")
        )
        inside = inside or (mark.payload.sense == "detention" and of_things(sentence, mark))
        inside = inside or is_of_a_title(sentence, mark) or condemns_a_deed(sentence, mark)
        inside = inside or is_of_a_court(mark, values) or is_from_prison(sentence, mark, values)
        inside = inside or only_places(sentence, mark)
        if inside or any(mark.first < other.last and other.first < mark.last for other in kept):
            continue
        event = mark.payload.event
        if event is not None and not has_what_it_needs(sentence, mark, event, values):
            continue
        kept.append(mark)
    return sorted(kept, key=lambda mark: mark.first)


def meaning_of(
    sentence: Sentence,
    trigger: Trigger,
    all_triggers: Sequence[Trigger],
    types: ClaimTypes,
    values: Sequence[Found],
) -> Trigger | None:
    """Return the event as the words around it mean it: turned by a “not”, with its modality; None where they take it back."""
    if _hypothetical(sentence, trigger) or _feared(sentence, trigger):
        return None
    if _negated(sentence, trigger):
        turned = types.negated(trigger.type)
        if turned is None:  # a denial, if somebody says so: “X was not detained, the police spokeswoman said”
            denied = replace(trigger, modality=Modality.DENIED, needs_voice=True)
            return denied if trigger.type in DENIABLE else None
        trigger = replace(trigger, type=turned)
    modality, hedged = _modality(sentence, trigger, all_triggers, types, values)
    if (modality, hedged) == (trigger.modality, trigger.hedged):
        return trigger
    return replace(trigger, modality=modality, hedged=hedged)


def _near(sentence: Sentence, trigger: Trigger, mark: Mark, *, behind: int = 0) -> bool:
    """Whether a word stands inside the event's words, just before them, or (``behind``) just after."""
    if trigger.first <= mark.first < trigger.last:
        return True
    if mark.last <= trigger.first:
        return trigger.first - mark.last <= BEFORE and not parted(sentence, mark.last, trigger.first)
    return (
        0 <= mark.first - trigger.last <= (behind or -1)
        and not parted(sentence, trigger.last, mark.first)
        and not any(trigger.last <= link.first < mark.first for link in sentence.links("and"))
    )


def _denies(sentence: Sentence, mark: Mark, trigger: Trigger) -> bool:
    """Whether the event stands in the clause that a word of denial opens: “denies that X was beaten”."""
    at = mark.last + (mark.last < len(sentence.tokens) and sentence.tokens[mark.last].text == ",")
    that = sentence.link("reported", at)
    reached = that is not None and that.last <= trigger.first <= mark.last + DENIED_CLAUSE
    return reached and not parted(sentence, at, trigger.first)


def _negated(sentence: Sentence, trigger: Trigger) -> bool:
    for mark in sentence.links("not"):
        if trigger.first <= mark.first < trigger.last and mark.first not in trigger.skipped:
            return False  # the pack's own phrase is of a negation: “was not allowed”, «без изменения»
    for mark in sentence.links("not"):
        behind = mark.first == trigger.last and sentence.link("passive", mark.last) is not None
        inside = mark.first in trigger.skipped
        just_before = 0 <= trigger.first - mark.last <= 2 and not parted(sentence, mark.last, trigger.first)
        if mark.last < trigger.first and sentence.link("passive", trigger.first) is not None:
            just_before = False  # “whose name is not known were fined”
        if behind or inside or just_before:
            return True  # «затрымана не была»
    return False


def _hypothetical(sentence: Sentence, trigger: Trigger) -> bool:
    denials = {mark.last for mark in sentence.marks("modality") if mark.payload.sense == "denied"}
    return any(
        mark.first - 1 not in denials  # “denied, by zakonnicę bito”
        and not sentence.link_ends("those", mark.first - 1)  # «серед тих, кого»
        and not (sentence.tokens[mark.first].glued and sentence.tokens[mark.first - 1].text == ".")  # Tut.by
        and ((mark.first == trigger.first and mark.last - mark.first > 1) or (mark.first < trigger.first and -1 <= trigger.first - mark.last <= BEFORE))  # “asked to [be] moved”, «сидел бы»
        and not parted(sentence, _behind_that(sentence, mark.last), trigger.first)
        and not (mark.last < trigger.first and _goes_on_with_a_verb(sentence, trigger))
        for mark in sentence.marks("hypothetical")
    )  # fmt: skip


def _feared(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether it is only feared, awaited or avoided: «опасается ареста», «боїться, що його заарештують»; not «боится за арестованного»."""
    for mark in sentence.marks("fears") if trigger.type in FEARED else ():
        clause = _behind_that(sentence, mark.last)
        that = clause > mark.last and clause <= trigger.first <= clause + BEFORE
        if (that and not parted(sentence, clause, trigger.first)) or 0 <= trigger.first - mark.last <= 1:
            return True
    return False


def _goes_on_with_a_verb(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether “and was” begins the event's words where every verb has its subject: “refused to be searched and was beaten”."""
    passive = sentence.link("passive", trigger.first) is not None
    return sentence.pack.has_articles and passive and sentence.link_ends("and", trigger.first)


def _behind_that(sentence: Sentence, index: int) -> int:
    """Return where the clause begins that “, that” opens at ``index``: “we wrote by mistake, that X was jailed”."""
    at = index + (index < len(sentence.tokens) and sentence.tokens[index].text == ",")
    that = sentence.link("reported", at)
    return that.last if that is not None else index


def _modality(
    sentence: Sentence,
    trigger: Trigger,
    all_triggers: Sequence[Trigger],
    types: ClaimTypes,
    values: Sequence[Found],
) -> tuple[Modality | None, bool]:
    """Return the modality that words nearby give, and whether the text hedges."""
    if trigger.words.modality:
        return (Modality(trigger.words.modality) if trigger.words.modality != "none" else None), False
    found: set[str] = set()
    for mark in modal_words(sentence):
        sense = mark.payload.sense
        if any(value.overlaps(mark.first, mark.last) for value in values):
            continue  # “May” is a month here
        if sense == "denied" and any(one.first <= mark.first < one.last for one in all_triggers):
            continue  # “was denied medical help”
        if sense == "in absentia":
            near = min(abs(mark.first - trigger.last), abs(trigger.first - mark.last))
            low, high = sorted((mark.first, trigger.first))
            near_enough = near <= 8 or _behind_its_term(trigger, mark, all_triggers, values)
            if near_enough and not any(low < link.first < high for link in sentence.links("but")):
                found.add(sense)
            continue
        between = any(
            other is not trigger and mark.last <= other.first and other.last <= trigger.first
            for other in all_triggers
        )
        opens = sense == "alleged" and mark.first == 0 and not between
        opens = opens or (sense == "denied" and _denies(sentence, mark, trigger))
        if opens or (
            not between and _near(sentence, trigger, mark, behind=BEHIND if sense == "expected" else 0)
        ):
            found.add(sense)
    hedged = any(_near(sentence, trigger, mark, behind=BEHIND) for mark in sentence.marks("hedged"))
    for sense in ("denied", "in absentia", "alleged", "expected"):
        if sense in found and not (
            sense == "expected" and (types.is_state(trigger.type) or _never_expected(trigger))
        ):
            return Modality(sense), hedged
    return None, hedged


def _behind_its_term(
    trigger: Trigger, mark: Mark, all_triggers: Sequence[Trigger], values: Sequence[Found]
) -> bool:
    """Whether “in absentia” stands behind the term that the event gave: “sentenced X, a former spokesman, to eight years in absentia”."""
    term = any(value.kind == "term" and 0 <= mark.first - value.last <= 1 for value in values)
    return term and trigger.last <= mark.first and not any(
        trigger.last <= other.first < mark.first for other in all_triggers
    )  # fmt: skip


def _never_expected(trigger: Trigger) -> bool:
    return trigger.type in ("exposure", "sentence_requested", "term_end", "recognition", "not_released")
