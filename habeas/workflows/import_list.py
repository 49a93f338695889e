"""Verb: take a people's list in. The file is kept as it came; its rows become proposals beside the people we know.

As our own record (`own`): what matches nobody and what matches surely is accepted at once, in the voice “our list,
state of DAY”, under one reason, with one undo; questions and contradictions stay proposals, for the queue. A large
list is appended in batches, each whole in itself: broken off, the same import goes on where it stopped, because every
row is known again by its fingerprint.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from habeas.exchange.lists.claims import mention_of
from habeas.exchange.lists.conflicting import contradicts
from habeas.exchange.lists.matching import Fit, Known, Match, known_people
from habeas.exchange.lists.ours import our_people
from habeas.exchange.lists.returning import changed, only_changed, returns
from habeas.exchange.lists.rows import ListRow
from habeas.model.capture import Capture
from habeas.model.claim import Value
from habeas.model.statement import Statement
from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.errors import RecordError
from habeas.register.statements import Held, of_lane
from habeas.review.leaves import AnswerError, claim_draft, decision
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider
from habeas.workflows.list_reading import ListFile, rows_of_text
from habeas.workflows.list_readings import keep_mapping, kept_mapping, table_proposals
from habeas.workflows.refused import Refused
from habeas.workflows.uncollected import uncollected

VOICE = "our list, state of {day}"
_AT_ONCE = 900  # entries of one batch; the store takes 1,000


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the list: its own day (EDTF), whose it is; ``own``: it becomes our own record."""

    published: str | None = None
    publisher: str | None = None
    own: bool = False


@dataclass(slots=True)
class Imported:
    """What became of a list: people by how they stand to those known, and statements by what was done with them.

    ``status``: added, known, or unchanged (an export of ours that nobody changed: nothing was kept).
    """

    status: str = "added"
    rows: int = 0
    known: int = 0
    new: int = 0
    sure: int = 0
    questions: list[tuple[ListRow, Match]] = field(default_factory=list)
    contradictions: list[tuple[ListRow, Statement]] = field(default_factory=list)
    accepted: int = 0
    waiting: int = 0
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the list: her rows' first, the statements still open about her, and her node (``m:`` ...)."""

    row: ListRow
    node: str
    statements: tuple[Statement, ...]


@uncollected()
def import_list(workspace: Workspace, found: ListFile, about: About, who: Decider, *, now: int) -> Imported:
    """Keep the list, and propose or accept what it says; ``now`` is unix seconds."""
    result = Imported()
    held = of_lane(workspace.private())
    found = _as_first_read(workspace, found)
    found = _only_changed(found, held, result)
    if result.status == "unchanged":
        return result
    capture = _keep(workspace, found, about, now, result)
    known = known_people(held.statements, held.links)
    result.names = dict(known.names)
    people = list(_people(found, capture, held, result))
    batch = _Batch(workspace, who, VOICE.format(day=about.published or who.today.isoformat()), about.own)
    try:
        _place(people, known, held, batch, result)
        batch.flush()
    except (AnswerError, RecordError) as error:
        raise Refused(
            f"The list is kept; of its rows {result.accepted} statements were accepted, then: {error}"
        ) from error
    return result


def _as_first_read(workspace: Workspace, found: ListFile) -> ListFile:
    """Return a list that we hold as of the day on which it was first read: it says today what it said then."""
    kept = kept_mapping(workspace, found.capture.sha256)
    if kept is None or kept.as_of is None:
        return found
    return replace(found, mapping=replace(found.mapping, as_of=kept.as_of))


def _only_changed(found: ListFile, held: Held, result: Imported) -> ListFile:
    """Of an export of ours that came back, keep what somebody changed; where nothing was, there is nothing to keep."""
    rows = tuple(found.rows)
    ours = our_people(held.statements, held.links)
    if not returns(rows, ours):
        return found
    news = changed(rows, ours)
    result.known = result.rows = len(rows) - len(news)
    if not news:
        result.status = "unchanged"
    return ListFile(found.name, found.capture, found.documents, only_changed(found.mapping, news))


def _keep(workspace: Workspace, found: ListFile, about: About, now: int, result: Imported) -> Capture:
    """Keep the file as it came, its texts and its mapping."""
    capture = Capture(
        sha256=found.capture.sha256,
        media=found.capture.media,
        size=found.capture.size,
        got=now,
        name=found.name.replace("\\", "/").rsplit("/", 1)[-1],
        publisher=unicodedata.normalize("NFC", about.publisher) if about.publisher else None,
        published=about.published,
    )
    try:
        added = workspace.add_capture(found.capture.data, capture, found.documents)
    except (RecordError, StoreError) as error:
        raise Refused(f"Nothing was kept: {error}") from error
    keep_mapping(workspace, capture.sha256, found.mapping)
    result.status = "known" if added.known else "added"
    return capture


def _people(found: ListFile, capture: Capture, held: Held, result: Imported) -> Iterator[Person]:
    """Yield everybody of whom the list says something that is not settled yet."""
    for document in found.documents:
        published = document.published_by(capture.published)
        reading, proposed = table_proposals(document, capture, found.mapping, published, held.links)
        said = tuple(rows_of_text(document.text, found.mapping))
        rows = {f"p{row.row.number}.{row.ordinal}": row for row in said}
        result.rows += len(reading.people)
        open_of: dict[str, list[Statement]] = {}
        for statement in proposed.statements:
            open_of.setdefault(statement.subjects[0], []).append(statement)
        for person in reading.people:
            row = rows[person.id]
            node = f"m:{mention_of(row)}"
            statements = open_of.pop(node, [])
            if statements:
                yield Person(row, node, tuple(statements))
            else:
                result.known += 1


