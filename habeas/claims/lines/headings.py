"""Lists: a heading's event, date and place hold for the items under it; an item may do without a verb.

“Sentenced in Minsk on 3 May:” and under it “1. X, 10 days”. A heading is a line that ends with a colon, or a
line by itself without a full stop that names nobody; it holds for the lines below as long as they name people.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import TOLD_BESIDE, Draft, Slot
from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.language.event_words import EventWords
from habeas.claims.lines.verbless import is_address, is_given_to, lasts, prison_of, says_what_is_done
from habeas.claims.people.participants import Unit
from habeas.claims.sentences import DASHES, ENDS, Sentence
from habeas.model.claim import Modality
from habeas.text.tokens import MARK, NUMBER

CARRIED = ("date", "place", "court", "agency")
NOT_CARRIED = ("court.unnamed", "date.as-of")
LONGEST_HEADING = 25
CLOCK_WITHIN = 12  # words in which the hour of a hearing stands
VERBLESS = EventWords(type="sentence", number=-1, implicit=True)
BEHIND_A_DASH = EventWords(type="sentence", number=-6, who="before", implicit=True)
VERBLESS_FINE = EventWords(type="fine", number=-2, implicit=True)
VERBLESS_CHARGE = EventWords(type="charge", number=-3, weak=True)
VERBLESS_CUSTODY = EventWords(type="custody", number=-5, implicit=True)
VERBLESS_HEARING = EventWords(type="hearing", number=-4, modality="expected")
BARRED = ("roles", "up_to", "hypothetical", "voices.say", "modality", "relatives", "persons", "peoples")
OF_ONE_HELD = frozenset({"health", "ill_treatment", "letter"})
ADDRESS_WITHIN = 7  # tokens between a name and his prison: an age, commas
LONG = frozenset({"week", "month", "year"})
SAME_DAY = frozenset({"hearing", "sentence", "fine"})
TO_COME = ("hearing", "appeal")
PLACED = frozenset(
    {"detention", "hearing"}
)  # what happens where a heading says; somebody is freed out of a prison
HELD_WHERE = frozenset(
    {"place", "court", "agency"}
)  # of a heading's event; where somebody is kept is another matter


@dataclass(slots=True)
class Heading:
    """What a heading gives to the lines below it."""

    sentence: Sentence
    triggers: list[Trigger] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    block: int = 0

    @property
    def calendar(self) -> Trigger | None:
        """The words that make the lines below hearings to come: “Hearings this week”."""
        return next(
            (one for one in self.triggers if one.type == "hearing" and one.modality is Modality.EXPECTED),
            None,
        )

    @property
    def asks(self) -> bool:
        """Whether it says what a prosecutor asked for: the terms below it are no sentences."""
        asked = any(mark.payload.sense == "sentence_requested" for mark in self.sentence.marks("events"))
        return asked or any(mark.payload.sense == "prosecutor" for mark in self.sentence.marks("deeds"))

    def holds_for(self, sentence: Sentence) -> bool:
        """Whether the sentence is a line below, in the same block or the one that follows."""
        return sentence.block - self.block <= 1


def heading_of(
    sentence: Sentence,
    after: Sentence | None,
    triggers: Sequence[Trigger],
    drafts: Sequence[Draft],
    values: Sequence[Found],
) -> Heading | None:
    """Return what the sentence gives to the lines below it, or None if it is no heading."""
    if after is None or not after.opens_line:
        return None
    last = sentence.tokens[-1].text
    told_of_people = any(one.startswith("p") for draft in drafts for one in draft.subjects)
    colon = last == ":"
    plain = sentence.opens_line and last not in ENDS and len(sentence.tokens) <= LONGEST_HEADING
    if told_of_people or not (colon or plain):
        return None
    slots = [
        Slot(sentence, value)
        for value in values
        if value.kind in CARRIED and value.rule not in NOT_CARRIED and (triggers or not is_stretch(value))
    ]
    if not colon and not triggers and not only_values(sentence, values):
        return None
    about_somebody = not colon and bool(sentence.marks("persons") or sentence.marks("peoples"))
    return Heading(sentence, [] if about_somebody else list(triggers), slots, sentence.block)


def is_stretch(value: Found) -> bool:
    """Whether a date is a stretch of days: “Week in the courts, 3–7 March”, “next week” say of none when it was."""
    return value.kind == "date" and ("/" in value.value or value.get("unit") in LONG)


def only_values(sentence: Sentence, values: Sequence[Found]) -> bool:
    """Whether the line holds nothing but a date or a place, and what a list is called: “12 May”, “Minsk”, “Verdicts of 3 July”."""
    covered = {at for value in values for at in range(value.first, value.last)}
    titled = sentence.marks("listings")
    if titled and covered:
        covered |= {at for mark in [*titled, *sentence.marks("links")] for at in range(mark.first, mark.last)}
    rest = [token for at, token in enumerate(sentence.tokens) if at not in covered and token.kind == "word"]
    first = next((at for at, token in enumerate(sentence.tokens) if token.kind == "word"), 0)
    listed = sentence.at("places", first) is not None
    return not rest or (listed and len(rest) <= 2)


def verbless_triggers(
    sentence: Sentence,
    values: Sequence[Found],
    units: Sequence[Unit],
    heading: Heading | None,
    item: bool = False,
    headed: bool = False,
) -> list[Trigger]:
    """Return an event for a line that names people and what they got, but has no verb: “X, 10 days of arrest”.

    ``item`` says that the sentence goes on in a line that began with a name and names nobody itself; ``headed`` that
    nothing but a date, town or court stands in front of it in its line.
    """
    named = [unit for unit in units if unit.people and unit.against < 12]
    if not named and not item:
        return []
    calendar = heading.calendar if heading is not None else None
    listed = bool(named) and sentence.opens_line and not _got_at_once(sentence, values, named[0])
    if listed and (calendar or is_hearing(sentence, values)):
        words = calendar.words if calendar is not None else VERBLESS_HEARING
        return [Trigger(named[0].first, named[0].last, "hearing", words, Modality.EXPECTED, carried=True)]
    begins = bool(named) and (sentence.opens_line or headed) and begins_line(sentence, named[0])
    for value in values:
        listed = heading is not None or begins or item
        dashed = value.first > 0 and sentence.tokens[value.first - 1].text in ("-", "–", "—", ":")
        accused = any(mark.first >= value.last for mark in sentence.marks("accusation"))
        behind = bool(named) and named[0].first == 0 and named[0].last == value.first - 1 and accused
        apart = dashed and (begins or behind)  # “Donetsk. X — 15 years for spying”
        for_one = bool(named) and is_given_to(sentence, value, named[0])
        sure = value.get("unit") == "D" or value.get("kind") or for_one
        sure = sure or (heading is not None and (begins or item))
        if _quote_between(sentence, named, value) or (not dashed and lasts(sentence, value)):
            continue
        if named and not dashed and says_what_is_done(sentence, named[0].last, value.first):
            continue  # “X raised 200 roubles”
        if value.kind == "term" and (sure or apart):
            absent = any(mark.payload.sense == "in absentia" for mark in sentence.marks("modality"))
            modality = Modality.IN_ABSENTIA if absent else None  # “X — 8 years in a colony, in absentia”
            words = BEHIND_A_DASH if dashed and any(one.last < value.first for one in named) else VERBLESS
            given = "sentence_requested" if heading is not None and heading.asks else "sentence"
            return [Trigger(value.first, value.last, given, words, modality)]
        if value.kind == "fine" and (listed or for_one):
            return [Trigger(value.first, value.last, "fine", VERBLESS_FINE)]
        if value.kind == "article" and begins and any(one.kind == "code" for one in values):
            return [Trigger(value.first, value.last, "charge", VERBLESS_CHARGE)]
    alone = next((value for value in values if is_address(sentence, value)), None) if begins or item else None
    alone = alone or (prison_of(sentence, values, named[0]) if named else None)
    if alone is not None and not any(sentence.marks(name) for name in ("voices.say", "hypothetical")):
        return [Trigger(alone.first, alone.last, "custody", VERBLESS_CUSTODY)]
    if heading is None or not begins:
        return []
    return [
        Trigger(named[0].first, named[0].last, one.type, one.words, one.modality, one.hedged, carried=True)
        for one in heading.triggers[:1]
    ]


def _got_at_once(sentence: Sentence, values: Sequence[Found], unit: Unit) -> bool:
    """Whether a dash behind the name leads to a term or fine: “X – 13 days, art. 24.23” is no hearing to come."""
    got = [value for value in values if value.kind in ("term", "fine") and value.first == unit.last + 1]
    return bool(got) and sentence.tokens[unit.last].text in DASHES


def bare_terms(sentence: Sentence, values: Sequence[Found]) -> list[Trigger]:
    """Return a sentence for a term with its punishment that stands by itself behind what was told of one person."""
    if sentence.pack.has_articles or any(sentence.marks(name) for name in BARRED):
        return []
    terms = [value for value in values if value.kind == "term" and value.get("kind")]
    return [Trigger(terms[0].first, terms[0].last, "sentence", VERBLESS)] if terms else []


def beside_health(
    sentence: Sentence, values: Sequence[Found], units: Sequence[Unit], triggers: Sequence[Trigger]
) -> list[Trigger]:
    """Return the prison of a line about somebody's health: “– X, 58, Colony No. 2 of Tula Region, hypertension”."""
    named = [unit for unit in units if unit.people and unit.against < 12]
    if not triggers or not named or any(one.type not in OF_ONE_HELD for one in triggers):
        return []
    if not sentence.opens_line or not begins_line(sentence, named[0]):
        return []
    places = [
        one
        for one in values
        if is_address(sentence, one)
        and one.first > named[0].last
        and sentence.tokens[one.first - 1].kind == MARK
    ]  # „głoduje w kolonii” says where
    found = places[:1] if places and places[0].first - named[0].last <= ADDRESS_WITHIN else []
    return [Trigger(one.first, one.last, "custody", VERBLESS_CUSTODY) for one in found]


