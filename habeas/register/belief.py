"""What we hold of one property among rival values, and why.

The stated order: a decision of ours; then how directly the voice speaks (plainly said before hedged, doubted,
alleged, expected and denied, and first hand before hearsay); then the number of independent origins; then the
newest report; then the Order. Rivals are kept. A value against which another stands undecided is disputed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from habeas.identity.properties import field_property
from habeas.identity.values import Relation, precision, relate, why_same
from habeas.model.claim import Certainty, Modality, Value
from habeas.model.reason import Reason
from habeas.model.record import Belief, Rival
from habeas.model.statement import Evidence, State, Statement
from habeas.register.corroboration import Origins, count_words
from habeas.register.links import Choice

_MODALITY = (None, Modality.IN_ABSENTIA, Modality.ALLEGED, Modality.EXPECTED, Modality.DENIED)
_CERTAINTY = (Certainty.PLAIN, Certainty.HEDGED, Certainty.DOUBTED)
STATED = "stated"

type Where = tuple[str | None, str | None]  # an episode's id and type


@dataclass(slots=True)
class Side:
    """One value with the statements that give it; ``value`` is the most precise of those that fit together, ``spellings``
    are the others.
    """

    value: str
    statements: list[Statement]
    spellings: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The passages behind it, each once, in Order."""
        if len(self.statements) == 1:
            return self.statements[0].evidence
        return tuple(dict.fromkeys(e for s in self.statements for e in s.evidence))

    @property
    def said_by(self) -> tuple[str, ...]:
        """The voices, each once, in Order."""
        return tuple(dict.fromkeys([v.value for s in self.statements for v in s.said_by]))

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements' ids, in Order."""
        return tuple([s.id for s in self.statements])

    @property
    def clearest(self) -> Statement:
        """The statement that says it most plainly, the first in Order of those."""
        return min(self.statements, key=_plainness)

    def directness(self) -> tuple[int, int, int]:
        """Return how directly the most direct voice speaks; less is more direct."""
        return min((*_plainness(s), _chain(s)) for s in self.statements)

    def newest(self) -> str:
        """Return the day of the newest report (its publication, else its entering), ``YYYY-MM-DD`` or shorter."""
        days = [e.published for s in self.statements for e in s.evidence if e.published]
        return max(days, default=max((s.day for s in self.statements), default=""))


def _plainness(statement: Statement) -> tuple[int, int]:
    return _MODALITY.index(statement.modality), _CERTAINTY.index(statement.certainty)


def _chain(statement: Statement) -> int:
    """Return through how many mouths it came: “relatives, through a lawyer” is two."""
    return min((1 + v.value.count(",") for v in statement.said_by), default=0)


def sides(name: str, told: Iterable[tuple[str, Statement]]) -> list[Side]:
    """Sort ``told`` (value, statement) into values that are the same or fit; a vague value that fits two stays alone."""
    rows: dict[str, Side] = {}
    seen: set[tuple[str, str]] = set()
    for value, statement in told:
        if (value, statement.id) not in seen:
            seen.add((value, statement.id))
            rows.setdefault(value, Side(value, [])).statements.append(statement)
    found = list(rows.values()) if len(rows) < 2 else _fitted(name, rows.values())
    for side in found:
        if len(side.statements) > 1:
            side.statements.sort(key=lambda s: (s.order, s.id))
    return found


def _fitted(name: str, rows: Iterable[Side]) -> list[Side]:
    """Put each value to the more precise one that it is the same as, or else to the only one that it fits."""
    found: list[Side] = []
    for side in sorted(rows, key=lambda side: precision(name, side.value)):
        relations = [(relate(name, held.value, side.value), held) for held in found]
        home = [held for relation, held in relations if relation is Relation.SAME]
        if not home:
            fitting = [held for relation, held in relations if relation is Relation.FITS]
            home = fitting if len(fitting) == 1 else []
        if home:
            known = {s.id for s in home[0].statements}
            home[0].statements.extend(s for s in side.statements if s.id not in known)
            home[0].spellings += (side.value,)
        else:
            found.append(side)
    return found


def hold(
    name: str,
    told: Iterable[tuple[str, Statement]],
    origins: Origins,
    chosen: Sequence[Choice] = (),
    *,
    episode: str | None = None,
    episode_type: str | None = None,
) -> tuple[Belief, ...]:
    """Return what is held of the property ``name``: one belief, or one for each value where many can stand."""
    found = sides(name, told)
    where = (episode, episode_type)
    if len(found) > 1 and field_property(name).many:
        found.sort(key=lambda side: _rank(side, origins, chosen, name)[0])
        return tuple(_belief(name, side, origins, where) for side in found)
    return (_first_of(name, found, origins, chosen, where),) if found else ()


def hold_event(
    type_name: str, told: Iterable[Statement], origins: Origins, chosen: Sequence[Choice], episode: str
) -> Belief:
    """Return the belief that an event took place: its value is the manner in which it is told, or ``denied``."""
    values = [("denied" if s.modality is Modality.DENIED else STATED, s) for s in told]
    found = sides(type_name, values)
    for side in found:
        side.value = manner(side.clearest.modality)
    return _first_of(type_name, found, origins, chosen, (episode, type_name))


def manner(modality: Modality | None) -> str:
    """Return the value of the belief that an event took place: how it is told."""
    return modality.value if modality else STATED


