"""Names in a text that knows no capitals: a channel's or a neighbour's message typed in small letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from habeas.claims.mention import Mention, mention_of
from habeas.claims.name_readings import NameReading, full_readings
from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD

NO_NAME = (
    "not_names", "places", "place_words", "months", "weekdays", "bodies", "agencies", "courts", "court_words",
    "facilities", "codes", "article", "roles", "persons", "peoples", "relatives", "numbers", "links", "pronouns",
    "currencies", "relative", "plural_anaphora", "counts", "kin",
)  # fmt: skip


def mentions_without_capitals(sentence: Sentence) -> list[Mention]:
    """Read names in a text that knows no capitals: a given name with a word of sure surname shape behind it."""
    names, found = sentence.pack.names, []
    for index in range(len(sentence.tokens) - 1):
        one, other = sentence.tokens[index], sentence.tokens[index + 1]
        if one.kind != WORD or other.kind != WORD or not names.given_forms(one.text):
            continue
        if sentence.link_senses(index) or sentence.at("pronouns", index):
            continue
        if any(sentence.at(name, index + 1) is not None for name in ("events", "voices.say")):
            continue  # «алесь атрымаў»
        if not names.looks_like_surname(other.text) and not _declines_together(sentence, index):
            continue
        readings = tuple(
            replace(reading, base=reading.base.title(), surname=reading.surname.title())
            for reading in full_readings(sentence, [index, index + 1])
        )
        if readings:
            found.append(mention_of(sentence, index, index + 2, "full", readings, backed=True))
    return sorted([*found, *_given_alone(sentence, found)], key=lambda mention: mention.first)


def _given_alone(sentence: Sentence, full: Sequence[Mention]) -> Iterator[Mention]:
    """Yield given names by themselves in a text without capitals; they count where the text named somebody so."""
    taken = {at for mention in full for at in range(mention.first, mention.last)}
    for index, token in enumerate(sentence.tokens):
        if index in taken or token.kind != WORD or len(token.text) < 3 or sentence.link_senses(index):
            continue
        forms = sentence.pack.names.given_forms(token.text)
        if not forms or sentence.at("pronouns", index) or sentence.at("events", index):
            continue
        readings = tuple(NameReading(form.base, form.base, "", form.sex, form.cases, True) for form in forms)
        backed = any(mark.last == index for mark in sentence.marks("relatives"))
        yield mention_of(sentence, index, index + 1, "given", readings, backed=backed)


def _declines_together(sentence: Sentence, index: int) -> bool:
    """Whether a word that no list knows declines as the given name before it, in a sentence that tells an event."""
    names, other = sentence.pack.names, sentence.tokens[index + 1]
    known = any(
        mark.first <= index + 1 < mark.last for name in ("events", *NO_NAME) for mark in sentence.marks(name)
    )
    if known or not sentence.marks("events") or not names.looks_like_surname(other.text, weakly=True):
        return False
    return any(
        one.cases & form.cases and form.sex == one.sex and form.base.casefold() != other.text
        for one in names.given_forms(sentence.tokens[index].text)
        for form in names.surname_forms(other.text)
    )
