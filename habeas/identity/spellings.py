"""How people are written, and which spellings can be one name. Each pair of spellings is judged once, however many bear them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import batched, combinations, permutations

from habeas.identity.compare.names import compare_names
from habeas.identity.context import Mention
from habeas.model.judgement import Comparison, Judgement
from habeas.text.names import blocking_keys, parse_name

CROWD = 400  # spellings under one key: above it only keys that are rarer are followed
_FEW = 200  # pairs for which it does not pay to compare in columns
_TOGETHER = 50_000  # pairs that are compared together

Called = tuple[str, ...]  # the names that one mention gives, or one accepted person has


@dataclass(eq=False, slots=True)
class Namesakes:
    """Mentions that are written alike: ``names`` to the letter. ``near`` are those whose names can be theirs, with how like
    they are; themselves among them, if they are several.
    """

    names: Called
    nodes: list[Mention] = field(default_factory=list)
    near: list[tuple[Namesakes, Comparison]] = field(default_factory=list)

    @property
    def one_word(self) -> bool:
        """Whether only one name is known: a surname alone, as a rule."""
        return bool(self.names) and len(parse_name(self.names[0]).parts) == 1


Link = tuple[Namesakes, Namesakes, Comparison]


class Spellings:
    """Compares spellings, and remembers what it said of those that can be one name."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Comparison] = {}

    def compare(self, a: str, b: str) -> Comparison:
        """Compare two spellings; each pair is compared once."""
        pair = (a, b) if a <= b else (b, a)
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = compare_names(*pair)
        return found

    def alike(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str, Comparison]]:
        """Return the pairs of spellings that are not plainly different, in order, and how like they are."""
        rows = list(pairs)
        if len(rows) > _FEW:
            # read here: it brings numpy, and few who derive a register compare so many
            from habeas.identity.compare.many import Columns, compare_many

            columns = Columns()
            kept: list[tuple[str, str]] = []
            for some in batched(rows, _TOGETHER):
                columns = Columns() if columns.full() else columns
                judged = compare_many(some, columns).judgements
                kept += [
                    pair for pair, said in zip(some, judged, strict=True) if said is not Judgement.DIFFERENT
                ]
            rows = kept
        compared = ((a, b, self.compare(a, b)) for a, b in rows)
        return [row for row in compared if row[2].judgement is not Judgement.DIFFERENT]

    def unlike(self, left: Called, right: Called) -> bool:
        """Whether each name on one side is plainly another than each on the other."""
        if not left or not right or not set(left).isdisjoint(right):
            return False
        return all(self.compare(a, b).judgement is Judgement.DIFFERENT for a in left for b in right)

    def clash(self, left: Iterable[Called], right: Collection[Called], hers: Collection[Called]) -> bool:
        """Whether any name on one side is plainly another than any on the other, and nobody in ``hers`` is known to have both."""
        return any(
            self.unlike(a, b) and not any(self._has_both(own, a, b) for own in hers)
            for a in sorted(left)
            for b in sorted(right)
        )

    def _has_both(self, own: Called, a: Called, b: Called) -> bool:
        """Whether somebody called ``own``, who took another name, is called ``a`` by one of her names and ``b`` by another."""
        return any(
            not self.unlike((one,), a) and not self.unlike((other,), b) for one, other in permutations(own, 2)
        )


def namesakes(nodes: Iterable[Mention]) -> list[Namesakes]:
    """Put the mentions together that are written alike, in order of their names."""
    found: dict[Called, Namesakes] = {}
    for node in nodes:
        called = tuple(dict.fromkeys(node.names))
        found.setdefault(called, Namesakes(called)).nodes.append(node)
    return [found[called] for called in sorted(found)]


def link(rows: Sequence[Namesakes], spellings: Spellings) -> list[Link]:
    """Return which of ``rows`` can be one name, each pair once with its likest names, and note it in both."""
    bearers: dict[str, list[Namesakes]] = {}
    for row in rows:
        for name in row.names:
            bearers.setdefault(name, []).append(row)
    place = {id(row): number for number, row in enumerate(rows)}
    found: dict[tuple[int, int], Comparison] = {}
    alone = [(n, n) for n, those in sorted(bearers.items()) if len(those) > 1 or len(those[0].nodes) > 1]
    for one, other, comparison in spellings.alike([*alone, *_sharing_a_key(sorted(bearers))]):
        for left in bearers[one]:
            for right in bearers[other]:
                first, second = sorted((place[id(left)], place[id(right)]))
                known = found.get((first, second))
                if (first != second or len(left.nodes) > 1) and (
                    known is None or known.score < comparison.score
                ):
                    found[first, second] = comparison
    links = [
        (rows[a], rows[b], comparison) for (a, b), comparison in sorted(found.items(), key=lambda f: f[0])
    ]
    for left, right, comparison in links:
        left.near.append((right, comparison))
        if left is not right:
            right.near.append((left, comparison))
    return links


def _sharing_a_key(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs of names that share a key, unless very many have it; sorted."""
    blocks: dict[str, list[str]] = {}
    for name in names:
        for key in blocking_keys(name):
            blocks.setdefault(key, []).append(name)
    return sorted(
        {pair for those in blocks.values() if len(those) <= CROWD for pair in combinations(those, 2)}
    )
