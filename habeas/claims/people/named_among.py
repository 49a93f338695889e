"""Who is named as one of those counted: “A and B were among the 45 jailed”, «Сярод 12 затрыманых — A».

Whose word the sentence is stands in no such list: “among them A, lawyer B said”.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.people.participants import ABOUT, Participant
from habeas.claims.sentences import Sentence

BESIDE = 3  # words between a name and “among”: “, who was”
BEHIND = 8  # words between the count and the names: “ — the journalist of the channel”
IN_LIST = 6  # words between two names of the list


def named_among(
    sentence: Sentence, counted: Participant, participants: Sequence[Participant]
) -> tuple[str, ...]:
    """Return the people whom a sentence names as among those ``counted``."""
    links = [one for one in sentence.links("among") if 0 <= counted.first - one.last <= 1]
    names = [p for p in participants if p.sort == "name" and p.against < ABOUT]
    if not links:
        return ()
    before = [p for p in names if p.last <= links[0].first]
    if before:
        between = sentence.tokens[before[-1].last : links[0].first]
        near = len(between) <= BESIDE and not any(token.text in ";:.—–(" for token in between)
        return _people(_list(sentence, before[::-1])) if near else ()
    behind = [p for p in names if p.first >= counted.last]
    if links[0].first > 1 or not behind or behind[0].first - counted.last > BEHIND:
        return ()
    told = any(counted.last <= mark.first < behind[0].first for mark in sentence.marks("events"))
    said = any(counted.last <= mark.first < behind[0].first for mark in sentence.marks("voices.say"))
    apart = any(token.text in ",;." for token in sentence.tokens[counted.last : behind[0].first])
    return () if told or said or apart else _people(_list(sentence, behind))


def begins_to_speak(sentence: Sentence, end: int, name: Participant) -> bool:
    """Whether a name of a list that went to ``end`` is whose word the sentence is: “among them A, lawyer B said”."""
    said = any(end <= mark.first < name.first for mark in sentence.marks("voices.say"))
    joined = any(end <= mark.first < name.first for mark in sentence.links("and"))
    return said or (not joined and sentence.at("voices.say", name.last) is not None)


def _list(sentence: Sentence, names: Sequence[Participant]) -> list[Participant]:
    """Return the names of one list, whose first one is sure, in either direction."""
    found = list(names[:1])
    for name in names[1:]:
        low, high = sorted((found[-1], name), key=lambda one: one.first)
        between = sentence.tokens[low.last : high.first]
        told = any(low.last <= mark.first < high.first for mark in sentence.marks("events"))
        if told or len(between) > IN_LIST or any(token.text in ";:.—–" for token in between):
            break
        if begins_to_speak(sentence, low.last, high):
            break
        found.append(name)
    return found


def _people(names: Sequence[Participant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for name in names for one in name.people))
