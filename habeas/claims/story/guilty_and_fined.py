"""A verdict whose punishment is a fine told in another sentence: “was fined. She was found guilty of ...” tells of no term.

“Found guilty” alone reads as a sentence, which would make a prisoner of her; what it says of the act belongs to the fine.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.drafts import Draft, lent_away

APART = 2  # sentences between the verdict and its fine


def without_fined_verdicts(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without verdicts that gave no more than a fine told beside them; ``drafts`` in the order of the text."""
    return lent_away(drafts, lambda at: _fine_of(drafts[at], drafts))


def _fine_of(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """Return the only fine of the same people beside a bare verdict, where nothing else says that they got a term."""
    if draft.type != "sentence" or draft.modality or {"term", "fine", "until"} & draft.fields.keys():
        return None
    of_them = [one for one in drafts if set(one.subjects) & set(draft.subjects)]
    if any(one.type == "sentence" and one is not draft for one in of_them):
        return None
    fines = [one for one in of_them if one.type == "fine" and one.subjects == draft.subjects]
    if len(fines) != 1 or abs(fines[0].sentence.number - draft.sentence.number) > APART:
        return None
    days, day = draft.values("date"), fines[0].values("date")
    return fines[0] if not days or not day or days & day else None
