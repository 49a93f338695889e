"""“He” of a husband without a name: “Anna X was detained. Her husband was detained too. He was let go the next day.”

Only where nobody with a name fits, whose sex is the pronoun's; else the text may go on about her of whose brother it told.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.groups.group_drafts import Groups
from habeas.claims.people.participants import Participant
from habeas.claims.reference.unnamed_kin import KIN, SAME_WORD, group_of_kin
from habeas.claims.role_words import sex_of_word
from habeas.claims.sentences import Mark, Sentence

REACH = 1  # sentences in which a pronoun can take up a relative


class KinByPronoun:
    """Remembers the relatives without a name of this sentence and the one before."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups
        self._last: list[tuple[Sentence, Mark]] = []

    def note(self, sentence: Sentence, known: Sequence[Participant]) -> None:
        """Remember the relatives whom this sentence tells of without a name, and who do not speak in it."""
        speak = any(sentence.marks(name) for name in ("voices.say", "voices.according"))
        here = [
            (sentence, mark)
            for one in known
            if one.sort == "relative" and not speak
            if (
                mark := next((kin for name in KIN if (kin := sentence.at(name, one.first)) is not None), None)
            )
            is not None
        ]
        self._last = [one for one in self._last if sentence.number - one[0].number <= REACH] + here

    def meant(self, sentence: Sentence, before: int, sex: str) -> str | None:
        """Return the id of the one relative of a sex that a pronoun at ``before`` can mean, or None."""
        fitting = [
            (there, mark)
            for there, mark in self._last
            if sex_of_word(there, mark) == sex and (there is not sentence or mark.last <= before)
        ]
        if len({there.word(mark.last - 1)[:SAME_WORD] for there, mark in fitting}) != 1:
            return None
        there, mark = fitting[-1]
        return group_of_kin(self._groups, there, mark.first, mark.last)
