"""Event words that tell nothing of a person: what a prosecutor only asks for, what a question asks, and a town that is seized.

“Prosecutors had demanded that she be jailed for ten days” is a request; “Was she beaten?” waits for its answer;
“Moscow seized Crimea in 2014” befell nobody by name.
"""

from __future__ import annotations

from collections.abc import Iterable

from habeas.claims.drafts import Draft
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import MARK, WORD

ASKED = 12  # words between “demanded” and what is asked for
GIVEN = frozenset({"sentence", "fine", "custody"})
PARTED = frozenset({"and", "but", "who"})


def without_questions(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts that are told: what a question asks only says of whom the answer speaks («С какого дня он в камере?»)."""
    return [draft for draft in drafts if draft.sentence.tokens[-1].text != "?"]


def is_asked_for(sentence: Sentence, mark: Mark, others: Iterable[Mark]) -> bool:
    """Whether a sentence is only what a prosecutor asks for."""
    event = mark.payload.event
    if event is None or event.type not in GIVEN:
        return False
    for other in others:
        asks = other.payload.event is not None and other.payload.event.type == "sentence_requested"
        if not asks or not other.last <= mark.first <= other.last + ASKED:
            continue
        if _is_object_of(sentence, other, mark):
            return True
        that = [link for link in sentence.links("reported") if other.last <= link.first < mark.first]
        apart = sentence.tokens[that[0].last : mark.first] if that else ()
        if that and not any(token.text in ",;:—–" for token in apart):
            return True
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
