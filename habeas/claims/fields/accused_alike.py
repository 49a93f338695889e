"""What others are accused of where the verb is left out: “A is charged with espionage, B with terrorism”, «A обвиняют в шпионаже, а B — в терроризме».

The small word in front of the first act stands again right behind the second name, or behind its dash.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.people.participants import Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import DASHES, Sentence
from habeas.text.tokens import MARK

ACCUSED = frozenset({"charge", "sentence", "fine", "detention", "arrest_order"})
ENDS = frozenset(",;.:!?…()—–")
LONGEST = 16  # tokens of an act
BARRED = ("events", "voices.say", "pronouns", "units", "months")


@dataclass(frozen=True, slots=True)
class Accused:
    """An event whose verb is left out, and the act that its clause holds."""

    event: Trigger
    act: Found


def accused_alike(scene: Scene, unit: Unit) -> Accused | None:
    """Return what the clause of a name accuses it of, as the clause in front did another; None where it tells of something else."""
    sentence, dash = scene.sentence, unit.last
    if (
        unit.against
        or not unit.people
        or unit.members[0].sort != "name"
        or not _begins_clause(sentence, unit)
    ):
        return None
    led = dash + (dash < len(sentence.tokens) and sentence.tokens[dash].text in DASHES)
    first = led + 1
    before = [one for one in scene.accusations if one.last <= unit.first]
    told = [one for one in scene.triggers if one.first < unit.first]
    if (
        not before
        or not told
        or told[-1].type not in ACCUSED
        or not _same_word(sentence, before[-1].first - 1, led)
    ):
        return None
    last = _end(sentence, first)
    if last <= first or any(sentence.opens(at, BARRED) for at in range(first, last)):
        return None
    known = next((one for one in scene.accusations if one.first == first), None)
    act = known or Found("accusation", sentence.words(first, last), first, last, "accusation.alike")
    return Accused(replace(told[-1], first=led, last=act.last, skipped=frozenset()), act)


def _begins_clause(sentence: Sentence, unit: Unit) -> bool:
    """Whether a comma or “and” stands right in front of the name, with at most a word for who that is between."""
    for at in (unit.first - 1, unit.first - 2):
        if at < 0:
            return False
        if sentence.tokens[at].text in ",;" or sentence.link("and", at) or sentence.link("but", at):
            return True
        if sentence.tokens[at].kind == MARK or sentence.opens(at, BARRED):
            return False
    return False


def _same_word(sentence: Sentence, one: int, other: int) -> bool:
    """Whether the same small word leads to both acts: «в» and «во», „o” and „o”."""
    first, second = sentence.word(one), sentence.word(other)
    alike = {first, second} <= {"у", "в", "во", "ў", "u", "ŭ"}
    return one >= 0 and bool(first) and sentence.tokens[one].kind != MARK and (first == second or alike)


def _end(sentence: Sentence, first: int) -> int:
    """Return the token at which a clause without a verb ends."""
    for at in range(first, min(len(sentence.tokens), first + LONGEST)):
        if sentence.tokens[at].text in ENDS:
            return at
    return min(len(sentence.tokens), first + LONGEST)
