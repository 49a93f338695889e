"""A stay in prison, told by a verb that many things are told with: “where he spent 47 days”, «её держали в Геническе», “after 74 days in custody”.

“Spent two years” alone tells of anything; beside a place of detention, or behind “where” and “there”, it tells of custody. Of “sat” with
and “sits” with a length, of “is serving” and “kept” a town is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft
from habeas.claims.events.no_events import parted
from habeas.claims.events.triggers import Trigger, meaning_of
from habeas.claims.fields.there import There
from habeas.claims.found import Found
from habeas.claims.held import ENDED
from habeas.claims.language.event_words import EventWords
from habeas.claims.people.lengths_inside import NIGHTS
from habeas.claims.people.participants import Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import Mark, Sentence
from habeas.model.reason import Reason

SPENT, SAT, SITS, STAYED, SERVES, KEPT = (
    "spent",
    "sat",
    "sits",
    "stayed",
    "serves",
    "kept",
)  # senses of ``stays`` in a pack
BY_VERB = {
    SPENT: EventWords("custody", -11, case="nom", implicit=True, ended=True),
    SAT: EventWords("custody", -12, case="nom", implicit=True, ended=True),
    SITS: EventWords("custody", -13, case="nom", implicit=True),
    STAYED: EventWords("custody", -19, case="nom", implicit=True),
    SERVES: EventWords("custody", -14, case="nom", implicit=True),
    KEPT: EventWords("custody", -15, case="obl", implicit=True),
}
HOLDING = frozenset({"colony", "prison", "jail", "pretrial", "state", "temporary", "police", "open"})
WITHIN = 7  # tokens between the verb and the place or time
AT_ONCE = 3  # tokens between “is serving” and the town: “is serving them in”
LONGEST = 5  # tokens of “after two and a half years”


def with_stays(
    sentence: Sentence,
    values: Sequence[Found],
    units: Sequence[Unit],
    triggers: Sequence[Trigger],
    types: ClaimTypes,
    there: There,
) -> list[Trigger]:
    """Return the events, in order, with where people are held that no words of the pack tell; ``there`` is the prison named last."""
    told = [_over(sentence, one) for one in triggers]
    stays = _Stays(sentence, values, units, there.near(sentence) is not None)
    found = [
        Trigger(mark.first, mark.last, "custody", BY_VERB[mark.payload.sense])
        for mark in sentence.marks("stays")
        if mark.payload.sense in BY_VERB
        and not any(one.first < mark.last and mark.first < one.last for one in told)
        and stays.in_prison(mark)
    ]
    meant = (meaning_of(sentence, one, [*told, *found], types, values) for one in found)
    told += [one for one in meant if one is not None and one.type == "custody"]
    return sorted(told, key=lambda one: one.first)


def _over(sentence: Sentence, told: Trigger) -> Trigger:
    """Return custody that a verb of having stayed tells as ended: «провела под стражей 709 дней»; “already” lets it go on."""
    if told.type != "custody" or told.words.ended or sentence.pack.has_articles:
        return told
    low, high = max(0, told.first - AT_ONCE), told.last + AT_ONCE
    spent = [
        mark
        for mark in sentence.marks("stays")
        if mark.payload.sense == SPENT and low <= mark.first and mark.last <= high
        and not parted(sentence, min(mark.last, told.last), max(mark.first, told.first))
    ]  # fmt: skip
    goes_on = [*sentence.marks("still"), *sentence.links("not")]  # «не провёл на свободе ни дня»
    if not spent or any(low <= one.first < high for one in goes_on):
        return told
    return replace(told, words=replace(told.words, ended=True))


@dataclass(slots=True)
class _Stays:
    """What a sentence says beside verbs of staying; ``told_before``: the sentence before named a prison."""

    sentence: Sentence
    values: Sequence[Found]
    units: Sequence[Unit]
    told_before: bool

    def in_prison(self, verb: Mark) -> bool:
        """Whether the verb's clause names a prison, or a time and “where”, or (of more than “spent”) a town."""
        sense = verb.payload.sense
        beside = [value for value in self.values if self._is_beside(verb, value)]
        if self.sentence.at("serving", verb.first) is not None and any(v.kind == "term" for v in beside):
            return False  # «отбывает шесть лет в ИК-9» is told by its term
        long = (
            any(_is_length(value) for value in beside) or self._is_of_one_unit(verb) or self._has_nights(verb)
        )
        prison = any(value.kind == "facility" and value.get("kind") in HOLDING for value in beside)
        if prison or ((long or sense in (SITS, STAYED)) and self._leads_there(verb)):
            return long or sense != SPENT
        reach = WITHIN if sense == KEPT else AT_ONCE
        town = any(value.kind == "place" and 0 <= value.first - verb.last <= reach for value in beside)
        if sense == SAT:  # «у Шклове я прасядзеў чатыры гады», not «сидел в Берлине без работы»
            front = any(v.kind == "place" and 0 <= verb.first - v.last <= AT_ONCE for v in beside)
            return (town or front) and long
        return town and (
            sense == SERVES
            or (sense == SITS and long)
            or (sense == KEPT and (long or self._has_object(verb)))
        )

    def _is_beside(self, verb: Mark, value: Found) -> bool:
        low, high = (value.last, verb.first) if value.last <= verb.first else (verb.last, value.first)
        return high - low <= WITHIN and not parted(self.sentence, low, high)

    def _is_of_one_unit(self, verb: Mark) -> bool:
        """Whether a unit of time without a number stands right beside the verb: «год провела», “rok przesiedział”."""
        return any(
            mark.last == verb.first or mark.first == verb.last for mark in self.sentence.marks("units")
        )

    def _has_nights(self, verb: Mark) -> bool:
        """Whether nights are counted in the verb's clause, of which no grammar makes a term: „spędziła w komendzie dwie noce”."""
        return any(
            mark.payload.sense == NIGHTS
            and not parted(self.sentence, min(mark.last, verb.last), max(mark.first, verb.first))
            for mark in self.sentence.marks("stays")
        )

    def _leads_there(self, verb: Mark) -> bool:
        """Whether “where” stands behind a prison or (of more than “spent”) a town, or “there” where one was named before."""
        sentence, kinds = (
            self.sentence,
            {"facility"} if verb.payload.sense == SPENT else {"facility", "place"},
        )
        which = [
            (one.first - 1, one.last) for one in sentence.links("who") if sentence.link_ends("in", one.first)
        ]
        for first, last in [*((one.first, one.last) for one in sentence.marks("there")), *which]:
            low, high = min(last, verb.last), max(first, verb.first)
            if high - low > WITHIN or parted(sentence, low, high):
                continue
            behind = first > 0 and sentence.tokens[first - 1].text == ","
            named = any(one.kind in kinds and 0 <= first - 1 - one.last <= WITHIN for one in self.values)
            if named if behind else self.told_before:
                return True
        return False

    def _has_object(self, verb: Mark) -> bool:
        """Whether somebody stands in the verb's clause whom they can have kept: «её держали в Таганроге», no «держат оборону»."""
        return any(
            unit.people
            and not unit.against
            and not parted(self.sentence, min(unit.last, verb.last), max(unit.first, verb.first))
            for unit in self.units
        )


