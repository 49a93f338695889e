"""The reports that a workspace holds: where each came from, how it is read, and what of that is still open.

What was read is kept in the workspace, for as long as the packs are the same; in this process only what it proposes stays, for as
long as the workspace is open and the report in it. All of a reading (every name's place, every reason) is taken from the
workspace again when somebody looks at the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import batched
from weakref import WeakKeyDictionary

from habeas.claims.fingerprints import fingerprints_of
from habeas.claims.read import read
from habeas.claims.reader_version import reader_version
from habeas.model.capture import Capture, CaptureKind
from habeas.model.document import Document
from habeas.model.reading import Reading
from habeas.model.statement import Statement
from habeas.record.entry import Entry
from habeas.register.packed import WHOLE, Packed, forget_opened
from habeas.register.proposals import Proposals, proposals
from habeas.register.statements import Held
from habeas.sources.tables import is_table
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace
from habeas.workflows.ahead import ahead
from habeas.workflows.list_readings import (
    mapping_of,
    read_document,
    table_proposals,
    written_mapping,
)
from habeas.workflows.not_kept import not_kept
from habeas.workflows.snapshot_evidence import beside_neighbours

type _Key = tuple[Capture, str, str | None, str, str]

_AT_ONCE = 500  # documents that are taken from the workspace at a time
_TOGETHER = 25  # of them, so many are turned into proposals at a time
_ALONE = 100  # proposals of so many are made here: a helper costs more than that


@dataclass(frozen=True, slots=True)
class _Read:
    """What is the same at every look at one report: its text, what it proposes, its language, everybody who is named in it."""

    document: Document
    found: Proposals
    lang: str
    named: tuple[str, ...]
    name: str | None


NOBODY = frozenset[str]()  # one for all reports
type _Held = _Read | Packed[_Read]

_known: WeakKeyDictionary[Workspace, dict[_Key, _Held]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Report:
    """One document that we hold: where it came from, how it was read, and what of that is still open.

    ``id`` is its address: the hash of its text, or its root where another document has the very same text. ``kept_out`` are
    the people in it who asked not to be kept; ``done`` are all proposals that somebody answered, of any report. The first
    open reports, and those that are not open, stay in memory as they are; of others what is asked for is unpacked (:mod:`habeas.register.packed`).
    """

    id: str
    capture: Capture
    workspace: Workspace = field(repr=False, compare=False)
    held: _Held = field(repr=False)
    kept_out: frozenset[str]
    done: frozenset[str] = field(repr=False)

    @property
    def _read(self) -> _Read:
        return _whole(self.held)

    @property
    def document(self) -> Document:
        """The text, with what its format states."""
        return self._read.document

    @property
    def name(self) -> str | None:
        """The name of its file, when it was given to us."""
        return self._read.name

    @property
    def lang(self) -> str:
        """The language that most of it is in."""
        return self._read.lang

    @property
    def named(self) -> tuple[str, ...]:
        """The names of all who are read in it."""
        return self._read.named

    @property
    def found(self) -> Proposals:
        """All that the reader proposes, settled or not."""
        found = self._read.found
        return _without(found, self.kept_out) if self.kept_out else found

    @property
    def open(self) -> Proposals:
        """What of that nobody answered yet."""
        return self._still_open() if isinstance(self.held, Packed) else self._open

    @cached_property
    def _open(self) -> Proposals:
        return self._still_open()

    def _still_open(self) -> Proposals:
        found = self.found
        return Proposals(tuple(s for s in found.statements if s.id not in self.done), found.presented)

    @property
    def not_kept(self) -> int:
        """How many people in it asked not to be kept: of them nothing is proposed."""
        return len(self.kept_out)

    @property
    def published(self) -> str | None:
        """When it was published (EDTF), as we were told, else as the format states."""
        return self.document.published_by(self.capture.published)

    @property
    def reading(self) -> Reading:
        """All that was read in it, as the workspace keeps it: take it once where you need it twice."""
        document = self.document
        kept = self.workspace.reading(document.text_sha256, reader_version(), self.published)
        return kept or read_document(self.workspace, document, self.published)

    @property
    def title(self) -> str:
        """The title that the format states, else the first words of the text."""
        document = self.document
        if document.title:
            return document.title
        first = next((line.strip() for line in document.text.splitlines() if line.strip()), "")
        return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + " …"


def reports_of(workspace: Workspace, entries: Iterable[Entry], held: Held) -> dict[str, Report]:
    """Return every report by its id; ``entries`` and ``held`` are the private lane and what it holds."""
    captures = captures_of(entries)
    done = held.links.settled | held.links.rejected
    found: dict[str, Report] = {}
    listed = not_kept(workspace)
    for one, stays in _all_read(workspace, captures, done):
        document = one.document
        place = document.root if document.text_sha256 in found else document.text_sha256
        kept_out = listed.nodes(one.found.statements) or NOBODY
        found[place] = Report(place, captures[document.capture], workspace, stays, kept_out, done)
    return found


def _all_read(
    workspace: Workspace, captures: Mapping[str, Capture], done: Set[str]
) -> Iterator[tuple[_Read, _Held]]:
    """Yield every document with what it proposes, whole and as it stays in memory.

    Some are taken from the workspace at a time, so that its readings are never all in memory; proposals are made on all cores.
    """
    before, now, whole = _known.get(workspace, {}), dict[_Key, _Held](), 0
    pieces = _pieces(workspace, captures, before)
    with closing(ahead(_read_share, pieces, alone=_ALONE, again=_ALONE)) as made:
        for piece, news in made:
            fresh = iter(news)
            keep_proposals(workspace, [reading for _, reading in news if reading is not None])
            for key, known in piece:
                one = next(fresh)[0] if known is None else _whole(known)
                still = any(statement.id not in done for statement in one.found.statements)
                # What is answered is looked through at every look, and proposes nothing: it stays whole.
                if whole < WHOLE or not still:
                    now[key], whole = one, whole + still
                else:
                    now[key] = known if isinstance(known, Packed) else Packed(one)
                yield one, now[key]
    _known[workspace] = now  # and what is gone from the workspace is gone from here
    forget_opened()


def _whole(held: _Held) -> _Read:
    return held.value if isinstance(held, Packed) else held


@dataclass(frozen=True, slots=True)
class _Asked:
    """A text that is to be turned into proposals, with its reading as the workspace keeps it (JSON), where it does."""

    document: Document
    capture: Capture
    name: str | None
    kept: str | None


type _Piece = tuple[list[tuple[_Key, _Held | None]], list[_Asked]]


def _pieces(
    workspace: Workspace, captures: Mapping[str, Capture], before: Mapping[_Key, _Held]
) -> Iterator[_Piece]:
    """Yield the documents, some at a time: under which key each is known, what is known of it, and what is to be made."""
    tables, names = _Tables(workspace, captures), workspace.given_names()
    for some in batched((one for one in workspace.each_document() if one.capture in captures), _AT_ONCE):
        rows = [(one, key, before.get(key)) for one in some for key in (tables.key(one),)]
        new = [one.text_sha256 for one, _, known in rows if known is None and not is_table(one.reader)]
        kept = workspace.written_readings(reader_version(), new) if new else {}
        for part in batched(rows, _TOGETHER):
            piece: _Piece = ([], [])
            for one, key, known in part:
                capture, name = captures[one.capture], names.get(one.capture)
                if known is None and is_table(one.reader):
                    known = tables.read(one, name)
                piece[0].append((key, known))
                if known is None:
                    written = kept.get((one.text_sha256, one.published_by(capture.published)))
                    piece[1].append(_Asked(one, capture, name, written))
            yield piece


def _read_share(share: Sequence[_Asked]) -> list[tuple[_Read, Reading | None]]:
    """Return what each text proposes, and its reading where that is made only now."""
    return [_read(one) for one in share]


def _read(asked: _Asked) -> tuple[_Read, Reading | None]:
    from habeas.store.desk_values import reading_of

    document, capture = asked.document, asked.capture
    kept = None if asked.kept is None else reading_of(asked.kept)
    reading = kept or read(document.text, published=document.published_by(capture.published))
    found = proposals(reading, capture, fingerprints_of(reading, document.root), root=document.root)
    return _of(document, reading, found, asked.name), None if kept else reading


def _of(document: Document, reading: Reading, found: Proposals, name: str | None) -> _Read:
    lang = reading.languages[0] if reading.languages else "und"
    return _Read(document, found, lang, tuple(person.name for person in reading.people), name)


class _Tables:
    """Documents that are tables: they are read as their columns are kept, which a look at a watched list may change."""

    def __init__(self, workspace: Workspace, captures: Mapping[str, Capture]) -> None:
        self._workspace, self._captures = workspace, captures
        self._mappings: dict[str, str] = {}

    def key(self, document: Document) -> _Key:
        """Return under what a document's proposals are known: all that they depend on."""
        how = self._mapping(document.capture) if is_table(document.reader) else ""
        capture = self._captures[document.capture]
        return (capture, document.text_sha256, document.published, reader_version(), how)

    def _mapping(self, capture: str) -> str:
        if capture not in self._mappings:
            self._mappings[capture] = written_mapping(self._workspace, capture)
        return self._mappings[capture]

    def read(self, document: Document, name: str | None) -> _Read:
        """Return what a table proposes."""
        capture, mapping = self._captures[document.capture], mapping_of(self._workspace, document.capture)
        published = document.published_by(capture.published)
        reading, found = table_proposals(document, capture, mapping, published)
        found = beside_neighbours(self._workspace, document, mapping, found, self._captures)
        return _of(document, reading, found, name)


