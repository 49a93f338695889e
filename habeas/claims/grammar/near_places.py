"""Where somebody was seized, told by what it lay beside: “outside the courthouse in Minsk”, «каля суда», „przed gmachem KGB”.

The small word belongs to such a place: outside a court is no court. A spot, a court, an agency's house, a monument
or a town must follow it; “before the elections” and “about 20 people” are no places.
"""

from __future__ import annotations

from habeas.claims.found import Found
from habeas.claims.grammar.institutions import may_name_place
from habeas.claims.sentences import QUOTE_CLOSES, QUOTE_OPENS, Sentence
from habeas.text.tokens import NUMBER, WORD

NEAR = "place.spot-near"
HEADS = ("spots", "homes", "houses", "courts", "courtrooms", "facilities", "bodies")
GOES_ON = (*HEADS, "agencies", "places", "court_words", "facility_words", "place_words", "bears_name")
DESCRIBING = 2  # words between the small word and what it leads to
LONGEST = 9  # tokens of all that names it
NO_DESCRIPTION = (
    "events",
    "persons",
    "peoples",
    "roles",
    "relative",
    "months",
    "weekdays",
    "units",
    "voices.say",
    "numbers",
)


def near_places(sentence: Sentence) -> list[Found]:
    """Return every such place, in order, with its small word."""
    found: list[Found] = []
    for mark in sentence.marks("near"):
        head = _head(sentence, mark.last)
        if head is None or (found and mark.first < found[-1].last):
            continue
        last = _end(sentence, head)
        found.append(Found("place", sentence.words(mark.first, last), mark.first, last, NEAR))
    return found


def _head(sentence: Sentence, index: int) -> int | None:
    """Return where the word ends that says what it is near; None where no such word follows."""
    for at in range(index, min(index + DESCRIBING + 1, len(sentence.tokens))):
        heads = [mark.last for name in HEADS if (mark := sentence.at(name, at)) is not None]
        if heads:
            return max(heads)
        token, small = sentence.tokens[at], sentence.link_senses(at) - {"article_the"}
        verb = token.key.endswith(sentence.pack.endings_of_verbs) and not sentence.pack.has_articles
        if token.kind != WORD or small or verb or sentence.opens(at, NO_DESCRIPTION):
            return None
    return None


def _end(sentence: Sentence, index: int) -> int:
    """Return where its name ends: the house's owner, its name in quotation marks, its town."""
    tokens, at = sentence.tokens, index
    while at < len(tokens) and at - index < LONGEST:
        after = _after_name(sentence, at)
        if after is None:
            break
        at = after
    return at


def _after_name(sentence: Sentence, index: int) -> int | None:
    """Return where one more part of the name ends that begins at ``index``; None where none does."""
    token = sentence.tokens[index]
    more = _named(sentence, index)
    if more is not None:
        return more
    if token.text in QUOTE_OPENS:
        rest = range(index + 1, min(index + LONGEST, len(sentence.tokens)))
        return next((at + 1 for at in rest if sentence.tokens[at].text in QUOTE_CLOSES), None)
    link = sentence.link("in", index) or sentence.link("of", index)
    if link is not None:
        the = sentence.link("article_the", link.last)
        behind = the.last if the is not None else link.last
        town = sentence.link("in", index) is not None and may_name_place(sentence, behind)
        return behind + 1 if town else _named(sentence, behind)
    numbered = sentence.ends("facility_number", index) or sentence.at("facility_number", index) is not None
    if token.kind == NUMBER or numbered:
        return index + 1 if numbered else None
    if token.kind != WORD or sentence.opens(index, NO_DESCRIPTION):
        return None
    return _named(sentence, index + 1)  # «здания районной администрации», «суда Маскоўскага раёна»


def _named(sentence: Sentence, index: int) -> int | None:
    """Return where a listed part of the name ends; an agency is one by its letters, since “police” behind a house are who came."""
    marks = [mark for name in GOES_ON if (mark := sentence.at(name, index)) is not None]
    if not marks or (sentence.at("agencies", index) is not None and not sentence.tokens[index].upper):
        return None
    return max(mark.last for mark in marks)
