"""How far a voice reaches within its sentence, and whose deed an event is whose words name a body.

What stands behind “but”, in a clause about somebody, or in front of “the police speak of twelve” is not what the voice says.
"""

from __future__ import annotations

from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.grammar.numbers import number_at
from habeas.claims.scene import Scene
from habeas.claims.sentences import Mark, Sentence
from habeas.claims.voice import Voice
from habeas.text.tokens import WORD

ACCUSED = "charge"  # whose words begin with who accuses: «следствие считает»
DOER_REACH = 5
LONGEST_DOER = 3
BACKGROUND = frozenset({"sentence", "custody"})
OPENS = 2  # tokens between a comma and the words that it opens with


def reaches(scene: Scene, voice: Voice, trigger: Trigger) -> bool:
    """Whether an event of the sentence is told by one of its voices."""
    sentence = scene.sentence
    if any(act.first <= voice.verb < act.last for act in scene.accusations):
        return False  # «осудили за то, что она передала деньги»
    if _is_aside(scene, trigger):
        return False
    if voice.first <= trigger.first < voice.verb or _describes_in_front(sentence, voice, trigger):
        return False  # “X, arrested in March, said”: that X was arrested is not what X says
    if voice.verb < 0:
        return True
    low, high = min(voice.first, voice.verb), max(voice.last, voice.verb + 1)
    if trigger.last <= low:
        turns = [one for one in sentence.links("but") if sentence.at("since", one.first) is None]
        if any(trigger.last <= one.first < low for one in turns):
            return False  # “31 were freed, though the office spoke of forty”
        if _speaks_of_a_number(sentence, high):
            return False
    return not _in_another_clause(sentence, low, high, trigger) and not _describes(sentence, voice, trigger)


def _describes_in_front(sentence: Sentence, voice: Voice, trigger: Trigger) -> bool:
    """Whether a participle leads to the voice: “Freed in May, X says”, «Звільнена за обміном X розповідає»."""
    between = sentence.tokens[trigger.last : voice.first]
    lead = trigger.first == 0 and trigger.last <= voice.first <= voice.verb
    if not lead or any(token.kind != WORD and token.text != "," for token in between):
        return False
    verb = sentence.tokens[0].key.endswith(sentence.pack.endings_of_verbs or ("\n",))
    return sentence.pack.has_articles or not verb


def _describes(sentence: Sentence, voice: Voice, trigger: Trigger) -> bool:
    """Whether an event stands in a clause about the voice itself: “according to X, who was freed in May, ...”."""
    opened = [one for one in sentence.links("who") if voice.last <= one.first <= voice.last + 1]
    if not opened or voice.last <= voice.verb:
        return False
    tokens = sentence.tokens
    closing = next((at for at in range(opened[0].last, len(tokens)) if tokens[at].text == ","), len(tokens))
    return opened[0].first <= trigger.first < closing


def _speaks_of_a_number(sentence: Sentence, index: int) -> bool:
    """Whether “of twelve”, «про 20 человек» follows: the voice counts for itself."""
    about = sentence.link("about", index)
    if about is None or about.last >= len(sentence.tokens):
        return False
    counted = number_at(sentence, about.last) is not None or sentence.at("counts", about.last) is not None
    return counted or sentence.tokens[about.last].text in '«„“"'


def _in_another_clause(sentence: Sentence, low: int, high: int, trigger: Trigger) -> bool:
    """Whether the voice stands in a clause about somebody that the event is no part of: “X, whom they call ..., got ten years”."""
    opened = [
        one for one in sentence.links("who")
        if one.last <= low and all(token.text != "," for token in sentence.tokens[one.last : low])
    ]  # fmt: skip
    if not opened:
        return False
    closing = next((at for at in range(high, len(sentence.tokens)) if sentence.tokens[at].text == ","), None)
    return trigger.last <= opened[-1].first or (closing is not None and trigger.first > closing)


def doer_of(sentence: Sentence, trigger: Trigger) -> Found | None:
    """Return the body that does what the words say: “Viasna recognised ...”, “recognised by Viasna”."""
    best: Mark | None = None
    for category in ("bodies", "voices.people"):
        for _, mark in sorted(sentence.starts(category).items()):
            near = trigger.type != ACCUSED and 0 <= trigger.first - mark.last <= DOER_REACH
            before = near or mark.first in trigger.skipped
            behind = any(
                by.last <= mark.first <= by.last + 1
                for by in sentence.links("by")
                if by.first >= trigger.last - 1
            )
            if (before or behind) and best is None:
                best = mark
        if best is not None:
            break
    if best is None and trigger.type == ACCUSED:
        first = trigger.first + (sentence.link("article_the", trigger.first) is not None)
        return Found("said_by", sentence.words(first, first + 1), first, first + 1, "voice.doer")
    if best is None:
        return _unlisted_doer(sentence, trigger)
    value = best.payload.sense if best.payload.category == "bodies" else sentence.words(best.first, best.last)
    return Found("said_by", value, best.first, best.last, "voice.doer")


def _unlisted_doer(sentence: Sentence, trigger: Trigger) -> Found | None:
    """Return who is named behind “by” though no list has it: “recognised by Apora”, “by civil society”."""
    for by in sentence.links("by"):
        last = by.last
        while last < len(sentence.tokens) and sentence.tokens[last].capital:
            last += 1
        if last == by.last and sentence.pack.has_articles:
            last = _plain_words(sentence, last)
        if last > by.last and by.first >= trigger.last - 1:
            return Found("said_by", sentence.words(by.last, last), by.last, last, "voice.doer")
    return None


def _plain_words(sentence: Sentence, index: int) -> int:
    """Step over up to three words in small letters that no grammar knows: “by civil society as ...”."""
    last = index
    while last < len(sentence.tokens) and last - index < LONGEST_DOER:
        known = (
            "persons",
            "peoples",
            "places",
            "agencies",
            "facilities",
            "courts",
            "pronouns",
            "months",
            "events",
        )
        word = sentence.tokens[last].kind == WORD and not sentence.link_senses(last)
        if not word or sentence.tokens[last].capital or sentence.opens(last, known):
            break
        last += 1
    return last


def _is_aside(scene: Scene, trigger: Trigger) -> bool:
    """Whether an event only says who is meant, between commas, and another is what is told: «осуждённого на шесть лет, этапировали, сообщили родные»."""
    tokens = scene.sentence.tokens
    if trigger.type not in BACKGROUND:
        return False
    opened = [at for at in range(max(trigger.first - OPENS, 0), trigger.first) if tokens[at].text == ","]
    closed = next((at for at in range(trigger.last, len(tokens)) if tokens[at].text == ","), None)
    if not opened or closed is None or any(one.first < opened[-1] for one in scene.triggers):
        return False
    spoken = min((one.verb for one in scene.voices if one.verb > closed), default=len(tokens))
    return any(closed < one.first < spoken for one in scene.triggers)
