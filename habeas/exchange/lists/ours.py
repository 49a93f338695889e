"""What we hold of a person, in the fields of a list: for comparing a list with it, and for writing one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from habeas.identity.values import Relation, relate
from habeas.model.claim import Modality
from habeas.model.statement import Statement
from habeas.register.links import Links

# Field of a list: kinds of claims and their field that say it, and the property by which values are compared.
SAID_BY: Mapping[str, tuple[tuple[str, str], ...]] = {
    "born": (("identity", "born"),),
    "gender": (("identity", "gender"),),
    "occupation": (("identity", "occupation"),),
    "arrested": (("detention", "date"),),
    "sentenced": (("sentence", "date"),),
    "released": (("release", "date"),),
    "release_expected": (("term_end", "date"),),
    "articles": (("sentence", "article"), ("charge", "article")),
    "term": (("sentence", "term"),),
    "place": (("detention", "place"),),
    "facility": (("custody", "facility"), ("transfer", "facility")),
}


@dataclass(slots=True)
class OurPerson:
    """One person: her address, names (base form first), what is held of her by field of a list, and the statements."""

    id: str
    names: list[str] = field(default_factory=list)
    other_names: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)

    def differing(self, name: str, theirs: Sequence[str]) -> bool:
        """Whether values of a field cannot be true beside ours."""
        prop = _property(name)
        ours = self.values.get(name, ())
        return bool(ours) and all(relate(prop, a, b) is Relation.CONFLICT for a in theirs for b in ours)

    def holds(self, name: str, theirs: Sequence[str]) -> bool:
        """Whether all values of a field are ours already."""
        if name == "name":
            return all(one in self.names for one in theirs)
        prop = _property(name)
        ours = [*self.values.get(name, ()), *(self.other_names if name == "other_name" else ())]
        return all(any(relate(prop, a, b) is Relation.SAME for b in ours) for a in theirs)


def _property(name: str) -> str:
    return SAID_BY[name][0][1] if name in SAID_BY else name


def our_people(statements: Iterable[Statement], links: Links) -> dict[str, OurPerson]:
    """Return everybody of whom something is accepted, by address, in the order in which they came."""
    found: dict[str, OurPerson] = {}
    for statement in statements:
        for subject in statement.subjects:
            address = links.address.get(subject, subject)
            if statement.type != "group":
                _add(found.setdefault(address, OurPerson(address)), statement)
    return {address: person for address, person in found.items() if person.names}


def _add(person: OurPerson, statement: Statement) -> None:
    person.statements.append(statement)
    if statement.modality in (Modality.DENIED, Modality.ALLEGED):
        return
    for part, names in (("name", person.names), ("other_name", person.other_names)):
        names += [
            v.value
            for v in statement.fields.get(part, ())
            if statement.type == "identity" and v.value not in names
        ]
    for name, sources in SAID_BY.items():
        for kind, part in sources:
            expected = statement.modality is Modality.EXPECTED and name != "release_expected"
            if statement.type != kind or expected:
                continue
            values = person.values.setdefault(name, [])
            values += [v.value for v in statement.fields.get(part, ()) if v.value not in values]
