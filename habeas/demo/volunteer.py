"""The volunteer of the story: reads what came in, and answers each proposal as the story says.

She uses the verbs and answers that every user has. A claim that no reader proposed she enters by hand, so that what
the demonstration shows does not depend on how well the reader did.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from habeas.claims.fingerprints import mention_fingerprint
from habeas.demo import story
from habeas.demo.find import evidence_of, proposal_for, quote_of, value_of
from habeas.demo.story import Source, Told
from habeas.model.claim import Certainty, Modality, Value
from habeas.model.statement import State, Statement
from habeas.record.draft import Draft
from habeas.review import answers
from habeas.review.answers import Change
from habeas.review.leaves import decision
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider, desk_of
from habeas.workflows.holding import Holding, Report, hold

ROLE = "R-07"


@dataclass(slots=True)
class Volunteer:
    """``ids`` are the people and groups met so far, by (report, key); ``claims`` the entries by story key."""

    workspace: Workspace
    new_id: Callable[[], bytes]
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()

    def who(self, day: str, why: str | None = None) -> Decider:
        """Return her as the one who decides on ``day``."""
        return Decider(ROLE, date.fromisoformat(day), self.new_id, why)

    def read(self, source: Source, text_sha256: str) -> None:
        """Answer everything that the story says of one report, and reject what it does not know."""
        day = source.decided or source.day
        left: list[tuple[Told, tuple[str, ...]]] = []
        for told in source.statements:
            if told.decision == "leave":
                continue
            holding = hold(self.workspace, today=date.fromisoformat(day))
            self._answer(source, told, holding, holding.reports[text_sha256], day)
        holding = hold(self.workspace, today=date.fromisoformat(day))
        kept = self._left(source, holding, holding.reports[text_sha256], left)
        for statement in holding.reports[text_sha256].open.statements:
            if statement.id not in kept:
                desk = desk_of(holding, self.who(day, "the report does not say so"))
                self.workspace.append_private(answers.reject(statement, desk))

    def _left(
        self, source: Source, holding: Holding, report: Report, left: list[tuple[Told, tuple[str, ...]]]
    ) -> set[str]:
        kept: set[str] = set()
        for told in source.statements:
            if told.decision == "leave":
                left.append((told, self._nodes(source, told, report)))
        for told, nodes in left:
            quote = quote_of(told, report.document.text)
            found = proposal_for(told, quote, nodes, report.open.statements, holding.derived.subjects.of)
            if found is not None:
                kept.add(found.id)
        return kept

    def _answer(self, source: Source, told: Told, holding: Holding, report: Report, day: str) -> None:
        quote = quote_of(told, report.document.text)
        nodes = self._nodes(source, told, report)
        of = holding.derived.subjects.of
        found = proposal_for(told, quote, nodes, report.open.statements, of)
        desk = desk_of(holding, self.who(day, told.why))
        if told.decision == "reject":
            if found is not None:
                self.workspace.append_private(answers.reject(found, desk))
            return
        minted: list[Draft] = []
        subjects = tuple(self._id(source, key, report, holding, minted) for key in told.subjects)
        if minted:
            self.workspace.append_private(minted)
            holding = hold(self.workspace, today=date.fromisoformat(day))
            desk = desk_of(holding, self.who(day, told.why))
        change = self._change(source, told, subjects, found, report)
        if found is None:
            drafts = answers.enter(_by_hand(told, subjects, change), desk)
        else:
            drafts = answers.correct(found, change, desk)
        self.claims[told.key] = self.workspace.append_private(drafts)[-1].id.hex()

    def _change(
        self, source: Source, told: Told, subjects: tuple[str, ...], found: Statement | None, report: Report
    ) -> Change:
        text = report.document.text
        quote = quote_of(told, text)
        fields = {
            name: tuple(value_of(one, quote, text, source.lang) for one in values)
            for name, values in told.fields.items()
        }
        if told.type == "group":
            fields |= self._members(source, told)
        gone = {name: () for name in (found.fields if found else {}) if name not in fields}
        said_by = (value_of(told.said_by, quote, text, source.lang),) if told.said_by else ()
        return Change(
            type=told.type,
            subjects=subjects,
            fields={**gone, **fields},
            modality=told.modality or "",
            certainty=Certainty(told.certainty),
            said_by=said_by,
            evidence=(evidence_of(quote, report, source.lang),),
        )

    def _members(self, source: Source, told: Told) -> dict[str, tuple[Value, ...]]:
        about = story.groups()[told.subjects[0]]
        found: dict[str, tuple[Value, ...]] = {}
        whole = self.ids.get((source.key, str(about.get("of"))))
        if whole:
            found["of"] = (Value(whole),)
        known = [self.person(key) for key in about.get("includes", []) if key in source.mentions]
        if any(known):
            found["includes"] = tuple(Value(one) for one in known if one)
        return found

    def person(self, key: str) -> str | None:
        """Return the id of a person met so far, or None."""
        return next((one for (_, known), one in self.ids.items() if known == key), None)

    def _nodes(self, source: Source, told: Told, report: Report) -> tuple[str, ...]:
        """Return everything by which a proposal may name the subjects: their ids, and their mentions here."""
        found: list[str] = []
        for key in told.subjects:
            known = self.ids.get((source.key, key)) or self.person(key)
            found += [known] if known else []
            found += self._mentions(source, key, told, report)
        return tuple(found)

    def _mentions(self, source: Source, key: str, told: Told, report: Report) -> list[str]:
        if key in story.groups():
            quote = quote_of(told, report.document.text)
            inside = [
                s
                for s in report.found.statements
                for e in s.evidence
                if e.start is not None and e.end is not None and e.start < quote.end and quote.start < e.end
            ]
            return [one for s in inside for one in s.subjects if one.startswith("g:")]
        wanted = set(source.mentions.get(key, ()))
        return [
            node
            for s in report.found.statements
            for node in s.subjects
            if node.startswith("m:") and wanted & set(s.names.get(node, ()))
        ]

    def _id(self, source: Source, key: str, report: Report, holding: Holding, minted: list[Draft]) -> str:
        """Return the id of a subject; mint it, or say that this mention is her, in ``minted``."""
        group = key in story.groups()
        known = self.ids.get((source.key, key))
        if known:
            return known
        if not group and (source.key, key) not in self.apart:
            known = self.person(key)
        subject = known or self.new_id().hex()
        self.ids[(source.key, key)] = subject
        told = next(t for t in source.statements if key in t.subjects)
        prints = sorted(
            {node[2:] for node in self._mentions(source, key, told, report)} - set(holding.held.links.covered)
        )
        if not prints and not known:
            names = source.mentions.get(key, (told.quote,))
            prints = [mention_fingerprint(report.document.root, names[0], 0)]
        if prints:
            mentions = [bytes.fromhex(one) for one in prints]
            fields = {
                "id": bytes.fromhex(subject),
                "sort": "group" if group else "person",
                "mentions": mentions,
            }
            minted.append(decision("subject", ROLE, None, fields))
        return subject


def _by_hand(told: Told, subjects: tuple[str, ...], change: Change) -> Statement:
    return Statement(
        id="",
        state=State.PROPOSED,
        type=told.type,
        subjects=subjects,
        fields={name: values for name, values in (change.fields or {}).items() if values},
        modality=Modality(told.modality) if told.modality else None,
        certainty=change.certainty or Certainty.PLAIN,
        said_by=change.said_by or (),
        evidence=change.evidence or (),
        method="by hand",
    )
