"""Who somebody without a name is, if the next sentence says so at its beginning: «Задержали учителя. Это X», “His name is X.”

The words that say it are the links ``these`` and ``is_called``; between them and the name stands only what kind of person it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.names.mention import Mention
from habeas.claims.people.people import People
from habeas.claims.sentences import DASHES, Sentence

OPENS = 6  # words in front of “this is”: «Паводле „Вясны“, гэта»
KIND = 9  # words between it and the name: «праграміст кампаніі EPAM»
BREAKS = ",;:()"


def identified(
    sentence: Sentence, names: Sequence[Mention], people: People, *, here: bool = False
) -> list[str]:
    """Return the one person among ``names`` of whom the sentence says that somebody told of before is her, or nobody.

    ``here``: somebody of whom the sentence itself told in front of that («задержали учителя, им оказался X»).
    """
    begins = _goes_on if here else _opens
    said = [
        mark
        for link in ("these", "is_called")
        for mark in sentence.links(link)
        if begins(sentence, mark.first)
    ]
    if not said or not names or sentence.link("not", said[0].last) is not None:
        return []
    start = max(mark.last for mark in said if mark.first == said[0].first)
    name = next((one for one in names if one.first >= start), None)
    person = people.of(name) if name is not None else None
    if name is None or person is None or not person.surnames:
        return []
    role = people.role(name)
    if role.hard or role.owner or any(people.of(one) is not person for one in names):
        return []
    about = any(sentence.link("about", at) is not None for at in range(said[0].first, start))
    return [person.id] if _only_what_kind(sentence, start, name.first) and (about or _subject(name)) else []


def _opens(sentence: Sentence, at: int) -> bool:
    """Whether a place begins the sentence, or comes behind the words for a source that do."""
    return at == 0 or (
        at <= OPENS and sentence.word(at - 1) in (",", *DASHES) and bool(sentence.marks("voices.according"))
    )


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a place comes behind a mark and something that happened."""
    return sentence.word(at - 1) in (",", ":", *DASHES) and any(
        mark.last < at for mark in sentence.marks("events")
    )


def _only_what_kind(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words between hold no clause, no verb and nothing that happened."""
    verbs = sentence.pack.endings_of_verbs
    words = sentence.tokens[first:last]
    if len(words) > (1 if sentence.pack.has_articles else KIND):
        return False
    if any(
        token.text in BREAKS or (not token.capital and verbs and token.key.endswith(verbs)) for token in words
    ):
        return False
    told = ("events", "voices.say", "relatives", "courts")
    return not any(sentence.opens(at, told) for at in range(first, last))


def _subject(name: Mention) -> bool:
    """Whether a name can stand in the nominative, as far as its endings tell."""
    cases = {case for reading in name.readings for case in reading.cases}
    return not cases or "nom" in cases
