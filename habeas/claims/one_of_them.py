"""“One of them is X”: whoever is named so was among the people told of just before, whatever else the sentence tells of her."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.grammar.numbers import number_at
from habeas.claims.participants import LONGEST_PREPOSITION, Participant
from habeas.claims.sentences import DASHES, Sentence
from habeas.text.tokens import MARK

SAYS_WHO = 8  # words between “one of them is” and the name: “the librarian from Lida”
OPENS = 1  # words in front of it: “And one of them”


def one_of_them(sentence: Sentence, known: Sequence[Participant]) -> Participant | None:
    """Return whom “one of them is”, «Адна з іх —» names at the beginning of the sentence, or None."""
    end = _end(sentence)
    if end is None:
        return None
    for one in known:
        if one.sort != "name" or one.first < end:
            continue
        between = sentence.tokens[end : one.first]
        plain = all(token.kind != MARK or token.text in '-«»“”"' for token in between)
        happens = any(sentence.at("events", at) is not None for at in range(end, one.first))
        return one if plain and not happens and len(between) <= SAYS_WHO else None
    return None


def _end(sentence: Sentence) -> int | None:
    """Return where the words “one of them is” end that open the sentence."""
    for first in range(min(OPENS + 1, len(sentence.tokens))):
        number = number_at(sentence, first)
        if number is None or number.whole != 1:
            continue
        of = number.last  # a small word: of, з, z
        small = of < len(sentence.tokens) and len(sentence.tokens[of].text) <= LONGEST_PREPOSITION
        them = sentence.at("pronouns", of + 1) if small else None
        if them is None or not them.payload.sense.startswith("p") or them.last >= len(sentence.tokens):
            return None
        at = them.last
        copula = sentence.link("passive", at) or sentence.link("these", at)
        if copula is not None:
            return copula.last
        return at + 1 if sentence.tokens[at].text in DASHES else None
    return None
