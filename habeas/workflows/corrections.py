"""What reviewers decided becomes annotated reports, so that a release of the reader can be measured on it.

A report counts once every event proposed from it is answered. What was accepted or corrected is then the truth, as it stands in the
record; what was rejected, and only that, is not in it. The files hold whole private texts: they stay on this machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from habeas.claims.claim_types import claim_types
from habeas.claims.fingerprints import fingerprints_of
from habeas.claims.held import liberty_of
from habeas.model.claim import Claim, Value
from habeas.model.reading import PersonRead, Reading
from habeas.model.span import Span
from habeas.model.statement import Evidence, Statement
from habeas.sources.tables import is_table
from habeas.store.workspace import Workspace
from habeas.workflows.holding import Holding, Report, hold
from habeas.workflows.refused import Refused

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Exported:
    """Which files were written, and how many reports are left out: ``waiting`` for an answer, or ``untouched`` by any."""

    files: tuple[Path, ...]
    waiting: int
    untouched: int


def export_corrections(workspace: Workspace, folder: Path, *, today: date) -> Exported:
    """Write every report that is answered to its end into ``folder``, readable by its owner only; Refused if that fails."""
    holding = hold(workspace, today=today)
    files, waiting, untouched = [], 0, 0
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for report in holding.reports.values():
            if is_table(report.document.reader):
                continue
            truth = Truth(holding, report)
            if not truth.answered:
                untouched += 1
            elif truth.open:
                waiting += 1
            else:
                files.append(_write(folder / f"{report.id[:16]}.json", truth.annotated()))
    except OSError as error:
        raise Refused(
            f"{folder} cannot be written ({error.strerror or error}); {len(files)} reports were. "
            "Make room, or name another folder."
        ) from error
    return Exported(tuple(files), waiting, untouched)


def _write(path: Path, annotated: Object) -> Path:
    path.touch(mode=0o600)
    path.write_text(json.dumps(annotated, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


class Truth:
    """What the record says of one report: ``answered`` proposals, and how many are still ``open``."""

    def __init__(self, holding: Holding, report: Report) -> None:
        self.holding, self.report, self.text = holding, report, report.document.text
        self.types = claim_types()
        proposed = [s for s in report.found.statements if not self._trait(s)]
        links = holding.held.links
        self.open = sum(not self._trait(s) for s in report.open.statements)
        self.rejected = sum(s.id in links.rejected for s in proposed)
        self.standing = [
            (statement, evidence)
            for statement in holding.held.statements
            if (evidence := self._evidence(statement)) is not None
        ]
        told = [(s, e) for s, e in self.standing if not self._trait(s)]
        self.told = sorted(told, key=lambda pair: (pair[1].start or 0, pair[0].id))
        self.answered = len(self.told) + self.rejected

    @cached_property
    def reading(self) -> Reading:
        """What the reader found."""
        return self.report.reading

    @cached_property
    def prints(self) -> Mapping[str, str]:
        """The fingerprints of everything in it."""
        return fingerprints_of(self.reading, self.report.document.root)

    def annotated(self) -> Object:
        """Return the report in the schema of annotated reports."""
        ids = {node: f"p{n}" for n, node in enumerate(self._addresses(group=False), start=1)}
        ids |= {node: f"g{n}" for n, node in enumerate(self._addresses(group=True), start=1)}
        claims = [self._claim(number, *pair, ids) for number, pair in enumerate(self.told, start=1)]
        people = [self._person(node, one) for node, one in ids.items() if one.startswith("p")]
        return {
            "id": self.report.id[:16],
            "language": self.report.lang,
            "published": self.report.published,
            "origin": "corrections",
            "answers": {"standing": len(self.told), "rejected": self.rejected},
            "text": self.text,
            "people": people,
            "other_people": list(self._others(ids)),
            "groups": [
                group
                for node, one in ids.items()
                if one.startswith("g") and (group := self._group(node, one)) is not None
            ],
            "claims": [_json_of(claim) for claim in claims],
        }

    def _trait(self, statement: Statement) -> bool:
        return self.types.get(statement.type).trait

    def _evidence(self, statement: Statement) -> Evidence | None:
        """Return the passage of this report that carries a statement."""
        for one in statement.evidence:
            if one.text_sha256 == self.report.document.text_sha256 and one.start is not None:
                return one
        return None

    def _addresses(self, *, group: bool) -> list[str]:
        nodes = (self.holding.address(node) for statement, _ in self.told for node in statement.subjects)
        groups = self.holding.derived.subjects.groups
        return [node for node in dict.fromkeys(nodes) if (node in groups) == group]

    def _read(self, node: str) -> Iterator[PersonRead]:
        """Yield the people of the reading who are this one."""
        for person in self.reading.people:
            if self.holding.address(f"m:{self.prints[person.id]}") == node:
                yield person

    def _person(self, node: str, local: str) -> Object:
        spans = sorted({span for person in self._read(node) for span in person.mentions})
        name = self._name(node) or self.holding.name(node)
        if not spans:  # she was added by hand: where her name stands
            start = self.text.find(name) if name else -1
            spans = [Span.of(self.text, start, start + len(name))] if start >= 0 else []
        about = self._claims_of(node)
        held = liberty_of(about, self.types).held
        mentions = [_span(span) for span in spans]
        return {"id": local, "name": name, "role": "subject", "held": held, "mentions": mentions}

    def _name(self, node: str) -> str | None:
        """Return the name that was accepted from this very report."""
        for statement, _ in self.standing:
            mine = node in map(self.holding.address, statement.subjects)
            if statement.type == "identity" and mine and statement.fields.get("name"):
                return statement.fields["name"][0].value
        return None

    def _claims_of(self, node: str) -> list[Claim]:
        rows = [(s, e) for s, e in self.told if node in map(self.holding.address, s.subjects)]
        return [self._claim(number, *pair, {node: "p1"}) for number, pair in enumerate(rows, start=1)]

    def _others(self, ids: Mapping[str, str]) -> Iterator[Object]:
        """Yield who is named and of whom nothing was accepted: no prisoner, as far as this report goes."""
        for person in self.reading.people:
            if self.holding.address(f"m:{self.prints[person.id]}") not in ids:
                role = "mentioned" if person.role == "subject" else person.role
                mentions = [_span(span) for span in person.mentions]
                yield {
                    "id": person.id,
                    "name": person.name,
                    "role": role,
                    "held": False,
                    "mentions": mentions,
                }

    def _group(self, node: str, local: str) -> Object | None:
        """Return a group with the bounds that stand, in the words of the reading or of its statement."""
        read = [g for g in self.reading.groups if self.holding.address(f"g:{self.prints[g.id]}") == node]
        for statement, evidence in self.standing:
            if statement.type == "group" and node in map(self.holding.address, statement.subjects):
                bounds = {end: _number(statement.fields.get(end, ())) for end in ("least", "most")}
                return {"id": local, **bounds, "passage": self._passage(evidence)}
        for group in read:
            return {"id": local, "least": group.least, "most": group.most, "passage": _span(group.passage)}
        return None

    def _claim(self, number: int, statement: Statement, evidence: Evidence, ids: Mapping[str, str]) -> Claim:
        fields = dict(statement.fields)
        if statement.said_by:
            fields["said_by"] = statement.said_by
        return Claim(
            id=f"c{number}",
            type=statement.type,
            subjects=tuple(
                dict.fromkeys(ids[a] for a in map(self.holding.address, statement.subjects) if a in ids)
            ),
            passage=Span(**self._passage(evidence)),
            fields={name: tuple(map(self._here, values)) for name, values in fields.items()},
            modality=statement.modality,
        )

    def _passage(self, evidence: Evidence) -> Object:
        start, end = evidence.start or 0, evidence.end or 0
        return _span(Span.of(self.text, start, end))

    def _here(self, value: Value) -> Value:
        """Return a value without the span if its words stand in another text."""
        span = value.span
        if span is None or self.text[span.start : span.end] == span.text:
            return value
        return Value(value.value, None, value.lang)


def _number(values: Sequence[Value]) -> int | None:
    return int(values[0].value) if values and values[0].value.isdigit() else None


def _span(span: Span) -> Object:
    return {"start": span.start, "end": span.end, "text": span.text}


def _json_of(claim: Claim) -> Object:
    fields = {
        name: [{"value": value.value, **(_span(value.span) if value.span else {})} for value in values]
        for name, values in claim.fields.items()
    }
    return {
        "id": claim.id,
        "type": claim.type,
        "subjects": list(claim.subjects),
        "passage": _span(claim.passage),
        "modality": str(claim.modality) if claim.modality else None,
        "fields": fields,
    }