def is_hearing(sentence: Sentence, values: Sequence[Found]) -> bool:
    """Whether a line gives an hour, and a court or an article, and nothing that anybody got: “10:00, X, Minsk court”."""
    kinds = {value.kind for value in values}
    if not kinds & {"court", "article"} or kinds & {"term", "fine"}:
        return False
    tokens = sentence.tokens[:CLOCK_WITHIN]
    return any(
        one.kind == NUMBER and len(one.text) <= 2 and mark.text in ":." and mark.glued
        and two.kind == NUMBER and len(two.text) == 2 and two.glued
        and int(one.text) < 24 and int(two.text) < 60 and (mark.text == ":" or kinds >= {"court"})
        for one, mark, two in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )  # fmt: skip


def _quote_between(sentence: Sentence, named: Sequence[Unit], value: Found) -> bool:
    """Whether the value stands in what somebody says: “X: “Fifteen days have passed ...””."""
    if any(token.text in '„“«"' for unit in named[:1] for token in sentence.tokens[unit.last : value.first]):
        return True
    quotes = [at for at, token in enumerate(sentence.tokens) if token.text in '„“”«»"']
    return sum(1 for at in quotes if at < value.first) % 2 == 1 and any(at >= value.last for at in quotes)


def begins_line(sentence: Sentence, unit: Unit) -> bool:
    """Whether nothing but a number or a bullet stands in front of the first name."""
    described = {
        at
        for name in ("persons", "places", "ages")
        for mark in sentence.marks(name)
        for at in range(mark.first, mark.last)
    } | {mark.first for name in ("in", "from") for mark in sentence.links(name)}
    words = [
        at for at in range(unit.first) if sentence.tokens[at].kind == "word" and at not in described
    ]  # “Cook from Kerch X: eight years”
    trade = len(words) == 1 and words[0] == unit.first - 1 and _may_be_trade(sentence, words[0])
    return unit.first <= 5 and (not words or trade)  # “Kobzar X: eight years”


