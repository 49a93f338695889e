"""Who only wrote a page or took its picture: a line “Anna Hrab | Ihar Vorabin” over the day, “Photo: Alena Savič”, «Репортаж Семёна Печкина».

Whoever is named nowhere else takes no part in what the page tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from habeas.claims.names.mention import Mention
from habeas.claims.people.people import People
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK, NUMBER, WORD

Mentions = Mapping[int, Sequence[Mention]]
TOP = 6  # sentences of a page over which its authors stand
PARTED = frozenset({"|", "/"})  # marks between two authors
DATED = ("months", "months_after_day", "weekdays", "year_words", "relative")


def without_bylines(
    mentions: Mentions, people: People, document: Sequence[Sentence]
) -> dict[int, list[Mention]]:
    """Return the names without those of people who stand in bylines and credits alone."""
    signed = {
        (one.sentence, one.first)
        for at, sentence in enumerate(document)
        if (names := mentions.get(sentence.number))
        for one in _signing(document, at, names)
    }
    if not signed:
        return {number: list(names) for number, names in mentions.items()}

    def only_signs(one: Mention) -> bool:
        person = people.of(one)
        own = person.mentions if person is not None else [one]
        return all((name.sentence, name.first) in signed for name in own)

    told = {number: [one for one in names if not only_signs(one)] for number, names in mentions.items()}
    return {number: names for number, names in told.items() if names}


def _signing(document: Sequence[Sentence], at: int, names: Sequence[Mention]) -> list[Mention]:
    """Return the names of one sentence that stand in a byline or behind a credit."""
    sentence = document[at]
    after = document[at + 1] if at + 1 < len(document) else None
    alone = sentence.opens_line and (after is None or after.opens_line)
    if alone and 0 < at < TOP and _only_names(sentence, names) and (
        _is_day(after) or any(token.text in PARTED for token in sentence.tokens)
    ):  # fmt: skip
        return list(names)
    return [one for one in names if _is_credited(sentence, one, names)]


def _only_names(sentence: Sentence, names: Sequence[Mention]) -> bool:
    """Whether nothing but names and marks between them stands there."""
    covered = {at for one in names for at in range(one.first, one.last)}
    return (
        all(
            at in covered or token.kind == MARK or sentence.link("and", at) is not None
            for at, token in enumerate(sentence.tokens)
        )
        and sentence.tokens[-1].text not in ":."
    )


def _is_day(sentence: Sentence | None) -> bool:
    """Whether a line holds nothing but a day, and perhaps its hour."""
    if sentence is None or not any(token.kind == NUMBER for token in sentence.tokens):
        return False
    return all(
        token.kind != WORD or sentence.opens(at, DATED) or len(token.text) <= 2
        for at, token in enumerate(sentence.tokens)
    )


def _is_credited(sentence: Sentence, one: Mention, names: Sequence[Mention]) -> bool:
    """Whether a word for who made it leads to the name and nothing but names ends the sentence: “Photo: X”, «Репортаж X.»."""
    covered = {at for name in names for at in range(name.first, name.last)}
    rest = [token for at, token in enumerate(sentence.tokens) if at >= one.last and at not in covered]
    if any(token.kind == WORD and not token.capital for token in rest):
        return False
    for mark in sentence.marks("credits"):
        between = [
            token
            for at, token in enumerate(sentence.tokens[mark.last : one.first], mark.last)
            if at not in covered
        ]
        colon = any(token.text == ":" for token in between)
        if mark.last <= one.first and (mark.first == 0 or colon) and all(t.kind == MARK for t in between):
            return True
    return False
