"""What a reader found in one capture, as proposed statements; what was settled or refused is left out.

Who a person is (a name) and how many a group is are facts of the text too: they become ``identity`` and ``group``
proposals, so that a name or a number enters the record only as a claim with its passage.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from habeas.claims.fingerprints import claim_fingerprint
from habeas.model.capture import Capture
from habeas.model.claim import Claim, Value
from habeas.model.reading import GroupRead, PersonRead, Reading
from habeas.model.span import Span
from habeas.model.statement import Evidence, State, Statement
from habeas.register.links import NO_LINKS, Links
from habeas.register.resolution import placed
from habeas.register.statements import day_of
from habeas.register.status import Presented

SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Proposals:
    """``statements`` still open, ``presented`` how the report shows each person; ``identities`` are also in statements."""

    statements: tuple[Statement, ...] = ()
    presented: tuple[Presented, ...] = ()

    @property
    def identities(self) -> tuple[Statement, ...]:
        """The proposals that give names."""
        return tuple(s for s in self.statements if s.type == "identity")


def proposals(
    reading: Reading,
    capture: Capture,
    fingerprints: Mapping[str, str],
    links: Links = NO_LINKS,
    *,
    root: str | None = None,
) -> Proposals:
    """Return what ``reading`` of ``capture`` proposes.

    ``fingerprints`` gives, for every claim id and every person and group id of the reading, its fingerprint (64 hex
    digits); ``root`` (hex) is what they were made of, by default the capture. Proposals that ``links`` shows as
    accepted, corrected or rejected are left out.
    """
    found = _Reader(reading, capture, fingerprints, root or capture.sha256)
    done = links.settled | links.rejected
    statements = tuple(s for s in found.statements() if s.id not in done)
    return Proposals(statements, found.presented())


class _Reader:
    """One reading, with what every statement of it shares."""

    def __init__(
        self, reading: Reading, capture: Capture, fingerprints: Mapping[str, str], root: str
    ) -> None:
        self.reading, self.capture, self.fingerprints, self.root = reading, capture, fingerprints, root
        self.published = reading.published or capture.published
        self.groups = {g.id: g for g in reading.groups}
        self.names = {
            "m:" + fingerprints[p.id]: tuple(dict.fromkeys((p.name, *(m.text for m in p.mentions))))
            for p in reading.people
        }
        self._named: dict[tuple[str, ...], Mapping[str, tuple[str, ...]]] = {}

    def node(self, local: str) -> str:
        """Return the id of a person or group of this reading as statements carry it."""
        return ("g:" if local in self.groups else "m:") + self.fingerprints[local]

    def statements(self) -> list[Statement]:
        """Return everything that the reading proposes, in the order of the text."""
        claims = [self._claim(claim) for claim in self.reading.claims if claim.subjects]
        named = {
            s for c in self.reading.claims if c.type == "identity" and "name" in c.fields for s in c.subjects
        }
        counted = {s for c in self.reading.claims if c.type == "group" for s in c.subjects}
        told = {s for c in self.reading.claims for s in c.subjects}
        rows = list(claims)
        rows += [
            self._identity(p)
            for p in self.reading.people
            if (p.role == SUBJECT or p.id in told) and p.id not in named and p.mentions
        ]
        rows += [self._group(g) for g in self.reading.groups if g.id not in counted]
        rows += self._support()
        got = self.capture.got
        return [self._placed(row, (got, self.capture.sha256, number)) for number, row in enumerate(rows)]

    def _placed(self, row: Statement, order: tuple[int, str, int]) -> Statement:
        return Statement(
            id=row.id,
            state=State.PROPOSED,
            type=row.type,
            subjects=row.subjects,
            fields=row.fields,
            modality=row.modality,
            certainty=row.certainty,
            said_by=row.said_by,
            evidence=row.evidence,
            day=day_of(order[0]),
            order=order,
            method=row.method,
            fingerprint=row.id,
            names=self._names_of(row.subjects),
        )

    def _names_of(self, subjects: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
        """Return the name forms of these; all that is said of the same people holds the same."""
        if subjects not in self._named:
            self._named[subjects] = {node: self.names[node] for node in subjects if node in self.names}
        return self._named[subjects]

    def _claim(self, claim: Claim) -> Statement:
        fields = {
            name: tuple(self._value(name, value) for value in values)
            for name, values in sorted(claim.fields.items())
            if name != "said_by"
        }
        return Statement(
            id=self.fingerprints[claim.id],
            state=State.PROPOSED,
            type=claim.type,
            subjects=tuple(dict.fromkeys(self.node(one) for one in claim.subjects)),
            fields=placed(fields, self.published, claim.modality),
            modality=claim.modality,
            certainty=claim.certainty,
            said_by=claim.fields.get("said_by", ()),
            evidence=(self._evidence(claim.passage, claim.lang),),
            method=claim.method,
        )

    def _value(self, name: str, value: Value) -> Value:
        if name in ("of", "equals", "includes") and value.value in self.fingerprints:
            return Value(self.node(value.value), value.span, value.lang)
        return value

    def _evidence(self, passage: Span, lang: str) -> Evidence:
        return Evidence(
            capture=self.capture.sha256,
            stretches=(passage.text,),
            text_sha256=self.reading.text_sha256,
            start=passage.start,
            end=passage.end,
            lang=lang,
            publisher=self.capture.publisher,
            published=self.published,
            url=self.capture.url,
            own_day=self.published is not None and self.root != self.capture.sha256,
        )

    def _identity(self, person: PersonRead) -> Statement:
        mention = person.mentions[0]
        name = Value(person.name, mention, person.lang)
        return self._trait("identity", (person.id,), mention, person.lang, {"name": (name,)})

    def _group(self, group: GroupRead) -> Statement:
        fields: dict[str, tuple[Value, ...]] = {}
        for name, number in (("least", group.least), ("most", group.most)):
            if number is not None:
                fields[name] = (Value(str(number), group.passage),)
        if group.of is not None and group.of in self.groups:
            fields["of"] = (Value(self.node(group.of)),)
        for name, people in (("equals", group.equals), ("includes", group.includes)):
            if people:
                fields[name] = tuple(Value(self.node(one)) for one in people if one in self.fingerprints)
        return self._trait("group", (group.id,), group.passage, "und", fields)

    def _support(self) -> list[Statement]:
        subjects = tuple(p.id for p in self.reading.people if p.role == SUBJECT)
        return [
            self._trait("support", subjects, one.passage, "und", {"body": (Value(one.name, one.passage),)})
            for one in self.reading.support
            if subjects
        ]

    def _trait(
        self,
        type_name: str,
        subjects: tuple[str, ...],
        passage: Span,
        lang: str,
        fields: Mapping[str, tuple[Value, ...]],
    ) -> Statement:
        told = [self.fingerprints[one] for one in subjects]
        return Statement(
            id=trait_fingerprint(self.root, type_name, told, passage.text, fields),
            state=State.PROPOSED,
            type=type_name,
            subjects=tuple(self.node(one) for one in subjects),
            fields=fields,
            evidence=(self._evidence(passage, lang),),
            method=self.reading.reader,
        )

    def presented(self) -> tuple[Presented, ...]:
        """Return how the report presents each subject."""
        return tuple(
            Presented(self.node(p.id), self.capture.sha256, p.held, self.published, p.name)
            for p in self.reading.people
            if p.role == SUBJECT
        )


def trait_fingerprint(
    capture: str, type_name: str, mentions: list[str], passage: str, fields: Mapping[str, tuple[Value, ...]]
) -> str:
    """Return the fingerprint of a trait that the reading holds outside its claims; the rule is that of claims."""
    values = {name: [value.read for value in rows] for name, rows in fields.items()}
    return claim_fingerprint(capture, type_name, mentions, passage, 0, values)
