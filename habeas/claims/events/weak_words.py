"""Weak words yield to any sure event of the same people, unless they tell by themselves what else happened.

„zatrzymany działacz dostał trzy lata” tells of the sentence; “Trus, arrested on the same day, is serving four years”, “Arrested at home, he was held there” and
„Karpowicz – zatrzymany przy teatrze, wypuszczony po godzinie” tell of the arrest too.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.sentences import DASHES, Sentence

STEPS = frozenset({"detention", "sentence", "charge", "fine"})  # each is a step of a case by itself
SAY_WHEN_OR_WHERE = frozenset({"date", "place", "agency", "facility", "term"})
BESIDE = 3  # tokens between the words and their value


def yields(sentence: Sentence, trigger: Trigger, values: Sequence[Found]) -> bool:
    """Whether the event's words give way to a sure event: weak ones that do not stand apart, behind a dash or between commas."""
    if trigger.type == "detention" and any(
        one.kind == "date" and one.first == trigger.last for one in values
    ):
        return False  # «после задержания 13 июня её отвезли в ИВС»
    if trigger.type == "hearing" and _says_who_presided(sentence, trigger):
        return True
    if not trigger.words.weak or trigger.type not in STEPS:
        return trigger.words.weak
    mark = sentence.tokens[trigger.first - 1].text if trigger.first else ","
    told = any(
        value.kind in SAY_WHEN_OR_WHERE and 0 <= value.first - trigger.last <= BESIDE for value in values
    )
    return not (mark in DASHES or mark == ":" or (mark == "," and told))


def _says_who_presided(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a hearing is told only by what its judge did there: «отклонил жалобу Петра Лиса, вёл заседание Иван Рак»."""
    return any(
        mark.payload.sense == "judge" and mark.first < trigger.last and trigger.first < mark.last
        for mark in sentence.marks("deeds")
    )
