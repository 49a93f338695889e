"""What others are accused of where the verb is left out: “A is charged with espionage, B with terrorism”, «A обвиняют в шпионаже, а B — в терроризме».

The small word in front of the first act stands again right behind the second name, or behind its dash.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from habeas.claims.events.triggers import Trigger
from habeas.claims.fields.accusations_beside import QUOTES
from habeas.claims.fields.told_acts import what_is_told
from habeas.claims.found import Found
from habeas.claims.people.participants import Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import DASHES, Sentence
from habeas.text.tokens import MARK, WORD

ACCUSED = frozenset({"charge", "sentence", "fine", "detention", "arrest_order"})
ENDS = frozenset(",;.:!?…()—–")
SORTS = frozenset({"name", "group"})
LEADING = frozenset({"about", "in", "of", "sake"})
SMALL_WORD = 3  # letters of «в», “of”, „o” in front of an act
LONGEST = 16  # tokens of an act
BARRED = ("events", "voices.say", "pronouns", "units", "months")


@dataclass(frozen=True, slots=True)
class Accused:
    """An event whose verb is left out, and the act that its clause holds."""

    event: Trigger
    act: Found


def accused_alike(scene: Scene, unit: Unit) -> Accused | None:
    """Return what the clause of a name accuses it of, as the clause in front did another; None where it tells of something else."""
    sentence = scene.sentence
    dash = unit.last + _closes_aside(sentence, unit.last)
    if (
        unit.against
        or not unit.people
        or unit.members[0].sort not in SORTS
        or not _begins_clause(sentence, unit)
    ):
        return None
    led = dash + (dash < len(sentence.tokens) and sentence.tokens[dash].text in DASHES)
    clause = what_is_told(sentence, led + 1, {}) if led + 1 < len(sentence.tokens) else None
    first = clause or led + 1  # «nastaŭnicu X — u tym, što dała»
    before = [one for one in scene.accusations if one.last <= unit.first]
    told = [one for one in scene.triggers if one.first < unit.first]
    if not before or not told or told[-1].type not in ACCUSED:
        return None
    if _is_plain(sentence, before[-1]) and told[-1].type == "charge" and _opens_plainly(sentence, unit):
        first = led  # «вменяют A организацию ячейки, B — участие в ней»
    elif not (_same_word(sentence, before[-1].first - 1, led) or (clause and _leads(sentence, led))):
        return None
    last = _end(sentence, first)
    taken_up = (
        last - 1 if last - first > 1 and sentence.opens(last - 1, ("pronouns",)) else last
    )  # «участие в ней»
    if last <= first or any(sentence.opens(at, BARRED) for at in range(first, taken_up)):
        return None
    known = next((one for one in scene.accusations if one.first == first), None)
    act = known or Found("accusation", sentence.words(first, last), first, last, "accusation.alike")
    return Accused(replace(told[-1], first=min(led, first), last=act.last, skipped=frozenset()), act)


def _closes_aside(sentence: Sentence, index: int) -> bool:
    """Whether a comma and a dash stand there: «третьего, X, — в пособничестве»."""
    texts = [token.text for token in sentence.tokens[index : index + 2]]
    return len(texts) > 1 and texts[0] == "," and texts[1] in DASHES


def _is_plain(sentence: Sentence, act: Found) -> bool:
    """Whether an act stands in front of which no small word is: «вменяют шпионаж»."""
    at = act.first - 1 - (sentence.tokens[act.first - 1].text in QUOTES)
    if at < 0 or sentence.tokens[at].kind == MARK or len(sentence.tokens[at].text) < SMALL_WORD:
        return False
    return (
        len(sentence.tokens[at].text) > SMALL_WORD or not sentence.link_senses(at) & LEADING
    )  # „zarzuca się”


def _opens_plainly(sentence: Sentence, unit: Unit) -> bool:
    """Whether a dash, or nothing behind a dative, parts those accused from a noun in small letters or a quotation."""
    begin = unit.last + _closes_aside(sentence, unit.last)
    dash = begin < len(sentence.tokens) and sentence.tokens[begin].text in DASHES
    at = begin + dash
    if at >= len(sentence.tokens) or not (dash or unit.members[0].cases == {"dat"}):
        return False
    token = sentence.tokens[at]
    return token.text in QUOTES or (
        token.kind == WORD and not token.capital and len(token.text) > SMALL_WORD
        and not sentence.link_senses(at) and not token.key.endswith(sentence.pack.endings_of_verbs)
    )  # fmt: skip


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


def _leads(sentence: Sentence, index: int) -> bool:
    """Whether the small word stands there that leads to an act: «в том, что»."""
    mark = sentence.at("accusation", index)
    return mark is not None and mark.payload.sense == "behind"


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
