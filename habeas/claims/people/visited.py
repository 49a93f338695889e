"""Who is visited in prison, or written to there, is held there: «Ганна наведала Паўла ў калоніі», “sends parcels to her son in prison”.

The one visited stands right behind the words for it, and the prison behind or in front of him, or in an address behind a colon; nobody
else has any part in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.language.event_words import EventWords
from habeas.claims.people.located import HOLDING
from habeas.claims.people.participants import HARD_BLOCK, Unit
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import WORD

IS_VISITED = EventWords(type="custody", number=-17, case="obl")
YIELD = frozenset({"custody", "letter", "conditions"})
VISITED = frozenset({"name", "relative", "anaphor", "pronoun"})
KIN = ("relatives", "kin", "persons")
LONGEST_PREPOSITION = 4
MOST_BETWEEN = 5  # tokens of “to her younger brother, the poet”
OWNED = ("clients", "relatives")  # behind “her own”
BESIDE = ("reached", "persons", "roles", "peoples", "relatives", "pronouns", "clients", "still")


def visited(
    sentence: Sentence, values: Sequence[Found], units: Sequence[Unit], triggers: Sequence[Trigger]
) -> list[Trigger]:
    """Return the events, in order, with the custody of whom somebody visits or writes to; it takes the place of weak words for the same."""
    told = list(triggers)
    for mark in sentence.marks("reached"):
        inside = prisons(sentence, values)
        found = _told_of(sentence, mark, inside, units) or _addressed(sentence, mark, values, units)
        first, last = found or _of_kin(sentence, mark, inside) or (0, 0)
        here = [one for one in told if first < one.last and one.first < last]
        if not all(_yields(one) or found is None for one in here):
            continue
        told = [one for one in told if one not in here or one.type not in YIELD]
        if found is not None:
            told.append(Trigger(first, last, "custody", IS_VISITED))
    return sorted(told, key=lambda one: one.first)


def _yields(trigger: Trigger) -> bool:
    return trigger.type in YIELD and trigger.words.weak


def prisons(sentence: Sentence, values: Sequence[Found]) -> list[tuple[int, int]]:
    """Return the stretches from “in” to the end of a prison, or of “behind bars”, “under house arrest”."""
    leads = {mark.last: mark.first for mark in [*sentence.marks("inside"), *sentence.marks("on_street")]}
    named = [
        one for one in values if one.kind == "facility" and one.get("kind") in HOLDING and one.first in leads
    ]
    states = [(mark.first, mark.last) for mark in sentence.marks("imprisoned") if mark.last - mark.first > 1]
    states += [(mark.first - 1, mark.last) for mark in sentence.marks("at_home") if mark.first]
    return [(leads[one.first], one.last) for one in named] + states


def _told_of(
    sentence: Sentence, mark: Mark, prisons: Sequence[tuple[int, int]], units: Sequence[Unit]
) -> tuple[int, int] | None:
    """Return the stretch of the prison that belongs to whom the words at ``mark`` reach."""
    for unit in units:
        who = unit.members[0]
        if (
            unit.first < mark.last
            or len(unit.members) > 1
            or who.sort not in VISITED
            or who.against >= HARD_BLOCK
        ):
            continue
        for first, last in prisons:
            behind = first == unit.last and _leads(sentence, mark.last, unit.first)
            between = _leads(sentence, mark.last, first) and last == unit.first
            if behind or between:
                return first, last
        return None
    return None


def _addressed(
    sentence: Sentence, mark: Mark, values: Sequence[Found], units: Sequence[Unit]
) -> tuple[int, int] | None:
    """Return the stretch of the prison that an address behind a colon names: «Письма X адресуйте так: 195009, ..., СИЗО-5»."""
    for unit in units:
        who = unit.members[0]
        if unit.first < mark.last or who.sort not in VISITED or who.against >= HARD_BLOCK:
            continue
        colons = [at for at in range(unit.last, len(sentence.tokens)) if sentence.tokens[at].text == ":"]
        if not colons or not _leads(sentence, mark.last, unit.first):
            return None
        named = [one for one in values if one.kind == "facility" and one.get("kind") in HOLDING]
        return next(((one.first, one.last) for one in named if one.first > colons[0]), None)
    return None


def _of_kin(sentence: Sentence, mark: Mark, prisons: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the stretch of the prison where a relative is of whom the text tells no more: the visitor is not held."""
    return next(
        (
            (first, last)
            for first, last in prisons
            if any(sentence.ends(kind, first) for kind in KIN) and _leads(sentence, mark.last, first)
        ),
        None,
    )


def _leads(sentence: Sentence, first: int, last: int) -> bool:
    """Whether only small words, trades and kin stand between the words for a visit and whom it is to."""
    if not 0 <= last - first <= MOST_BETWEEN:
        return False
    endings = tuple(sentence.pack.keys.get("adjective_endings", ()))
    return all(
        token.kind == WORD
        and (
            len(token.text) <= LONGEST_PREPOSITION
            or token.key.endswith(endings or ("\n",))
            or sentence.opens(at, BESIDE)
            or sentence.opens(at + 1, OWNED)
        )
        for at, token in enumerate(sentence.tokens[first:last], first)
    )
