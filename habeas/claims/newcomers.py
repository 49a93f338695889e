"""Who comes into the text with a sentence: named there, neither speaking nor there by office or kinship."""

from __future__ import annotations

from habeas.claims.participants import Participant
from habeas.claims.scene import Scene

SHORT = 8  # tokens of a sentence that does nothing but name somebody: “My friend X.”, «Был ещё третий, X.»


def newcomers(scene: Scene) -> list[str]:
    """Return those whom the next sentence can go on about: also a relative or friend, where the sentence only names her."""
    speaking = {one for voice in scene.voices for one in voice.people}
    short = len(scene.sentence.tokens) <= SHORT and not scene.triggers and not scene.voices
    return [
        one
        for p in scene.participants
        if p.sort == "name" and (_is_plain(p) or (short and p.role.soft and "nom" in p.cases))
        for one in p.people
        if one not in speaking
    ]


def _is_plain(one: Participant) -> bool:
    return not one.role.name and not one.role.owner
