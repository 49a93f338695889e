"""The rule of two people, for a group that wants it: what cannot be called back is looked at by a second person first.

Showing something to others, erasing, and adding a partner each need that somebody with another role code allowed exactly
this. Both the rule and what was allowed are decisions ``allow`` of our private lane, so that they are signed, come back with a
backup, and hold on every device of the group. What an ``allow`` is about is named by a hash (its ``subject``) of exactly what was
looked at: whoever changes a word of it asks anew. Who sits at the keyboard is known only where people sign in: on a command line
the rule holds between people who want to keep it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from habeas.record import cbor
from habeas.record.cbor import CborValue
from habeas.record.entry import Entry
from habeas.review import widen_drafts
from habeas.review.leaves import decision
from habeas.review.widening import WidenPlan
from habeas.store.workspace import Workspace
from habeas.workflows.allowed import allowed
from habeas.workflows.decide import Decider
from habeas.workflows.holding import hold
from habeas.workflows.look import the_one
from habeas.workflows.refused import Refused

RULE: Final = hashlib.sha256(b"habeas/two-people").digest()[:16]
ON, OFF = "two people: on", "two people: off"


class SecondNeeded(Refused):
    """A second person has to look at this first."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was done: in this group a second person looks at this first. She does the same with her own role code "
            "(`--by`) and `--second`, which only allows it; then do it again."
        )


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done: ``words`` for the record, ``id`` (16 bytes) of exactly this."""

    words: str
    id: bytes

    @classmethod
    def of(cls, words: str, *content: CborValue) -> Deed:
        """Return the deed called ``words``, of which ``content`` is all that matters."""
        return cls(words, hashlib.sha256(b"habeas/two-people" + cbor.encode([words, *content])).digest()[:16])


def ruled(workspace: Workspace) -> bool:
    """Whether the group wants a second person."""
    told = [one.text("what") for one in _allowed(workspace, RULE)]
    return bool(told) and told[-1] == ON


def change_rule(workspace: Workspace, on: bool, who: Decider) -> bool:
    """Begin or end the rule; return whether that changed anything. Ending it needs a second person as everything else does."""
    if ruled(workspace) == on:
        return False
    if not on:
        check(workspace, ending(workspace), who.by)
    workspace.append_private(
        [decision("allow", who.by, who.why, {"subject": RULE, "what": ON if on else OFF})]
    )
    return True


def allow(workspace: Workspace, deed: Deed, who: Decider) -> None:
    """Say, as the second person, that this may be done."""
    if not ruled(workspace):
        raise Refused(
            "In this group nobody is asked a second time: `habeas two-people on` begins it. Nothing was written."
        )
    workspace.append_private([decision("allow", who.by, who.why, {"subject": deed.id, "what": deed.words})])


def check(workspace: Workspace, deed: Deed, by: str) -> None:
    """Raise SecondNeeded where the group has the rule and nobody but ``by`` allowed this."""
    if ruled(workspace) and all(one.text("by") == by for one in _allowed(workspace, deed.id)):
        raise SecondNeeded


def ending(workspace: Workspace) -> Deed:
    """Return the deed of ending the rule. It was begun so many times: what was allowed once ends it once."""
    return Deed.of(OFF, len(_allowed(workspace, RULE)))


def widening(workspace: Workspace, seen: WidenPlan, *, basis: str, words: str) -> Deed:
    """Return the deed of showing exactly what ``seen`` says, on that basis. Shown before and taken back, it is another deed."""
    lane, number = bytes.fromhex(seen.audience.lane), count()
    prepared = widen_drafts.prepare(
        seen, basis=basis, words=words, new_id=lambda: next(number).to_bytes(16, "big")
    )
    entries: list[CborValue] = [[draft.kind, draft.fields] for draft in prepared.drafts]
    beside: list[CborValue] = [[one.act, one.a, one.b, one.field, one.sort] for one in seen.companions]
    of = {bytes.fromhex(one.of) for one in seen.shown}
    before = [
        one.id
        for one in workspace.private().entries
        if one.text("act") == "widen" and one.octets("lane") == lane and not of.isdisjoint(one.ids("of"))
    ]
    return Deed.of("two people: shown", lane, entries, beside, prepared.basis, before)


def allow_widening(workspace: Workspace, seen: WidenPlan, *, basis: str, words: str, who: Decider) -> None:
    """Allow, as the second person, that exactly what ``seen`` says is shown on that basis. Raises WidenError as showing does."""
    allow(workspace, widening(workspace, seen, basis=basis, words=words), who)


def erasing(targets: Mapping[bytes, Sequence[str]]) -> Deed:
    """Return the deed of emptying these fields of entries."""
    rows: list[CborValue] = [[entry, sorted(names)] for entry, names in sorted(targets.items())]
    return Deed.of("two people: erased", rows)


def allow_forgetting(workspace: Workspace, person: str, who: Decider) -> None:
    """Allow, as the second person, that somebody (address or name) is forgotten."""
    allow(workspace, forgetting(the_one(hold(workspace, today=who.today), person).id), who)


def forgetting(address: str) -> Deed:
    """Return the deed of forgetting the person at ``address``."""
    return Deed.of("two people: forgotten", address)


def adding(log: bytes) -> Deed:
    """Return the deed of adding the group with this log as a partner."""
    return Deed.of("two people: a partner", log)


def _allowed(workspace: Workspace, subject: bytes) -> list[Entry]:
    """Return the standing decisions that allow something of this subject, in Order."""
    return [one for one in allowed(workspace) if one.octets("subject") == subject]
