"""Names as other countries write them: “Olga B. Smirnova”, “Ismail Abuzreiba al-Zway”, “Qazi Shibli, editor of ...”.

A middle initial stays in the base form and is no part of what is compared. In a language without cases three or four
capitalised words are one name where the first is a listed given name, or a word for a person stands beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from habeas.claims.language.declensions import ANY_CASE
from habeas.claims.names.mention import Mention, mention_of
from habeas.claims.names.name_clues import particles
from habeas.claims.names.name_readings import NameReading, full_readings, unknown_given
from habeas.claims.sentences import Sentence
from habeas.packs.loader import load
from habeas.text.patterns import split_patterns
from habeas.text.tokens import Token

MOST_WORDS = 4
THREE = 3
SYLLABLE = 6  # letters of a family name or a syllable in Hong Kong, Taiwan, Korea
DESCRIBED_WITHIN = 3  # words of an apposition in front of the word for a person


def has_particle(token: Token) -> bool:
    """Whether a word begins with a small particle and goes on with a capital: al-Zway, аль-Хадж."""
    if "-" not in token.text:
        return False
    first, _, rest = token.text.partition("-")
    return rest[:1].isupper() and first in particles()


def with_middle_initial(sentence: Sentence, words: Sequence[int], initials: Sequence[int]) -> Mention | None:
    """Read “Olga B. Smirnova”: a given name, one initial, a surname; None for anything else."""
    if len(initials) != 1 or len(words) < 3 or words[1] != initials[0]:
        return None
    names, given, surname = sentence.pack.names, words[0], words[2]
    texts = [sentence.tokens[at].text for at in (given, surname)]
    if not names.given_forms(texts[0]) or names.given_forms(texts[1]):
        return None
    letter = sentence.tokens[initials[0]].text + "."
    readings = tuple(
        replace(one, base=f"{one.given} {letter} {one.surname}")
        for one in full_readings(sentence, [given, surname])
        if one.given and one.surname
    )
    return mention_of(sentence, given, surname + 1, "full", readings, backed=True) if readings else None


def of_syllables(sentence: Sentence, words: Sequence[int]) -> Mention | None:
    """Read a short family name in front of two syllables with a hyphen, in a language without cases: “Lam Cheuk-ting”, “Ng Gordon Ching-hang”."""
    if not sentence.pack.has_articles or words[-1] - words[0] != len(words) - 1:
        return None
    texts = [sentence.tokens[at].text for at in words[:THREE]]
    at = next((at for at in range(1, len(texts)) if _are_syllables(texts[at])), 0)
    if not at or len(texts[0]) > SYLLABLE or (at > 1 and not is_listed_given(sentence, words[1])):
        return None
    reading = NameReading(
        " ".join(texts[: at + 1]), " ".join(texts[1 : at + 1]), texts[0], "", ANY_CASE, False
    )
    return mention_of(sentence, words[0], words[at] + 1, "full", (reading,), backed=True)


def _are_syllables(word: str) -> bool:
    first, _, second = word.partition("-")
    if not first.istitle() or not second.isalpha() or not second.islower():
        return False
    return max(len(first), len(second)) <= SYLLABLE and second not in _no_syllables()


def is_particle_within(sentence: Sentence, index: int) -> bool:
    """Whether a small word of names stands between two capitals, and is no small word of the language: “Leila de Lima”."""
    tokens = sentence.tokens
    if not 0 < index < len(tokens) - 1 or tokens[index].text not in particles():
        return False
    ahead = index + 1 + (tokens[index + 1].text in particles())
    if ahead >= len(tokens) or not tokens[ahead].capital or tokens[ahead].upper:
        return False
    return not sentence.link_senses(index) and sentence.at("pronouns", index) is None


def around_particle(sentence: Sentence, words: Sequence[int]) -> Mention | None:
    """Read a listed given name, a small word of names and a surname, in a language without cases."""
    texts = [sentence.tokens[at].text for at in words]
    at = next((at for at in range(1, len(texts)) if texts[at] in particles()), 0)
    if not at or not sentence.pack.has_articles or not is_listed_given(sentence, words[0]):
        return None
    last = next(here for here in range(at, len(texts)) if texts[here] not in particles())
    reading = NameReading(" ".join(texts[: last + 1]), texts[0], texts[last], "", ANY_CASE, False)
    return mention_of(sentence, words[0], words[last] + 1, "full", (reading,), backed=True)


@cache
def _no_syllables() -> frozenset[str]:
    """Return the words that stand behind a hyphen and make no name: “Beijing-based”."""
    return frozenset(split_patterns(load("names/particles.yml").data["no_syllables"]))


def of_many_words(sentence: Sentence, words: Sequence[int]) -> Mention | None:
    """Read three or four words as one name whose last is the surname, in a language without cases."""
    if not sentence.pack.has_articles or not 3 <= len(words) <= MOST_WORDS:
        return None
    if words[-1] - words[0] != len(words) - 1:
        return None
    text = sentence.words(words[0], words[-1] + 1)
    readings = tuple(
        NameReading(text, one.given, one.surname, one.sex, one.cases, one.sure)
        for one in full_readings(sentence, [words[0], words[-1]])
        or unknown_given(sentence, words[0], words[-1])
    )
    return mention_of(sentence, words[0], words[-1] + 1, "full", readings, backed=True) if readings else None


def of_three_words(sentence: Sentence, words: Sequence[int]) -> Mention | None:
    """Read “Mahmoud Raafat Shahin”, three words of which a listed given name is the first, as one name; None for fewer."""
    if len(words) != THREE or not is_listed_given(sentence, words[0]):
        return None
    return of_many_words(sentence, words)


def is_listed_given(sentence: Sentence, index: int) -> bool:
    """Whether the word at ``index`` is a given name that the pack lists."""
    return bool(sentence.pack.names.given_forms(sentence.tokens[index].text))


def is_described_behind(sentence: Sentence, words: Sequence[int]) -> bool:
    """Whether an apposition with a word for a person follows two to four unknown words: “Qazi Shibli, editor of ...”."""
    if not 2 <= len(words) <= MOST_WORDS:
        return False
    at = words[-1] + 1
    if at >= len(sentence.tokens) or sentence.tokens[at].text != ",":
        return False
    for index in range(at + 1, min(at + 1 + DESCRIBED_WITHIN, len(sentence.tokens))):
        if sentence.opens(index, ("persons", "roles")):
            return True
        token = sentence.tokens[index]
        if token.kind != "word" or token.capital or sentence.at("events", index) is not None:
            return False
    return False


def is_soft_sign(sentence: Sentence, index: int) -> bool:
    """Whether an apostrophe that ends a given name follows, and a capital: “Ales’ Bialacki”."""
    tokens = sentence.tokens
    if index + 2 >= len(tokens) or not (tokens[index + 1].glued and tokens[index + 1].text in "’'ʼ"):
        return False
    return tokens[index + 2].capital and not tokens[index + 2].glued and is_listed_given(sentence, index)


@cache
def _tails() -> frozenset[str]:
    """Return the small words that end a name: kyzy, uulu, оглы."""
    return frozenset(split_patterns(load("names/particles.yml").data["tails"]))


def with_tail(sentence: Sentence, mention: Mention) -> Mention:
    """Return a full name with the small word that ends it: “Makhabat Tajibek kyzy”."""
    at = mention.last
    if mention.kind != "full" or at >= len(sentence.tokens) or sentence.tokens[at].key not in _tails():
        return mention
    tail = sentence.tokens[at].text
    readings = tuple(replace(one, base=f"{one.base} {tail}") for one in mention.readings)
    return mention_of(sentence, mention.first, at + 1, "full", readings, backed=mention.backed)
