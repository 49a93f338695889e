"""How well one reading agrees with an annotated report: people held, names, claims, fields, groups, modality.

What counts is described in docs/recipes/annotated-report.md. A claim found is one annotated if type and a subject agree and either
the passages meet or a date, term, article or fine is the same; each is used once, the best pairs first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from habeas.bench.alike import (
    BY_VALUE,
    BY_WORDS,
    notation,
    same_count,
    same_person,
    same_value,
    same_words,
    shared,
)
from habeas.bench.reports import spans

SCORED = frozenset(
    [
        "detention",
        "custody",
        "custody_extension",
        "charge",
        "hearing",
        "sentence",
        "fine",
        "transfer",
        "ill_treatment",
        "health",
        "release",
        "appeal",
        "acquittal",
        "regime_change",
        "arrest_order",
        "recognition",
        "conditions",
    ]
)
Object = Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Right, wrongly found, missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.right += other.right
        self.extra += other.extra
        self.missed += other.missed

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there was nothing to find and nothing found."""
        all_of = 2 * self.right + self.extra + self.missed
        return 2 * self.right / all_of if all_of else 1.0


@dataclass(slots=True)
class Marks:
    """The tallies of one report, or of many. ``problems`` tells each disagreement in words."""

    held: Tally = field(default_factory=Tally)
    names: Tally = field(default_factory=Tally)
    claims: Tally = field(default_factory=Tally)
    fields: Tally = field(default_factory=Tally)
    groups: Tally = field(default_factory=Tally)
    modality: Tally = field(default_factory=Tally)
    bad_spans: int = 0
    by_field: dict[str, Tally] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, other: Marks) -> None:
        """Count another report in."""
        for kind in KINDS:
            getattr(self, kind).add(getattr(other, kind))
        for name, tally in other.by_field.items():
            self.by_field.setdefault(name, Tally()).add(tally)
        self.bad_spans += other.bad_spans
        self.problems += other.problems


KINDS = ("held", "names", "claims", "fields", "groups", "modality")


def mark(report: Object, read: Object) -> Marks:
    """Compare ``read``, an object of habeas.extract/1, with the annotated ``report``."""
    marks, text = Marks(), report["text"]
    told = [read.get(part, []) for part in ("people", "groups", "claims")]
    marks.bad_spans = sum(text[s["start"] : s["end"]] != s["text"] for s in spans(told))
    same = _people(report, read, marks)
    _groups(report, read, marks, same)
    _claims(report, read, marks, same)
    marks.problems = [f"{report['id']}: {problem}" for problem in marks.problems]
    return marks


def _people(report: Object, read: Object, marks: Marks) -> dict[str, str]:
    """Compare the people; return by whose id those who were read are annotated."""
    wanted = [one for one in report["people"] if one["role"] == "subject" or one["held"] is None]
    same: dict[str, str] = {}
    for person in read.get("people", []):
        free = (one for one in wanted if one["id"] not in same.values() and same_person(person, one))
        match = next(free, None)
        if match is not None:
            same[person["id"]] = match["id"]
            right = same_words(person.get("name"), match["name"])
            marks.names.add(Tally(right, not right))
            if not right:
                marks.problems.append(f"name “{person.get('name')}”, should be “{match['name']}”")
    held = {same.get(one["id"], "") for one in read.get("people", []) if one.get("held")}
    state = {one["id"]: one["held"] for one in wanted}
    for person in read.get("people", []):
        truth = state.get(same.get(person["id"], ""), False)
        if person.get("held") and truth is not None:
            marks.held.add(Tally(bool(truth), not truth))
            if not truth:
                marks.problems.append(f"held but should not be: {person.get('name')}")
    for one in wanted:
        if one["held"] and one["id"] not in held:
            marks.held.missed += 1
            marks.problems.append(f"not found as held: {one['name']}")
    return same


def _groups(report: Object, read: Object, marks: Marks, same: dict[str, str]) -> None:
    used = set()
    for group in read.get("groups", []):
        match = next(
            (
                one
                for one in report["groups"]
                if one["id"] not in used
                and shared(group.get("passage"), one["passage"]) > 0
                and same_count(group, one)
            ),
            None,
        )
        marks.groups.add(Tally(match is not None, match is None))
        if match is not None:
            used.add(match["id"])
            same[group["id"]] = match["id"]
        else:
            marks.problems.append(f"group that is none: {_group(group)}")
    for one in report["groups"]:
        if one["id"] not in used:
            marks.groups.missed += 1
            marks.problems.append(f"group missed: {_group(one)}")


def _group(group: Object) -> str:
    return f"{group.get('least')}..{group.get('most')} “{group['passage']['text']}”"


def _claims(report: Object, read: Object, marks: Marks, same: Mapping[str, str]) -> None:
    wanted = [claim for claim in report["claims"] if claim["type"] in SCORED]
    found = [claim for claim in read.get("claims", []) if claim.get("type") in SCORED]
    pairs = dict(_pairs(wanted, found, same))
    for index, claim in enumerate(found):
        if index not in pairs.values():
            marks.claims.extra += 1
            marks.problems.append(f"claim that is none: {_claim(claim)}")
    for index, claim in enumerate(wanted):
        match = found[pairs[index]] if index in pairs else None
        marks.claims.add(Tally(match is not None, 0, match is None))
        if match is None:
            marks.problems.append(f"claim missed: {_claim(claim)}")
        else:
            right = (match.get("modality") or None) == (claim.get("modality") or None)
            marks.modality.add(Tally(right, not right))
            if not right:
                told = match.get("modality") or "none"
                marks.problems.append(f"modality {told}, should be {claim.get('modality')}: {_claim(claim)}")
        _fields(claim, match, marks)


def _claim(claim: Object) -> str:
    return f"{claim['type']} “{claim['passage']['text']}”"


def _pairs(wanted: list[Any], found: list[Any], same: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Yield which annotated claim is which found one, the surest first."""
    likely = []
    for i, one in enumerate(found):
        subjects = {same.get(subject, subject) for subject in one.get("subjects", ())}
        for j, other in enumerate(wanted):
            if one["type"] == other["type"] and subjects & set(other["subjects"]):
                near = shared(one.get("passage"), other["passage"])
                agreeing = sum(_agrees(name, one, values) for name, values in other["fields"].items())
                if near > 0 or agreeing:
                    likely.append((agreeing + near, i, j))
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(likely, reverse=True):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield j, i


def _agrees(name: str, claim: Object, values: Iterable[Object]) -> bool:
    told = claim.get("fields", {}).get(name, ())
    return name in BY_VALUE and not {notation(name, v.get("value")) for v in told}.isdisjoint(
        notation(name, v.get("value")) for v in values
    )


def _fields(claim: Object, match: Object | None, marks: Marks) -> None:
    """Compare the fields of an annotated claim with those of the one found, or with nothing."""
    for name in sorted(BY_VALUE | BY_WORDS):
        rest = list(match.get("fields", {}).get(name, ())) if match else []
        for value in claim["fields"].get(name, ()):
            hit = next((one for one in rest if same_value(name, one, value)), None)
            _field(marks, name, Tally(hit is not None, 0, hit is None))
            if hit is not None:
                rest.remove(hit)
            elif match is not None:
                marks.problems.append(f"{name} missed: {value['value']} in {_claim(claim)}")
        for one in rest:
            _field(marks, name, Tally(0, 1, 0))
            marks.problems.append(f"{name} that is none: {one.get('value')} in {_claim(claim)}")


def _field(marks: Marks, name: str, tally: Tally) -> None:
    marks.fields.add(tally)
    marks.by_field.setdefault(name, Tally()).add(tally)
