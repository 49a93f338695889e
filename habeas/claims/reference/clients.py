"""“His client” without a name: the one person told of last, where the text tells of one."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.people.participants import Participant
from habeas.claims.reference.focus import Focus
from habeas.claims.sentences import Sentence


def clients(sentence: Sentence, known: Sequence[Participant], focus: Focus) -> list[Participant]:
    """Return who “her client” is, beside whom no name stands: nobody whom we know, where several were told of last."""
    found: list[Participant] = []
    for first, mark in sorted(sentence.starts("clients").items()):
        owned = sentence.ends("pronouns", first)
        named = any(p.sort == "name" and 0 <= p.first - mark.last <= 1 for p in known)
        taken = any(p.first < mark.last and first < p.last for p in known)
        if owned and not named and not taken:
            told = focus.last_told()
            people = tuple(told) if len(told) == 1 else ()
            found.append(Participant("anaphor" if people else "relative", first, mark.last, people))
    return found
