"""Times long gone: «за радянських часів за таке давали сім років», “ten years in Soviet camps” tell of nobody of today."""

from __future__ import annotations

from habeas.claims.sentences import Sentence

CLAUSE_ENDS = ",;:—–"


def is_of_another_era(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words at ``first`` to ``last`` stand in one clause with words for times long gone."""
    return any(
        not any(
            token.text in CLAUSE_ENDS
            for token in sentence.tokens[min(era.last, last) : max(era.first, first)]
        )
        for era in sentence.marks("eras")
    )