def _place(people: Iterable[Person], known: Known, held: Held, batch: _Batch, result: Imported) -> None:
    """Say of each person how she stands to those known; accept what is sure where the list is our own record."""
    about: dict[str, list[Statement]] = {}
    for statement in held.statements:
        for subject in statement.subjects:
            about.setdefault(held.links.address.get(subject, subject), []).append(statement)
    taken: dict[str, str] = {}
    done: set[str] = set()
    homonyms: dict[str, str] = {}
    for person in people:
        fingerprint = person.node[2:]
        covered = held.links.covered.get(fingerprint) or taken.get(fingerprint)
        match = _match(person, covered, known, held, homonyms)
        if match.fit is Fit.QUESTION:
            result.questions.append((person.row, match))
        elif match.fit is Fit.SURE:
            result.sure += 1
        else:
            result.new += 1
        fresh = [s for s in person.statements if s.id not in done]
        done.update(s.id for s in fresh)
        theirs = about.get(match.person, []) if match.person else []
        clear = [s for s in fresh if match.fit is not Fit.QUESTION and not contradicts(s, theirs)]
        result.contradictions += [(person.row, s) for s in fresh if match.fit is Fit.SURE and s not in clear]
        if not batch.own or not clear:
            result.waiting += len(fresh)
            if match.person and covered is None and person.row.one("id") == match.person:
                taken[fingerprint] = batch.accept(person.node, match.person, (), covered=False)
            continue
        taken[fingerprint] = batch.accept(person.node, match.person, clear, covered=covered is not None)
        result.accepted += len(clear)
        result.waiting += len(fresh) - len(clear)


def _match(person: Person, covered: str | None, known: Known, held: Held, homonyms: dict[str, str]) -> Match:
    """Return how somebody of the list stands to those known, and to those who stand before her in the list."""
    if covered is not None:
        return Match(Fit.SURE, held.links.address.get(covered, covered))
    match = known.match(person.row)
    key = " ".join(sorted(person.row.name.casefold().replace("ё", "е").split()))
    before = homonyms.setdefault(key, person.node)
    if match.fit is Fit.NEW and before != person.node and person.row.one("born") is None:
        return Match(Fit.QUESTION)  # two of one name in one list, and nothing that tells them apart
    return match


class _Batch:
    """Drafts of acceptances, appended when there are enough; each person's stand in one batch."""

    def __init__(self, workspace: Workspace, who: Decider, voice: str, own: bool) -> None:
        self.workspace, self.who, self.own = workspace, who, own
        self.voice = (Value(voice),)
        self.why = f"{voice}: {who.why}" if who.why else voice
        self.drafts: list[Draft] = []

    def accept(self, node: str, person: str | None, statements: Sequence[Statement], *, covered: bool) -> str:
        """Accept statements about somebody known (an address) or new; return her id."""
        subject = bytes.fromhex(person) if person else self.who.new_id()
        made: list[Draft] = []
        if not covered:
            fields: dict[str, CborValue] = {
                "id": subject,
                "sort": "person",
                "mentions": [bytes.fromhex(node[2:])],
            }
            made.append(decision("subject", self.who.by, self.why, fields))
        for statement in statements:
            told = replace(statement, said_by=self.voice)
            made.append(claim_draft(told, [subject], by=self.who.by, origin=statement.id))
        if len(self.drafts) + len(made) > _AT_ONCE:
            self.flush()
        self.drafts += made
        return subject.hex()

    def flush(self) -> None:
        """Append what waits."""
        if self.drafts:
            self.workspace.append_private(self.drafts)
            self.drafts = []


def undo_import(workspace: Workspace, capture: str, who: Decider) -> int:
    """Take back all that was accepted from a list as our own record; return how many statements.

    They are proposals again. ``capture`` is the list's SHA-256, or six or more digits from its beginning.
    """
    lane = workspace.private()
    standing = {statement.id for statement in of_lane(lane).statements}
    found = [entry for entry in _claims_of(lane.entries, capture) if entry.id.hex() in standing]
    if not found:
        raise Refused(
            "Nothing was taken back: no statement that stands was accepted from this list as our own record."
        )
    for start in range(0, len(found), 500):
        ids = [entry.id for entry in found[start : start + 500]]
        workspace.append_private([decision("retract", who.by, who.why, {"claims": list(ids)})])
    return len(found)


def own_lists(workspace: Workspace) -> dict[str, int]:
    """Return the lists (SHA-256) from which statements stand that were accepted as our own record, and how many."""
    lane = workspace.private()
    standing = {s.id for s in of_lane(lane).statements}
    found: dict[str, int] = {}
    for entry in _claims_of(lane.entries, ""):
        captures = [row.get("capture") for row in entry.maps("evidence")]
        lists = {one.hex() for one in captures if isinstance(one, bytes)}
        for capture in lists if entry.id.hex() in standing else ():
            found[capture] = found.get(capture, 0) + 1
    return found


def _claims_of(entries: Iterable[Entry], capture: str) -> Iterator[Entry]:
    beginning = VOICE.partition("{")[0]
    for entry in entries:
        if entry.kind != "claim" or not any(
            str(row.get("value")).startswith(beginning) for row in entry.maps("said_by")
        ):
            continue
        sources = [row.get("capture") for row in entry.maps("evidence")]
        if any(isinstance(one, bytes) and one.hex().startswith(capture) for one in sources):
            yield entry
