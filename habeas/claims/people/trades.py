"""A trade told once beside a name stands for it later: «ветэрынар Сільвестр Хадыка», then «ветэрынара сустрэлі».

No list has all trades. Any noun right in front of a name will do, where a language has no articles; not a verb, a role or a
relative, and only while one person is called so.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Protocol

from habeas.claims.names.mention import Mention
from habeas.claims.people.described import beside_name
from habeas.claims.people.participants import Participant
from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD

SHORTEST, ENDING = 7, 3  # letters of a trade, and of its case ending
OTHERWISE = ("events", "voices.say", "voices.according", "voices.people", "roles", "relatives", "persons", "peoples",
             "modality", "places", "not_names", "months", "units", "bodies", "agencies", "held_people", "named_for")  # fmt: skip


class Tradesman(Protocol):
    """Somebody whom the text may have called by a trade beside her name."""

    id: str
    trade: str


def trade_of(sentence: Sentence, mention: Mention) -> str:
    """Return the beginning of the noun in front of a full name that no list has, or nothing."""
    at = mention.first - 1
    if mention.kind != "full" or at < 0 or sentence.pack.has_articles or not _may_be_trade(sentence, at):
        return ""
    key = sentence.tokens[at].key
    return key[: max(SHORTEST - ENDING + 1, len(key) - ENDING)]


def called_by_trade(
    sentence: Sentence, known: Sequence[Participant], people: Sequence[Tradesman], told: Container[str]
) -> Iterator[Participant]:
    """Yield the words of a sentence that stand for one of the ``people`` told of, by the trade named beside her name."""
    trades = {one.trade: one.id for one in people if one.trade and one.id in told}
    if not trades:
        return
    for index, token in enumerate(sentence.tokens):
        if token.kind != WORD or token.capital or len(token.key) < SHORTEST - 1:
            continue
        found = {
            person
            for trade, person in trades.items()
            if token.key.startswith(trade) and len(token.key) - len(trade) <= ENDING + 1
        }
        taken = any(one.first <= index < one.last for one in known)
        another = index > 0 and any(sentence.link(n, index - 1) is not None for n in ("other", "namesake"))
        if (
            len(found) == 1
            and not taken
            and not another
            and not beside_name(sentence, known, index, index + 1)
        ):
            yield Participant("anaphor", index, index + 1, (found.pop(),))


def _may_be_trade(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.kind != WORD or token.capital or len(token.key) < SHORTEST or sentence.link_senses(index):
        return False
    if sentence.opens(index, OTHERWISE):
        return False
    verbs = sentence.pack.endings_of_verbs
    adjectives = tuple(sentence.pack.keys.get("adjective_endings", ()))
    return not token.key.endswith((*verbs, *adjectives))
