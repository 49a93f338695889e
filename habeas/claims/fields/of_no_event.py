"""Values of a sentence that no event has: where somebody lives or comes from, whose voice it is, on which day it was said.

The day of a report is no day of an event, and what a voice is called is no agency.
"""

from __future__ import annotations

from habeas.claims.found import Found
from habeas.claims.grammar.places import HOME, SPOT
from habeas.claims.scene import Scene
from habeas.claims.sentences import Mark, Sentence
from habeas.claims.voice import Voice
from habeas.text.tokens import MARK, WORD

TOLD_OF_ACTS = frozenset({"date", "fine", "agency", "facility"})
SMALL = 2  # letters of a preposition
SUBJECT_TAUGHT = 1  # words behind a trade: «учительница истории»
DESCRIBING = 4  # tokens of “, a retired history” in front of a trade
REPORTED = 3  # words between “reported” and the day on which it was


def is_of_no_event(scene: Scene, value: Found) -> bool:
    """Whether a value tells of somebody's life, of a voice, of when it was said, or of the act somebody is accused of."""
    if value.kind == "place" and (_is_of_a_life(scene, value) or _is_workplace(scene, value)):
        return True
    if value.kind in ("place", "facility") and _is_of_questions(scene, value):
        return True
    if value.kind == "agency" and any(
        part.sort == "group" and part.first <= value.first < part.last for part in scene.participants
    ):
        return True  # “three Russian soldiers were detained”
    return _is_of_a_voice(scene, value) or (value.kind in TOLD_OF_ACTS and is_of_an_act(scene, value))


def _is_of_a_life(scene: Scene, place: Found) -> bool:
    """Whether it is where somebody lives, works or comes from, not where it happened: “a courier from Barysaŭ”, “lives in Vilnius”."""
    sentence = scene.sentence
    leads = [mark for mark in sentence.links("in") if mark.last == place.first] or [
        mark for mark in sentence.links("from") if mark.last == place.first
    ]
    begins = leads[-1].first if leads else place.first
    for mark in sentence.marks("lives"):
        between = range(mark.last, begins)
        apart = any(sentence.tokens[at].kind == MARK for at in between)
        told = any(one.first <= at < one.last for one in scene.triggers for at in range(mark.first, begins))
        if 0 <= len(between) <= 1 and mark.last <= begins and not apart and not told:
            return True
    if _is_whose_town(scene, begins):
        return True
    if sentence.link("from", begins) is None and sentence.word(begins) != "from":
        return False
    if place.rule.startswith((SPOT, HOME)) and _is_seized_in_front(scene, begins):
        return False  # “took X from his shop”
    people = {mark.last for name in ("persons", "peoples") for mark in sentence.marks(name)}
    described = begins in people | {unit.last for unit in scene.units} or _is_of_one_named(
        scene, place, begins
    )
    return described and all(not one.first <= begins - 1 < one.last for one in scene.triggers)


def _is_workplace(scene: Scene, place: Found) -> bool:
    """Whether it is where somebody works who is told of between commas: “detained X, a history teacher at the local school”."""
    sentence = scene.sentence
    article = sentence.link("article_the", place.first - 1)
    leads = [
        mark.first
        for mark in sentence.links("in")
        if mark.last == (article.first if article else place.first)
    ]
    if not leads or not place.rule.startswith(SPOT):
        return False
    for mark in sentence.marks("persons"):
        between = range(mark.last, leads[0])
        if (
            len(between) > SUBJECT_TAUGHT
            or mark.last > leads[0]
            or any(not _is_small(sentence, at) for at in between)
        ):
            continue
        for one in scene.participants:
            apposed = range(one.last, mark.first)
            comma = bool(apposed) and sentence.tokens[one.last].text == "," and len(apposed) <= DESCRIBING
            if one.sort == "name" and comma and all(_is_small(sentence, at) for at in apposed[1:]):
                return True
    return False


def _is_small(sentence: Sentence, at: int) -> bool:
    """Whether a word without a capital stands there, that tells no event."""
    token = sentence.tokens[at]
    return token.kind == WORD and not token.capital and not sentence.opens(at, ("events",))


def _is_of_questions(scene: Scene, value: Found) -> bool:
    """Whether it is where somebody was questioned before: “after questioning at the Investigative Committee she was taken to ...”."""
    return any(
        mark.last <= value.first <= mark.last + SMALL for mark in scene.sentence.marks("after_questions")
    )


def _is_whose_town(scene: Scene, begins: int) -> bool:
    """Whether “of” stands behind somebody's name and leads to a town: “Zmitser Lupach(,) of Hlybokaye was picked up in Plisa”."""
    sentence = scene.sentence
    if not sentence.pack.has_articles or sentence.link("of", begins) is None:
        return False
    last = begins - (begins > 0 and sentence.tokens[begins - 1].text == ",")
    return any(one.sort == "name" and one.last == last for one in scene.participants)


def _is_seized_in_front(scene: Scene, begins: int) -> bool:
    """Whether a name stands right in front, and in front of it the words of an event."""
    named = [unit for unit in scene.units if unit.last == begins and unit.members[-1].sort == "name"]
    return any(one.last <= unit.first for unit in named for one in scene.triggers)


def _is_of_one_named(scene: Scene, place: Found, begins: int) -> bool:
    """Whether a name follows a town at once, and a word that no list has stands in front: «доцент из Полоцка Юрий С.»."""
    sentence, before = scene.sentence, begins - 1
    named = any(member.first == place.last for unit in scene.units for member in unit.members)
    if not named or before < 0 or sentence.tokens[before].kind == MARK or sentence.tokens[before].capital:
        return False
    verb = sentence.word(before).endswith(sentence.pack.endings_of_verbs)
    return not verb and not sentence.link_senses(before) and not sentence.opens(before, ("events", "units"))


