"""Bodies through which a text says that people can be supported: capitalised names behind “supported through”."""

from __future__ import annotations

from habeas.claims.sentences import DASHES, Sentence
from habeas.model.reading import SupportRead
from habeas.text.tokens import MARK, NUMBER, WORD

REACH = 12


def find_support(sentence: Sentence) -> list[SupportRead]:
    """Return the bodies named behind a support cue of the sentence."""
    cues = [mark for mark in sentence.marks("support") if mark.payload.sense == "cue"]
    if not cues:
        return []
    start = max(mark.last for mark in sentence.marks("support") if mark.first <= cues[0].last + REACH)
    found: list[SupportRead] = []
    index = start
    while index < len(sentence.tokens):
        last = _name_end(sentence, index)
        if last == index:
            index += 1
            continue
        words = [token.text for token in sentence.tokens[index:last] if token.text not in DASHES]
        found.append(SupportRead(" ".join(words), sentence.span(index, last)))
        index = last
    return found


def _name_end(sentence: Sentence, index: int) -> int:
    """Return the end of the body's name that begins here: capitals and numbers, dashes between them."""
    tokens, last = sentence.tokens, index
    while last < len(tokens):
        token = tokens[last]
        named = (token.kind == WORD and token.capital) or (
            token.kind == NUMBER and last + 1 < len(tokens) and tokens[last + 1].capital
        )
        if named and (last > index or not _is_place_alone(sentence, last)):
            last += 1
            continue
        if last > index and token.kind == MARK and token.text in DASHES:
            after = last
            while after < len(tokens) and tokens[after].text in DASHES:
                after += 1
            if after < len(tokens) and tokens[after].capital:
                last = after
                continue
        break
    return last


def _is_place_alone(sentence: Sentence, index: int) -> bool:
    """Whether a place stands here that begins no longer name (“Poland”, not “Poland Support Group”)."""
    mark = sentence.at("places", index)
    if mark is None:
        return False
    return mark.last >= len(sentence.tokens) or not sentence.tokens[mark.last].capital
