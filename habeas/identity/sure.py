"""Mentions that are surely one person are joined at once, not weighed against each other.

Of everybody who is written alike, or in another spelling of the same name, nothing may speak against it: no report that
presents two of them, no person of ours who said “different”, no two accepted people, no two birth years, no name that is
plainly another. Then each pair of them would be found to be one; it is said once. Where anything speaks against it, facts
must tell them apart, and each is weighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from habeas.identity.context import Mention, agree_on_birth, may_become_same, told_by_several
from habeas.identity.parts import Part, Parts
from habeas.identity.spellings import Link, Namesakes, Spellings
from habeas.model.judgement import Judgement


def join_sure(rows: Sequence[Namesakes], links: Sequence[Link], parts: Parts, spellings: Spellings) -> None:
    """Join all who are surely one person."""
    calm = {id(row) for row in rows if row.near and _calm(row, parts, spellings)}
    same = [one for one in links if one[2].judgement is Judgement.SAME]
    joined: list[Mention] = []
    for left, right, names in sorted(same, key=lambda one: (one[0] is not one[1], -one[2].score)):
        if id(left) not in calm or id(right) not in calm:
            continue
        first, *others = left.nodes if left is right else (left.nodes[0], right.nodes[0])
        for other in others:
            if not parts.together(first, other) and parts.merge(first, other, names.reasons):
                joined.append(first)
    for part in {id(parts.of(one)): parts.of(one) for one in joined}.values():
        part.reasons.update(dict.fromkeys(told_by_several(part.members)))


def _calm(row: Namesakes, parts: Parts, spellings: Spellings) -> bool:
    """Whether nothing speaks against taking everybody who can be meant by this name for one person."""
    around = _who_can_be(row)
    if not around:
        return False
    nodes = [node for _, those in around for node in those]
    names = [other.names for other, _ in around]
    hers = {node.names for node in nodes if node.accepted}
    people = {id(parts.of(node)): parts.of(node) for node in nodes}.values()
    return (
        _one_at_most(people)
        and not parts.decided_within(people)
        and agree_on_birth(nodes)
        and not any(spellings.clash([a], [b], hers) for a, b in combinations(names, 2))
    )


def _who_can_be(row: Namesakes) -> list[tuple[Namesakes, list[Mention]]]:
    """Return everybody whom this name can mean, whole rows of namesakes first of all its own; nothing if it does not even
    tell whether two who bear it are one.
    """
    found = [(row, row.nodes)]
    for other, names in row.near:
        if other is row:
            if names.judgement is not Judgement.SAME:
                return []
            continue
        those = [node for node in other.nodes if may_become_same(names, node)]
        if those:
            found.append((other, those))
    return found


def _one_at_most(those: Iterable[Part]) -> bool:
    """Whether no report presents two of these parts, and not two of them are accepted people."""
    accepted, documents = 0, set[str]()
    for part in those:
        accepted += part.accepted
        if accepted > 1 or not documents.isdisjoint(part.documents):
            return False
        documents |= part.documents
    return True
