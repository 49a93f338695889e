"""Joins drafts that tell of one event, and hands what is told of a group to the people who are that group.

Two drafts are one event if type, people and modality agree and no value of one contradicts the other. States
of health and ill-treatment are joined only inside one sentence: each sentence may tell of another time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.claims.drafts import Draft
from habeas.claims.grammar.terms import SPAN
from habeas.claims.groups.group_drafts import GroupDraft, Groups
from habeas.claims.held import ENDED
from habeas.claims.sentences import ENDS, Sentence
from habeas.model.edtf import Edtf, EdtfError
from habeas.model.reason import Reason

CONTRADICTS = ("date", "until", "term", "fine", "article")
ONE_PLACE = {
    "transfer": "facility",
    "release": "facility",
    "custody": "facility",
    "regime_change": "facility",
}
EACH_TELLING = frozenset({"health", "conditions", "ill_treatment"})
SHARED = ("date", "court", "judge", "accusation", "article", "agency", "place")
REACH = 4
HOUSE_ARREST = "house arrest"


def merge(drafts: Sequence[Draft], groups: Groups) -> list[Draft]:
    """Return the drafts with doubles joined and groups resolved into their people, in text order."""
    found = [_resolved(draft, groups) for draft in drafts]
    _find_equal_groups(found, groups)
    found = [_resolved(draft, groups) for draft in found]
    _count_rest(found, groups)
    found = _spread(found)
    joined: list[Draft] = []
    by_key: dict[tuple[str, tuple[str, ...]], list[Draft]] = {}
    for draft in found:
        key = (draft.type, tuple(sorted(draft.subjects)))
        same = next((other for other in reversed(by_key.get(key, ())) if _one_event(other, draft)), None)
        if same is None:
            joined.append(draft)
            by_key.setdefault(key, []).append(draft)
        else:
            _join(same, draft)
    return joined


def _resolved(draft: Draft, groups: Groups) -> Draft:
    """Put the people in place of a group that equals them."""
    subjects: list[str] = []
    for one in draft.subjects:
        group = groups.get(one) if one.startswith("g") else None
        subjects += list(group.equals) if group is not None and group.equals else [one]
    draft.subjects = tuple(dict.fromkeys(subjects))
    return draft


def _find_equal_groups(drafts: Sequence[Draft], groups: Groups) -> None:
    """“Four men were convicted. A and B got ..., C ..., D ...”: as many people as the group has, told the same."""
    for group in groups.all:
        number = group.exact
        if group.equals or group.of is not None or number is None or not 2 <= number <= 30 or not group.told:
            continue
        types = {draft.type for draft in drafts if group.id in draft.subjects}
        for kind in sorted(
            types - {"search"} or types
        ):  # where else they searched is no list of those detained
            people = _people_told(drafts, group, kind)
            if len(people) == number:
                group.equals = people
                group.reasons.append(
                    Reason("group.equals", f"{number} people, and the same is then told of {number} by name")
                )
                break


def _count_rest(drafts: Sequence[Draft], groups: Groups) -> None:
    """Count “the rest” of a whole of which some were told of by name since: four taken, one of them let go, leaves three."""
    for rest in groups.all:
        whole = groups.get(rest.of) if rest.of is not None else None
        if rest.count.part != "rest" or rest.bounds != (None, None) or whole is None or whole.exact is None:
            continue
        begin = (whole.sentence.number, whole.count.last)
        end = (rest.sentence.number, rest.count.first)
        told = {
            one for draft in drafts
            if begin < (draft.sentence.number, draft.first) < end
            and set(draft.subjects) != set(whole.equals) and rest.id not in draft.subjects
            for one in draft.subjects
        }  # fmt: skip
        left = whole.exact - len(told)
        by_name = bool(told) and all(one.startswith("p") for one in told)
        if by_name and left > 0 and (not whole.equals or told < set(whole.equals)):
            rest.left = (left, left)
            rest.reasons.append(
                Reason("group.rest", f"what is left of {whole.id} without those told of by name")
            )


def _people_told(drafts: Sequence[Draft], group: GroupDraft, kind: str) -> tuple[str, ...]:
    near = [
        draft
        for draft in drafts
        if draft.type == kind and group.id not in draft.subjects and 0 <= draft.sentence.number - group.sentence.number <= REACH + (group.exact or 0)
        and draft.sentence.block - group.sentence.block <= 1
    ]  # fmt: skip
    return tuple(dict.fromkeys(one for draft in near for one in draft.subjects if one.startswith("p")))


def _spread(drafts: list[Draft]) -> list[Draft]:
    """Give what is told of several at once to the drafts that tell more of each, and drop it where all are covered."""
    kept: list[Draft] = []
    for draft in drafts:
        own = [
            other for other in drafts
            if other is not draft and other.type == draft.type and other.modality == draft.modality
            and set(other.subjects) < set(draft.subjects) and (_agree(draft, other) or _is_span_of(draft, other))
        ]  # fmt: skip
        covered = {one for other in own for one in other.subjects}
        if not own or not covered >= set(draft.subjects) or (draft.values("term") and not _is_span(draft)):
            kept.append(draft)
            continue
        for other in own:
            for name in SHARED:
                if name not in other.fields and name in draft.fields:
                    other.fields[name] = list(draft.fields[name])
    return kept


def _is_span(draft: Draft) -> bool:
    """Whether the term only says between what those of several people lie: “five men got from 12 to 17 years”."""
    return any(SPAN in term for term in draft.values("term"))


def _is_span_of(draft: Draft, other: Draft) -> bool:
    """Whether a draft tells the span of several terms of which the other tells one, of the same day and court."""
    dates, days = _known(draft.values("date")), _known(other.values("date"))
    same_day = not dates or not days or bool(dates & days) or _dates_agree(dates, days)
    return _is_span(draft) and bool(other.values("term")) and same_day


def _one_event(one: Draft, other: Draft) -> bool:
    if one.modality != other.modality:
        return False
    if one.type == "sentence" and one.sentence is other.sentence and one.subjects == other.subjects:
        both = any(one.values(name) and other.values(name) for name in ("term", "date"))
        if not both:
            return True  # “was convicted of rioting (Article 293) and jailed for four years”
    if one.rule.endswith(ENDED) != other.rule.endswith(ENDED) and not (
        one.type == "sentence" and (one.values("term") & other.values("term") or _completes(one, other))
    ):
        return False
    if one.sentence is not other.sentence and (one.type in EACH_TELLING or _is_another(other)):
        return False
    if (
        (one.said_by and other.said_by)
        and {s.found.value for s in one.said_by} != {s.found.value for s in other.said_by}
        and one.sentence is not other.sentence
    ):
        return _agree(one, other) and bool(
            one.values("date") & other.values("date") or not one.values("date") or not other.values("date")
        )
    return _agree(one, other)


def _is_another(draft: Draft) -> bool:
    """Whether what they got is one more: «дала яму яшчэ 15», “another 15 days”."""
    ends = {mark.last for mark in draft.sentence.marks("further")}
    return any(slot.found.first in ends for name in ("term", "fine") for slot in draft.fields.get(name, ()))


def _completes(one: Draft, other: Draft) -> bool:
    """Whether one sentence of the text tells the verdict and what it gave: “found her guilty and gave her five years suspended”."""
    return one.sentence is other.sentence and not (one.values("term") and other.values("term"))


def _agree(one: Draft, other: Draft) -> bool:
    for name in CONTRADICTS:
        first, second = _known(one.values(name)), _known(other.values(name))
        if not first or not second or first & second:
            continue
        if (name == "date" and _dates_agree(first, second)) or (
            name == "term" and _terms_agree(first, second)
        ):
            continue
        return False
    place = ONE_PLACE.get(one.type, "")
    first, second = one.values(place), other.values(place)
    return not first or not second or any(_may_be_one_place(a, b) for a in first for b in second)


def _may_be_one_place(one: str, other: str) -> bool:
    """Whether two names can be of one prison: the same, or a kind told by town and by number («мордовская колония», «колония № 5»)."""
    if one == other:
        return True
    numbered = [any(char.isdigit() for char in name) for name in (one, other)]
    return not all(numbered) and bool(set(one.casefold().split()) & set(other.casefold().split()))


def _known(values: set[str]) -> set[str]:
    """Leave out dates of which nothing is known yet (“the next day”): they contradict no date."""
    return {value for value in values if "XX-XX" not in value}


def _terms_agree(first: set[str], second: set[str]) -> bool:
    """Whether two terms can be one, of which one telling says more: “six years in a colony”, “... of general regime”."""
    return any(a.startswith(f"{b} ") or b.startswith(f"{a} ") for a in first for b in second)


def _dates_agree(first: set[str], second: set[str]) -> bool:
    try:
        return any(
            Edtf.parse(a).overlaps(Edtf.parse(b)) for a in first for b in second if "XX-XX" not in a + b
        )
    except EdtfError:
        return False


def is_heading(sentence: Sentence) -> bool:
    """Whether the sentence is a line by itself without a stop: the body then tells the same in full."""
    return sentence.opens_line and sentence.tokens[-1].text not in ENDS


def _join(kept: Draft, other: Draft) -> None:
    """Take a second telling in: the richer passage is kept, values are united."""
    if kept.sentence is other.sentence:
        kept.widen(other.first, other.last)
    elif is_heading(kept.sentence) or _says_where(other, kept):
        kept.sentence, kept.first, kept.last = other.sentence, other.first, other.last
    for name, slots in other.fields.items():
        if name in ("date", "until", "term") and kept.fields.get(name):
            finer = max([*kept.fields[name], *slots], key=lambda slot: len(slot.found.value.replace("X", "")))
            kept.fields[name] = [finer]
            continue
        for slot in slots:
            if slot.found.value not in kept.values(name):
                kept.fields.setdefault(name, []).append(slot)
    if other.rule.endswith(ENDED):
        kept.rule = other.rule  # “got ten days. ... has served the ten days”
    kept.said_by = kept.said_by or other.said_by
    kept.weak = kept.weak and other.weak
    words = other.sentence.words(other.first, other.last)
    kept.reasons.append(Reason("event.told-again", f"told again: “{words}”", (("words", words),)))


def _says_where(one: Draft, other: Draft) -> bool:
    """Whether only the one telling of the two says in which prison: “his birthday behind bars”, “he is in Colony No. 2”."""
    return one.type == "custody" and "facility" in one.fields and "facility" not in other.fields


def detained_by_raid(drafts: list[Draft], groups: Groups) -> list[Draft]:
    """Add the detention that a raid was, where a part of those raided was sentenced or stays in prison."""
    added: list[Draft] = []
    for draft in drafts:
        wholes = [
            group
            for one in draft.subjects
            if draft.type == "search" and (group := groups.get(one)) is not None
        ]
        for group in wholes:
            parts = {part.id for part in groups.all if part.of == group.id}
            people = {one for part in groups.all if part.of == group.id for one in part.equals}
            held = any(
                other.type in ("sentence", "custody") and (set(other.subjects) & (parts | people))
                for other in drafts
            )
            if held and not any(other.type == "detention" and group.id in other.subjects for other in drafts):
                why = "some of them were then sentenced or stayed in prison, so the raid was a detention"
                detention = replace(draft, type="detention", subjects=(group.id,), fields=dict(draft.fields))
                detention.reasons = [*draft.reasons, Reason("event.detained-by-raid", why)]
                added.append(detention)
    return [*drafts, *added]


def without_release(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out the release of “was taken home from prison and placed under house arrest”: she is not free."""
    at_home = [one for one in drafts if one.type == "custody" and _is_at_home(one)]
    return [
        draft
        for draft in drafts
        if draft.type != "release"
        or not any(set(draft.subjects) == set(one.subjects) and draft.first < one.last for one in at_home)
    ]


def _is_at_home(draft: Draft) -> bool:
    """Whether house arrest stands among the draft's words."""
    return any(
        draft.first <= mark.first < draft.last and mark.payload.sense == HOUSE_ARREST
        for mark in draft.sentence.marks("penalties")
    )


def without_custody(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out the custody of “the term of custody was extended”: that it went on is the extension."""
    extended = [draft for draft in drafts if draft.type == "custody_extension"]
    return [
        draft
        for draft in drafts
        if draft.type != "custody"
        or draft.values("date")
        or not any(set(draft.subjects) <= set(one.subjects) for one in extended)
    ]
