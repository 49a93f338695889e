"""What a person's answer to a proposal means: the entries to append. Nothing is appended here.

Accepting appends one claim; the first time somebody is accepted, a random id is minted in a decision that names
the mentions it covers, and the claim that gives her name goes with it. Correcting appends the corrected claim
with the original's fingerprint; rejecting is recorded by fingerprint, so that nobody is asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from habeas.identity.judgements import bare
from habeas.model.claim import Certainty, Fields, Modality, Value
from habeas.model.statement import Evidence, State, Statement
from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.register.links import Links
from habeas.register.subjects import Subjects
from habeas.review.leaves import ID_FIELDS, AnswerError, claim_draft, decision

NEW_PERSON, NEW_GROUP = "new:", "newgroup:"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who answers, and what is known as she does.

    ``by`` is a role code, ``why`` her words or None; ``new_id`` returns 16 fresh random bytes at each call;
    ``identities`` are the proposed ``identity`` statements, taken along when their subject is first accepted.
    """

    links: Links
    subjects: Subjects
    new_id: Callable[[], bytes]
    by: str
    why: str | None = None
    identities: Sequence[Statement] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a person corrects; None leaves a part as it was. ``fields`` replaces the named fields only, and an empty
    tuple takes a field away; an empty ``modality`` (“”) makes the statement plain. ``subjects`` are ids, mentions
    (``m:``), groups (``g:``), or somebody whom no report names: ``new:`` and any word, ``newgroup:`` and any word.
    """

    type: str | None = None
    subjects: tuple[str, ...] | None = None
    fields: Fields | None = None
    modality: Modality | str | None = None
    certainty: Certainty | None = None
    said_by: tuple[Value, ...] | None = None
    evidence: tuple[Evidence, ...] | None = None


def accept(statement: Statement, desk: Desk) -> tuple[Draft, ...]:
    """Return the drafts that accept a proposal: subjects newly met, their names, the claim (always last)."""
    _demand(statement, State.PROPOSED)
    return _enter(statement, desk, origin=statement.fingerprint or statement.id)


def correct(statement: Statement, change: Change, desk: Desk) -> tuple[Draft, ...]:
    """Return the drafts that put a corrected claim in the place of ``statement`` (proposed or accepted)."""
    changed = _changed(statement, change)
    if statement.state is State.PROPOSED:
        return _enter(changed, desk, origin=statement.fingerprint or statement.id)
    origin = statement.fingerprint
    return _enter(changed, desk, origin=origin, restates=None if origin else statement.id)


def reject(statement: Statement, desk: Desk) -> tuple[Draft, ...]:
    """Return the draft that refuses a proposal, by its fingerprint, for later versions of the reader too."""
    _demand(statement, State.PROPOSED)
    fingerprint = bytes.fromhex(statement.fingerprint or statement.id)
    return (decision("reject", desk.by, desk.why, {"fingerprint": fingerprint}),)


def undo(entries: Sequence[str], desk: Desk) -> tuple[Draft, ...]:
    """Return the draft that takes back an earlier answer: the entries that it appended (ids, 64 hex digits).

    An accepted claim becomes a proposal again, a rejection is asked again, a “same” or “different” no longer holds.
    """
    if not entries:
        raise AnswerError("There is nothing to take back.")
    return (decision("retract", desk.by, desk.why, {"claims": [bytes.fromhex(one) for one in entries]}),)


def enter(statement: Statement, desk: Desk) -> tuple[Draft, ...]:
    """Return the drafts for a fact entered by hand; its evidence is a passage of a report or of a note."""
    return _enter(statement, desk, origin=None)


def _demand(statement: Statement, state: State) -> None:
    if statement.state is not state:
        raise AnswerError(
            f"This statement is {statement.state.value}, not {state.value}: reload the page to see where it stands."
        )


def _changed(statement: Statement, change: Change) -> Statement:
    fields = dict(statement.fields)
    for name, values in (change.fields or {}).items():
        if values:
            fields[name] = values
        else:
            fields.pop(name, None)
    modality = statement.modality
    if change.modality is not None:
        modality = Modality(change.modality) if change.modality else None
    return replace(
        statement,
        type=change.type or statement.type,
        subjects=statement.subjects if change.subjects is None else change.subjects,
        fields=fields,
        modality=modality,
        certainty=change.certainty or statement.certainty,
        said_by=statement.said_by if change.said_by is None else change.said_by,
        evidence=change.evidence or statement.evidence,
    )


def _enter(
    statement: Statement, desk: Desk, *, origin: str | None, restates: str | None = None
) -> tuple[Draft, ...]:
    minted = Minted(desk)
    subjects = [minted.id_of(node) for node in statement.subjects]
    if not subjects:
        raise AnswerError("A statement is about somebody: choose the person or the group first.")
    for name in ID_FIELDS if statement.type == "group" else ():
        for value in statement.fields.get(name, ()):
            minted.id_of(value.value)
    claim = claim_draft(statement, subjects, by=desk.by, origin=origin, restates=restates, ids=minted.ids)
    return (*minted.drafts, *_named(statement, minted, desk), claim)


def _named(statement: Statement, minted: Minted, desk: Desk) -> list[Draft]:
    """Take along the names of the people who are met for the first time."""
    found = []
    for identity in desk.identities:
        node = identity.subjects[0]
        if node in minted.new and identity.id != statement.id and identity.id not in desk.links.settled:
            origin = identity.fingerprint or identity.id
            found.append(claim_draft(identity, [minted.ids[node]], by=desk.by, origin=origin))
    return found


class Minted:
    """The ids of the subjects of one answer: known ones, and new ones with the decisions that mint them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.ids: dict[str, bytes] = {}
        self.new: set[str] = set()
        self.drafts: list[Draft] = []

    def id_of(self, node: str) -> bytes:
        """Return the id of a subject: an id as it is, a mention’s or group’s known id, else a new one."""
        known = self.ids.get(node)
        if known is None:
            known = self.ids[node] = self._id(node)
        return known

    def _id(self, node: str) -> bytes:
        if len(node) == 32 and _hex(node):
            return bytes.fromhex(node)
        if node.startswith((NEW_PERSON, NEW_GROUP)):
            return self._mint(node, "group" if node.startswith(NEW_GROUP) else "person", ())
        fingerprint = bare(node)
        links = self._desk.links
        if fingerprint in links.covered:
            return bytes.fromhex(self._desk.subjects.address(links.covered[fingerprint]))
        if node[:2] not in ("m:", "g:"):
            raise AnswerError(f"“{node}” is no person or group that we know here: choose one from the list.")
        sort = "group" if node.startswith("g:") else "person"
        address = self._desk.subjects.address(node)
        known = bytes.fromhex(address) if len(address) == 32 and _hex(address) else None
        return self._mint(node, sort, (bytes.fromhex(fingerprint),), known)

    def _mint(self, node: str, sort: str, mentions: tuple[bytes, ...], known: bytes | None = None) -> bytes:
        """Write the decision that gives a subject its id (a new one, unless it is known) and names its mentions."""
        subject = known or self._desk.new_id()
        if known is None:
            self.new.add(node)
        fields: dict[str, CborValue] = {"id": subject, "sort": sort}
        if mentions:
            fields["mentions"] = list(mentions)
        self.drafts.append(decision("subject", self._desk.by, None, fields))
        return subject


def _hex(text: str) -> bool:
    return all(letter in "0123456789abcdef" for letter in text)


def known_ids(answer: Sequence[Draft]) -> Mapping[str, str]:
    """Return, for the subjects that an answer mints or names, mention fingerprint to subject id, as hex."""
    found: dict[str, str] = {}
    for draft in answer:
        subject, mentions = draft.fields.get("id"), draft.fields.get("mentions")
        if draft.fields.get("act") == "subject" and isinstance(subject, bytes) and isinstance(mentions, list):
            found.update((one.hex(), subject.hex()) for one in mentions)
    return found
