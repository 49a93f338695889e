"""A day of a month that is not named: “on the 22nd”, «8-го в Скадовську», «апеляція — 15-го».

Read only where nothing could be counted by the number: at the end of a clause, or before a small word, a town or an event.
"""

from __future__ import annotations

from habeas.claims.found import Found
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK, NUMBER

LONGEST_MONTH = 31
ANY_MONTH = "XXXX-XX"
MAY_FOLLOW = ("links", "places", "events", "agencies", "bodies", "pronouns", "parts", "voices.say")
BEFORE_AN_ORDINAL = ("day_marks", "until", "until_weak", "since")


def bare_day_at(sentence: Sentence, index: int) -> Found | None:
    """Return the day of an unnamed month that begins at ``index``, or None."""
    tokens = sentence.tokens
    token = tokens[index]
    if token.kind != NUMBER or len(token.text) > 2 or not 1 <= int(token.text) <= LONGEST_MONTH:
        return None
    last = index + 1
    if last < len(tokens) and tokens[last].text == "-" and tokens[last].glued:
        last += 1
    if last >= len(tokens) or not tokens[last].glued or not sentence.pack.has("bare_days", tokens[last].key):
        return None
    last += 1
    if not _is_led(sentence, index) or not _stands_free(sentence, last):
        return None
    begins = index - 1 if sentence.pack.has_articles else index
    ahead = any(sentence.ends(name, begins) for name in ("until", "until_weak"))
    detail = (("ahead", "1"),) if ahead else ()
    return Found("date", f"{ANY_MONTH}-{int(token.text):02d}", index, last, "date.day-alone", detail)


def _is_led(sentence: Sentence, index: int) -> bool:
    """Whether “on the”, “until the” stands in front, where a language has articles."""
    if not sentence.pack.has_articles:
        return True
    the = index - 1
    if the < 1 or sentence.link("article_the", the) is None:
        return False
    return any(sentence.ends(name, the) for name in BEFORE_AN_ORDINAL) or sentence.link_ends("in", the)  # fmt: skip


def _stands_free(sentence: Sentence, index: int) -> bool:
    if index >= len(sentence.tokens) or sentence.tokens[index].kind == MARK:
        return True
    return sentence.opens(index, MAY_FOLLOW)
