"""Who is named only in the sentence after: “He was taken from work. The man is X, a historian.”

At the beginning of a report a pronoun or a verb without its subject can point ahead. It means the one person whom the
next sentence names first, if nobody was named before, nobody speaks there, and no office or kinship stands beside the name.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.mention import Mention
from habeas.claims.people import People
from habeas.claims.sentences import ENDS, Sentence


def named_below(
    sentence: Sentence, after: Sentence | None, names: Sequence[Mention], people: People
) -> list[str]:
    """Return the person whom ``after`` names alone among its ``names``, or nobody."""
    if after is None or after.block != sentence.block or sentence.tokens[-1].text not in ENDS:
        return []
    if after.marks("voices.say") or after.marks("voices.according"):
        return []
    if any(sentence.marks(category) for category in ("peoples", "persons", "roles", "relatives")):
        return []
    found = {person.id: one for one in names if (person := people.of(one)) is not None}
    plain = all(not people.role(one).name and not people.role(one).owner for one in found.values())
    return list(found) if len(found) == 1 and plain else []
