"""Who comes into the text with a sentence: named there, neither speaking nor there by office or kinship."""

from __future__ import annotations

from habeas.claims.people.participants import ABOUT, Participant
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.claims.subjects.bystanders import counts_bystanders

SHORT = 8  # tokens of a sentence that does nothing but name somebody: “My friend X.”, «Был ещё третий, X.»


def newcomers(scene: Scene) -> list[str]:
    """Return those whom the next sentence can go on about: also a relative or friend, where the sentence only names her."""
    speaking = _heard(scene)
    short = len(scene.sentence.tokens) <= SHORT and not scene.triggers and not scene.voices
    return [
        one
        for p in scene.participants
        if p.sort == "name"
        and not _is_company(scene.sentence, p)
        and (_is_plain(p) or (short and p.role.soft and "nom" in p.cases))
        for one in p.people
        if one not in speaking
    ]


def speaking(scene: Scene) -> set[str]:
    """Return those named in a sentence who say what it tells; whose relative or lawyer speaks does not."""
    heard = _heard(scene)
    own = [p for p in scene.participants if p.sort == "name" and not p.role.owner]
    return {one for p in own for one in p.people if one in heard}


def only_tells_of_another(scene: Scene, name: Participant) -> bool:
    """Whether who opens a sentence speaks there, and it names somebody else: “A spoke of the health of B. The director ...” goes on about B."""
    speaks = _heard(scene).issuperset(name.people) or scene.sentence.at("voices.say", name.last) is not None
    others = {one for p in scene.participants if p.sort == "name" for one in p.people} - set(name.people)
    return speaks and not others.isdisjoint(newcomers(scene))


def _heard(scene: Scene) -> set[str]:
    """Return whose words a sentence tells; “his sister says” is not his."""
    owns = {p.first: p.people for p in scene.participants if p.sort == "owner"}
    heard = set()
    for voice in scene.voices:
        others = {
            one for first, people in owns.items() if voice.first <= first < voice.last for one in people
        }
        named = {
            one
            for p in scene.participants
            if p.sort != "owner" and voice.first <= p.first < voice.last
            for one in p.people
        }
        heard |= set(voice.people) - (others - named)
    return heard


def _is_plain(one: Participant) -> bool:
    return not one.role.name and not one.role.owner


def _is_company(sentence: Sentence, one: Participant) -> bool:
    """Whether the name is of somebody with whom others did something: “they met with X”, «встретились с X»."""
    return one.against == ABOUT or sentence.link_ends("with_kin", one.first)


def counted_in(scene: Scene) -> str | None:
    """Return the only group that a sentence counts, though it tells nothing of it yet: “30 people came. They were detained.”

    Those who are there for others (officers, children, witnesses) are none, nor are “detainees” without a number.
    """
    counted = [
        one.people[0]
        for one in scene.participants
        if one.sort == "group" and one.count is not None and not one.count.bare and not one.count.part
        and not one.count.partial and one.count.noun is not None and (one.count.least or 2) > 1
        and not one.against and not counts_bystanders(scene.sentence, one.count)
        and not any(mark.first < one.last and one.first < mark.last for mark in scene.sentence.marks("captors"))
    ]  # fmt: skip
    return counted[0] if len(counted) == 1 else None
