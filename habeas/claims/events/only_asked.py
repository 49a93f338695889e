"""Event words that tell nothing of a person: what a prosecutor only asks for, what a question asks, and a town that is seized.

“Prosecutors had demanded that she be jailed for ten days” is a request; “Was she beaten?” waits for its answer;
“Moscow seized Crimea in 2014” befell nobody by name; “after his release he will be watched” frees nobody yet; “in Soviet times they gave ten years” is history; “it is not known what she is accused of” tells of no charge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from habeas.claims.drafts import Draft
from habeas.claims.grammar.eras import is_of_another_era
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import MARK, NUMBER, WORD, Token

ASKED = 12  # words between “demanded” and what is asked for
GIVEN = frozenset({"sentence", "fine", "custody"})
VERB_WITHIN = 4  # words between “to give” and the punishment
SHORTEST = 4  # letters of no infinitive: «пять», «есть»
PARTED = frozenset({"and", "but", "who"})
SHORTEST_VERB = 5
MOVED = frozenset({"expulsion", "detention", "transfer"})
ASKED_WITHIN = 4  # words between “what” and “is accused of”
TO_COME = 9  # words between “after his release” and “will”


def without_questions(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts that are told: what a question asks only says of whom the answer speaks («С какого дня он в камере?»)."""
    return [draft for draft in drafts if draft.sentence.tokens[-1].text != "?"]


def tells_nothing(sentence: Sentence, mark: Mark, others: Iterable[Mark]) -> bool:
    """Whether a sentence tells with these words of nothing that befell a person; ``others`` are all its events."""
    asked = mark.payload.sense == "charge" and asks_what(sentence, mark.first)
    asked = asked or is_asked_for(sentence, mark, others)
    asked = asked or takes_a_town(sentence, mark) or is_yet_to_come(sentence, mark)
    return asked or is_of_another_era(sentence, mark.first, mark.last)


def asks_what(sentence: Sentence, index: int) -> bool:
    """Whether a charge told at ``index`` is only asked for: “it is not known what he is charged with”, «неизвестно, в чём его обвиняют»."""
    for asked in sentence.marks("asked_what"):
        opens = sentence.pack.has_articles or asked.first == 0 or sentence.tokens[asked.first - 1].text == ","
        if opens and asked.first <= index <= asked.last + ASKED_WITHIN:
            between = sentence.tokens[asked.last : index]
            return not any(token.kind == MARK for token in between)
    return False


def is_asked_for(sentence: Sentence, mark: Mark, others: Iterable[Mark]) -> bool:
    """Whether a sentence is only what a prosecutor asks for."""
    event = mark.payload.event
    if event is None or event.type not in GIVEN:
        return False
    for other in others:
        asks = other.payload.event is not None and other.payload.event.type == "sentence_requested"
        if asks and other.last <= mark.first and _is_infinitive(sentence, mark):
            return True
        if not asks or not other.last <= mark.first <= other.last + ASKED:
            continue
        if _is_object_of(sentence, other, mark):
            return True
        that = [link for link in sentence.links("reported") if other.last <= link.first < mark.first]
        apart = sentence.tokens[that[0].last : mark.first] if that else ()
        if that and not any(token.text in ",;:—–" for token in apart):
            return True
    return False


def _is_infinitive(sentence: Sentence, mark: Mark) -> bool:
    """Whether the words are told as something to do: «запросил ... и назначить ему наказание»."""
    ends = tuple(sentence.pack.keys.get("infinitive_endings", ()))
    for at in range(mark.first, max(mark.first - VERB_WITHIN, 0) - 1, -1) if ends else ():
        word, token = sentence.word(at), sentence.tokens[at]
        if not token.capital and len(word) > SHORTEST and word.endswith(ends):
            return True
        told = word.endswith(sentence.pack.endings_of_verbs) and sentence.at("pronouns", at) is None
        if at < mark.first and (token.kind == MARK or told):
            return False
    return False


def _is_object_of(sentence: Sentence, asks: Mark, mark: Mark) -> bool:
    """Whether a bare participle says what is asked: “prosecutors wanted X jailed for six years”."""
    between = range(asks.last, mark.first)
    return (
        sentence.pack.has_articles
        and sentence.link("passive", mark.first) is None
        and sentence.word(mark.first).endswith("ed")
        and all(sentence.tokens[at].kind == WORD and not sentence.link_senses(at) & PARTED for at in between)
    )


def takes_a_town(sentence: Sentence, mark: Mark) -> bool:
    """Whether a town or country is what is seized."""
    event = mark.payload.event
    place = sentence.at("places", mark.last) if sentence.pack.has_articles else None
    if event is None or event.type != "detention" or event.who == "before" or place is None:
        return False
    after = sentence.tokens[place.last] if place.last < len(sentence.tokens) else None
    return after is None or after.kind == MARK or bool(sentence.link_senses(place.last))


def is_yet_to_come(sentence: Sentence, mark: Mark) -> bool:
    """Whether a release is only when something else will begin: “after his release he will be watched for two years”."""
    if mark.payload.sense != "release" or any(token.kind == NUMBER for token in _behind(sentence, mark)):
        return False
    if not any(sentence.at("upon", at) is not None for at in range(max(mark.first - 2, 0), mark.first + 1)):
        return False
    verb = mark.payload.event is not None and mark.payload.event.case is not None
    if sentence.at("upon", mark.first) is not None and not verb and not sentence.pack.has_articles:
        return not _has_been(sentence)
    ahead = [one for one in sentence.marks("modality") if one.payload.sense == "expected"]
    return any(0 <= one.first - mark.last <= TO_COME for one in ahead)


def _has_been(sentence: Sentence) -> bool:
    """Whether what has happened stands in the sentence: «после освобождения уехала», not «после освобождения два года не сможет»."""
    ends = tuple(end for end in sentence.pack.endings_of_verbs if end[-1] not in "оo")  # adverbs end so too
    verb = any(
        token.kind == WORD and len(token.key) >= SHORTEST_VERB and token.key.endswith(ends) and not token.capital
        and sentence.at("units", at) is None
        for at, token in enumerate(sentence.tokens)
    )  # fmt: skip
    return verb or any(one.payload.sense in MOVED for one in sentence.marks("events"))


def _behind(sentence: Sentence, mark: Mark) -> Sequence[Token]:
    """Return the words between a release and the next comma: the day of one that has been stands there."""
    tokens = sentence.tokens[mark.first :]
    end = next((at for at, token in enumerate(tokens) if token.text == ","), len(tokens))
    return tokens[:end] if end < TO_COME else ()