def is_of_an_act(scene: Scene, value: Found) -> bool:
    """Whether a day, a sum, an agency or a prison is that of the act of which somebody is accused: “for the march of 11 August 2020”, «неповиновение полиции»."""
    inside = any(one.first <= value.first and value.last <= one.last for one in scene.accusations)
    return inside or (value.kind == "date" and _is_day_of_a_gathering(scene, value))


def _is_day_of_a_gathering(scene: Scene, date: Found) -> bool:
    """Whether a day closes an accusation in which people gather: «арестовал на семь суток за участие в акции 23 января»."""
    sentence = scene.sentence
    begins = date.first
    while begins and sentence.tokens[begins - 1].kind == WORD and sentence.link("and", begins - 1) is None and (
        sentence.link_senses(begins - 1) or len(sentence.tokens[begins - 1].text) <= SMALL
    ):  # fmt: skip
        begins -= 1
    return any(
        one.last in range(begins, date.first + 1)
        and any(one.first <= mark.first and mark.last <= one.last for mark in sentence.marks("gatherings"))
        for one in scene.accusations
    )


def _is_of_a_voice(scene: Scene, value: Found) -> bool:
    """Whether the value is part of a voice's name, or the day on which the voice spoke."""
    if value.kind in ("agency", "court", "facility", "place") and any(
        voice.first <= value.first and value.last <= voice.last for voice in scene.voices
    ):
        return True
    if value.kind != "date":
        return False
    if _is_dateline(scene.sentence, value):
        return True
    ages = [
        age for age in scene.sentence.marks("ages")
        if 0 <= age.first - value.last <= 2 and not _describes(scene.sentence, age)
    ]  # fmt: skip
    if any(all(not value.last <= one.first < age.first for one in scene.triggers) for age in ages):
        return True  # the day on which somebody turns so old
    learned = scene.sentence.marks("learned_of")
    if any(0 <= value.first - mark.last <= REPORTED or value.last == mark.first for mark in learned):
        return True  # “the family learned of it only the next day”
    if _is_said_then(scene, value):
        return True
    for voice in scene.voices:
        if voice.verb >= 0 and 0 < value.first - voice.verb <= REPORTED:
            behind = range(voice.verb, value.first)
            if any(one.last == value.first and voice.verb < one.last - 1 for one in scene.triggers):
                return False  # «сообщила о задержании 3 мая»
            return all(scene.sentence.tokens[at].text != "," for at in behind)
    return False


def _describes(sentence: Sentence, age: Mark) -> bool:
    """Whether a hyphen makes the age an adjective: „skazał 27 lutego 68-letnią Annę Lis”, and nobody turned 68 then."""
    return any(token.text in "-‑" for token in sentence.tokens[age.first : age.last])


def _is_said_then(scene: Scene, date: Found) -> bool:
    """Whether a verb of saying stands right beside the date, and no event's words: “announced on May 31”, „poinformowali w środę”.

    So does “it became known on 10 March”, and who says it may stand between: «10 марта правозащитники сообщили о ...».
    """
    sentence = scene.sentence
    if any(_says_behind(scene, voice, date) for voice in scene.voices):
        return True
    for mark in [*sentence.marks("voices.say"), *sentence.marks("voices.unnamed")]:
        inside = any(one.first < mark.last and mark.first < one.last for one in scene.triggers)
        about = not inside or sentence.link("about", mark.last) is not None  # „poinformowano o zatrzymaniu”
        if mark.first == date.last and about and _is_told_behind(scene, mark.first):
            return True
        if inside:
            continue
        behind = range(mark.last, date.first)
        if 0 <= date.first - mark.last <= 2 and all(sentence.link_senses(at) for at in behind):
            return True
    return False


def _says_behind(scene: Scene, voice: Voice, date: Found) -> bool:
    """Whether a voice and its verb follow a date, or the date stands between them, and then what they tell."""
    if voice.verb < 0 or voice.verb < voice.last or date.last > voice.verb:
        return False
    tokens, low = (
        scene.sentence.tokens,
        voice.last if date.first < voice.first else min(voice.last, date.first),
    )
    opens = date.first <= 1 and voice.first - date.last == 1  # “On Monday, police said ...”
    beside = voice.first == date.last or opens or date.first >= voice.last
    plain = all(token.text not in ",;:" for token in tokens[low : voice.verb])
    return beside and plain and voice.verb - voice.last <= REPORTED and _is_told_behind(scene, voice.verb)


def _is_told_behind(scene: Scene, verb: int) -> bool:
    """Whether what is told stands behind the verb, or its words begin with it, and nothing in front of it."""
    return bool(scene.triggers) and all(trigger.first >= verb for trigger in scene.triggers)


def _is_dateline(sentence: Sentence, date: Found) -> bool:
    """Whether the date belongs to the report's own head: “MINSK, 14 August 2020 – ...”."""
    if not sentence.opens_line or date.last >= len(sentence.tokens) or date.first > 6:
        return False
    before = sentence.tokens[: date.first]
    dash = sentence.tokens[date.last].text in ("—", "–", "-", "|", "//")
    return dash and bool(before) and sentence.at("places", 0) is not None and all(
        token.capital or token.kind != "word" for token in before
    )  # fmt: skip
