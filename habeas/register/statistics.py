"""How many: by status, kind of event, article, place, month and gender; each table says what it counts and by which rule.

Only what is accepted is counted, a person once a value, an unnamed group by its least and greatest number, nobody both
by name and in a group. Where a value is disputed or a date leaves two months open, the row is a range.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from habeas.claims.claim_types import claim_types
from habeas.identity.values import parse_date
from habeas.model.claim import Modality
from habeas.model.record import Belief, Episode, GroupRecord, Record, Register
from habeas.model.statement import State
from habeas.register.as_json import is_subject
from habeas.register.components import Components
from habeas.register.groups import unnamed
from habeas.register.status import status_words
from habeas.text.places import parse_place

NOT_SO = (Modality.DENIED, Modality.EXPECTED)
UNKNOWN = "not known"
CHARGING = ("charge", "sentence", "exposure", "detention", "custody", "hearing")
MONTHS_AT_MOST = 36  # a date wider than this says no month


@dataclass(frozen=True, slots=True)
class Found:
    """What one person or group adds to a table: values that are hers for sure, and values that may be."""

    sure: frozenset[str]
    may: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One line: at least and at most so many; ``most`` is None where a group has no upper end."""

    value: str
    words: str
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``unit`` is what is counted, ``rule`` how; ``once``: everybody stands in exactly one row."""

    id: str
    unit: str
    rule: str
    rows: tuple[Row, ...]
    once: bool = False


class _Place(NamedTuple):
    """What stands for a place in the table, and its name."""

    value: str
    name: str


GROUPS = (
    " Unnamed people of groups are added by their least and greatest number; who is named is counted by name."
)
RULES: Mapping[str, tuple[str, str]] = {
    "status": ("people", "Everybody once, by what is last known of her; unnamed people of groups stand in a row of their own."),
    "gender": ("people", "Everybody once, as an identity statement says; unnamed people count as not known."),
    "kind": ("people", "A person once a kind of event that is said to have happened to her." + GROUPS),
    "article": ("people", "A person once an article, parts together, in whatever way it was held against her." + GROUPS),
    "place": ("people", "A person once a place in which she is said to have been detained, one place in whatever script; of places of one name the likeliest." + GROUPS),
    "month": ("people", "A person once a month in which she was detained; a date that leaves months open counts in each as possible." + GROUPS),
}  # fmt: skip


def statistics(register: Register) -> tuple[Table, ...]:
    """Return all tables of a register, by what is accepted in it."""
    people = [r for r in register.people if r.state is not State.PROPOSED and is_subject(r)]
    groups = [g for g in register.groups if g.state is not State.PROPOSED]
    counted = frozenset(r.id for r in people)
    every = unnamed(groups, counted)
    status = _once(
        "status",
        [(r.status, status_words(r.status)) for r in people],
        ("unnamed", "in groups, unnamed"),
        every,
    )
    gender = _once("gender", [_gender(r) for r in people], (UNKNOWN, UNKNOWN), every)
    places = _one_place([*people, *groups])
    names = {row.value: row.name for row in places.values()}
    rows: list[tuple[str, Callable[[Iterable[Episode]], Found], Callable[[str], str]]] = [
        ("kind", _kinds, _kind_words),
        ("article", _articles, str),
        ("place", lambda episodes: _places(episodes, places), names.__getitem__),
        ("month", _months, str),
    ]
    tables = [_table(name, of, words, people, groups, counted) for name, of, words in rows]
    return (status, gender, *tables)


def total(register: Register) -> tuple[int, int | None]:
    """Return how many people the register accepts, named and unnamed: at least and at most."""
    people = [r for r in register.people if r.state is not State.PROPOSED and is_subject(r)]
    groups = [g for g in register.groups if g.state is not State.PROPOSED]
    least, most = unnamed(groups, frozenset(r.id for r in people))
    return len(people) + least, None if most is None else len(people) + most


def _once(
    name: str, told: Sequence[tuple[str, str]], rest: tuple[str, str], more: tuple[int, int | None]
) -> Table:
    """Return a table in which everybody stands once; the unnamed ``more`` are added to the row ``rest``."""
    counts: dict[str, int] = {}
    words = dict(told)
    for value, _ in told:
        counts[value] = counts.get(value, 0) + 1
    if more[1] != 0:
        counts.setdefault(rest[0], 0)
        words.setdefault(*rest)
    rows = [
        Row(
            value,
            words[value],
            number + (more[0] if value == rest[0] else 0),
            _plus(number, more[1], value == rest[0]),
        )
        for value, number in counts.items()
    ]
    unit, rule = RULES[name]
    return Table(name, unit, rule, _sorted(rows), once=True)


def _plus(number: int, most: int | None, added: bool) -> int | None:
    if not added:
        return number
    return None if most is None else number + most


def _gender(record: Record) -> tuple[str, str]:
    told = [b for b in record.beliefs if b.property == "gender" and b.state is State.ACCEPTED]
    value = told[0].value if told else UNKNOWN
    return value, value


def _table(
    name: str,
    of: Callable[[Iterable[Episode]], Found],
    words: Callable[[str], str],
    people: Sequence[Record],
    groups: Sequence[GroupRecord],
    counted: frozenset[str],
) -> Table:
    by_person = [of(_happened(r.episodes)) for r in people]
    by_group = [(group, of(_happened(group.episodes))) for group in groups]
    values = {v for found in (*by_person, *(f for _, f in by_group)) for v in found.sure | found.may}
    rows = []
    for value in values:
        sure = sum(1 for found in by_person if value in found.sure)
        may = sum(1 for found in by_person if value in found.may - found.sure)
        low, _ = unnamed((g for g, found in by_group if value in found.sure), counted)
        _, high = unnamed((g for g, found in by_group if value in found.sure | found.may), counted)
        rows.append(Row(value, words(value), sure + low, None if high is None else sure + may + high))
    unit, rule = RULES[name]
    return Table(name, unit, rule, _sorted(rows, by_value=name == "month"))


def _sorted(rows: Iterable[Row], *, by_value: bool = False) -> tuple[Row, ...]:
    """Return rows with the greatest number first; months in the order of time."""
    if by_value:
        return tuple(sorted(rows, key=lambda row: row.value))
    return tuple(
        sorted(
            rows, key=lambda row: (-row.least, -(row.most if row.most is not None else 1 << 60), row.value)
        )
    )


def _happened(episodes: Iterable[Episode]) -> list[Episode]:
    return [e for e in episodes if e.state is not State.PROPOSED and e.modality not in NOT_SO]


def _accepted(episode: Episode, name: str) -> Iterable[Belief]:
    return (b for b in episode.beliefs if b.property == name and b.state is not State.PROPOSED)


def _values(episodes: Iterable[Episode], name: str, read: Callable[[str], str]) -> Found:
    """Return the values of one field; a disputed one and its rivals are possible, none of them sure."""
    sure: set[str] = set()
    may: set[str] = set()
    for episode in episodes:
        for belief in _accepted(episode, name):
            told = {read(belief.value), *(read(rival.value) for rival in belief.rivals)}
            if belief.state is State.DISPUTED and len(told) > 1:
                may |= told
            else:
                sure.add(read(belief.value))
    return Found(frozenset(sure - {""}), frozenset(may - {""}))


def _kinds(episodes: Iterable[Episode]) -> Found:
    sure: set[str] = set()
    may: set[str] = set()
    for episode in episodes:
        (may if episode.state is State.DISPUTED else sure).add(episode.type)
    return Found(frozenset(sure), frozenset(may))


def _articles(episodes: Iterable[Episode]) -> Found:
    return _values(
        (e for e in episodes if e.type in CHARGING), "article", lambda text: text.partition(" ")[0]
    )


def _places(episodes: Iterable[Episode], places: Mapping[str, _Place]) -> Found:
    return _values((e for e in episodes if e.type == "detention"), "place", lambda text: places[text].value)


def _one_place(rows: Iterable[Record | GroupRecord]) -> dict[str, _Place]:
    """Return, for each place as it is written, its row: the listed place, likeliest first; of those that no list knows one for
    all that can sound alike, in whatever script, under the first form that is written.
    """
    beliefs = (b for row in rows for e in row.episodes for b in e.beliefs if b.property == "place")
    written = {text for b in beliefs for text in (b.value, *(rival.value for rival in b.rivals))}
    found: dict[str, _Place] = {}
    unlisted: dict[str, bytes] = {}
    alike = Components()
    for text in sorted(written):
        read = parse_place(text)
        if read.places and not read.many:
            found[text] = _Place(f"{read.places[0].id} {read.places[0].name}", read.places[0].name)
        else:
            sounds = sorted(read.sounds) or [" ".join(text.split())]
            alike.join(one.encode("utf-8", "surrogatepass") for one in sounds)
            unlisted[text] = sounds[0].encode("utf-8", "surrogatepass")
    first: dict[bytes, _Place] = {}
    for text, sound in unlisted.items():
        row = _Place(f"unlisted {sound.decode('utf-8', 'surrogatepass')}", text)
        found[text] = first.setdefault(alike.find(sound), row)
    return found


def _months(episodes: Iterable[Episode]) -> Found:
    found = _values((e for e in episodes if e.type == "detention"), "date", str)
    sure: set[str] = set()
    may: set[str] = set()
    for text in found.sure | found.may:
        months = _months_of(text)
        (sure if len(months) == 1 and text in found.sure else may).update(months)
    return Found(frozenset(sure), frozenset(may))


def _months_of(text: str) -> list[str]:
    when = parse_date(text)
    if when is None or not when.is_resolved or when.earliest is None or when.latest is None:
        return []
    first, last = (day.year * 12 + day.month - 1 for day in (when.earliest, when.latest))
    if last - first >= MONTHS_AT_MOST:
        return []
    return [date(number // 12, number % 12 + 1, 1).isoformat()[:7] for number in range(first, last + 1)]


def _kind_words(value: str) -> str:
    types = claim_types()
    return types.get(value).words if types.known(value) else value


def table_json(table: Table) -> dict[str, Any]:
    """Return one table of `habeas stats --json`."""
    return {
        "id": table.id,
        "unit": table.unit,
        "rule": table.rule,
        "once": table.once,
        "rows": [
            {"value": row.value, "words": row.words, "least": row.least, "most": row.most}
            for row in table.rows
        ],
    }
