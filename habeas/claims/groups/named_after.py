"""Names that follow their group in the next sentence: “Among them are A and B.”, «Это A, B и C.», «Известны имена троих: A, B и C.»

What was told of the group is told of those named among it; names that are as many as the group are the group, also where the
sentence goes on at once about them: “A court jailed four men. A, B, C and D denied guilt.”
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.drafts import Draft
from habeas.claims.groups.group_drafts import GroupDraft
from habeas.claims.people.one_of_them import one_of_them
from habeas.claims.people.participants import ABOUT
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.model.reason import Reason

AT_THE_START = 2  # tokens in front of “names”: «Известны имена троих: A, B и C»
NEAR = 2  # sentences between what was told of the group and its names
OF_EACH = frozenset(
    {"detention", "hearing", "custody", "sentence", "fine", "release", "search", "transfer", "charge"}
)
OF_PEOPLE = ("peoples", "held_people", "persons", "roles", "events", "numbers", "plural_anaphora")
WHY = "named in the next sentence as being among those told of"


def named_after(scene: Scene, group: GroupDraft | None, before: Sequence[Draft]) -> list[Draft]:
    """Return what was told of the ``group`` as told of those whom a sentence without events names among it."""
    sentence = scene.sentence
    one = one_of_them(sentence, scene.participants)
    if one is not None:
        _tell_of_one(sentence, one.people, before)
        return []
    told_of = _end_of_names(scene)
    if group is None or group.equals:
        return []
    if group.exact and (all_of_them := _as_many(scene, group.exact)):
        group.equals = all_of_them
        group.reasons.append(Reason("group.equals", f"the next sentence begins with {group.exact} names"))
        return []
    if told_of is None:
        return []
    among = [
        mark for mark in sentence.links("including") if mark.first <= 1 and not _of_things(scene, mark.last)
    ]
    names = [mark for mark in sentence.links("names_of") if mark.first <= AT_THE_START]
    among += names
    these = [mark for mark in sentence.links("these") if mark.first == 0]
    if not among and not these:
        return []
    start = min(mark.last for mark in [*among, *these])
    named = [
        p for p in scene.participants
        if p.sort == "name" and start <= p.first < told_of and (p.against < ABOUT or (p.first == start and p.against == ABOUT))
    ]  # fmt: skip
    people = tuple(dict.fromkeys(one for p in named for one in p.people))
    if not people:
        return []
    if group.exact == len(people):
        group.equals = people
        group.reasons.append(Reason("group.equals", f"the next sentence names {len(people)}"))
        return []
    if not among:
        return []
    group.includes = people
    told = [draft for draft in before[-6:] if group.id in draft.subjects and draft.type in OF_EACH]
    near = [draft for draft in told if 0 < sentence.number - draft.sentence.number <= NEAR]
    if names or scene.triggers:  # it tells no more of them than who they are
        for draft in near[-1:]:
            draft.subjects = tuple(dict.fromkeys((*draft.subjects, *people)))
            draft.reasons.append(Reason("event.among", WHY))
        return []
    return [_of_named(draft, scene, people, named[0].first, named[-1].last) for draft in near[-1:]]


def _end_of_names(scene: Scene) -> int | None:
    """Return where the names end: the sentence, or “, who” if all it tells follows that; None where it tells something of its own."""
    end = len(scene.sentence.tokens)
    if not scene.triggers:
        return end
    who = next(
        (mark for mark in scene.sentence.links("who") if scene.sentence.word(mark.first - 1) == ","), None
    )
    return who.first if who is not None and all(one.first >= who.last for one in scene.triggers) else None


def _as_many(scene: Scene, number: int) -> tuple[str, ...]:
    """Return those with whom a sentence begins, if they are just so many, named for the first time, and neither speak nor are there by office."""
    sentence = scene.sentence
    unit = scene.units[0] if number > 1 and scene.units else None
    if unit is None or len(unit.people) != number or any(one.sort != "name" for one in unit.members):
        return ()
    if unit.first and not sentence.ends("persons", unit.first):
        return ()
    known = [scene.people.get(one) for one in unit.people]
    new = all(one is not None and one.mentions[0].sentence == sentence.number for one in known)
    plain = all(not one.role.name and not one.role.owner for one in unit.members)
    speaks = sentence.has("voices.say") or sentence.has("voices.according")
    return unit.people if new and plain and not speaks else ()


def _tell_of_one(sentence: Sentence, people: Sequence[str], before: Sequence[Draft]) -> None:
    """Let the one who is named as one of a group share what was told of it last."""
    told = [
        draft for draft in before[-6:]
        if draft.type in OF_EACH and any(one.startswith("g") for one in draft.subjects)
        and 0 < sentence.number - draft.sentence.number <= NEAR
    ]  # fmt: skip
    for draft in told[-1:]:
        draft.subjects = tuple(dict.fromkeys((*draft.subjects, *people)))
        draft.reasons.append(Reason("event.among", WHY))


def _of_things(scene: Scene, index: int) -> bool:
    """Whether “among” leads to a word for no people: “among the cases it told of is that of X”."""
    sentence = scene.sentence
    the = sentence.link("article_the", index)
    if the is None:
        return False
    return all(sentence.at(name, the.last) is None for name in OF_PEOPLE)


def _of_named(draft: Draft, scene: Scene, people: tuple[str, ...], first: int, last: int) -> Draft:
    found = Draft(draft.type, people, scene.sentence, first, last, modality=draft.modality)
    found.fields = {name: list(slots) for name, slots in draft.fields.items()}
    found.said_by = list(draft.said_by)
    found.rule = f"event.{draft.type}.among"
    found.reasons.append(Reason("event.among", WHY))
    return found
