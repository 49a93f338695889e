"""Mentions across documents become people.

A person of ours wins in every case; two whom one document presents as two are two; nothing is merged on “cannot
tell”, which is asked instead; accepted people are never merged with each other by likeness. A mention with a
surname alone joins only if exactly one person can be meant.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from habeas.identity.candidates import Candidates
from habeas.identity.compare.names import compare_names
from habeas.identity.context import Mention, logit, with_context
from habeas.identity.judgements import Judgements
from habeas.model.judgement import Comparison, Judgement
from habeas.model.reason import Reason

NO_JUDGEMENTS = Judgements()
MARGIN = 1.0  # logits: candidates as near to each other as this cannot be told apart
Compare = Callable[[str, str], Comparison]


@dataclass(frozen=True, slots=True)
class Cluster:
    """One person: the mentions that are her, and why each was joined. ``id`` is the accepted id, or ``p-...``."""

    id: str
    members: tuple[str, ...]
    names: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """“Same person?”: two clusters that may be one, with what speaks for and against."""

    a: str
    b: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class People:
    """All people, by id; ``of`` maps each mention to its person; ``questions`` are open, likeliest first."""

    clusters: tuple[Cluster, ...]
    of: Mapping[str, str]
    questions: tuple[Question, ...]


@dataclass(slots=True)
class _Part:
    """Mentions merged so far, with what bars a merge: documents, accepted ids. Kept as it grows, since it is asked
    far more often than it grows.
    """

    members: list[Mention]
    ids: list[str]
    documents: set[str]
    accepted: bool
    reasons: list[Reason] = field(default_factory=list)

    def take(self, other: _Part, reasons: tuple[Reason, ...]) -> None:
        """Take in the other part; ``reasons`` say why."""
        self.members.extend(other.members)
        self.ids.extend(other.ids)
        self.documents |= other.documents
        self.accepted = self.accepted or other.accepted
        self.reasons.extend([*other.reasons, *reasons])


def _alone(node: Mention) -> _Part:
    return _Part([node], list(node.bare_ids), set(node.documents), node.accepted)


def person_id(fingerprints: Iterable[str], key: bytes) -> str:
    """Return the local id of somebody who is only proposed: a keyed hash of her least mention fingerprint (hex)."""
    least = bytes.fromhex(min(fingerprints))
    return "p-" + hmac.new(key, b"habeas1/p" + least, sha256).hexdigest()[:32]


def cluster(
    mentions: Sequence[Mention],
    judgements: Judgements = NO_JUDGEMENTS,
    *,
    key: bytes,
    compare: Compare = compare_names,
) -> People:
    """Return the people whom ``mentions`` name. ``key`` is the workspace key; the order of arrival does not matter."""
    nodes = sorted(mentions, key=lambda m: (not m.accepted, m.id))
    parts = {node.id: _alone(node) for node in nodes}
    _join_decided(nodes, parts, judgements)
    found = Candidates(nodes, compare)
    open_pairs: list[tuple[Mention, Mention, Comparison]] = []
    for a, b, names in found.pairs():
        comparison = with_context(names, a, b)
        if comparison.judgement is not Judgement.DIFFERENT:
            open_pairs.append((a, b, comparison))
    open_pairs.sort(key=lambda row: (-row[2].score, row[0].id, row[1].id))
    rivals = _likely(open_pairs)
    for a, b, comparison in open_pairs:
        if comparison.judgement is not Judgement.SAME or parts[a.id] is parts[b.id]:
            continue  # of a hundred mentions of one person most pairs are together already
        if not _torn(a, b, comparison.score, parts, rivals, judgements):
            _merge(parts, a, b, comparison.reasons, judgements, found)
    _join_surnames(nodes, parts, open_pairs, judgements, found)
    return _people(parts, open_pairs, judgements, found, key)


def _join_decided(nodes: list[Mention], parts: dict[str, _Part], judgements: Judgements) -> None:
    where = {one: node for node in nodes for one in node.bare_ids}
    for link in judgements.same:
        a, b = where.get(link.a), where.get(link.b)
        if a is None or b is None or parts[a.id] is parts[b.id]:
            continue
        if judgements.of(link.a, link.b) is Judgement.SAME and not judgements.barred(
            parts[a.id].ids, parts[b.id].ids
        ):
            reason = Reason(
                "people.decided",
                "One of us decided that these are the same person.",
                (("decision", link.decision),),
            )
            _unite(parts, a, b, (reason,))


_Likely = dict[str, list[tuple[float, Mention]]]


def _likely(open_pairs: list[tuple[Mention, Mention, Comparison]]) -> _Likely:
    """Return, for each mention, everybody whom it is likely to be, with the log-odds; likeliest first, as the pairs are."""
    found: _Likely = {}
    for a, b, comparison in open_pairs:
        if comparison.judgement is Judgement.SAME:
            odds = logit(comparison.score)
            found.setdefault(a.id, []).append((odds, b))
            found.setdefault(b.id, []).append((odds, a))
    return found


def _torn(
    a: Mention, b: Mention, score: float, parts: dict[str, _Part], rivals: _Likely, judgements: Judgements
) -> bool:
    """Whether one of the two could as well be somebody else, who is surely not the other: then it is asked."""
    least = logit(score) - MARGIN
    return any(
        _apart(rival, parts[other.id], judgements)
        for one, other in ((a, b), (b, a))
        for rival in _rivals(one, other, least, parts, rivals)
    )


def _rivals(
    one: Mention, other: Mention, least: float, parts: dict[str, _Part], rivals: _Likely
) -> Iterator[_Part]:
    """Give everybody, once each, who is neither of the two and whom ``one`` is as likely to be as ``least``."""
    seen = {id(parts[one.id]), id(parts[other.id])}
    for odds, rival in rivals[one.id]:
        if odds < least:
            return
        part = parts[rival.id]
        if id(part) not in seen:
            seen.add(id(part))
            yield part


def _apart(left: _Part, right: _Part, judgements: Judgements) -> bool:
    """Whether a document, a person of ours, or two acceptances say that these are two people."""
    return (
        (left.accepted and right.accepted)
        or not left.documents.isdisjoint(right.documents)
        or judgements.barred(left.ids, right.ids) is not None
    )


def _unite(parts: dict[str, _Part], a: Mention, b: Mention, reasons: tuple[Reason, ...]) -> None:
    left, right = parts[a.id], parts[b.id]
    left.take(right, reasons)
    for member in right.members:
        parts[member.id] = left


def _merge(
    parts: dict[str, _Part],
    a: Mention,
    b: Mention,
    reasons: tuple[Reason, ...],
    judgements: Judgements,
    found: Candidates,
) -> bool:
    left, right = parts[a.id], parts[b.id]
    if left is right:
        return True
    if _barred(left, right, judgements, found):
        return False
    _unite(parts, a, b, reasons)
    return True


def _barred(left: _Part, right: _Part, judgements: Judgements, found: Candidates) -> bool:
    """Whether a decision, a document, two accepted people, or two incompatible names keep these apart."""
    return _apart(left, right, judgements) or found.clash(left.members, right.members)


def _join_surnames(
    nodes: list[Mention],
    parts: dict[str, _Part],
    open_pairs: list[tuple[Mention, Mention, Comparison]],
    judgements: Judgements,
    found: Candidates,
) -> None:
    """Join mentions with a surname alone to the one person who can be meant, if there is exactly one."""
    by_node: dict[str, list[tuple[Mention, Comparison]]] = {}
    for a, b, comparison in open_pairs:
        by_node.setdefault(a.id, []).append((b, comparison))
        by_node.setdefault(b.id, []).append((a, comparison))
    chosen: list[tuple[Mention, Mention]] = []
    for node in nodes:
        if not found.one_word(node) or len(parts[node.id].members) > 1:
            continue
        options = {
            id(parts[other.id]): other
            for other, comparison in by_node.get(node.id, [])
            if not found.one_word(other)
            and all(reason.rule != "people.born-conflict" for reason in comparison.reasons)
        }
        if len(options) == 1:
            chosen.append((node, next(iter(options.values()))))
    reason = Reason("people.surname-only", "Only a surname is given, and only one person here has it.")
    for node, other in chosen:
        _merge(parts, other, node, (reason,), judgements, found)


def _people(
    parts: dict[str, _Part],
    open_pairs: list[tuple[Mention, Mention, Comparison]],
    judgements: Judgements,
    found: Candidates,
    key: bytes,
) -> People:
    of: dict[str, str] = {}
    clusters: list[Cluster] = []
    for part in {id(p): p for p in parts.values()}.values():
        members = sorted(part.members, key=lambda m: (not m.accepted, m.id))
        address = next((m.id for m in members if m.accepted), None) or person_id(part.ids, key)
        names = tuple(dict.fromkeys(name for member in members for name in member.names))
        clusters.append(
            Cluster(address, tuple(m.id for m in members), names, tuple(dict.fromkeys(part.reasons)))
        )
        of.update((member.id, address) for member in members)
    questions: dict[tuple[str, str], Question] = {}
    for a, b, comparison in open_pairs:
        if parts[a.id] is parts[b.id] or judgements.barred(parts[a.id].ids, parts[b.id].ids):
            continue
        if not parts[a.id].documents.isdisjoint(parts[b.id].documents):
            continue
        if found.clash(parts[a.id].members, parts[b.id].members):
            continue
        first, second = sorted((of[a.id], of[b.id]))
        questions.setdefault((first, second), Question(first, second, comparison.score, comparison.reasons))
    return People(
        tuple(sorted(clusters, key=lambda c: c.id)),
        of,
        tuple(sorted(questions.values(), key=lambda q: (-q.score, q.a, q.b))),
    )
