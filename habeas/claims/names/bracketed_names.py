"""A name that fills a bracket behind a full name is another name, or the place, of the same person.

“Hanna Kot (Zaitsava)”, «Лідія Підгайна (Якимівська): вивезена до Криму»: nobody else is named there.
"""

from __future__ import annotations

from collections.abc import Iterable

from habeas.claims.names.mention import Mention
from habeas.claims.sentences import Sentence


def in_front_of_bracket(sentence: Sentence, mention: Mention, named: Iterable[Mention]) -> Mention | None:
    """Return the full name among ``named`` behind which ``mention`` stands alone in a bracket, or None."""
    tokens, first, last = sentence.tokens, mention.first, mention.last
    if first < 2 or last >= len(tokens) or tokens[first - 1].text != "(" or tokens[last].text != ")":
        return None
    return next(
        (
            one
            for one in named
            if one.sentence == sentence.number and one.last == first - 1 and one.kind == "full"
        ),
        None,
    )
