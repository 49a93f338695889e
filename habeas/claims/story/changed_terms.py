"""A term made into another is an appeal, whatever the verb: “cut from six years to five”, «замест чатырох гадоў — сем», «заменил три года колонии на условный срок».

What the court made of it is the appeal's own term; words of sentencing beside it (“he got seven instead of four”) tell of nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.grammar.replaced_terms import CHANGED, FORMER, is_of_an_appeal
from habeas.claims.language.event_words import EventWords
from habeas.claims.sentences import Mark, Sentence
from habeas.claims.story.sensed import BY_SENSE

MADE_OTHER = -14  # in place of the number of a row of a pack
WORDS = EventWords("appeal", MADE_OTHER, implicit=True)
BY_TERMS = {"term", "years", "days"}  # what words of sentencing need
AT_LARGE = frozenset({"restriction of freedom", "suspended", "corrective labour"})
FORMER_TERM = 8  # tokens of “from six years and three months to”
SAME_ACT = 6  # tokens between a verb of replacing and other words for the same


def changed_terms(sentence: Sentence, values: Sequence[Found], triggers: Sequence[Trigger]) -> list[Trigger]:
    """Return the events, those of a changed term told as an appeal and nothing else."""
    former = [value for value in values if value.kind == FORMER]
    made = [value for value in values if value.kind == "term" and value.get(CHANGED)]
    if not former and not made:
        return list(triggers)
    others = [value for value in values if value.kind == "term" and not value.get(CHANGED)]
    kept = [one for one in triggers if others or not _is_of_the_term(one)]
    if any(one.type == "appeal" for one in kept):
        return kept
    made = [value for value in made if _gave_way(sentence, value)]
    verb = _verb(sentence, [*former, *made]) if former or made else None
    if verb is None:
        return list(triggers)
    if former and all(one.get("kind") in AT_LARGE for one in former) and not is_of_an_appeal(sentence):
        return list(triggers)  # «заменили год ограничения свободы на колонию» is a stricter regime
    if former:
        kept = [one for one in kept if one.type != "regime_change" or abs(one.first - verb.first) > SAME_ACT]
    return sorted([*kept, Trigger(verb.first, verb.last, "appeal", WORDS)], key=lambda one: one.first)


def _gave_way(sentence: Sentence, made: Found) -> bool:
    """Whether the term that gave way stands in front: “from six years to five”, «вместо четырёх лет — семь», “cut 19 years to nine”."""
    return any(
        0 <= made.first - mark.last <= FORMER_TERM
        for category in ("changed_from", "instead_of", "changed_by")
        for mark in sentence.marks(category)
    ) or any(
        verb.last <= unit.first < made.first <= verb.last + FORMER_TERM
        for verb in sentence.marks("changed")
        for unit in sentence.marks("units")
    )


def _verb(sentence: Sentence, terms: Sequence[Found]) -> Mark | None:
    """Return the verb of changing or replacing nearest to the terms."""
    verbs = [*sentence.marks("changed"), *sentence.marks("replaced")]
    return min(verbs, key=lambda verb: min(abs(verb.first - term.first) for term in terms), default=None)


def _is_of_the_term(trigger: Trigger) -> bool:
    """Whether an event is told by a term alone, or was only weighed: it is what the court of appeal did."""
    weighed = trigger.words.number == BY_SENSE and trigger.type in ("sentence", "appeal")
    needs = bool(BY_TERMS & set(trigger.words.needs)) or trigger.words.weak
    return weighed or (trigger.type == "sentence" and needs)
