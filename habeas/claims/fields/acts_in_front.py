"""Acts told in front of what they brought: «водителя за плакат вчера арестовали», „za przelewy dla armii skazano ją”.

Where the order of words is free, the small word and the act may stand before the verb; a stretch of time, a place or a
person behind the same small word is no act («за неделю задержали», «за дверью», «за него»).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from habeas.claims.events.triggers import Trigger
from habeas.claims.fields.accusation_words import tells_more_of_it
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import MARK

BROUGHT = frozenset({"sentence", "fine", "detention", "arrest_order", "hearing"})
ACCUSED_OF = frozenset({"charge"})  # «в шпионаже обвиняют X»
MOST_BETWEEN = 12  # tokens of the act and of the day behind it
STOPS = frozenset(";:—–.!?()")
NO_ACT = (
    "units", "months", "weekdays", "seasons", "relative", "places", "spots", "facilities", "courts", "persons", "roles",
    "relatives", "pronouns", "peoples", "single", "homes", "parts",
)  # fmt: skip
OF_TIME = ("units", "months", "weekdays", "seasons")  # behind an adjective: «за прошлый год»


def leads_up_to_event(sentence: Sentence, mark: Mark, triggers: Sequence[Trigger]) -> bool:
    """Whether an act behind the small word stands in front of the event that it brought, in one clause."""
    if sentence.pack.has_articles or not _opens_act(sentence, mark.last):
        return False
    behind = [one for one in triggers if mark.last < one.first]
    brought = BROUGHT if mark.payload.sense == "weak" else ACCUSED_OF
    if not behind or behind[0].type not in brought or behind[0].first - mark.last > MOST_BETWEEN:
        return False
    inside = range(mark.last, behind[0].first)
    if any(sentence.tokens[at].text in STOPS for at in inside):
        return False
    commas = [at for at in inside if sentence.tokens[at].text == ","]
    return not commas or tells_more_of_it(sentence, commas[0] + 1)


def with_its_people(
    sentence: Sentence, mark: Mark, triggers: Sequence[Trigger], names: Mapping[int, int]
) -> list[Trigger]:
    """Return the events; of one behind an act those whom it befell are part: «за марш | ему дали», «за стихи | Анну Рид осудили»."""
    behind = next((one for one in triggers if mark.last < one.first), None)
    if behind is None or not leads_up_to_event(sentence, mark, triggers):
        return list(triggers)
    starts = [at for at in range(mark.last + 1, behind.first) if at in names or _is_pronoun(sentence, at)]
    if not starts:
        return list(triggers)
    first = starts[0]
    while (trade := _person_before(sentence, first)) > mark.last:
        first = trade
    whole = replace(behind, first=first, skipped=frozenset())
    return [whole if one is behind else one for one in triggers]


def _is_pronoun(sentence: Sentence, index: int) -> bool:
    pronoun = sentence.at("pronouns", index)
    return pronoun is not None and pronoun.payload.sense in ("m", "f", "p")


def _person_before(sentence: Sentence, index: int) -> int:
    """Return where the word for a person begins that stands right in front of a name, -1 if none does."""
    return next((one.first for one in sentence.marks("persons") if one.last == index), -1)


def _opens_act(sentence: Sentence, index: int) -> bool:
    if index >= len(sentence.tokens) or any(sentence.at(name, index) is not None for name in NO_ACT):
        return False
    if sentence.tokens[index].kind == MARK and sentence.tokens[index].text not in '«“„"':
        return False
    return all(sentence.at(name, index + 1) is None for name in OF_TIME)
