"""Names that stand side by side in a language without cases are one name: “Nguyen Quoc Duc Vuong”, “Tornike Tkhilava”.

Where neither lists nor shapes know all of its words, grammar and tagger each find pieces of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from habeas.claims.names.mention import Mention
from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD

MOST_WORDS = 5
KNOWN = 0.5  # how sure the tagger must be of the last word, and of the first if no list has it
SHORT = 4  # letters of a syllable that is a surname in front: Ta, Le, Vu

Shares = Mapping[tuple[int, int], float]


def adjoined(
    sentence: Sentence, names: Sequence[Mention], share: Shares, read: Callable[[Sentence, int, int], Mention]
) -> list[Mention]:
    """Return the names with those joined that have nothing between them; ``read`` makes a name of a stretch of words."""
    if not sentence.pack.has_articles:
        return list(names)
    joined: list[Mention] = []
    chain: list[Mention] = []
    for name in [*names, None]:
        if name is not None and chain and chain[-1].last == name.first:
            chain.append(name)
            continue
        joined += _joined(sentence, chain, share, read)
        chain = [name] if name is not None else []
    return joined


def _joined(
    sentence: Sentence,
    chain: Sequence[Mention],
    share: Shares,
    read: Callable[[Sentence, int, int], Mention],
) -> Sequence[Mention]:
    """Return names that stand side by side as one, or as they are."""
    if len(chain) < 2 or not _are_one(sentence, chain, share):
        return chain
    known = any(one.backed and one.kind == "full" for one in chain)
    sure = None if known else share.get((sentence.number, chain[-1].last - 1))
    return [replace(read(sentence, chain[0].first, chain[-1].last), tagged=sure)]


def _are_one(sentence: Sentence, chain: Sequence[Mention], share: Shares) -> bool:
    begin, end = chain[0].first, chain[-1].last
    words = sentence.tokens[begin:end]
    if len(words) > MOST_WORDS or any(token.kind != WORD or token.upper for token in words):
        return False
    first, last = (share.get((sentence.number, at), 0.0) for at in (begin, end - 1))
    given = bool(sentence.pack.names.given_forms(words[0].text))
    syllable = len(words[0].text) <= SHORT and chain[1].kind == "full" and begin > 0
    return last >= KNOWN and (first >= KNOWN or given or syllable)
