"""All that was found in one sentence, before it is told who did what. ``people`` are the document's, by id;
``unknown`` are stretches that name somebody of whom nothing is known, so that he takes part in no event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.people.participants import Participant, Unit
from habeas.claims.people.people import Person
from habeas.claims.sentences import Sentence
from habeas.claims.voice import Voice

DESCRIBES = frozenset({"release", "detention", "sentence"})
SHORTEST_PARTICIPLE = 5  # letters


@dataclass(slots=True)
class Scene:
    """One sentence with its values, accusations, people (one by one, and in units), events and voices."""

    sentence: Sentence
    values: Sequence[Found]
    accusations: Sequence[Found]
    participants: Sequence[Participant]
    units: Sequence[Unit]
    triggers: Sequence[Trigger]
    voices: Sequence[Voice]
    people: Mapping[str, Person] = field(default_factory=dict)
    unknown: Sequence[tuple[int, int]] = ()

    def in_accusation(self, unit: Unit) -> bool:
        """Whether the unit is named inside an accusation, or behind its day as the one whom it befell."""
        inside = any(value.first <= unit.first and unit.last <= value.last for value in self.accusations)
        return inside or any(self._befell(value, unit) for value in self.accusations)

    def _befell(self, accusation: Found, unit: Unit) -> bool:
        """Whether the deed's day and then this name follow, and who did it behind: «справы аб збіцці 15 лістапада X Y-ай»."""
        day = next((one for one in self.values if one.kind == "date" and one.first == accusation.last), None)
        if day is None or day.last != unit.first or "gen" not in unit.members[0].cases:
            return False
        behind = [one.members[0].cases for one in self.units if one.first >= unit.last]
        return any("ins" in cases and "nom" not in cases for cases in behind)

    def speaks(self, unit: Unit) -> bool:
        """Whether the unit is a voice of the sentence."""
        return any(voice.first <= unit.first and unit.last <= voice.last for voice in self.voices)

    def only_speaks(self, unit: Unit, trigger: Trigger) -> bool:
        """Whether the event stands in what the unit says: “X said that ...”, “..., X said”.

        Where verbs need no subject, words that ask for a nominative may mean the speaker («X сказал, что был задержан»).
        """
        if trigger.words.case == "nom" and not self.sentence.pack.has_articles:
            return False
        if all(member.role.owner for member in unit.members):
            return False  # «розповідає дружина X»: she says it, and not X
        if self._is_apposed(unit, trigger):
            return False
        if trigger.type == "appeal" and self._is_the_lawyer(unit):
            return True
        for voice in self.voices:
            if voice.verb < 0 or not (voice.first <= unit.first and unit.last <= voice.last):
                continue
            if trigger.type == "appeal" and self._is_of_a_lawyer(voice):
                continue
            if voice.first > voice.verb or trigger.first > voice.verb:
                return not self._taken_up(unit, trigger)
        return False

    def _is_the_lawyer(self, unit: Unit) -> bool:
        """Whether a pronoun takes up the lawyer of somebody named: “X's lawyer said she would appeal”."""
        named = [one for one in self.units if one.members[0].sort == "name"]
        return unit.members[0].sort == "pronoun" and any(
            0 <= voice.verb < unit.first and self._is_of_a_lawyer(voice)
            and any(voice.first <= one.first and one.last <= voice.last for one in named)
            for voice in self.voices
        )  # fmt: skip

    def _is_of_a_lawyer(self, voice: Voice) -> bool:
        """Whether somebody's lawyer speaks: the appeal that “X's lawyer” will lodge is X's."""
        roles = self.sentence.marks("roles")
        return any(one.payload.sense == "lawyer" and voice.first <= one.first < voice.last for one in roles)

    def _taken_up(self, unit: Unit, trigger: Trigger) -> bool:
        """Whether a clause about the speaker holds the event: “…”, said X, a mechanic, who was deported on Friday."""
        own = [mark for mark in self.sentence.links("who") if unit.last < mark.first < trigger.last]
        if not own or own[-1].first <= max((one.verb for one in self.voices), default=-1):
            return False
        between = [other for other in self.units if unit.last <= other.first < own[-1].first]
        apart = self.sentence.tokens[unit.last : own[-1].first]
        comma = self.sentence.tokens[own[-1].first - 1].text in (",", "z", "w", "od", "за", "у", "з")
        return comma and not between and not any(token.text in ";:–—" for token in apart)

    def describes_speaker(self, unit: Unit, trigger: Trigger) -> bool:
        """Whether the event stands in the clause right behind the speaker: “according to X, who was freed in May, ...”."""
        own = [mark for mark in self.sentence.links("who") if unit.last <= mark.first <= unit.last + 1]
        tokens = self.sentence.tokens
        return self._is_apposed(unit, trigger) or any(
            mark.last <= trigger.first and all(one.text != "," for one in tokens[mark.last : trigger.first])
            for mark in own
        )

    def _is_apposed(self, unit: Unit, trigger: Trigger) -> bool:
        """Whether a participle stands right behind the speaker: «X, освободившаяся в мае, рассказывает», “a cellmate freed in May said”."""
        sentence, comma = self.sentence, self.sentence.tokens[unit.last : unit.last + 1]
        apart = bool(comma) and comma[0].text == ","
        lone = unit.members[-1].count is not None and unit.members[-1].count.lone
        if trigger.type not in DESCRIBES or trigger.first != unit.last + apart or not (apart or lone):
            return False
        if len(sentence.tokens[trigger.first].text) < SHORTEST_PARTICIPLE:
            return False
        if sentence.pack.has_articles:
            return sentence.link("passive", trigger.first) is None
        return not apart or not sentence.tokens[trigger.first].key.endswith(sentence.pack.endings_of_verbs)

    def pairable(self) -> list[Unit]:
        """Return the units that can share an event's values: nobody who is blocked, owned or speaking."""
        return [
            unit
            for unit in self.units
            if unit.against < 12.0
            and unit.people
            and unit.members[0].sort != "owner"
            and not self.in_accusation(unit)
            and not self.speaks(unit)
        ]
