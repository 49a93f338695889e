"""One person without a name in a language with articles: “an elderly woman was released”, “X and a colleague of hers were fined”.

“A” and a word for a person are one more person only where what happened stands right beside them, and no name follows that
says who it is; a judge, an officer or a reporter who came is nobody of whom a report tells.
"""

from __future__ import annotations

from habeas.claims.sentences import ENDS, Mark, Sentence
from habeas.text.tokens import MARK, WORD

ADJECTIVES = 3  # words of “a local history teacher”
OFFICE = 10  # words of “of the local Tatar community” between the word for a person and the name
FOLLOWS = 7  # words between “a 45-year-old woman” and what happened: “from the town of X”, “whose name is not known”
NOBODY = ("roles", "bystanders", "captors", "rulers", "held_people")
BEFALLS = frozenset(
    {"detention", "release", "fine", "sentence", "charge", "arrest_order", "custody", "hearing"}
)
HAPPENS = ("events", "captors", "relatives")
COMES_FROM = 5  # words of “from the town of Tver” in front of “who”
LONGEST_ASIDE = 16  # tokens
OPENING_SENSES = frozenset({"and", "but"})


def lone_one(sentence: Sentence, index: int) -> tuple[int, Mark] | None:
    """Return where “a colleague of hers” that begins at ``index`` ends, and its noun, or None."""
    if not sentence.pack.has_articles or sentence.tokens[-1].text not in ENDS:
        return None
    first = next((mark for mark in sentence.marks("indefinite") if mark.first == index), None)
    start = first.last if first is not None else _behind_another(sentence, index)
    noun = _noun(sentence, start) if start is not None else None
    if noun is None or any(sentence.opens(at, NOBODY) for at in range(index, noun.last)):
        return None
    last = _with_owner(sentence, noun)
    if last is None or _is_named(sentence, last):
        return None
    return (last, noun) if befalls_there(sentence, index, last) else None


def befalls_there(sentence: Sentence, first: int, last: int) -> bool:
    """Whether something befalls those for whom the words from ``first`` to ``last`` stand, as its object or its subject."""
    return _is_object(sentence, first) or (_may_begin(sentence, first) and _befalls(sentence, last))


def _behind_another(sentence: Sentence, index: int) -> int | None:
    other = sentence.at("further", index)
    return other.last if other is not None and other.last - other.first == 1 else None


def _noun(sentence: Sentence, start: int) -> Mark | None:
    """Return the word for a person behind “a” and its adjectives, an age among them."""
    for at in range(start, min(start + ADJECTIVES + 1, len(sentence.tokens))):
        noun = sentence.at("persons", at) or sentence.at("relatives", at)
        if noun is not None and not _goes_on(sentence, noun):
            return noun
        age = sentence.at("ages", at)
        if age is not None and sentence.at("events", age.last) is not None:
            return age  # “an 18-year-old was arrested”
        token = sentence.tokens[at]
        plain = (token.kind == WORD and not sentence.link_senses(at)) or token.text == "-"
        if not plain and sentence.at("ages", at) is None:
            return None
    return None


def _goes_on(sentence: Sentence, noun: Mark) -> bool:
    """Whether another word for a person follows at once: “a student activist”."""
    return sentence.at("persons", noun.last) is not None


def _with_owner(sentence: Sentence, noun: Mark) -> int | None:
    """Take in “of hers”; a relative of whom that is not said, or of somebody named, is nobody here."""
    of = sentence.link("of", noun.last)
    if of is not None and sentence.at("possessives", of.last) is not None:
        return of.last + 1
    return noun.last if sentence.at("relatives", noun.first) is None else None


