"""Where the words for an act end: at a value of another kind, another event, somebody else, a new clause, or the sentence's end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from habeas.claims.events.triggers import Trigger
from habeas.claims.fields.accusation_lists import goes_on_in_a_row
from habeas.claims.fields.accusation_words import befell, is_of_the_act, tells_more_of_it
from habeas.claims.fields.accusations_beside import MOST_WORDS
from habeas.claims.found import Found
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK

OPENED = 3  # tokens of «Обвиняемый в», “Accused of” in front of the act
SMALL_WORD = 2  # letters of «на», “na”
OF_THE_ACT = frozenset({"state_listing"})  # «уклонение от обязанностей иностранного агента»
STOPS = frozenset(";:—–.!?")
NOBODY: Mapping[int, int] = MappingProxyType({})


def end_of_act(
    sentence: Sentence,
    first: int,
    values: Sequence[Found],
    triggers: Sequence[Trigger],
    names: Mapping[int, int] = NOBODY,
) -> int:
    """Return where the accusation ends: at a value of another kind, another event, a new clause, or the sentence's end."""
    tokens, depth = sentence.tokens, 0
    triggers = [one for one in triggers if one.type not in OF_THE_ACT]
    for index in range(first, min(len(tokens), first + MOST_WORDS)):
        token = tokens[index]
        if token.text == "(":
            if any(value.first == index + 1 and value.kind != "place" for value in values):
                return index
            depth += 1
        elif token.text == ")":
            if depth == 0:
                return index
            depth -= 1
        elif token.text in STOPS or (
            token.text == ","
            and not any(one.first < index < one.last for one in values)  # “35,000”
            and _clause_begins(sentence, first, index + 1, names)
        ):
            return index
        if depth or index == first:
            continue
        if any(value.first == index and not is_of_the_act(sentence, value, triggers) for value in values):
            return _before_link(sentence, index, first)
        if any(
            trigger.first == index or _ends_around(trigger, index, first) for trigger in triggers
        ) and not (_leads_on(sentence, index, values, triggers)):
            return _before_link(sentence, index, first)
        if sentence.at("accusation_ends", index) or sentence.at("voices.according", index):
            return index
        opened = first <= OPENED and (befell(index, triggers, names) or _is_whose(sentence, index, names))
        if opened or _is_others(sentence, first, index, names):
            return index
    return min(len(tokens), first + MOST_WORDS)


def _is_whose(sentence: Sentence, index: int, names: Mapping[int, int]) -> bool:
    """Whether the accused stand behind the act that opens a sentence: „podejrzana o szpiegostwo | dziennikarka X zaprzecza”."""
    person = sentence.at("nominative", index)
    return person is not None and person.last in names


def _is_others(sentence: Sentence, first: int, index: int, names: Mapping[int, int]) -> bool:
    """Whether “and” leads to somebody else and the same small word: “charged A with espionage and B with terrorism”."""
    link = sentence.link("and", index)
    behind = names.get(link.last) if link is not None else None
    return behind is not None and sentence.word(behind) == sentence.word(first - 1)


def _ends_around(trigger: Trigger, index: int, first: int) -> bool:
    """Whether the last of an event's words stands here, that began in front: «дело о фейках завели на»."""
    named = [at for at in range(trigger.first, trigger.last) if at not in trigger.skipped]
    return trigger.first < first and index in named


def _leads_on(sentence: Sentence, index: int, values: Sequence[Found], triggers: Sequence[Trigger]) -> bool:
    """Whether a small word only looks like the end of an event's words, and goes on with the act: «засудили за напад на начальника»."""
    small = len(sentence.tokens[index].key) <= SMALL_WORD and any(one.last == index + 1 for one in triggers)
    return small and not any(one.first == index + 1 for one in values)


def _before_link(sentence: Sentence, index: int, first: int) -> int:
    """Step back over “and”, “under”, “on” that led to the next value."""
    while index > first + 1 and sentence.ends("links", index):
        index -= 1
    while index > first + 1 and sentence.tokens[index - 1].kind == MARK:
        index -= 1
    return index


def _clause_begins(sentence: Sentence, first: int, index: int, names: Mapping[int, int]) -> bool:
    """Whether a comma ends the accusation: anything but one more word of a list follows."""
    if index >= len(sentence.tokens):
        return True
    if sentence.at("accusation_goes_on", index) is not None or tells_more_of_it(sentence, index):
        return False  # “actions, grossly violating public order”
    if goes_on_in_a_row(sentence, first, index, names):
        return False
    for name in ("and", "or"):
        link = sentence.link(name, index)
        if link is not None:
            if any(at in names for at in range(link.last, link.last + 4)):
                return True  # “for reposting a message, and her husband Viktar got ten days”
            return any(mark.first in (link.last, link.last + 1) for mark in sentence.marks("events"))
    return True