def _is_length(value: Found) -> bool:
    """Whether it says how long, and no punishment: “ten days of administrative arrest” is one."""
    return value.kind == "term" and (not value.get("kind") or bool(value.get("default")))


def stays_behind(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the stay that those let go have behind them: “was released after 74 days in custody”."""
    freed = next((one for one in drafts if one.type == "release" and one.modality is None), None)
    if freed is None or any(one.type == "custody" for one in drafts):
        return
    sentence = scene.sentence
    for after in sentence.marks("after"):
        lengths = [one for one in sentence.marks("units") if after.last < one.first <= after.last + LONGEST]
        prison = _prison(scene, lengths[0].last) if lengths else None
        if prison is None:
            continue
        draft = Draft("custody", freed.subjects, sentence, after.last, prison.last)
        draft.rule, draft.said_by = f"event.custody.behind{ENDED}", list(freed.said_by)
        draft.reasons.append(Reason(draft.rule, "how long somebody was held before being let go"))
        if prison.kind == "facility":
            draft.add(sentence, prison)
        yield draft
        return


def _prison(scene: Scene, index: int) -> Found | None:
    """Return the prison that stands at ``index``, or “in custody” as one without a name."""
    link = scene.sentence.link("in", index)
    begin = link.last if link is not None else index
    begin += scene.sentence.link("article_the", begin) is not None
    for one in scene.values:
        if one.kind == "facility" and one.get("kind") in HOLDING and one.first == begin:
            return one
    state = next((one for one in scene.sentence.marks("imprisoned") if one.first == index), None)
    return Found("state", "", state.first, state.last, "state") if state is not None else None
