"""How likely two claims of one type about one person tell one event: a weight, and the reasons for it.

Weights are in logits, set by hand: above zero the two are taken as one event. Dates that cannot be one, more
than six weeks apart, bar it whatever else agrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from habeas.identity.properties import type_property
from habeas.identity.values import Relation, parse_date, relate
from habeas.model.claim import Modality
from habeas.model.edtf import Edtf
from habeas.model.reason import Reason
from habeas.model.statement import Statement
from habeas.text.names import skeleton

_CLOSE, _NEAR, _FAR = 3, 7, 45  # days between two dates that sources may give for one event
# agreeing, fitting, conflicting
_WEIGHTS = {
    "until": (2.0, 1.0, -2.0),
    "term": (2.0, 1.0, -1.5),
    "place": (1.0, 0.5, -1.0),
    "court": (1.0, 0.5, -0.75),
    "facility": (1.0, 0.5, -1.0),
    "agency": (0.5, 0.25, -0.25),
    "fine": (2.0, 1.0, -1.5),
    "body": (1.5, 1.0, -3.0),
}
# another place, or another body, is another event, whatever else agrees
_BY_FIELD = {"transfer": "facility", "recognition": "body"}
_WORDS = {
    Relation.SAME: "Both give the same {field}: {a}.",
    Relation.FITS: "Their {field} can be one: {a}, {b}.",
    Relation.CONFLICT: "They differ in {field}: {a}, {b}.",
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """``weight`` above zero: one event. ``barred``: it cannot be one, whatever else links the two."""

    weight: float
    barred: bool
    reasons: tuple[Reason, ...]

    @property
    def same(self) -> bool:
        """Whether the two are taken as one event."""
        return self.weight > 0 and not self.barred


def weigh(a: Statement, b: Statement) -> Likeness:
    """Weigh whether ``a`` and ``b``, of one type and about one person, tell one event."""
    reasons: list[Reason] = []
    weight = 0.0
    if type_property(a.type).once:
        weight += 1.0
        reasons.append(
            Reason(
                "episode.once", "Events of this kind seldom happen twice at one time.", (("type", a.type),)
            )
        )
    barred = False
    denial = (a.modality is Modality.DENIED) is not (b.modality is Modality.DENIED)
    if denial:
        weight += 1.0
        reasons.append(Reason("episode.denial", "One denies what the other says."))
    dates = None if denial else _dates(a, b)  # a denial’s date is its own, not that of what it denies
    if dates is not None:
        part, barred, reason = dates
        weight += part
        reasons.append(reason)
    for field, weights in _WEIGHTS.items():
        relation = _closest(a, b, field)
        if relation is None:
            continue
        weight += weights[(Relation.SAME, Relation.FITS, Relation.CONFLICT).index(relation)]
        reasons.append(_say(field, relation, a, b))
    weight += _articles(a, b, reasons)
    if a.type in _BY_FIELD and _closest(a, b, _BY_FIELD[a.type]) is Relation.CONFLICT:
        barred = True
    if not denial and not {e.capture for e in a.evidence}.isdisjoint({e.capture for e in b.evidence}):
        weight -= 1.5
        reasons.append(Reason("episode.one-report", "One report tells both, as two things."))
    if Modality.EXPECTED in (a.modality, b.modality) and dates is None:
        weight -= 0.5
    return Likeness(weight, barred, tuple(reasons))


def _closest(a: Statement, b: Statement, field: str) -> Relation | None:
    """Return the best relation between any value of ``field`` here and any there; None where one is silent."""
    left, right = a.fields.get(field, ()), b.fields.get(field, ())
    if not left or not right:
        return None
    found = {relate(field, x.value, y.value) for x in left for y in right}
    if field == "body" and not {skeleton(x.value) for x in left}.isdisjoint(
        {skeleton(y.value) for y in right}
    ):
        found.add(Relation.FITS)  # one body, written in two scripts
    return next(r for r in (Relation.SAME, Relation.FITS, Relation.CONFLICT) if r in found)


def _say(field: str, relation: Relation, a: Statement, b: Statement) -> Reason:
    left, right = a.fields[field][0].value, b.fields[field][0].value
    return Reason(
        f"episode.{field}-{relation}",
        _WORDS[relation].format(field=field, a=left, b=right),
        (("field", field), ("a", left), ("b", right)),
    )


def _articles(a: Statement, b: Statement, reasons: list[Reason]) -> float:
    relation = _closest(a, b, "article")
    if relation is None:
        return 0.0
    if relation is not Relation.CONFLICT:
        reasons.append(_say("article", relation, a, b))
        return 1.0
    return -0.5


def _dates(a: Statement, b: Statement) -> tuple[float, bool, Reason] | None:
    pairs = [
        (x, y)
        for x in (parse_date(v.value) for v in a.fields.get("date", ()))
        for y in (parse_date(v.value) for v in b.fields.get("date", ()))
        if x is not None and y is not None
    ]
    if not pairs:
        return None
    weighed = [(_date_weight(x, y), x, y) for x, y in pairs]
    (weight, relation), x, y = max(weighed, key=lambda row: row[0][0])
    reason = Reason(
        f"episode.date-{relation}",
        _WORDS[relation].format(field="date", a=x.text, b=y.text),
        (("field", "date"), ("a", x.text), ("b", y.text)),
    )
    return max(weight, -5.0), weight <= -9, reason


def _date_weight(x: Edtf, y: Edtf) -> tuple[float, Relation]:
    if x.overlaps(y):
        if x.text == y.text:
            return (3.0 if x.precision == "day" else 1.5), Relation.SAME
        return (1.5 if "day" in (x.precision, y.precision) else 1.0), Relation.FITS
    gap = _gap(x, y)
    if gap is None or gap > _FAR:
        return -9.0, Relation.CONFLICT
    return (-0.5 if gap <= _CLOSE else -1.5 if gap <= _NEAR else -3.0), Relation.CONFLICT


def _gap(x: Edtf, y: Edtf) -> int | None:
    """Return the days between two dates that do not overlap; None where one has no year."""
    if not (x.is_resolved and y.is_resolved):
        return None
    first, second = sorted((x, y), key=lambda d: d.earliest or date.min)
    if first.latest is None or second.earliest is None:
        return None
    return (second.earliest - first.latest).days
