"""What a clause behind a word for a person tells of her: «Парень из Жодино, которого вчера забрали,», „kobieta, która przyszła z kwiatami,”.

Who is told of by such a clause and by no name is, like one told of by age or town, somebody of whom the text begins to tell.
"""

from __future__ import annotations

from typing import NamedTuple

from habeas.claims.language.event_words import OBJECTS
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import WORD

LONGEST = 16  # tokens of such a clause
OPENS = 2  # words from the comma to “whom”: «у которого»
SHORTEST = 5  # letters of a participle


class Clause(NamedTuple):
    """Where a clause about somebody begins and ends, both its commas apart."""

    first: int
    last: int


def clause_behind(sentence: Sentence, index: int) -> Clause | None:
    """Return the clause about one person that a comma at ``index`` opens, behind which the sentence may go on."""
    tokens = sentence.tokens
    if index + 1 >= len(tokens) or tokens[index].text != ",":
        return None
    first = index + 1
    whom = any(sentence.link("who_one", at) is not None for at in range(first, first + OPENS))
    if not (whom or _is_participle(sentence, first)):
        return None
    last = next(
        (at for at in range(first, min(first + LONGEST, len(tokens))) if tokens[at].text in (",", "—", "–")),
        len(tokens),
    )
    return Clause(first, last)


def befalls_in(sentence: Sentence, clause: Clause) -> list[Mark]:
    """Return the words of events that befell, in a clause, the one of whom it tells, and not whom she did it to.

    What is done to somebody befell her if “whom” is no nominative, or if several did it: «якую викрали», not «який затримав».
    """
    doer = sentence.link("who_does", clause.first) is not None
    several = sentence.pack.verb_endings.get("p", ())
    return [
        mark
        for mark in sentence.marks("events")
        if clause.first <= mark.first < clause.last
        and mark.payload.event is not None
        and not (
            doer
            and mark.payload.event.case in OBJECTS
            and not sentence.tokens[mark.last - 1].key.endswith(tuple(several))
        )
    ]


def _is_participle(sentence: Sentence, index: int) -> bool:
    """Whether a word at ``index`` can be a participle that tells of the one in front: «, вышедший на площадь,»."""
    token, ends = sentence.tokens[index], tuple(sentence.pack.keys.get("act_endings", ()))
    plain = token.kind == WORD and not token.capital and len(token.key) >= SHORTEST
    return plain and bool(ends) and token.key.endswith(ends)
