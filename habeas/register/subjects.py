"""Who is who in one lane: every id and every proposed mention gets the address of its person or group."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from habeas.identity.context import Mention
from habeas.identity.judgements import Judged, Judgements, bare
from habeas.identity.people import Question, cluster
from habeas.identity.properties import type_property
from habeas.model.claim import Value
from habeas.model.reason import Reason
from habeas.model.statement import State, Statement
from habeas.register.links import Links
from habeas.register.status import Presented

_FACTS = ("article", "facility", "place", "court", "term", "date", "born")
_ID_FIELDS = ("of", "equals", "includes")


@dataclass(frozen=True, slots=True)
class Subjects:
    """``of`` maps ids, fingerprints and ``m:``/``g:`` ids to addresses; what is missing there is its own address.

    ``names``: name forms seen, by address, base form first; ``joined``: why mentions and ids were taken as one.
    """

    of: Mapping[str, str] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joined: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    older: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()

    def address(self, node: str) -> str:
        """Return the address of an id or a mention."""
        return self.of.get(node, node)

    def rewrite(self, statement: Statement) -> Statement:
        """Return ``statement`` with addresses in place of ids, in its subjects and in the fields that name people."""
        subjects = tuple(dict.fromkeys([self.of.get(one, one) for one in statement.subjects]))
        fields = statement.fields
        if statement.type == "group":
            fields = {name: self._values(name, values) for name, values in fields.items()}
        if subjects == statement.subjects and fields is statement.fields:
            return statement
        return replace(statement, subjects=subjects, fields=fields)

    def _values(self, name: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
        if name not in _ID_FIELDS:
            return values
        return tuple(replace(value, value=self.address(value.value)) for value in values)


def resolve(
    statements: Sequence[Statement], links: Links, presented: Sequence[Presented] = (), *, key: bytes
) -> Subjects:
    """Return who is who. Accepted ids are joined by decisions alone; proposed mentions by likeness as well.

    Without a ``key`` (a wider lane, where nothing is proposed) no likeness is computed and no question asked.
    """
    of = dict(links.address)
    named = {one for s in statements for one in s.subjects}
    loose_groups = {one for one in named if one.startswith("g:")}
    groups = {one for one in (*named, *links.subjects) if _is_group(one, links)} | loose_groups
    groups |= {one for s in statements if s.type == "group" for one in s.subjects}
    for fingerprint, subject in links.covered.items():
        address = of.get(subject, subject)
        of[f"m:{fingerprint}"] = of[f"g:{fingerprint}"] = of[fingerprint] = address
    reasons: dict[str, list[Reason]] = {}
    for judged in links.people.same:
        reasons.setdefault(of.get(judged.a, judged.a), []).append(_joined(judged))
    names = _names(statements, presented, of)
    questions: tuple[Question, ...] = ()
    loose = {one for one in named if one.startswith("m:") and one not in of}
    placed = len(of)
    if loose or key:
        mentions = _mentions(statements, of, loose, groups, links, names)
        people = cluster(mentions, _all_judgements(links), key=key)
        # Only mentions are placed by what is proposed; accepted people are joined by decisions between their ids.
        of.update((node, one) for node, one in people.of.items() if node != one and node.startswith("m:"))
        for one in people.clusters:
            reasons.setdefault(one.id, []).extend(one.reasons)
        questions = people.questions
    for node in sorted(loose_groups - of.keys()):
        of[node] = "g-" + hmac.new(key, b"habeas1/p" + bytes.fromhex(bare(node)), sha256).hexdigest()[:32]
    groups = {of.get(one, one) for one in groups}
    return Subjects(
        of,
        frozenset(groups),
        names if len(of) == placed else _names(statements, presented, of),
        {address: tuple(dict.fromkeys(why)) for address, why in reasons.items()},
        _older(links.address),
        questions,
    )


def _older(address: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one, other in sorted(address.items()):
        if one != other:
            found.setdefault(other, []).append(one)
    return {other: tuple(ones) for other, ones in found.items()}


def _joined(judged: Judged) -> Reason:
    if judged.decision:
        words = "One of us decided that these are the same."
        return Reason("people.decided", words, (("decision", judged.decision),))
    return Reason("people.one-mention", "Both ids were given to one and the same mention of a name.")


def _is_group(one: str, links: Links) -> bool:
    return one in links.subjects and links.subjects[one].sort == "group"


def _names(
    statements: Iterable[Statement], presented: Iterable[Presented], of: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return the name forms seen of each address: accepted identity first, then as the reports give them."""
    found: dict[str, dict[str, None]] = {}
    told = sorted(statements, key=lambda s: (s.state is State.PROPOSED, s.type != "identity", s.order, s.id))
    for statement in told:
        given = told_names(statement)
        for subject in statement.subjects:
            row = found.setdefault(of.get(subject, subject), {})
            row.update(dict.fromkeys((*given, *statement.names.get(subject, ())[:1])))
    for report in sorted(presented, key=lambda r: (r.published or "", r.mention)):
        if report.name:
            found.setdefault(of.get(report.mention, report.mention), {}).setdefault(report.name)
    return {address: tuple(row) for address, row in found.items()}


def told_names(statement: Statement) -> tuple[str, ...]:
    """Return the names that a statement gives if it tells who somebody is, else none."""
    if statement.type != "identity":
        return ()
    return tuple(value.value for name in ("name", "other_name") for value in statement.fields.get(name, ()))


def _all_judgements(links: Links) -> Judgements:
    """Return what was said about mentions and about ids as one: a cluster may hold both."""
    rows: list[Judged] = [*links.mentions.rows, *links.people.rows]
    return Judgements(rows)


def _mentions(
    statements: Sequence[Statement],
    of: Mapping[str, str],
    loose: set[str],
    groups: set[str],
    links: Links,
    names: Mapping[str, tuple[str, ...]],
) -> list[Mention]:
    """Return one node for each loose mention and each accepted person, with what is said of them."""
    documents: dict[str, set[str]] = {}
    facts: dict[str, set[tuple[str, str]]] = {}
    ids: dict[str, set[str]] = {}
    for subject in links.subjects.values():
        node = of.get(subject.id, subject.id)
        ids.setdefault(node, set()).update((subject.id, *subject.mentions))
    for statement in statements:
        for one in statement.subjects:
            node = of.get(one, one)
            documents.setdefault(node, set()).update(e.capture for e in statement.evidence)
            ids.setdefault(node, set()).add(bare(one))
            row = facts.setdefault(node, set())
            if statement.type == "identity" or not type_property(statement.type).trait:
                for name in _FACTS:
                    row.update((name, v.value) for v in statement.fields.get(name, ()))
    found = []
    for node in sorted(documents.keys() | ids.keys()):
        if node in groups or node.startswith("g:") or not names.get(node):
            continue
        accepted = node not in loose
        found.append(
            Mention(
                id=node,
                names=names[node] if accepted else names[node][:1],
                documents=frozenset(documents.get(node, ())),
                facts=frozenset(facts.get(node, ())),
                accepted=accepted,
                ids=tuple(sorted(ids.get(node, ()))),
            )
        )
    return found