def _may_be_trade(sentence: Sentence, index: int) -> bool:
    """Whether the word right in front of a name that opens a line is no event, voice, place or small word."""
    others = (
        "events",
        "voices.say",
        "voices.according",
        "places",
        "roles",
        "relatives",
        "not_names",
        "modality",
    )
    return not sentence.link_senses(index) and all(sentence.at(name, index) is None for name in others)


def carry(draft: Draft, heading: Heading, types: ClaimTypes) -> None:
    """Give a draft of a line below what the heading says and the line does not."""
    if heading.calendar is not None and draft.type in TO_COME and draft.modality is None:
        draft.modality = Modality.EXPECTED
    if heading.calendar is not None and draft.type not in TO_COME:
        return  # the date of a hearing to come is not that of the sentence that it is about
    kinds = {one.type for one in heading.triggers}
    for slot in heading.slots:
        if slot.found.kind == "date" and kinds and draft.type not in kinds and not kinds & SAME_DAY:
            continue  # the day on which they were recognised is not that of their sentences
        if slot.found.kind in HELD_WHERE and not _holds_there(draft, slot.found, kinds):
            continue
        if slot.found.kind == "place" and draft.type in TOLD_BESIDE:
            continue
        if types.holds(draft.type, slot.found.kind) and slot.found.kind not in draft.fields:
            draft.fields[slot.found.kind] = [slot]


def _holds_there(draft: Draft, value: Found, kinds: Set[str]) -> bool:
    """Whether a heading's town, court or agency is that of an event below: of what the heading tells, or of what happened there.

    “Seized in Enerhodar” says nothing of where they are kept now, and nothing of whom somebody else seized.
    """
    if draft.type in kinds:
        return True
    if value.kind == "agency":
        return False
    return draft.type != "custody" if value.kind == "court" else draft.type in PLACED