def _without(found: Proposals, nodes: frozenset[str]) -> Proposals:
    """Leave out what is proposed of people who asked not to be kept, alone or among others."""
    return Proposals(
        tuple(s for s in found.statements if nodes.isdisjoint(s.subjects)),
        tuple(one for one in found.presented if one.mention not in nodes),
    )


def keep_proposals(workspace: Workspace, readings: Sequence[Reading]) -> None:
    """Remember what was read: a help for the next look, so that a full or locked disk refuses nothing."""
    if readings:
        with suppress(StoreError):
            workspace.keep_readings(readings)


def forget(workspace: Workspace) -> None:
    """Forget what this process keeps of readings: the next look takes them from the workspace."""
    _known.pop(workspace, None)
    forget_opened()


def rejected(report: Report, held: Held) -> tuple[Statement, ...]:
    """Return the proposals of a report that we rejected."""
    return tuple(s for s in report.found.statements if s.id in held.links.rejected)


def captures_of(entries: Iterable[Entry]) -> dict[str, Capture]:
    """Return the captures that the private lane names, by hash; a later entry adds and corrects."""
    found: dict[str, Capture] = {}
    for entry in entries:
        sha256 = entry.octets("sha256")
        if entry.kind != "capture" or sha256 is None:
            continue
        told = {name: entry.text(name) for name in ("publisher", "url", "published", "captured", "voice")}
        known = found.get(sha256.hex())
        if known is None:
            size, got = entry.get("size", 0), entry.get("got", entry.ts)
            voice = told["voice"]
            known = Capture(
                sha256=sha256.hex(),
                media=entry.text("media") or "",
                size=size if isinstance(size, int) else 0,
                got=got if isinstance(got, int) else entry.ts,
                kind=CaptureKind.TOLD if voice else CaptureKind.FILE,
                use_for=entry.text("for"),
            )
        found[known.sha256] = replace(
            known,
            publisher=told["publisher"] or known.publisher,
            url=told["url"] or known.url,
            published=told["published"] or known.published,
            captured=told["captured"] or known.captured,
            voice=told["voice"] or known.voice,
        )
    return found
