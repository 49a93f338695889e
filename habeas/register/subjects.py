"""Who is who in one lane: every id and every proposed mention gets the address of its person or group."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from habeas.identity.judgements import Judged, Judgements, bare
from habeas.identity.people import Question, cluster
from habeas.model.claim import Value
from habeas.model.reason import Reason
from habeas.model.statement import Statement
from habeas.register.gathered import Gathered
from habeas.register.links import Links
from habeas.register.status import Presented

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
    told = Gathered()
    told.take(statements, presented)
    return resolve_gathered(told, links, key=key)


def resolve_gathered(told: Gathered, links: Links, *, key: bytes) -> Subjects:
    """Return who is who, as :func:`resolve` does, by what was gathered of statements that may be gone by now."""
    of = dict(links.address)
    named = told.nodes.keys()
    loose_groups = {one for one in named if one.startswith("g:")}
    groups = {one for one in (*named, *links.subjects) if _is_group(one, links)} | loose_groups | told.groups
    for fingerprint, subject in links.covered.items():
        address = of.get(subject, subject)
        of[f"m:{fingerprint}"] = of[f"g:{fingerprint}"] = of[fingerprint] = address
    reasons: dict[str, list[Reason]] = {}
    for judged in links.people.same:
        reasons.setdefault(of.get(judged.a, judged.a), []).append(_joined(judged))
    names = told.names(of)
    questions: tuple[Question, ...] = ()
    loose = {one for one in named if one.startswith("m:") and one not in of}
    placed = len(of)
    if loose or key:
        mentions = told.mentions(of, loose, groups, _accepted(links, of), names)
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
        names if len(of) == placed else told.names(of),
        {address: tuple(dict.fromkeys(why)) for address, why in reasons.items()},
        _older(links.address),
        questions,
    )


def _accepted(links: Links, of: Mapping[str, str]) -> dict[str, set[str]]:
    """Return, by address, the ids of those of the record and the mentions that they cover."""
    found: dict[str, set[str]] = {}
    for subject in links.subjects.values():
        found.setdefault(of.get(subject.id, subject.id), set()).update((subject.id, *subject.mentions))
    return found


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


def _all_judgements(links: Links) -> Judgements:
    """Return what was said about mentions and about ids as one: a cluster may hold both."""
    rows: list[Judged] = [*links.mentions.rows, *links.people.rows]
    return Judgements(rows)