def _is_named(sentence: Sentence, last: int) -> bool:
    """Whether a name follows that says who it is: “a teacher, Anna X,”, “a teacher called Anna X”, “a leader of the party, Anna X,”."""
    at = last + (last < len(sentence.tokens) and sentence.tokens[last].text == ",")
    if sentence.at("naming", at) is not None:
        return True
    given = sentence.pack.names.given_forms
    if any(token.capital and given(token.text) for token in sentence.tokens[last : last + 2]):
        return True
    comma = next(
        (i for i in range(last, min(last + OFFICE, len(sentence.tokens))) if sentence.tokens[i].kind == MARK),
        0,
    )
    if not comma or sentence.tokens[comma].text != "," or sentence.link("of", last) is None:
        return False
    called = sentence.tokens[comma + 1 : comma + 2]
    told = any(sentence.at("events", at) is not None for at in range(last, comma))
    return not told and any(token.capital and given(token.text) for token in called)


def _is_object(sentence: Sentence, index: int) -> bool:
    """Whether words that look behind them for their people stand right in front: “police detained a woman”."""
    return any(
        mark.last == index
        and mark.payload.event is not None
        and mark.payload.event.who in ("after", "any")
        and mark.payload.sense in ("detention", "release", "fine", "sentence", "charge", "arrest_order")
        for mark in sentence.marks("events")
    )


def _may_begin(sentence: Sentence, index: int) -> bool:
    """Whether a subject can begin there: the sentence does, “and” stands in front, or a first comma behind a day, a place, a source."""
    if index == 0 or sentence.link_senses(index - 1) & OPENING_SENSES:
        return True
    before = sentence.tokens[: index - 1]
    if sentence.tokens[index - 1].text != "," or any(token.kind == MARK for token in before):
        return False
    led = sentence.link("in", 0) is not None or sentence.at("voices.according", 0) is not None
    if before and before[-1].capital and not led:
        return False  # “X, a journalist who interviewed Y, was detained”
    return not any(sentence.opens(at, HAPPENS) for at in range(index - 1))


def _befalls(sentence: Sentence, last: int) -> bool:
    """Whether what happened follows in the same clause: at once, or behind where the one comes from, or an aside about her."""
    aside = _aside(sentence, last)
    if aside is not None:
        told = any(
            mark.payload.event is not None
            and mark.payload.event.who != "after"
            and mark.payload.sense in BEFALLS
            for mark in sentence.marks("events")
            if last <= mark.first < aside
        )
        return told or _befalls_at(sentence, aside)
    return _befalls_at(sentence, last)


def _befalls_at(sentence: Sentence, last: int) -> bool:
    for at in range(last, min(last + FOLLOWS, len(sentence.tokens))):
        event = sentence.at("events", at)
        if event is not None and event.payload.event is not None:
            return event.payload.event.who != "after"
        if sentence.tokens[at].kind == MARK:
            return False
    return False


def _aside(sentence: Sentence, last: int) -> int | None:
    """Return where an aside or a clause ends that tells of the one in front: “, aged 34,” “from Tver who had posted a comment”."""
    tokens = sentence.tokens
    start = last
    while (
        start < min(last + COMES_FROM, len(tokens))
        and tokens[start].kind == WORD
        and not _takes_up(sentence, start)
    ):
        start += 1
    if start >= len(tokens) or start - last == COMES_FROM:
        return None
    comma = tokens[start].text == ","
    who = start + comma
    whose = sentence.opens(who + 1, ("relatives", "captors", "agencies"))
    if (not comma and not _takes_up(sentence, who)) or whose:
        return None
    if any(sentence.at("events", at) is not None for at in range(last, start)):
        return None
    if comma:
        ends = (at for at in range(who, min(who + LONGEST_ASIDE, len(tokens))) if tokens[at].text == ",")
        return next((at + 1 for at in ends), None)
    verbs = (mark.first for mark in sentence.links("passive") if who + 1 < mark.first <= who + LONGEST_ASIDE)
    return next((at for at in verbs), who + 1)


def _takes_up(sentence: Sentence, index: int) -> bool:
    return sentence.link("who", index) is not None or sentence.link("who_one", index) is not None
