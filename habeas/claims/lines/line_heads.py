"""What the first words of a line set for all that the line tells: “Mahilioŭ. The court ...”, “12 May. Chronicle”.

A date, town or court that stands by itself in front holds for its own line; where the line tells of nobody, for
the first sentence that tells something in each line below, until another such line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import TOLD_BESIDE, Draft, Slot, tells_a_day
from habeas.claims.fields.values import AS_OF
from habeas.claims.found import Found
from habeas.claims.held import ENDED
from habeas.claims.lines.headings import PLACED, Heading, is_stretch, only_values
from habeas.claims.scene import Scene
from habeas.claims.sentences import ENDS, Sentence
from habeas.text.tokens import WORD

SET = ("date", "place", "court")
HAPPENS = frozenset({
    "detention", "search", "hearing", "sentence", "fine", "acquittal", "appeal", "release", "transfer",
    "custody_extension", "arrest_order",
})  # fmt: skip
BEGINS = frozenset({
    "custody", "charge", "ill_treatment", "regime_change", "recognition"
})  # fmt: skip
LONGEST_DATED = 14  # words of a line's first sentence that begins with a date and tells nothing
ALONE = ".:,–—-"
HYPHENS = 2  # hyphens of a whole date
FULL_COURT = 3  # words of a court that is named in full


@dataclass(slots=True)
class LineHead:
    """What is set for the line that is being read, and what a line above set for those below it."""

    own: dict[str, Slot] = field(default_factory=dict)
    above: dict[str, Slot] = field(default_factory=dict)
    line: tuple[int, int] = (-1, -1)
    told: bool = True
    day: Slot | None = None
    titled: bool = False
    _other_day: bool = False

    def tell(
        self, scene: Scene, drafts: Sequence[Draft], types: ClaimTypes, before: Sequence[Draft] = ()
    ) -> None:
        """Give ``drafts`` what was set for them, and note what this sentence sets; ``before`` are the drafts so far."""
        sentence = scene.sentence
        line = (sentence.block, sentence.line)
        if line != self.line:
            if self.own and not self.told:
                self.above = self.own
            self.own, self.line, self.told, self._other_day = {}, line, False, False
            self.titled = self.titled or (not sentence.number and _is_of_events(sentence))
            self.day = self.day or (day_of_chronicle(scene) if not (sentence.number or drafts) else None)
        if drafts:
            self._give(scene, drafts, types)
            self.told = True
            self._other_day = self._other_day or tells_a_day(scene.values, drafts)
        elif scene.sentence.marks("happened"):
            self._give_back(scene, before, types)
        elif not self.told and not scene.participants and self._sets(scene):
            for value in scene.values:
                vague = value.rule == "place.spot" or _is_bare_court(value) or is_stretch(value)
                of_the_text = (
                    value.kind == "date" and not self.titled and _is_below_the_title(sentence, value)
                )
                if value.kind in SET and not vague and not of_the_text:
                    self.own.setdefault(value.kind, Slot(sentence, value))

    def is_before(self, sentence: Sentence) -> bool:
        """Whether nothing but a date, town or court stands in front of the sentence in its line."""
        return self.line == (sentence.block, sentence.line) and bool(self.own) and not self.told

    def share(self, heading: Heading) -> None:
        """Give a heading what stood in front of it in its line: “9 August, anniversary. Verdicts in Hrodna:”."""
        if (heading.sentence.block, heading.sentence.line) != self.line:
            return
        kinds = {slot.found.kind for slot in heading.slots}
        heading.slots += [slot for kind, slot in self.own.items() if kind not in kinds]

    def _give_back(self, scene: Scene, before: Sequence[Draft], types: ClaimTypes) -> None:
        """Give the day and town of “It happened on Friday.” to what the sentence before told."""
        sentence = scene.sentence
        for draft in before[-4:]:
            if sentence.number - draft.sentence.number != 1 or draft.type not in HAPPENS:
                continue
            for value in scene.values:
                if value.kind in ("date", "place") and types.holds(draft.type, value.kind):
                    draft.fields.setdefault(value.kind, [Slot(sentence, value)])

    def _sets(self, scene: Scene) -> bool:
        """Whether the sentence is nothing but a date or a town, or opens its line with a date and is short."""
        if scene.triggers or not scene.values:
            return False
        if only_values(scene.sentence, scene.values):
            return True
        opens = scene.sentence.opens_line and len(scene.sentence.tokens) <= LONGEST_DATED
        dates = [value for value in scene.values if value.kind == "date"]
        return opens and any(not date.first or _follows_a_town(scene.sentence, date) for date in dates)

    def _give(self, scene: Scene, drafts: Sequence[Draft], types: ClaimTypes) -> None:
        slots = dict(self.own) if self.told else {**self.above, **self.own}
        if self.day is not None:
            slots.setdefault("date", self.day)
        if tells_a_day(_but_years_of_others(scene, drafts), drafts):
            slots.pop("date", None)
        for draft in drafts:
            if draft.type == "sentence" and any(one.type == "appeal" for one in scene.triggers):
                continue  # the sentence that an appeal is about
            for kind, slot in slots.items():
                begins = kind == "date" and draft.type in BEGINS and self._dates(slot, draft.type)
                if slot is self.day and not self._of_the_day(draft):
                    continue
                fits = (
                    (draft.type in HAPPENS or begins)
                    and types.holds(draft.type, kind)
                    and kind not in draft.fields
                )
                if kind == "place" and draft.type not in PLACED:
                    fits = fits and self._is_first_there(scene, slot, draft, drafts[0])
                if fits and draft.modality is None:
                    draft.fields[kind] = [slot]

    def _is_first_there(self, scene: Scene, place: Slot, draft: Draft, first: Draft) -> bool:
        """Whether it is the first that is told behind a town, and nothing else says where it was.

        “Pskov. X was fined”; not “Orsha: X, five days”, nor “Pskov. X was taken to the regional hospital”.
        """
        if draft.type not in TOLD_BESIDE:
            return not (self.told or (draft.type == "transfer" and "facility" in draft.fields))
        tokens, after = place.sentence.tokens, place.found.last
        stops = after >= len(tokens) or tokens[after].text == "."
        judged = any(one.kind in ("court", "judge") for one in scene.values)
        return stops and draft is first and not self.told and not judged

    def _of_the_day(self, draft: Draft) -> bool:
        """Whether it is news of the day of which the text is the chronicle, and not what went before or is to come."""
        news = (draft.type != "sentence" or not self.told) and not self._other_day
        return news and draft.modality is None and not draft.rule.endswith(ENDED)

    def _dates(self, slot: Slot, kind: str) -> bool:
        """Whether a day or month stands by itself in front of a line, and so is that of all that begins in it.

        A charge is told as what happened that day only where the line begins with it: “they are accused of” goes on.
        """
        tokens, found = slot.sentence.tokens, slot.found
        begins = found.first == 0 or _follows_a_town(slot.sentence, found)
        alone = begins and (found.last == len(tokens) or tokens[found.last].text in ALONE)
        return (
            alone and found.value[-1].isdigit() and "-" in found.value and (kind != "charge" or not self.told)
        )


def _is_of_events(sentence: Sentence) -> bool:
    """Whether a text's first line says what happened, or that it is a list: the day below it is no mere date of a letter."""
    return bool(sentence.marks("events") or sentence.marks("listings"))


