"""Mentions across documents become people.

A person of ours wins in every case; two whom one document presents as two are two; nothing is merged on “cannot
tell”, which is asked instead; accepted people are never merged with each other by likeness. A mention with a
surname alone joins only if exactly one person can be meant.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from habeas.identity.context import Mention, logit
from habeas.identity.judgements import Judgements
from habeas.identity.parts import Part, Parts
from habeas.identity.spellings import Namesakes, Spellings, link, namesakes
from habeas.identity.sure import join_sure
from habeas.identity.weighed import Weighed, weigh
from habeas.model.judgement import Judgement
from habeas.model.reason import Reason

NO_JUDGEMENTS = Judgements()
MARGIN = 1.0  # logits: candidates as near to each other as this cannot be told apart


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


def person_id(fingerprints: Iterable[str], key: bytes) -> str:
    """Return the local id of somebody who is only proposed: a keyed hash of her least mention fingerprint (hex)."""
    least = bytes.fromhex(min(fingerprints))
    return "p-" + hmac.new(key, b"habeas1/p" + least, sha256).hexdigest()[:32]


def cluster(mentions: Sequence[Mention], judgements: Judgements = NO_JUDGEMENTS, *, key: bytes) -> People:
    """Return the people whom ``mentions`` name. ``key`` is the workspace key; the order of arrival does not matter."""
    nodes = sorted(mentions, key=lambda m: (not m.accepted, m.id))
    spellings = Spellings()
    parts = Parts(nodes, judgements, spellings)
    _join_decided(nodes, parts, judgements)
    rows = namesakes(nodes)
    links = link(rows, spellings)
    join_sure(rows, links, parts, spellings)
    pairs = weigh(links, parts)
    _join_likely(pairs, parts)
    _join_surnames(rows, pairs, parts)
    return _people(pairs, parts, key)


def _join_decided(nodes: list[Mention], parts: Parts, judgements: Judgements) -> None:
    where = {one: node for node in nodes for one in node.bare_ids}
    for said in judgements.same:
        a, b = where.get(said.a), where.get(said.b)
        if a is None or b is None or parts.together(a, b):
            continue
        if judgements.of(said.a, said.b) is Judgement.SAME and not parts.decided(parts.of(a), parts.of(b)):
            words = "One of us decided that these are the same person."
            parts.unite(a, b, [Reason("people.decided", words, (("decision", said.decision),))])


def _join_likely(pairs: list[Weighed], parts: Parts) -> None:
    """Join the likeliest first, unless one of two could as well be somebody else, who is surely not the other."""
    rivals = _likely(pairs)
    for a, b, comparison in pairs:
        if comparison.judgement is not Judgement.SAME or parts.together(a, b):
            continue  # of a hundred mentions of one person most pairs are together already
        if not _torn(a, b, comparison.score, parts, rivals):
            parts.merge(a, b, comparison.reasons)


_Likely = dict[str, list[tuple[float, Mention]]]


def _likely(pairs: list[Weighed]) -> _Likely:
    """Return, for each mention, everybody whom it is likely to be, with the log-odds; likeliest first, as the pairs are."""
    found: _Likely = {}
    for a, b, comparison in pairs:
        if comparison.judgement is Judgement.SAME:
            odds = logit(comparison.score)
            found.setdefault(a.id, []).append((odds, b))
            found.setdefault(b.id, []).append((odds, a))
    return found


def _torn(a: Mention, b: Mention, score: float, parts: Parts, rivals: _Likely) -> bool:
    """Whether one of the two could as well be somebody else, who is surely not the other: then it is asked."""
    least = logit(score) - MARGIN
    return any(
        parts.apart(rival, parts.of(other))
        for one, other in ((a, b), (b, a))
        for rival in _rivals(one, other, least, parts, rivals)
    )


def _rivals(one: Mention, other: Mention, least: float, parts: Parts, rivals: _Likely) -> Iterator[Part]:
    """Give everybody, once each, who is neither of the two and whom ``one`` is as likely to be as ``least``."""
    seen = {id(parts.of(one)), id(parts.of(other))}
    for odds, rival in rivals[one.id]:
        if odds < least:
            return
        part = parts.of(rival)
        if id(part) not in seen:
            seen.add(id(part))
            yield part


def _join_surnames(rows: list[Namesakes], pairs: list[Weighed], parts: Parts) -> None:
    """Join mentions with a surname alone to the one person who can be meant, if there is exactly one."""
    short = {node.id: node for row in rows if row.one_word for node in row.nodes}
    options: dict[str, dict[int, Mention]] = {}
    for a, b, comparison in pairs:
        if any(reason.rule == "people.born-conflict" for reason in comparison.reasons):
            continue
        for one, other in ((a, b), (b, a)):
            if one.id in short and other.id not in short:
                options.setdefault(one.id, {})[id(parts.of(other))] = other
    chosen = [
        (short[one], *those.values())
        for one, those in options.items()
        if len(those) == 1 and len(parts.of(short[one]).members) == 1
    ]
    reason = Reason("people.surname-only", "Only a surname is given, and only one person here has it.")
    for node, other in sorted(chosen, key=lambda pair: (not pair[0].accepted, pair[0].id)):
        parts.merge(other, node, [reason])


def _people(pairs: list[Weighed], parts: Parts, key: bytes) -> People:
    of: dict[str, str] = {}
    clusters: list[Cluster] = []
    for part in parts.all():
        members = sorted(part.members, key=lambda m: (not m.accepted, m.id))
        address = next((m.id for m in members if m.accepted), None)
        address = address or person_id((one for m in members for one in m.bare_ids), key)
        names = tuple(dict.fromkeys(name for member in members for name in member.names))
        clusters.append(Cluster(address, tuple(m.id for m in members), names, tuple(part.reasons)))
        of.update((member.id, address) for member in members)
    return People(tuple(sorted(clusters, key=lambda c: c.id)), of, _questions(pairs, parts, of))


def _questions(pairs: list[Weighed], parts: Parts, of: Mapping[str, str]) -> tuple[Question, ...]:
    """Return one question for each two people who may be one, by what speaks most for it; likeliest first."""
    found: dict[tuple[str, str], Question | None] = {}
    for a, b, comparison in pairs:
        first, second = sorted((of[a.id], of[b.id]))
        if first != second and (first, second) not in found:
            barred = parts.cannot_be_one(parts.of(a), parts.of(b))
            found[first, second] = (
                None if barred else Question(first, second, comparison.score, comparison.reasons)
            )
    asked = [one for one in found.values() if one is not None]
    return tuple(sorted(asked, key=lambda q: (-q.score, q.a, q.b)))
