"""Voices that no list has: “informs the curia”, “Second Chair said”, «піша “Двор на Пушкінскай”»."""

from __future__ import annotations

from habeas.claims.sentences import QUOTE_CLOSES, QUOTE_OPENS, Mark, Sentence
from habeas.text.tokens import NUMBER, WORD

LONGEST = 6
NO_VOICE = (
    "voices.never", "pronouns", "places", "months", "relative", "events", "units", "counts", "weekdays", "article", "part",
)  # fmt: skip


def may_speak(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words can be a voice: a name of its own, or a short phrase that is no law, number, day or event."""
    words = [token for token in sentence.tokens[first:last] if token.kind == WORD]
    if last - first > LONGEST or not any(len(word.text) > 2 for word in words):
        return False
    if any(token.kind == NUMBER for token in sentence.tokens[first:last]):
        return False
    return not any(sentence.at(name, at) is not None for name in NO_VOICE for at in range(first, last))


def is_titled(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words are a name of their own: in quotation marks, or several that all begin with a capital."""
    tokens = sentence.tokens[first:last]
    quoted = first > 0 and sentence.tokens[first - 1].text in QUOTE_OPENS and tokens[-1].text in QUOTE_CLOSES
    words = [token for token in tokens if token.kind == WORD]
    named = len(words) >= 2 and len(words) == len(tokens) and all(word.capital for word in words)
    return (quoted and len(words) >= 1) or named


def names_a_paper(sentence: Sentence, first: int) -> bool:
    """Whether a body, in quotation marks or not, or a short title in quotation marks with a capital stands there: «пише «Спектр»,»."""
    quoted = first < len(sentence.tokens) and sentence.tokens[first].text in QUOTE_OPENS
    if sentence.at("bodies", first + quoted) is not None:
        return True
    if not quoted or not sentence.tokens[first + 1 : first + 2] or not sentence.tokens[first + 1].capital:
        return False
    closing = [
        at
        for at in range(first + 2, min(first + LONGEST, len(sentence.tokens)))
        if sentence.tokens[at].text in QUOTE_CLOSES
    ]
    behind = sentence.tokens[closing[0] + 1 : closing[0] + 2] if closing else None
    return behind is not None and (not behind or behind[0].text in ",.;")


def speaks_for(sentence: Sentence, source: Mark | None, first: int) -> bool:
    """Whether the name at ``first`` is only that of somebody for whom others speak: “lawyers for X say”."""
    return source is not None and source.last < first and sentence.ends("until_weak", first)
