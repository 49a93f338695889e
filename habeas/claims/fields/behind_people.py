"""Where an act begins behind those who are accused of it: «вменяют | жителю Твери X | участие», «інкримінують | чоловікові | шпигунство».

A verb that takes the act as it is, without a small word, may have the accused between. Behind a count of articles the acts
stand after a colon: «инкриминируют две статьи: призывы к ...».
"""

from __future__ import annotations

from collections.abc import Mapping

from habeas.claims.fields.accusations_beside import QUOTES
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK, WORD

PEOPLE = ("persons", "peoples", "roles", "relatives", "ages", "dwellers", "plural_anaphora")
LONGEST = 7  # tokens from the word for somebody to the end of the name
SMALL_WORD = 3  # letters of “of”, «в», “za”: what stands behind them is no person
OF_ARTICLES = 5  # tokens of «сразу по двум уголовным статьям:»


def begins_behind(sentence: Sentence, index: int, names: Mapping[int, int]) -> int:
    """Return where the act can begin that words ending at ``index`` lead to: behind a name, or a word for somebody and the name with it."""
    if index in names:
        return names[index]
    if sentence.pack.has_articles or len(sentence.tokens[index - 1].text) <= SMALL_WORD:
        return index
    pronoun = sentence.at("pronouns", index)
    if pronoun is not None and not pronoun.payload.sense.endswith(" own"):
        return pronoun.last  # «приписує їм підпал»
    known = next((one for name in PEOPLE if (one := sentence.at(name, index)) is not None), None)
    if known is None:
        return _behind_unlisted(sentence, index, names) or _behind_articles(sentence, index)
    for at in range(known.last, min(index + LONGEST, len(sentence.tokens))):
        if at in names:
            return names[at]
        if sentence.tokens[at].kind == MARK or sentence.at("events", at) is not None:
            break
    return known.last


def _behind_unlisted(sentence: Sentence, index: int, names: Mapping[int, int]) -> int | None:
    """Return where a name ends, what its bearer is in front of it, behind which an act or “, that” stands at once.

    „Zarzucają lekarce X, że leczyła”, «приписують вчителеві X «тероризм»»; of «інкримінують убивство X» X is part of the act.
    """
    tokens = sentence.tokens
    for at in range(index, min(index + LONGEST, len(tokens))):
        if at in names:
            end = names[at]
            if end + 1 < len(tokens) and tokens[end].text == ",":
                return end if sentence.link("reported", end + 1) is not None else None
            return end if end < len(tokens) and tokens[end].text in QUOTES else None
        if tokens[at].kind == MARK or sentence.at("events", at) is not None:
            return None
    return None


def _behind_articles(sentence: Sentence, index: int) -> int:
    """Return where the acts stand that are told behind a count of articles and a colon, else ``index``."""
    tokens = sentence.tokens
    for at in range(index, min(index + OF_ARTICLES, len(tokens) - 1)):
        if tokens[at].kind != WORD:
            break
        article = sentence.at("article", at)
        if article is not None and article.last < len(tokens) and tokens[article.last].text in ":—–":
            return article.last + 1
    return index