def _first_of(
    name: str, found: list[Side], origins: Origins, chosen: Sequence[Choice], where: Where
) -> Belief:
    """Return the belief in the first of ``found``, with those that stand against it as its rivals."""
    if len(found) == 1:
        return _belief(name, found[0], origins, where)
    precise = [side for side in found if not _vague(name, side, found)]
    ordered = sorted(precise or found, key=lambda side: _rank(side, origins, chosen, name)[0])
    first, rest = ordered[0], [side for side in ordered[1:] if _against(name, ordered[0], side)]
    reason, decided = _why(first, rest, origins, chosen, name)
    return _belief(name, first, origins, where, rest, reason, decided=decided)


def _vague(name: str, side: Side, found: list[Side]) -> bool:
    """Whether a value fits two others that exclude each other: it speaks for neither."""
    fitting = [other for other in found if other is not side and not _against(name, side, other)]
    return any(_against(name, a, b) for i, a in enumerate(fitting) for b in fitting[i + 1 :])


def _against(name: str, first: Side, other: Side) -> bool:
    return relate(name, first.value, other.value) is Relation.CONFLICT


Rank = tuple[int, tuple[int, int, int], int, str, tuple[int, str, int], str]


def _rank(side: Side, origins: Origins, chosen: Sequence[Choice], name: str) -> tuple[Rank, Choice | None]:
    choice = _chosen(side, chosen, name)
    newest = "".join(chr(0x10FFFF - ord(letter)) for letter in side.newest()) or "\U0010ffff"
    rank = (
        0 if choice else 1,
        side.directness(),
        -origins.count(side.evidence)[1],
        newest,
        side.statements[0].order,
        side.value,
    )
    return rank, choice


def _chosen(side: Side, chosen: Sequence[Choice], name: str) -> Choice | None:
    """Return the last choice that names a statement of this side, unless a later one puts another over it."""
    mine = set(side.ids)
    last = None
    for choice in sorted(chosen, key=lambda c: (c.order, c.decision)):
        if choice.field != name:
            continue
        if mine & set(choice.claims):
            last = choice
        elif mine & set(choice.over):
            last = None
    return last


@cache
def nothing_against(reports: int, origins: int) -> Reason:
    """Return the reason of a belief without rivals."""
    words = count_words(reports, origins)
    return Reason("belief.only", f"Nothing stands against it ({words}).", (("counted", words),))


def _why(
    first: Side, rest: list[Side], origins: Origins, chosen: Sequence[Choice], name: str
) -> tuple[Reason, bool]:
    if not rest:
        return nothing_against(*origins.count(first.evidence)), True
    choice = _chosen(first, chosen, name)
    if choice:
        return Reason("belief.decided", "One of us chose it.", (("decision", choice.decision),)), True
    mine, other = _rank(first, origins, (), name)[0], _rank(rest[0], origins, (), name)[0]
    if mine[1] != other[1]:
        return Reason("belief.voice", "It stands first because its source says it more directly."), False
    if mine[2] != other[2]:
        words = origins.words(first.evidence)
        return Reason(
            "belief.origins", f"It stands first because more independent sources say it ({words})."
        ), False
    if mine[3] != other[3]:
        return Reason("belief.newest", "It stands first because its report is the newest."), False
    return Reason(
        "belief.order", "It stands first only because we took it in first; nothing else tells them apart."
    ), False


def _belief(
    name: str,
    side: Side,
    origins: Origins,
    where: Where,
    rest: Sequence[Side] = (),
    reason: Reason | None = None,
    *,
    decided: bool = True,
) -> Belief:
    evidence = side.evidence
    reports, count = origins.count(evidence)
    best = side.clearest
    notes = _notes(name, side)
    return Belief(
        property=name,
        value=side.value,
        state=_state(side, rest, decided),
        said_by=side.said_by,
        reports=reports,
        origins=count,
        evidence=evidence,
        rivals=tuple([_rival(other) for other in rest]),
        reason=reason or nothing_against(reports, count),
        episode=where[0],
        episode_type=where[1],
        modality=best.modality,
        certainty=best.certainty,
        statements=side.ids,
        notes=notes if count == reports else (*notes, *origins.why(evidence)),
    )


def _notes(name: str, side: Side) -> tuple[Reason, ...]:
    """Return how the value was read: a date resolved or left open, and which other spellings are the same place."""
    if side.spellings:
        told = tuple(reason for other in side.spellings for reason in why_same(name, side.value, other))
        if told:
            return tuple(dict.fromkeys(told))
    return notes_of(name, side.value, side.statements)


def notes_of(name: str, value: str, statements: Iterable[Statement]) -> tuple[Reason, ...]:
    """Return how ``value`` was read by ``statements``: a date that was placed, or stays open."""
    if field_property(name).compare != "date":
        return ()
    values = (v for s in statements for v in s.fields.get(name, ()) if v.value == value)
    return tuple(dict.fromkeys(v.reason for v in values if v.reason and _placed(v)))


def _placed(value: Value) -> bool:
    """Whether a date is another than its words alone say, or stays open: one that is written out needs no note."""
    rule = value.reason.rule if value.reason else ""
    return rule == "date.unresolved" or (rule.startswith("date.") and value.read not in (None, value.value))


def _state(side: Side, rest: Sequence[Side], decided: bool) -> State:
    states = {s.state for s in side.statements}
    if states == {State.PROPOSED}:
        return State.PROPOSED
    if (rest and not decided) or State.DISPUTED in states:
        return State.DISPUTED
    return State.ACCEPTED


def _rival(side: Side) -> Rival:
    best = side.clearest
    return Rival(side.value, side.said_by, side.evidence, side.ids, best.certainty, best.modality)
