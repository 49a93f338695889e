"""Which verbs of saying say nothing: an event's own word, a passive, the verb of a clause about a paper."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.events.triggers import Trigger
from habeas.claims.language.event_words import EventWords
from habeas.claims.sentences import Mark, Sentence

ANNOUNCED = "appeal"  # „Obrona zapowiada apelację”: who announces it says so


def tells_nothing(sentence: Sentence, verb: Mark, triggers: Sequence[Trigger]) -> bool:
    """Whether a verb of saying is an event's word, has no voice (“has been noted”) or is told of a paper: “that he wrote for”."""
    own = [one for one in triggers if not _is_announced(one.words) and not _leaves(sentence, verb, one)]
    if any(trigger.first < verb.last and verb.first < trigger.last for trigger in own):
        return True
    events = [one for one in sentence.marks("events") if not _is_announced(one.payload.event)]
    if any(one.first <= verb.first < one.last and not _leaves(sentence, verb, one) for one in events):
        return True
    return (
        _is_passive(sentence, verb)
        or sentence.at("learned_of", verb.first) is not None  # “the family learned of it the next day”
        or _is_noun(sentence, verb)
        or (verb.first > 0 and sentence.link("who", verb.first - 1) is not None)
    )


def _is_announced(words: EventWords | None) -> bool:
    """Whether who announces it says so: an appeal to come, not “confirmed the sentence”."""
    return words is not None and words.type == ANNOUNCED and words.modality is not None


def _leaves(sentence: Sentence, verb: Mark, event: Trigger | Mark) -> bool:
    """Whether an event's words leave the verb its voice."""
    return _tells_of(sentence, verb, event) or _is_aside(sentence, verb, event)


def _is_aside(sentence: Sentence, verb: Mark, event: Trigger | Mark) -> bool:
    """Whether the event's words only stand around the verb and its commas: «Кормят женщин, пишет X, перловкой»."""
    return verb.first in event.skipped and sentence.tokens[verb.first - 1].text == ","


def _tells_of(sentence: Sentence, verb: Mark, event: Trigger | Mark) -> bool:
    """Whether an event's words begin with the verb and name what it tells of: „poinformowała o zatrzymaniu”, «повідомила про арешт»."""
    named = sentence.link("about", verb.last)
    return event.first == verb.first and named is not None and named.last < event.last


def _is_noun(sentence: Sentence, verb: Mark) -> bool:
    """Whether an article or a preposition in front makes a noun of the word, in a language with articles: “for comments”."""
    if not sentence.pack.has_articles or verb.last - verb.first > 1:
        return False
    behind_small = any(sentence.link_ends(name, verb.first) for name in ("of", "about", "article_the"))
    return behind_small or any(
        mark.last == verb.first and mark.payload.sense == "weak" for mark in sentence.marks("accusation")
    )


def _is_passive(sentence: Sentence, verb: Mark) -> bool:
    """Whether somebody is being spoken of (“has been noted”), not speaking."""
    return verb.first > 0 and sentence.link("passive", verb.first - 1) is not None
