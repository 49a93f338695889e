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
    """Whether a phrase only takes its first word from another event: “[was] detained [on her way to]”, «[вывезли] из дома [в] Крым»."""
    moved = mark.payload.sense == "transfer"  # whoever is taken from home was free
    return (moved or sentence.link("passive", mark.first) is not None) and any(
        other.first == mark.first and other.last > mark.first + 1 and other.payload.sense != mark.payload.sense
        and mark.skipped.issuperset(range(other.first + 1, other.last))
        for other in sentence.marks("events")
    )  # fmt: skip
