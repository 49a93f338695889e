"""What a pronoun can be: whose it is, of which sex, in which case."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.language.declensions import ANY_CASE
from habeas.claims.people.participants import Participant
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import MARK

FAR = 3  # words between “of them,” and a name
OUT_OF = ("from", "of", "component")
PERSON_WORDS = ("relatives", "persons", "roles", "peoples")


def cases_of(sentence: Sentence, pronoun: Mark) -> frozenset[str]:
    """Return the nominative for «он», «яна», every other case for «его», «ёй»; nothing where the pack has not told them."""
    if sentence.pack.has_articles:
        return frozenset()
    nominative = sentence.at("nominative", pronoun.first)
    told = nominative is not None and nominative.last == pronoun.last
    dative = sentence.at("dative", pronoun.first)
    if dative is not None and dative.last == pronoun.last:
        return frozenset({"dat", "ins"})  # «ей удалось»: not whom they let go
    return frozenset({"nom"}) if told else ANY_CASE - {"nom", "voc"}


def _names_somebody(sentence: Sentence, index: int) -> bool:
    """Whether a word that no list knows stands in front of a name: «його напарник Еней»; a verb is none."""
    if index + 1 >= len(sentence.tokens) or not sentence.tokens[index + 1].capital:
        return False
    token = sentence.tokens[index]
    ends = sentence.pack.endings_of_verbs
    unknown = not sentence.link_senses(index) and sentence.at("events", index) is None
    return token.kind != MARK and not token.capital and unknown and not token.key.endswith(ends)


def _stands_behind(sentence: Sentence, pronoun: Mark) -> bool:
    """Whether it stands behind the relative whose it says, and a comma or dash follows: «друга его, X, выпустили»."""
    kin = sentence.ends("relatives", pronoun.first)
    return kin and pronoun.last < len(sentence.tokens) and sentence.tokens[pronoun.last].kind == MARK


def names_another(sentence: Sentence, pronoun: Mark, known: Sequence[Participant]) -> bool:
    """Whether it takes up nobody told of before: a part of those named behind it, or somebody new."""
    return _names_a_part(sentence, pronoun, known) or _is_of_somebody_new(sentence, pronoun, known)


def _names_a_part(sentence: Sentence, pronoun: Mark, known: Sequence[Participant]) -> bool:
    """Whether “of them” only says that those named behind a comma are some of those told of: «двох із них, A та B, відпустили»."""
    last = pronoun.last
    if pronoun.first < 2 or last >= len(sentence.tokens) or sentence.tokens[last].text != ",":
        return False
    of = any(sentence.link(name, pronoun.first - 1) is not None for name in OUT_OF)
    age = sentence.at("ages", last + 1)
    last = age.last - 1 if age is not None else last  # “the oldest of them, 75-year-old X”
    return of and any(one.sort == "name" and 0 < one.first - last <= FAR for one in known)


def _is_of_somebody_new(sentence: Sentence, pronoun: Mark, known: Sequence[Participant]) -> bool:
    """Whether “he” takes up “a person” of the same sentence, in front of which nobody is named: nobody whom we know."""
    if any(one.last <= pronoun.first for one in known) or not sentence.pack.has_articles:
        return False
    articles = {mark.last for mark in sentence.marks("indefinite")}
    return any(
        mark.first in articles and mark.last <= pronoun.first
        and mark.payload.sense in ("any", pronoun.payload.sense[0])
        for mark in sentence.marks("persons")
    )  # fmt: skip


def reading_of(sentence: Sentence, pronoun: Mark) -> tuple[str, bool]:
    """Return the sex of a pronoun and whether it is an owner's; one form may be both (его, яе, jej).

    Such a one is the owner's in front of a word for a person (“его жена”), at most one word between.
    """
    senses = [mark.payload.sense for mark in sentence.marks("pronouns") if mark.first == pronoun.first]
    owning = [sense for sense in senses if sense.endswith(" own")]
    plain = [sense for sense in senses if not sense.endswith(" own")]
    longer = pronoun.last - pronoun.first > 1  # the pack writes out “jego żona”: surely the owner's
    if owning and plain and not longer:
        ahead = (pronoun.last, pronoun.last + 1)
        of_person = any(sentence.at(category, at) is not None for category in PERSON_WORDS for at in ahead)
        of_person = of_person or _names_somebody(sentence, pronoun.last) or _stands_behind(sentence, pronoun)
        return (owning[0].split(" ")[0], True) if of_person else (plain[0], False)
    sense = pronoun.payload.sense
    return sense.split(" ")[0], sense.endswith(" own")
