"""What a verification says: sentences that name what is wrong, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from habeas.record.entry import Entry
from habeas.record.lanes import Mode, Scope


class Weight(StrEnum):
    """``refused``: this is not what was written and signed. ``waiting``: may come right with what is still to come.
    ``note``: nothing is wrong, but somebody should know.
    """

    REFUSED = "refused"
    WAITING = "waiting"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: a stable ``rule``, the sentence, and where (chain, number; None: the log as a whole)."""

    rule: str
    words: str
    weight: Weight = Weight.REFUSED
    lane: bytes | None = None
    seq: int | None = None

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class HeldChain:
    """A chain as it was found: its entries by number, and what its ``open`` entry says of it (None: nothing readable)."""

    log: bytes
    lane: bytes
    entries: tuple[Entry, ...]
    scope: Scope | None
    mode: Mode | None
    audience: bytes | None
    writer: bytes | None

    @property
    def name(self) -> str:
        """The chain in words: “the public chain 1f2e3d4c”."""
        return f"the {self.scope or 'unopened'} chain {self.lane.hex()[:8]}"

    def finding(
        self, rule: str, words: str, entry: Entry | None = None, weight: Weight = Weight.REFUSED
    ) -> Finding:
        """Make the finding that is about this chain, or about one entry of it."""
        where = f"Entry {entry.seq} ({entry.kind}) of {self.name}" if entry else self.name.capitalize()
        return Finding(rule, f"{where}: {words}", weight, self.lane, entry.seq if entry else None)


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The outcome of a verification.

    ``chains`` lists each chain with the number of the last entry that a valid signature covers; ``erased`` counts
    fields that were erased and whose erasure is on record.
    """

    findings: tuple[Finding, ...]
    chains: tuple[tuple[HeldChain, int], ...]
    erased: int

    @property
    def ok(self) -> bool:
        """Whether nothing was refused and nothing is waiting."""
        return all(finding.weight is Weight.NOTE for finding in self.findings)

    def of(self, weight: Weight) -> tuple[Finding, ...]:
        """Return the findings of one weight."""
        return tuple(finding for finding in self.findings if finding.weight is weight)

    @property
    def sentences(self) -> Sequence[str]:
        """Return the report for reading, one sentence a line: what is held, then what was found, worst first."""
        lines = [
            f"{chain.name.capitalize()}: {_counted(len(chain.entries))}, signed up to entry {signed}."
            for chain, signed in self.chains
        ]
        if self.erased:
            lines.append(f"{self.erased} erased fields, each with the entry that erased it.")
        for weight, head in ((Weight.REFUSED, "REFUSED"), (Weight.WAITING, "Waiting"), (Weight.NOTE, "Note")):
            lines += [f"{head}: {finding.words}" for finding in self.of(weight)]
        lines.append(
            "Everything is as it was written and signed." if self.ok else "Not everything is in order."
        )
        return lines


def _counted(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"
