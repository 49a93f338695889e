"""The numbers of places of detention: “Colony No. 9”, “ИК-5”, «23-й отдел», and what stands behind a number."""

from __future__ import annotations

from habeas.claims.sentences import Sentence
from habeas.text.tokens import NUMBER

MOST_DIGITS = 2  # of a number without “No.”; behind that word one more


def number_after(sentence: Sentence, index: int) -> int:
    """Step over “No. 9”, “№ 1”, “-5”, “5” behind a facility's head word."""
    tokens = sentence.tokens
    at = index
    mark = sentence.at("facility_number", at)
    if mark is not None:
        at = mark.last
        while at < len(tokens) and tokens[at].text in ".№":
            at += 1
    elif at < len(tokens) and tokens[at].text in "-‑–№" and (tokens[at].glued or tokens[at].text == "№"):
        at += 1
    if (
        at < len(tokens)
        and tokens[at].kind == NUMBER
        and len(tokens[at].text) <= MOST_DIGITS + (mark is not None)
    ):
        free = sentence.at("units", at + 1) is None and sentence.at("months", at + 1) is None
        before = sentence.tokens[index - 1]
        named = before.upper or (before.capital and not sentence.ends("places", index))
        if free and (at > index or named):  # “Insein in Rangoon 27 people” has no number
            return at + 1
    return index


def named_after_number(sentence: Sentence, last: int) -> int:
    """Take in the name in quotation marks behind a prison's number, or its town behind a comma: № 22 «Воўчыя норы»; ПК-4, Гомель."""
    tokens = sentence.tokens
    if tokens[last - 1].kind != NUMBER or last + 1 >= len(tokens):
        return last
    if tokens[last].text in "«„“":
        closing = next(
            (at for at in range(last + 1, min(last + 6, len(tokens))) if tokens[at].text in "»”“"), None
        )
        return closing + 1 if closing is not None else last
    place = sentence.at("places", last + 1) if tokens[last].text == "," else None
    ends = place is not None and (place.last == len(tokens) or tokens[place.last].text in ".,;)")
    return place.last if place is not None and ends else last


def is_ordinal(sentence: Sentence, index: int) -> bool:
    """Whether a number with the ending of an ordinal stands at ``index``: three tokens, «23-й»."""
    if index < 0 or sentence.tokens[index].kind != NUMBER or len(sentence.tokens[index].text) > MOST_DIGITS:
        return False
    hyphen, ending = sentence.tokens[index + 1 : index + 3]
    return hyphen.text in "-‑–" and hyphen.glued and sentence.pack.has("day_endings", ending.key)
