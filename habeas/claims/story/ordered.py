"""The order of a court that puts somebody into custody: “the court remanded X until 3 May”, «суд взял X под стражу».

That X then is in custody follows from it; what the text tells is the order, with its court, its day and its end. House arrest, and
who is taken into custody with the verdict, are told as custody.
"""

from __future__ import annotations

from habeas.claims.drafts import Draft
from habeas.claims.events.no_events import parted
from habeas.claims.found import Found
from habeas.claims.held import ENDED, ORDERED
from habeas.claims.people.participants import LONGEST_PREPOSITION
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.model.claim import Modality
from habeas.model.reason import Reason
from habeas.text.tokens import WORD

PUT_INTO = frozenset({"custody", "detention", "custody_extension"})
IN_FRONT = 3  # tokens between the verb and the words of the event
BY_COURT = frozenset({"court", "judge"})
JUDGE = "judge"  # the role of one who decides in a court's stead: “an investigating judge”
REMAND = "remand"  # the kind of an order that was carried out at once, as no warrant is
NEAR = 2  # tokens between the order and what was ordered
REACH = 14  # tokens between the court and what it did


def tell_orders(scene: Scene, drafts: list[Draft]) -> None:
    """Make orders of the custody and detention that a court put people into, in place; custody told beside one is the order's."""
    for draft in drafts:
        if draft.type == "sentence" and _lasts_months(scene.sentence, draft):
            draft.type = "custody"
    judged = {one for draft in drafts if draft.type == "sentence" for one in draft.subjects}
    for draft in drafts:
        if draft.type not in PUT_INTO or draft.rule.endswith(ENDED) or judged & set(draft.subjects):
            continue
        deed = _deed(scene.sentence, draft)
        if deed is None or _is_at_home(scene.sentence, draft):
            continue
        measure = scene.sentence.at("restraints", deed) is not None
        if not (measure or _is_done_by_court(scene, deed) or _is_decided_by_court(scene, deed)):
            continue
        draft.type = "arrest_order"
        words = scene.sentence.words(deed, deed + 1)
        if draft.modality is not Modality.IN_ABSENTIA:
            draft.add(scene.sentence, Found("kind", REMAND, deed, deed + 1, ORDERED))
        told = f"“{words}” is what a court does: the order by which custody begins"
        draft.reasons.append(Reason(ORDERED, told, (("words", words),)))
    orders = [draft for draft in drafts if draft.type == "arrest_order"]
    drafts[:] = [draft for draft in drafts if not any(_is_taken_in(draft, order) for order in orders)]


def _lasts_months(sentence: Sentence, draft: Draft) -> bool:
    """Whether “arrested” with months behind it is no punishment, which is of days: «арестовал 11 журналистов на два месяца»."""
    terms = [slot.found.get("unit") for slot in draft.fields.get("term", ())]
    verb = any(sentence.at("remands", at) is not None for at in range(draft.first, draft.last))
    arrested = any(
        mark.payload.sense == "detention" and draft.first <= mark.first < draft.last
        for mark in sentence.marks("events")
    )
    return (
        terms == ["M"]
        and verb
        and arrested
        and "accusation" not in draft.fields
        and "fine" not in draft.fields
    )


def _deed(sentence: Sentence, draft: Draft) -> int | None:
    """Return the verb of the order: among the words of the event, or in front of whom it was given (“remanded Olena K., 34, in custody until”).

    Who “remains in custody until” a day was put there before: of that nobody's name stands between verb and end.
    """
    inside = next((at for at in range(draft.first, draft.last) if sentence.at("remands", at)), None)
    measure = [
        mark.first for mark in sentence.marks("restraints") if mark.first in range(draft.first, draft.last)
    ]
    if (inside is not None or measure) and draft.type != "custody_extension":
        return inside if inside is not None else measure[0]
    begins = range(max(0, draft.first - IN_FRONT), draft.first)
    found = [at for at in begins if sentence.at("remands", at) and not parted(sentence, at, draft.first)]
    return found[-1] if found else None


def _is_taken_in(draft: Draft, order: Draft) -> bool:
    """Whether custody only says what was ordered: «избрал меру пресечения в виде заключения под стражу до 5 мая»."""
    same = draft.type == "custody" and set(draft.subjects) <= set(order.subjects)
    if not same or draft.values("date") - order.values("date") or draft.first > order.last + NEAR:
        return False
    draft.lend(order, ("until", "term", "facility"))
    return True


def _is_at_home(sentence: Sentence, draft: Draft) -> bool:
    """Whether it is house arrest: «отправил под домашний арест»."""
    return any(draft.first <= mark.first <= draft.last + 1 for mark in sentence.marks("at_home"))


def _is_done_by_court(scene: Scene, deed: int) -> bool:
    """Whether a court or judge stands in front of the verb as the one who does it, and not behind “in”, “until”, «возле»."""
    named = [value.first for value in scene.values if value.kind in BY_COURT]
    plain = [mark.first for mark in scene.sentence.marks("courts")]
    plain += [mark.first for mark in scene.sentence.marks("roles") if mark.payload.sense == JUDGE]
    return any(0 < deed - at <= REACH and not _is_aside(scene.sentence, at) for at in (*named, *plain))


def _is_decided_by_court(scene: Scene, deed: int) -> bool:
    """Whether words that lead to a court tell that it decided so: «арестован судом на два месяца», “sent to jail by a Moscow court”."""
    courts = [value.first for value in scene.values if value.kind in BY_COURT]
    courts += [mark.first for mark in scene.sentence.marks("courts")]
    return any(
        abs(mark.first - deed) <= REACH and any(mark.first <= at <= mark.last + NEAR for at in courts)
        for mark in scene.sentence.marks("by_court")
    )


def _is_aside(sentence: Sentence, index: int) -> bool:
    """Whether a preposition leads to the court: a small word that is neither an article nor “and”, “but”."""
    if index == 0 or sentence.tokens[index - 1].kind != WORD:
        return False
    joins = any(sentence.link(name, index - 1) is not None for name in ("article_the", "and", "but"))
    small = len(sentence.tokens[index - 1].text) <= LONGEST_PREPOSITION
    small = small and sentence.at("units", index - 1) is None  # «праз два дні суд»
    return sentence.link_ends("in", index) or sentence.link_ends("of", index) or (small and not joins)
