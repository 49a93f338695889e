"""The day and court of a verdict told as those of its hearing: «8 мая завершился суд: она получила полтора года», “tried on 8 May and jailed for ten days”.

In one sentence a hearing that did not merely begin is the one that gave what stands behind it. Days of arrest and fines are given in the
one hearing there was, so that a later sentence may tell its day: “Anna Reid was jailed for ten days. The hearing was on 8 May.”
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft
from habeas.claims.grammar.terms import DAY_KINDS
from habeas.claims.held import ENDED
from habeas.claims.scene import Scene
from habeas.claims.story.bench import NEAR
from habeas.claims.story.proceedings import GIVEN, SETTING
from habeas.model.reason import Reason


@dataclass(slots=True)
class DayOfVerdict:
    """What was told of each so far, so that a hearing finds its verdict without going through the whole text."""

    _told: dict[str, list[Draft]] = field(default_factory=lambda: defaultdict(list))

    def note(self, drafts: Sequence[Draft]) -> None:
        """Keep the hearings and verdicts of a sentence for those that follow."""
        for draft in drafts:
            if draft.type == "hearing" or draft.type in GIVEN:
                for one in draft.subjects:
                    self._told[one].append(draft)

    def share(self, scene: Scene, drafts: Sequence[Draft], types: ClaimTypes) -> list[Draft]:
        """Give the verdicts that tell no day of their own, of this sentence or else told before, that of their hearing.

        Return the sentence's drafts, without a trial that ended with them: its end is no hearing besides.
        """
        kept = list(drafts)
        for hearing in drafts:
            if hearing.type != "hearing" or hearing.modality is not None or "date" not in hearing.fields:
                continue
            if any(hearing.first <= mark.first < hearing.last for mark in scene.sentence.marks("begun")):
                continue
            words = range(hearing.first, hearing.last)
            ended = any(mark.first in words for mark in scene.sentence.marks("concluded"))
            here = [one for one in drafts if _is_given(one, hearing) and one.first >= hearing.first]
            given = here or (self._ended_with(hearing) if ended else self._lately(hearing))
            for draft in given:
                _give(draft, hearing, types)
            if ended and given:
                kept.remove(hearing)
        return kept

    def _ended_with(self, hearing: Draft) -> list[Draft]:
        """Return the sentences told just before, with which the trial ended."""
        told = {id(one): one for one in self._before(hearing) if _is_given(one, hearing)}
        near = hearing.sentence.number - NEAR
        return [one for one in told.values() if one.type == "sentence" and one.sentence.number >= near]

    def _lately(self, hearing: Draft) -> list[Draft]:
        """Return the one verdict of days or a fine told before, if no hearing of those people was."""
        if any(one.type == "hearing" for one in self._before(hearing)):
            return []
        given = {
            id(one): one for one in self._before(hearing) if _is_given(one, hearing) and _in_one_hearing(one)
        }
        return list(given.values()) if len(given) == 1 else []

    def _before(self, hearing: Draft) -> Iterator[Draft]:
        for one in hearing.subjects:
            yield from self._told.get(one, ())


def _is_given(draft: Draft, hearing: Draft) -> bool:
    """Whether a draft is a verdict on people of the hearing that tells no day of its own."""
    told = draft.type in GIVEN and draft.modality is None and not draft.rule.endswith(ENDED)
    return told and "date" not in draft.fields and set(draft.subjects) <= set(hearing.subjects)


def _in_one_hearing(draft: Draft) -> bool:
    return draft.type == "fine" or any(term.endswith(DAY_KINDS) for term in draft.values("term"))


def _give(draft: Draft, hearing: Draft, types: ClaimTypes) -> None:
    hearing.lend(draft, [kind for kind in SETTING if types.holds(draft.type, kind)])
    words = hearing.sentence.words(hearing.first, hearing.last)
    draft.reasons.append(
        Reason("verdict.of-hearing", f"given at the hearing told of (“{words}”)", (("words", words),))
    )
