"""Days written short: “on the 22nd”, «8-го в Скадовську», «апеляція — 15-го»; „14.09 – 15 dni” and “2017: fined” as heads of lines.

A day alone is read only where nothing could be counted by the number: at the end of a clause, or before a small word, a town
or an event; a day with its month, or a year, only in front of a dash or colon.
"""

from __future__ import annotations

import re

from habeas.claims.found import Found
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK, NUMBER

LONGEST_MONTH = 31
ANY_MONTH = "XXXX-XX"
DECEMBER = 12
YEAR_OF = re.compile("(19|20)[0-9]{2}")
HEADS = frozenset("—–-:")  # what parts the head of a line from what it tells
MAY_FOLLOW = ("links", "places", "events", "agencies", "bodies", "pronouns", "parts", "voices.say")
BEFORE_AN_ORDINAL = ("day_marks", "until", "until_weak", "since")


def bare_day_at(sentence: Sentence, index: int) -> Found | None:
    """Return the day of an unnamed month, or the head of a line, that begins at ``index``, or None."""
    headed = _as_head(sentence, index)
    if headed is not None:
        return headed
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


def _as_head(sentence: Sentence, index: int) -> Found | None:
    """Return “14.09” or “2017” where a dash or colon parts it from what happened then, and nothing else stands in front."""
    tokens = sentence.tokens
    opens = index == 0 and sentence.opens_line
    if not opens and (index == 0 or tokens[index - 1].text not in ",:;("):
        return None
    if opens and YEAR_OF.fullmatch(tokens[index].text) and _parted(sentence, index + 1):
        return Found("date", tokens[index].text, index, index + 1, "date.year")
    stop, month = tokens[index + 1 : index + 2], tokens[index + 2 : index + 3]
    if not stop or not month or stop[0].text != "." or month[0].kind != NUMBER or not month[0].glued:
        return None
    number, of = int(tokens[index].text), int(month[0].text)
    if not (
        stop[0].glued
        and 1 <= number <= LONGEST_MONTH
        and 1 <= of <= DECEMBER
        and _parted(sentence, index + 3)
    ):
        return None
    return Found("date", f"XXXX-{of:02d}-{number:02d}", index, index + 3, "date.without-year")


def _parted(sentence: Sentence, index: int) -> bool:
    """Whether a dash or colon stands there that belongs to no number behind it (“16:30”, “2019-2021”)."""
    if index + 1 >= len(sentence.tokens) or sentence.tokens[index].text not in HEADS:
        return False
    return not (sentence.tokens[index + 1].glued and sentence.tokens[index + 1].kind == NUMBER)


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