def _is_below_the_title(sentence: Sentence, date: Found) -> bool:
    """Whether a day is the second line of a text, right below its title and nothing else: that of a letter or statement."""
    alone = date.first == 0 and date.last == len(sentence.tokens)
    return alone and sentence.number == 1 and sentence.block == 0


def _follows_a_town(sentence: Sentence, date: Found) -> bool:
    """Whether a line begins with a town, listed or not, and a comma in front of its day: “Pokrov, 17 February.”"""
    head = sentence.tokens[: max(date.first - 1, 0)]
    comma = bool(head) and sentence.tokens[date.first - 1].text == ","
    named = [token for token in head if token.kind == WORD]
    town = sentence.at("places", 0)
    listed = town is not None and town.last == len(head)
    return comma and sentence.opens_line and (listed or (len(named) == 1 and named[0].capital))


def _but_years_of_others(scene: Scene, drafts: Sequence[Draft]) -> list[Found]:
    """Return a sentence's values without the year or month of another event: “freed was X, sentenced in 2021”."""
    coarse = {
        slot.found.first
        for draft in drafts
        for slot in draft.fields.get("date", ())
        if slot.sentence is scene.sentence and slot.found.value.count("-") < HYPHENS
    }
    several = any("date" not in draft.fields for draft in drafts)
    return [value for value in scene.values if not (several and value.first in coarse)]


def day_of_chronicle(scene: Scene) -> Slot | None:
    """Return the day that a text's first line says it is the chronicle or the list of: “Chronicle of repressions: 18 April”.

    The line ends with the day; it is called a chronicle or a list, or says what befell people whom it does not name.
    """
    sentence = scene.sentence
    dates = [value for value in scene.values if value.kind == "date"]
    if sentence.block or len(dates) != 1 or len(sentence.tokens) > LONGEST_DATED:
        return None
    day = dates[0]
    ends = all(token.kind != WORD for token in sentence.tokens[day.last :])
    whole = day.value.count("-") == HYPHENS and day.value[-1].isdigit() and day.rule != AS_OF
    stops = sentence.tokens[-1].text in ENDS
    titled = bool(sentence.marks("events")) if stops else bool(sentence.marks("listings"))
    titled = titled and not sentence.marks("as_of")
    titled = titled and all(part.sort != "name" for part in scene.participants)
    return Slot(sentence, day) if ends and whole and titled else None


def _is_bare_court(value: Found) -> bool:
    """Whether a court is not named in full: “News of the court”."""
    return value.kind == "court" and (value.rule == "court.unnamed" or value.last - value.first < FULL_COURT)
