"""What is said without a verb: “X, 44. Colony No. 4, Homiel”, «Анатоль у магілёўскай турме»; and what is not, for a verb stands by it."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.found import Found
from habeas.claims.people.participants import Unit
from habeas.claims.sentences import DASHES, Sentence
from habeas.text.tokens import MARK, NUMBER, WORD

GIVEN_WITHIN = 5  # words of a trade between “for” and the name
CLAUSE_ENDS = ",;:.!?–—()«»"
HOLDING = frozenset({"colony", "prison", "pretrial", "temporary", "open", "jail"})


def is_address(sentence: Sentence, value: Found) -> bool:
    """Whether it is a prison with its number or name, said by itself in a line about somebody: “X, 44. Colony No. 4, Homiel”."""
    if value.kind != "facility" or value.get("kind") not in HOLDING:
        return False
    words = sentence.tokens[value.first : value.last]
    told = any(token.kind == NUMBER for token in words) or sum(token.capital for token in words) > 0
    return told and not _verbs(sentence, 0, len(sentence.tokens))


def is_given_to(sentence: Sentence, value: Found, unit: Unit) -> bool:
    """Whether a name follows behind “for”, or a dash: “Nine years (each) for the poet X”, „15 dni dla X”, «19 лет — Алексею»."""
    asked = any(mark.payload.sense == "prosecutor" for mark in sentence.marks("roles"))
    near = not asked and value.last < unit.first <= value.last + GIVEN_WITHIN
    each = sentence.link("each", value.last)
    leads = sentence.at("term_for", each.last if each is not None else value.last) is not None
    dashed = sentence.tokens[value.last].text in DASHES if value.last < len(sentence.tokens) else False
    dative = unit.first == value.last + 1 and unit.members[0].cases == {"dat"}
    return near and (leads or (dashed and dative))


def says_what_is_done(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words at ``first`` go on with a verb, which no event's words are: «X собрал 200 рублей»."""
    between = sentence.tokens[first:last]
    return bool(between) and between[0].kind != MARK and bool(_verbs(sentence, first, last))


def _verbs(sentence: Sentence, first: int, last: int) -> list[int]:
    """Return where words with the ending of a verb stand."""
    ends = sentence.pack.endings_of_verbs
    return [
        at
        for at in range(first, last)
        if (token := sentence.tokens[at]).kind == WORD
        and len(token.key) > 3
        and ends
        and token.key.endswith(ends)
        and not token.capital
        and sentence.at("units", at) is None  # «58 років» is no verb
    ]


def prison_of(sentence: Sentence, values: Sequence[Found], unit: Unit) -> Found | None:
    """Return the prison that is all that is said of one named: «Anatol u mahiloŭskaj turmie.»"""
    link = sentence.link("in", unit.last)
    value = next((one for one in values if link is not None and one.first == link.last), None)
    if value is None or value.kind != "facility" or value.get("kind") not in HOLDING or unit.first > 1:
        return None
    ended = value.last >= len(sentence.tokens) or sentence.tokens[value.last].text in CLAUSE_ENDS
    return value if ended else None


def lasts(sentence: Sentence, value: Found) -> bool:
    """Whether bare days stand in a clause with a verb: «Тры дні я шукала яго» tells how long, «X, 10 дней» what X got."""
    if value.get("unit") != "D" or value.last - value.first > 2:
        return False
    tokens = sentence.tokens
    first, last = value.first, value.last
    while first > 0 and tokens[first - 1].text not in CLAUSE_ENDS:
        first -= 1
    while last < len(tokens) and tokens[last].text not in CLAUSE_ENDS:
        last += 1
    return bool(_verbs(sentence, first, value.first) or _verbs(sentence, value.last, last))
