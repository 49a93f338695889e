"""What statements tell of who is who, gathered in one pass: all that is asked of all of them at once.

Of each subject stay her names, the reports that tell of her, and the few facts by which she is known again. So statements may come
one report at a time and need not stay in memory.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from habeas.identity.context import Mention
from habeas.identity.judgements import bare
from habeas.identity.properties import type_property
from habeas.model.statement import State, Statement
from habeas.register.status import Presented

_FACTS = ("article", "facility", "place", "court", "term", "date", "born")

type _Place = tuple[tuple[bool, bool, tuple[int, str, int], str], int]
"""Where a name was told: accepted identity first, then in Order, then as the statement gives them."""


@dataclass(slots=True)
class _Node:
    """One subject, as statements name her."""

    names: tuple[tuple[_Place, str], ...] = ()
    captures: frozenset[str] = frozenset()
    facts: frozenset[tuple[str, str]] = frozenset()


@dataclass(slots=True)
class _Fresh:
    """One subject while the statements of a report are gone through."""

    names: dict[str, _Place] = field(default_factory=dict)
    captures: set[str] = field(default_factory=set)
    facts: set[tuple[str, str]] = field(default_factory=set)


class Gathered:
    """What was gathered: ``groups`` are subjects that a statement counts or joins; ``nodes`` are all, as statements name them."""

    def __init__(self) -> None:
        self.groups: set[str] = set()
        self.nodes: dict[str, _Node] = {}
        self._presented: list[tuple[str, str, str]] = []
        self._same: dict[Hashable, Hashable] = {}

    def take(self, statements: Iterable[Statement], presented: Iterable[Presented] = ()) -> None:
        """Gather what some statements tell, and how reports present people."""
        fresh: dict[str, _Fresh] = {}
        for statement in statements:
            self._take(statement, fresh)
        for report in presented:
            own = fresh.get(report.mention)
            if report.name and (own is None or report.name not in own.names):
                self._presented.append((report.published or "", report.mention, report.name))
        for node, one in fresh.items():
            self._keep(node, one)

    def _take(self, statement: Statement, fresh: dict[str, _Fresh]) -> None:
        identity = statement.type == "identity"
        key = (statement.state is State.PROPOSED, not identity, statement.order, statement.id)
        given = told_names(statement)
        facts: list[tuple[str, str]] = []
        if statement.fields and (identity or not type_property(statement.type).trait):
            facts = [(name, v.value) for name in _FACTS for v in statement.fields.get(name, ())]
        if statement.type == "group":
            self.groups.update(statement.subjects)
        for node in statement.subjects:
            one = fresh.get(node)
            if one is None:
                one = fresh[node] = _Fresh()
            for at, name in enumerate((*given, *statement.names.get(node, ())[:1])):
                known = one.names.get(name)
                if known is None or (key, at) < known:
                    one.names[name] = (key, at)
            one.captures.update([e.capture for e in statement.evidence])
            one.facts.update(facts)

    def _keep(self, node: str, fresh: _Fresh) -> None:
        known = self.nodes.setdefault(node, _Node())
        known.names += tuple((place, name) for name, place in fresh.names.items())
        known.captures = self._shared(known.captures | fresh.captures)
        known.facts = self._shared(known.facts | {self._shared(fact) for fact in fresh.facts})

    def _shared[T: Hashable](self, value: T) -> T:
        """Return an equal value that is in memory already, where there is one."""
        return cast(T, self._same.setdefault(value, value))

    def names(self, of: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """Return the name forms seen of each address: accepted identity first, then as the reports give them."""
        told: dict[str, list[tuple[_Place, str]]] = {}
        for node, one in self.nodes.items():
            told.setdefault(of.get(node, node), []).extend(one.names)
        found = {
            address: dict.fromkeys(name for _, name in (sorted(rows) if len(rows) > 1 else rows))
            for address, rows in told.items()
        }
        for _, mention, name in sorted(self._presented):
            found.setdefault(of.get(mention, mention), {}).setdefault(name)
        return {address: tuple(row) for address, row in found.items()}

    def mentions(
        self,
        of: Mapping[str, str],
        loose: set[str],
        groups: set[str],
        accepted: Mapping[str, Iterable[str]],
        names: Mapping[str, tuple[str, ...]],
    ) -> list[Mention]:
        """Return one node for each loose mention and each accepted person, with what is said of them.

        ``accepted`` gives the ids and mentions of those of the record, by address.
        """
        nodes: dict[str, list[_Node]] = {}
        ids: dict[str, set[str]] = {address: set(own) for address, own in accepted.items()}
        for node, one in self.nodes.items():
            nodes.setdefault(of.get(node, node), []).append(one)
            ids.setdefault(of.get(node, node), set()).add(bare(node))
        return [
            Mention(
                id=address,
                names=names[address][:1] if address in loose else names[address],
                documents=self._shared(frozenset().union(*(one.captures for one in nodes.get(address, ())))),
                facts=self._shared(frozenset().union(*(one.facts for one in nodes.get(address, ())))),
                accepted=address not in loose,
                ids=tuple(sorted(own)),
            )
            for address, own in sorted(ids.items())
            if address not in groups and not address.startswith("g:") and names.get(address)
        ]


def told_names(statement: Statement) -> tuple[str, ...]:
    """Return the names that a statement gives if it tells who somebody is, else none."""
    if statement.type != "identity":
        return ()
    return tuple(value.value for name in ("name", "other_name") for value in statement.fields.get(name, ()))
