"""Who is let go or sent abroad and seized at once: “was deported to Moscow and detained at the airport”.

Of a release and an arrest told without days the arrest is the older one, in the usual course of a case. In one clause, with “and”
or “again” between the two, it is the newer one, of the same day; then she is held. So she is where the release is the time told of
the arrest: “was detained after she had left the detention centre”.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.drafts import Draft
from habeas.claims.held import LET_GO_BEFORE, SEIZED_AFTER
from habeas.claims.scene import Scene
from habeas.model.reason import Reason
from habeas.text.tokens import MARK, WORD

LET_GO = frozenset({"release", "expulsion", "acquittal"})
LED_BY = 5  # tokens between “after” and the release: «после того, как она вышла»
SMALL, JOINING = 4, 2  # letters and number of the words that join: «того как», „tym jak”
BEFORE = Reason(LET_GO_BEFORE, "told as what came before she was seized")
WHY = Reason(SEIZED_AFTER, "told behind the release with “and” or “again”: seized once more")


def seized_after(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Note which of a sentence's detentions follow on a release in it, and give them its day."""
    for before in drafts:
        for draft in drafts:
            if draft.type != "detention" or before.type not in LET_GO or before.modality is not None:
                continue
            if set(draft.subjects) != set(before.subjects):
                continue
            if _is_time_of(scene, before, draft):
                before.reasons.append(BEFORE)
            if not _goes_on(scene, before.type):
                continue
            draft.reasons.append(WHY)
            if "date" in before.fields and "date" not in draft.fields:
                draft.fields["date"] = list(before.fields["date"])


def _is_time_of(scene: Scene, before: Draft, seized: Draft) -> bool:
    """Whether “after” leads from the detention's words to those of the release: «задержали, после того как она вышла»."""
    told = [
        one for one in scene.triggers if one.type == before.type and before.first <= one.first < before.last
    ]
    first = [
        one for one in scene.triggers if one.type == "detention" and seized.first <= one.first < seized.last
    ]
    if not told or not first or first[0].last > told[0].first:
        return False
    near = range(max(first[0].last, told[0].first - LED_BY), told[0].first + 1)
    return any(
        mark.first in near and _leads_to(scene, mark.last, told[0].first)
        for mark in scene.sentence.marks("upon")
    )


def _leads_to(scene: Scene, first: int, last: int) -> bool:
    """Whether nothing but “she was” or «того как она» stands between “after” and a release, and no “two days” or “the questioning”."""
    sentence, joining = scene.sentence, 0
    for at in range(first, last):
        token = sentence.tokens[at]
        if token.kind == MARK or sentence.at("pronouns", at) or sentence.link("passive", at):
            continue
        small = len(token.text) <= SMALL and not any(value.overlaps(at, at + 1) for value in scene.values)
        if token.kind != WORD or not small or sentence.pack.has_articles:
            return False
        joining += 1
    return joining in (0, JOINING)


def _goes_on(scene: Scene, kind: str) -> bool:
    """Whether a detention's words stand behind those of an event of ``kind``, joined by “and” or with “again” beside them."""
    told = [one for one in scene.triggers if one.type == kind]
    seized = [one for one in scene.triggers if one.type == "detention" and not one.words.weak]
    for one in told:
        for other in seized:
            if one.last > other.first:
                continue
            between = range(one.last, other.first)
            about = any(mark.first in between for mark in scene.sentence.links("who"))
            joined = any(mark.first in between for mark in scene.sentence.links("and"))
            again = any(one.last <= mark.first <= other.last for mark in scene.sentence.links("again"))
            if not about and (joined or again):
                return True
    return False
