"""Finding people across scripts: by address, by the words of a name, by its sounds, past a typing error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from habeas.identity.compare.names import compare_names
from habeas.identity.lookup import NameIndex
from habeas.identity.values import fold
from habeas.model.judgement import Judgement
from habeas.model.reason import Reason
from habeas.model.record import Record
from habeas.text.names import skeleton

NEAR = 0.3  # a likeness under which “cannot tell” is no longer worth showing
MOST = 200  # names that are looked at for one question
_COMPARED = 40  # of these, names that are compared in full where not all words of the question stand in them
_TYPO = 1.2  # whole consonants by which a name may be off in all, to be shown as perhaps mistyped


@dataclass(frozen=True, slots=True)
class Hit:
    """A person who was looked for: ``spelling`` is the form that matched, ``near`` “same”, “close” or “possible”."""

    record: Record
    spelling: str
    near: str
    score: float
    reason: Reason


class Finder:
    """An index over people’s names; made once for a register, asked often."""

    def __init__(self, people: Iterable[Record]) -> None:
        self._by_id: dict[str, Record] = {}
        self._index = NameIndex()
        for record in people:
            for one in (record.id, *record.redirects):
                self._by_id[one] = record
            for name in record.names:
                self._index.add(record.id, name)

    def find(self, query: str) -> tuple[Hit, ...]:
        """Return who is meant by ``query`` (an address, a name or part of one in any script), nearest first."""
        asked = query.strip()
        if asked in self._by_id:
            record = self._by_id[asked]
            reason = Reason("search.address", "This is the address of the record.")
            return (Hit(record, record.name, "same", 1.0, reason),)
        best: dict[str, Hit] = {}
        for hit in self._hits(asked):
            known = best.get(hit.record.id)
            if known is None or (hit.score, hit.spelling) > (known.score, known.spelling):
                best[hit.record.id] = hit
        return tuple(sorted(best.values(), key=lambda h: (-h.score, fold(h.record.name), h.record.id)))

    def _hits(self, asked: str) -> Iterator[Hit]:
        words, sounds = set(fold(asked).split()), set(skeleton(asked).split())
        compared = 0
        for cost, one, name in self._index.nearest(asked, MOST):
            if words <= set(fold(name).split()) or sounds <= set(skeleton(name).split()):
                whole = fold(name) == fold(asked)
                reason = Reason("search.words", "Every word that you gave stands in this name.")
                yield Hit(self._by_id[one], name, "same" if whole else "close", 1.0 if whole else 0.9, reason)
            elif compared < _COMPARED:
                compared += 1
                yield from self._near(asked, one, name, cost)

    def _near(self, asked: str, one: str, name: str, cost: float) -> Iterator[Hit]:
        """Give the name if it may be the one that was asked for, in another spelling or past a typing error."""
        found = compare_names(asked, name)
        if found.judgement is not Judgement.DIFFERENT and found.score >= NEAR:
            word = "close" if found.judgement is Judgement.SAME else "possible"
            reason = found.reasons[0] if found.reasons else Reason("search.sounds", "The names sound alike.")
            yield Hit(self._by_id[one], name, word, min(found.score, 0.89), reason)
        elif cost <= _TYPO:
            reason = Reason("search.typo", "This name is a letter or two from what you typed.")
            yield Hit(self._by_id[one], name, "possible", NEAR * (1 - cost / 2), reason)


def find_people(people: Iterable[Record], query: str) -> tuple[Hit, ...]:
    """Return who is meant by ``query``, nearest first; everybody, by name, where it is empty."""
    rows = tuple(people)
    if not query.strip():
        reason = Reason("search.all", "Everybody on the register.")
        return tuple(Hit(record, record.name, "same", 1.0, reason) for record in rows)
    return Finder(rows).find(query)
