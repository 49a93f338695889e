"""Offences told in a row: “charged with inciting hatred, leading an extremist group and evading taxes” is one accusation.

A comma ends an accusation unless such a row goes on behind it, and an “and” must close the row.
"""

from __future__ import annotations

from collections.abc import Mapping

from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK, WORD

LONGEST_ITEM, LONGEST_ROW = 9, 30  # tokens of one offence, and of all that follow the first
STOPS = frozenset(";:—–.!?")
SHORTEST = 4  # letters of a word that can name an offence
BARRED = (
    "roles", "persons", "peoples", "relatives", "pronouns", "ages", "voices.say", "voices.according", "modality",
    "months", "weekdays", "relative", "parts", "units", "penalties", "facilities", "courts", "accusation_ends",
)  # fmt: skip
NO_ITEM = ("who", "reported", "but", "passive", "not", "aux", "these")


def goes_on_in_a_row(sentence: Sentence, first: int, index: int, names: Mapping[int, int]) -> bool:
    """Whether more offences begin at ``index``, behind a comma, in a row that began at ``first`` and that “and” closes."""
    if not may_name_an_offence(sentence, first, index):
        return False
    tokens, begin = sentence.tokens, index
    for at in range(index, min(index + LONGEST_ROW, len(tokens))):
        if tokens[at].text in STOPS or at in names or at - begin > LONGEST_ITEM or _is_told(sentence, at):
            return False
        if tokens[at].text == ",":
            if not may_name_an_offence(sentence, first, at + 1):
                return False
            begin = at + 1
        link = sentence.link("and", at)
        if link is not None and at > begin:
            behind = link.last + (sentence.link("in", link.last) is not None)
            return may_name_an_offence(sentence, first, behind) and not any(
                one in names for one in range(link.last, link.last + SHORTEST)
            )
    return False


def may_name_an_offence(sentence: Sentence, first: int, index: int) -> bool:
    """Whether the word at ``index`` can be one more offence beside that at ``first``: a noun in small letters, “-ing” beside “-ing”."""
    if index >= len(sentence.tokens):
        return False
    token = sentence.tokens[index]
    if token.kind == MARK:
        return token.text in '«“„"' and index + 1 < len(sentence.tokens)
    if token.kind != WORD or token.capital or sentence.opens(index, BARRED) or _is_told(sentence, index):
        return False
    if sentence.pack.has_articles:
        doing = sentence.word(first).endswith("ing")
        return token.key.endswith("ing") if doing else not token.key.endswith("ed")
    return len(token.key) >= SHORTEST and not sentence.link_senses(index)


def _is_told(sentence: Sentence, index: int) -> bool:
    """Whether a verb or a word that opens another clause stands there."""
    if any(sentence.link(name, index) is not None for name in NO_ITEM) or sentence.at("voices.say", index):
        return True
    if sentence.at("gatherings", index) is not None:
        return False  # „udział w protestach” ends as a verb does
    ends = sentence.pack.endings_of_verbs
    return bool(ends) and not sentence.tokens[index].capital and sentence.tokens[index].key.endswith(ends)
