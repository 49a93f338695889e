"""Which value belongs to whom, where a sentence gives several people several values.

“A and B got ten and nine years, respectively”; “A 20 years, B 19”; “six years to A and five to B”; “A to
Colony No. 9, B to No. 15”. One person with several terms keeps the total, not its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from habeas.claims.found import Found
from habeas.claims.people.participants import Participant, Unit
from habeas.claims.sentences import Sentence

RESPECTIVELY = "pair.respectively"
ONE_EACH = frozenset({"date", "court", "judge"})
CHARGES = frozenset({"accusation", "article"})


@dataclass(frozen=True, slots=True)
class Pair:
    """People and the one value that is theirs, with the rule by which they were paired."""

    unit: Unit
    value: Found
    rule: str


def pair_up(sentence: Sentence, units: Sequence[Unit], values: Sequence[Found]) -> list[Pair]:
    """Return pairs if the sentence gives two or more values to two or more people, else an empty list."""
    if len(values) < 2:
        return []
    units = [unit for unit in units if not _takes_up(unit, units, values)]
    return (
        _bracketed(sentence, units, values)
        or _respectively(units, values)
        or _first_list(units, values)
        or _one_each(sentence, units, values)
        or _alternating(sentence, units, values)
    )


def _takes_up(unit: Unit, units: Sequence[Unit], values: Sequence[Found]) -> bool:
    """Whether “they” behind all values only takes up somebody in front: “A got ten days and B five after they filmed it”."""
    taken = unit.members[0].sort in ("pronoun", "anaphor") and unit.first >= values[-1].last
    return taken and any(
        other.first < unit.first and set(unit.people) <= set(other.people) for other in units
    )


def _bracketed(sentence: Sentence, units: Sequence[Unit], values: Sequence[Found]) -> list[Pair]:
    """Read “sentenced A (nine years) and B (seven years)”: each value in a bracket right behind its name."""
    pairs = [
        Pair(Unit([member]), value, "pair.bracketed")
        for value in values
        for unit in units
        for member in unit.members
        if member.last == value.first - 1 and sentence.tokens[member.last].text == "("
    ]
    return pairs if len(pairs) == len(values) else []


def _one_each(sentence: Sentence, units: Sequence[Unit], values: Sequence[Found]) -> list[Pair]:
    """Read “fined A 50 thousand, B 40, C 30” where commas alone made one unit of A and B: as many values as people."""
    single: list[Unit] = []
    for unit in units:
        gaps = [range(one.last, other.first) for one, other in pairwise(unit.members)]
        if any(sentence.link("and", at) is not None for gap in gaps for at in gap):
            single.append(unit)
        else:
            single += [Unit([member]) for member in unit.members]
    if not len(units) < len(single) == len(values):
        return []
    pairs = _in_turns(single, values)
    return pairs if len(pairs) == len(values) else []


def _first_list(units: Sequence[Unit], values: Sequence[Found]) -> list[Pair]:
    """Read “A and B got seven and six years respectively, C four”: a list with as many values, then others."""
    for number, unit in enumerate(units):
        members = members_of(unit)
        end = units[number + 1].first if number + 1 < len(units) else 10**9
        own = [value for value in values if unit.last <= value.first < end]
        if len(members) < 2 or len(own) != len(members) or len(own) == len(values):
            continue
        others = [one for one in units if one is not unit]
        rest = _in_turns(others, [value for value in values if value not in own])
        pairs = [Pair(member, value, RESPECTIVELY) for member, value in zip(members, own, strict=True)]
        return [*pairs, *rest]
    return []


def _respectively(units: Sequence[Unit], values: Sequence[Found]) -> list[Pair]:
    """As many values in one row as there are people in one list: the first to the first, and so on."""
    for unit in units:
        members = members_of(unit)
        if len(members) != len(values):
            continue
        inner = [
            other for other in units if other is not unit and values[0].first < other.first < values[-1].last
        ]
        spread = unit.first < values[0].first < unit.last or values[0].first < unit.first < values[-1].last
        if inner or spread:
            continue
        return [Pair(member, value, RESPECTIVELY) for member, value in zip(members, values, strict=True)]
    return []


def members_of(unit: Unit) -> list[Unit]:
    """Return one unit for each person of a list, also of “they” that stands for several."""
    members = []
    for member in unit.members:
        for one in member.people:
            members.append(Unit([_only(member, one)]))
    return members


def _only(member: Participant, person: str) -> Participant:
    return Participant(
        member.sort,
        member.first,
        member.last,
        (person,),
        member.role,
        member.against,
        member.why,
        member.count,
    )


def _alternating(sentence: Sentence, units: Sequence[Unit], values: Sequence[Found]) -> list[Pair]:
    """Units and values in turns: each value to the unit in front of it, behind it, or to whichever is left beside it.

    Of the three ways the one that pairs most wins, and of these the one whose pairs stand closest.
    """
    ways = [
        _neighbours(units, values, behind=False),
        _neighbours(units, values, behind=True),
        _in_turns(units, values),
    ]
    best = min(ways, key=lambda pairs: (-len(pairs), sum(_gap(sentence, pair) for pair in pairs)))
    apart = _parted_lists(sentence, units) if len(best) < len(values) else []
    if len(apart) > len(units):
        again = _in_turns(apart, values)
        best = again if len(again) == len(values) else best
    return best if len(best) >= 2 else []


def _parted_lists(sentence: Sentence, units: Sequence[Unit]) -> list[Unit]:
    """Return the units, parted where a list goes on behind its “and”: “eight years to A and B, C nine”."""
    found: list[Unit] = []
    for unit in units:
        found.append(Unit(unit.members[:1]))
        closed = False
        for one, other in pairwise(unit.members):
            joined = any(sentence.link("and", at) is not None for at in range(one.last, other.first))
            if closed and not joined:
                found.append(Unit([other]))
            else:
                found[-1].members.append(other)
            closed = joined
    return found


def _gap(sentence: Sentence, pair: Pair) -> float:
    if pair.unit.last <= pair.value.first:
        return sentence.distance(pair.unit.last - 1, pair.value.first)
    return sentence.distance(pair.value.last - 1, pair.unit.first)


def _in_turns(units: Sequence[Unit], values: Sequence[Found]) -> list[Pair]:
    """Pair from left to right whatever stands side by side: “gave A 16 years, and on the next day 15 years to B”."""
    pairs: list[Pair] = []
    waiting: Unit | Found | None = None
    row: list[Unit | Found] = [*units, *values]
    for item in sorted(row, key=lambda one: one.first):
        if isinstance(item, Unit) and isinstance(waiting, Found):
            pairs.append(Pair(item, waiting, "pair.in-turns"))
            waiting = None
        elif isinstance(item, Found) and isinstance(waiting, Unit):
            pairs.append(Pair(waiting, item, "pair.in-turns"))
            waiting = None
        else:
            waiting = item
    return pairs


def shared_by(pairs: Sequence[Pair], values: Sequence[Found]) -> list[list[Found]]:
    """Return for each pair which of the other values (court, date ...) are its own too.

    What stands before all pairs or behind them holds for all; what stands between two holds from there on; of
    several of one kind each pair takes the last one in front of it. Where every pair is followed by what they were
    accused of (“A got six years for arson, B four for a post”) each keeps its own.
    """
    spans = [(min(p.unit.first, p.value.first), max(p.unit.last, p.value.last)) for p in pairs]
    told_each = _told_each(spans, [value for value in values if value.kind in CHARGES])
    if told_each:
        values = [value for value in values if value.kind not in CHARGES]
    begin, end = min(first for first, _ in spans), max(last for _, last in spans)
    found = []
    for first, last in spans:
        own: dict[str, list[Found]] = {}
        for value in values:
            everywhere = value.first < begin or value.first >= end
            behind_it = value.kind in CHARGES and not any(last <= other <= value.first for other, _ in spans)
            if not everywhere and value.first > last and not behind_it:
                continue
            same = [one for one in values if one.kind == value.kind]
            nearest = [one for one in same if one.first < max(first, begin + 1) or first <= one.first < last]
            several = value.kind in ONE_EACH and len(same) > 1 and nearest
            if not several or value is nearest[-1]:
                own.setdefault(value.kind, []).append(value)
        found.append([value for group in own.values() for value in group])
    return [[*own, *charges] for own, charges in zip_longest(found, told_each, fillvalue=())]


def _told_each(spans: Sequence[tuple[int, int]], charges: Sequence[Found]) -> list[list[Found]]:
    """Return what stands behind each pair and in front of the next, where something does behind every one; else nothing."""
    begins = sorted(first for first, _ in spans)
    found = []
    for first, last in spans:
        limit = next((begin for begin in begins if begin > first), None)
        found.append([one for one in charges if last <= one.first and (limit is None or one.first < limit)])
    return found if all(found) and sum(map(len, found)) == len(charges) else []


def _neighbours(units: Sequence[Unit], values: Sequence[Found], *, behind: bool) -> list[Pair]:
    """Pair each unit with the nearest value on one side, none used twice, no other unit between."""
    pairs: list[Pair] = []
    for value in values:
        if behind:
            near = [unit for unit in units if unit.first >= value.last]
            unit = min(near, key=lambda one: one.first) if near else None
            between = unit is not None and any(value.last <= other.first < unit.first for other in values)
        else:
            near = [unit for unit in units if unit.last <= value.first]
            unit = max(near, key=lambda one: one.last) if near else None
            between = unit is not None and any(unit.last <= other.first < value.first for other in values)
        if unit is not None and not between:
            pairs.append(Pair(unit, value, "pair.neighbours"))
    return pairs


def total_of(sentence: Sentence, values: Sequence[Found]) -> Found:
    """Return which of one person's several terms is the sentence: the one called a total, else the first."""
    totals = sentence.links("total")
    for value in values:
        if any(0 <= value.first - mark.last <= 3 or 0 <= mark.first - value.last <= 1 for mark in totals):
            return value
    return values[0]


def begins_there(sentence: Sentence, prisons: Sequence[Found]) -> bool:
    """Whether one of several prisons is where a transfer begins: “from SIZO-1 to Colony No. 9” gives each person both."""
    marks = [*sentence.links("from"), *sentence.marks("changed_from")]
    return len(prisons) > 1 and any(0 <= one.first - mark.last <= 1 for one in prisons for mark in marks)
