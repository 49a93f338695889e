"""Which mentions are worth comparing: those that share a key of their names. Each pair of spellings is compared once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from habeas.identity.context import Mention
from habeas.model.judgement import Comparison, Judgement
from habeas.text.names import blocking_keys, parse_name

CROWD = 400  # spellings under one key: above it only keys that are rarer are followed
NEIGHBOURS = 60  # mentions of one spelling compared with one mention of another


class Candidates:
    """Mentions by their spellings, and comparisons of spellings, remembered."""

    def __init__(self, nodes: Sequence[Mention], compare: Callable[[str, str], Comparison]) -> None:
        self._compare = compare
        self._known: dict[tuple[str, str], Comparison] = {}
        self._by_name: dict[str, list[Mention]] = {}
        for node in nodes:
            for name in dict.fromkeys(node.names):
                self._by_name.setdefault(name, []).append(node)

    def compare(self, a: str, b: str) -> Comparison:
        """Compare two spellings; each pair is compared once."""
        pair = (a, b) if a <= b else (b, a)
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = self._compare(*pair)
        return found

    def pairs(self) -> Iterator[tuple[Mention, Mention, Comparison]]:
        """Give the pairs of mentions whose names are not plainly different; no pair twice."""
        seen: set[tuple[str, str]] = set()
        alone = ((name, name) for name, nodes in self._by_name.items() if len(nodes) > 1)
        for one, other in [*alone, *sorted(self._spellings())]:
            names = self.compare(one, other)
            if names.judgement is Judgement.DIFFERENT:
                continue
            for a, b in self._near(self._by_name[one], self._by_name[other]):
                pair = (a.id, b.id) if a.id <= b.id else (b.id, a.id)
                if a.id != b.id and pair not in seen:
                    seen.add(pair)
                    yield a, b, names

    def _spellings(self) -> set[tuple[str, str]]:
        blocks: dict[str, list[str]] = {}
        for name in sorted(self._by_name):
            for key in blocking_keys(name):
                blocks.setdefault(key, []).append(name)
        return {pair for names in blocks.values() if len(names) <= CROWD for pair in combinations(names, 2)}

    def _near(self, left: list[Mention], right: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
        """Pair every mention with the first ones of the other spelling: enough to join all that are one."""
        if left is right:
            for i, a in enumerate(left):
                for b in left[i + 1 : i + 1 + NEIGHBOURS]:
                    yield a, b
            return
        for a in left:
            for b in right[:NEIGHBOURS]:
                yield a, b
        for b in right[NEIGHBOURS:]:
            for a in left[:NEIGHBOURS]:
                yield a, b

    def clash(self, left: Sequence[Mention], right: Sequence[Mention]) -> bool:
        """Whether any name on one side is plainly another name than any on the other."""
        ones, others = {node.names for node in left}, {node.names for node in right}
        return any(self._unlike(a, b) for a in sorted(ones) for b in sorted(others) if a != b)

    def _unlike(self, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
        pairs = [(a, b) for a in left for b in right]
        return bool(pairs) and all(
            self.compare(a, b).judgement is Judgement.DIFFERENT for a, b in pairs if a != b
        )

    def one_word(self, node: Mention) -> bool:
        """Whether only one name of this mention is known: a surname alone, as a rule."""
        return bool(node.names) and len(parse_name(node.names[0]).parts) == 1
