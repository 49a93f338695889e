"""What may leave the private lane, by ``packs/vocabulary/properties.yml``: there is no default yes.

Each answer comes with its reason: refused, only with consent, or seen in a coarser form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from habeas.identity.properties import coarse_voices, field_property, type_property
from habeas.identity.values import fold, parse_date
from habeas.model.claim import Value
from habeas.model.reason import Reason
from habeas.model.statement import Statement
from habeas.register.links import Consent

ADULT = 18  # years, of a person's age: younger, a guardian's consent is asked before the name


@dataclass(frozen=True, slots=True)
class Coarsened:
    """A statement as a wider audience may see it. ``changes`` say what was taken away or made coarser."""

    statement: Statement
    changes: tuple[Reason, ...] = ()
    consent: tuple[Reason, ...] = ()
    refused: Reason | None = None
    quotes: bool = True


def coarsen(statement: Statement) -> Coarsened:
    """Return ``statement`` in the form in which it may be widened, or why it may not."""
    kind = type_property(statement.type)
    if kind.public == "never":
        words = f"A statement of the kind “{statement.type.replace('_', ' ')}” stays with us in every case."
        return Coarsened(statement, refused=Reason("widen.never", words, (("type", statement.type),)))
    changes: list[Reason] = []
    consent: list[Reason] = []
    if kind.consent:
        consent.append(_consent(statement.type))
    if kind.coarsen == "note":
        words = f"Only this is shown: “{kind.note}”. No detail, no quote."
        plain = replace(statement, fields={})
        note = Reason("widen.note", words, (("note", kind.note or ""),))
        return Coarsened(plain, (note,), tuple(consent), quotes=False)
    fields: dict[str, tuple[Value, ...]] = {}
    for name, values in statement.fields.items():
        rule = field_property(name)
        if rule.public == "never":
            changes.append(Reason("widen.field-never", f"“{name}” stays with us.", (("field", name),)))
            continue
        if rule.consent:
            consent.append(_consent(name))
        fields[name] = tuple(_year(value, changes) for value in values) if rule.coarsen == "year" else values
    return Coarsened(replace(statement, fields=fields), tuple(changes), tuple(dict.fromkeys(consent)))


def _consent(what: str) -> Reason:
    words = f"“{what.replace('_', ' ')}” is shown only with the person’s own consent."
    return Reason("widen.consent", words, (("what", what),))


def _year(value: Value, changes: list[Reason]) -> Value:
    found = parse_date(value.read)
    if found is None or found.precision == "year" or not found.is_resolved or found.earliest is None:
        return value
    year = f"{found.earliest.year:04d}"
    changes.append(Reason("widen.year", f"Only the year is shown: {year}.", (("value", year),)))
    return Value(year, None, value.lang)


def voice(text: str) -> str:
    """Return the word under which a private voice may be seen: “mother” becomes “relatives”."""
    return coarse_voices().get(fold(text), "a person known to us")


def minor(born: Iterable[str], today: date) -> bool:
    """Return whether somebody with these birth dates (EDTF) may be under age on ``today``."""
    for text in born:
        found = parse_date(text)
        if found is not None and found.latest is not None and today.year - found.latest.year <= ADULT:
            birthday = (found.latest.year + ADULT, found.latest.month, found.latest.day)
            if (today.year, today.month, today.day) < birthday:
                return True
    return False


def consented(consents: Iterable[Consent], subjects: Iterable[str], audience: str, today: date) -> bool:
    """Return whether every subject’s recorded consent for ``audience`` (lane id, or “everyone”) stands on ``today``."""
    rows = list(consents)
    return all(any(_covers(row, subject, audience, today) for row in rows) for subject in subjects)


def _covers(row: Consent, subject: str, audience: str, today: date) -> bool:
    if row.subject != subject or row.audience not in (audience, "everyone"):
        return False
    until = parse_date(row.until) if row.until else None
    return until is None or until.latest is None or today <= until.latest
