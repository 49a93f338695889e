"""Finding people across scripts: by address, by the sounds of a name, by its letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from habeas.identity.compare.names import compare_names
from habeas.identity.values import fold
from habeas.model.judgement import Judgement
from habeas.model.reason import Reason
from habeas.model.record import Record
from habeas.text.names import blocking_keys, skeleton

NEAR = 0.3  # a likeness under which “cannot tell” is no longer worth showing


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
        self._keys: dict[str, set[tuple[str, str]]] = {}
        self._words: dict[str, set[tuple[str, str]]] = {}
        for record in people:
            for one in (record.id, *record.redirects):
                self._by_id[one] = record
            for name in record.names:
                for key in blocking_keys(name):
                    self._keys.setdefault(key, set()).add((record.id, name))
                for word in (*fold(name).split(), *skeleton(name).split()):
                    self._words.setdefault(word, set()).add((record.id, name))

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

    def _hits(self, asked: str) -> Iterable[Hit]:
        words = [*fold(asked).split()]
        sounds = [*skeleton(asked).split()]
        for told in (words, sounds):
            sets = [self._words.get(word, set()) for word in told]
            for one, name in sorted(set.intersection(*sets)) if sets else []:
                whole = fold(name) == fold(asked)
                reason = Reason("search.words", "Every word that you gave stands in this name.")
                yield Hit(self._by_id[one], name, "same" if whole else "close", 1.0 if whole else 0.9, reason)
        near = {row for key in blocking_keys(asked) for row in self._keys.get(key, set())}
        for one, name in sorted(near):
            found = compare_names(asked, name)
            if found.judgement is Judgement.DIFFERENT or found.score < NEAR:
                continue
            word = "close" if found.judgement is Judgement.SAME else "possible"
            reason = found.reasons[0] if found.reasons else Reason("search.sounds", "The names sound alike.")
            yield Hit(self._by_id[one], name, word, min(found.score, 0.89), reason)


def find_people(people: Iterable[Record], query: str) -> tuple[Hit, ...]:
    """Return who is meant by ``query``, nearest first; everybody, by name, where it is empty."""
    rows = tuple(people)
    if not query.strip():
        reason = Reason("search.all", "Everybody on the register.")
        return tuple(Hit(record, record.name, "same", 1.0, reason) for record in rows)
    return Finder(rows).find(query)
