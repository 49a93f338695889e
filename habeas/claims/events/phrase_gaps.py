"""Phrases of an event whose gap holds another event's words: whose words count then.

„od [maja głoduje] w kolonii” tells of a hunger strike, “[was] detained [on her way to]” of a detention.
"""

from __future__ import annotations

from habeas.claims.sentences import Mark, Sentence


def only_places(sentence: Sentence, mark: Mark) -> bool:
    """Whether a phrase says only since when and where, with another event's words in its gap: „od [maja głoduje] w kolonii”."""
    own = [at for at in range(mark.first, mark.last) if at not in mark.skipped]
    if not mark.skipped or any(
        not sentence.link_senses(at) and sentence.at("facilities", at) is None for at in own
    ):
        return False
    return any(
        one.payload.sense != mark.payload.sense and mark.skipped.issuperset(range(one.first, one.last))
        for one in sentence.marks("events")
    )


def spans_another(sentence: Sentence, mark: Mark) -> bool:
    """Whether a phrase only takes its first word from another event: “[was] detained [on her way to]”, «[вывезли] из дома [в] Крым».

    Or a weak one its last words, over a verb that gives a term: «[років] проведе [в колонії]».
    """
    moved = mark.payload.sense == "transfer"  # whoever is taken from home was free
    if mark.payload.event and mark.payload.event.weak and any(
        other.first in mark.skipped and other.last == mark.last and other.payload.sense == "sentence"
        and other.payload.event and not other.payload.event.weak
        for other in sentence.marks("events")
    ):  # fmt: skip
        return True
    return (moved or sentence.link("passive", mark.first) is not None) and any(
        other.first == mark.first and other.last > mark.first + 1 and other.payload.sense != mark.payload.sense
        and mark.skipped.issuperset(range(other.first + 1, other.last))
        for other in sentence.marks("events")
    )  # fmt: skip
