"""The reports that a workspace holds: where each came from, how it is read, and what of that is still open.

What was read is kept in the workspace, for as long as the packs are the same; in this process only what it proposes stays, for as
long as the workspace is open and the report in it. All of a reading (every name's place, every reason) is taken from the
workspace again when somebody looks at the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import batched
from weakref import WeakKeyDictionary

from habeas.claims.fingerprints import fingerprints_of
from habeas.claims.read import read, reader_version
from habeas.model.capture import Capture, CaptureKind
from habeas.model.document import Document
from habeas.model.reading import Reading
from habeas.model.statement import Statement
from habeas.record.entry import Entry
from habeas.register.proposals import Proposals, proposals
from habeas.register.statements import Held
from habeas.sources.tables import is_table
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace
from habeas.workflows.list_readings import (
    mapping_of,
    read_document,
    table_proposals,
    written_mapping,
)
from habeas.workflows.not_kept import not_kept
from habeas.workflows.snapshot_evidence import beside_neighbours

type _Key = tuple[Capture, str, str | None, str, str]

_AT_ONCE = 500  # documents


@dataclass(frozen=True, slots=True)
class _Read:
    """What is the same at every look at one report: what it proposes, its language, everybody who is named in it."""

    found: Proposals
    lang: str
    named: tuple[str, ...]
    name: str | None


_known: WeakKeyDictionary[Workspace, dict[_Key, _Read]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Report:
    """One document that we hold: where it came from, how it was read, and what of that is still open.

    ``id`` is its address: the hash of its text, or its root where another document has the very same text.
    ``found`` is all that the reader proposes, settled or not; ``not_kept`` how many people in it asked not to be kept: of them
    nothing is proposed. ``lang`` is the language most of it is in, ``named`` are the names of all who are read in it.
    """

    id: str
    document: Document
    capture: Capture
    found: Proposals
    open: Proposals
    lang: str
    named: tuple[str, ...]
    workspace: Workspace = field(repr=False, compare=False)
    name: str | None = None
    not_kept: int = 0

    @property
    def published(self) -> str | None:
        """When it was published (EDTF), as we were told, else as the format states."""
        return self.document.published_by(self.capture.published)

    @property
    def reading(self) -> Reading:
        """All that was read in it, as the workspace keeps it: take it once where you need it twice."""
        kept = self.workspace.reading(self.document.text_sha256, reader_version(), self.published)
        return kept or read_document(self.workspace, self.document, self.published)

    @property
    def title(self) -> str:
        """The title that the format states, else the first words of the text."""
        if self.document.title:
            return self.document.title
        first = next((line.strip() for line in self.document.text.splitlines() if line.strip()), "")
        return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + " …"


def reports_of(workspace: Workspace, entries: Iterable[Entry], held: Held) -> dict[str, Report]:
    """Return every report by its id; ``entries`` and ``held`` are the private lane and what it holds."""
    captures = captures_of(entries)
    done = held.links.settled | held.links.rejected
    found: dict[str, Report] = {}
    listed = not_kept(workspace)
    for document, one in _all_read(workspace, captures):
        kept_out = listed.nodes(one.found.statements)
        told = one.found if not kept_out else _without(one.found, kept_out)
        still = Proposals(tuple(s for s in told.statements if s.id not in done), told.presented)
        place = document.root if document.text_sha256 in found else document.text_sha256
        found[place] = Report(
            place,
            document,
            captures[document.capture],
            told,
            still,
            one.lang,
            one.named,
            workspace,
            one.name,
            not_kept=len(kept_out),
        )
    return found


def _all_read(workspace: Workspace, captures: Mapping[str, Capture]) -> Iterator[tuple[Document, _Read]]:
    """Yield every document with what it proposes; some are taken from the workspace at a time, so that its readings are
    never all in memory.
    """
    before, now = _known.get(workspace, {}), dict[_Key, _Read]()
    kept = _Kept(workspace)
    for some in batched((one for one in workspace.documents() if one.capture in captures), _AT_ONCE):
        keys = [_key(document, captures[document.capture], kept) for document in some]
        kept.look_up([document for document, key in zip(some, keys, strict=True) if key not in before])
        for document, key in zip(some, keys, strict=True):
            now[key] = before.get(key) or _read(workspace, document, captures, kept)
            yield document, now[key]
        keep_proposals(workspace, kept.fresh())
    _known[workspace] = now  # and what is gone from the workspace is gone from here


def _key(document: Document, capture: Capture, kept: _Kept) -> _Key:
    how = kept.mapping(document.capture) if is_table(document.reader) else ""
    return (capture, document.text_sha256, document.published, reader_version(), how)


def _without(found: Proposals, nodes: frozenset[str]) -> Proposals:
    """Leave out what is proposed of people who asked not to be kept, alone or among others."""
    return Proposals(
        tuple(s for s in found.statements if nodes.isdisjoint(s.subjects)),
        tuple(one for one in found.presented if one.mention not in nodes),
    )


def _nothing(_text_sha256: str, _published: str | None) -> Reading | None:
    return None


class _Kept:
    """What the workspace keeps of readings and names, looked up when somebody asks; and what was read anew."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._mappings: dict[str, str] = {}
        self._fresh: list[Reading] = []
        self._reading: Callable[[str, str | None], Reading | None] = _nothing

    def mapping(self, capture: str) -> str:
        """Return how the columns of a list are read, as it is kept: a look at a watched list may change it."""
        if capture not in self._mappings:
            self._mappings[capture] = written_mapping(self._workspace, capture)
        return self._mappings[capture]

    def look_up(self, documents: Sequence[Document]) -> None:
        """Take the readings of these from the workspace."""
        texts = [one.text_sha256 for one in documents if not is_table(one.reader)]
        self._reading = self._workspace.readings(reader_version(), texts) if texts else _nothing

    def reading(self, document: Document, published: str | None) -> Reading:
        """Return the reading of one of those, made now where none is kept."""
        known = self._reading(document.text_sha256, published)
        if known is None:
            known = read(document.text, published=published)
            self._fresh.append(known)
        return known

    def fresh(self) -> list[Reading]:
        """Return what was made now and was not given here before."""
        made, self._fresh = self._fresh, []
        return made

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of files."""
        return self._workspace.given_names()


def _read(
    workspace: Workspace,
    document: Document,
    captures: Mapping[str, Capture],
    kept: _Kept,
) -> _Read:
    capture = captures[document.capture]
    published = document.published_by(capture.published)
    if is_table(document.reader):
        mapping = mapping_of(workspace, document.capture)
        listed, found = table_proposals(document, capture, mapping, published)
        found = beside_neighbours(workspace, document, mapping, found, captures)
        return _of(listed, found, kept.names.get(document.capture))
    reading = kept.reading(document, published)
    found = proposals(reading, capture, fingerprints_of(reading, document.root), root=document.root)
    return _of(reading, found, kept.names.get(document.capture))


def _of(reading: Reading, found: Proposals, name: str | None) -> _Read:
    lang = reading.languages[0] if reading.languages else "und"
    return _Read(found, lang, tuple(person.name for person in reading.people), name)


def keep_proposals(workspace: Workspace, readings: Sequence[Reading]) -> None:
    """Remember what was read: a help for the next look, so that a full or locked disk refuses nothing."""
    if readings:
        with suppress(StoreError):
            workspace.keep_readings(readings)


def forget(workspace: Workspace) -> None:
    """Forget what this process keeps of readings: the next look takes them from the workspace."""
    _known.pop(workspace, None)


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
