"""What a workspace keeps of reports: the original bytes, the texts read from them, the names they came under, what was read in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from habeas.model.capture import Capture
from habeas.model.document import Document
from habeas.model.reading import Reading
from habeas.record.lanes import Scope
from habeas.store.opening import Opened

if TYPE_CHECKING:
    from habeas.store.captures import Added
    from habeas.store.writer import Writer


class HeldReports:
    """The half of an open workspace that holds reports; :class:`habeas.store.workspace.Workspace` is the whole."""

    opened: Opened
    _alias: str
    _writer: Writer

    def add_capture(self, data: bytes, capture: Capture, documents: Sequence[Document] = ()) -> Added:
        """Keep original bytes with the capture entry that names them and the texts read from them, or nothing.

        Bytes that we hold already are ``known``: then only documents of a newer reader are added. Raises
        ValueError where bytes, capture and documents do not belong together.
        """
        from habeas.store import blobs, captures

        captures.check(data, capture, documents)
        layout = self.opened.layout
        key = blobs.fresh_key(layout)
        with captures.bytes_in_place(layout, self._alias, data, capture, key) as known:
            entry = (
                None if known else self._writer.append(Scope.PRIVATE, [captures.capture_draft(capture)])[0]
            )
            before = captures.store_rows(self._alias, capture, documents)
        return captures.Added(entry, known, before)

    def text(self, sha256: str) -> str | None:
        """Return a text by its hash (64 hex digits), or None if it was erased or never held."""
        from habeas.store import captures

        return captures.text(self._alias, sha256)

    def blob(self, sha256: str) -> bytes | None:
        """Return original bytes by their hash, checked against it, or None if erased or never held."""
        from habeas.store import captures

        return captures.blob(self.opened.layout, self._alias, sha256)

    def documents(self, capture: str | None = None) -> tuple[Document, ...]:
        """Return the documents of one capture (by its hash) or of all, as its newest reader made them."""
        return tuple(self.each_document(capture))

    def each_document(self, capture: str | None = None) -> Iterator[Document]:
        """Yield them one after another, for those who need not hold them all at once."""
        from habeas.store import captures

        return captures.documents(self._alias, capture)

    def given_name(self, capture: str) -> str | None:
        """Return the name that a capture's file had when it was given to us. It never leaves the private lane."""
        from habeas.store import captures

        return captures.given_name(self._alias, capture)

    def reading(self, text_sha256: str, reader: str, published: str | None) -> Reading | None:
        """Return the cached proposals of a text, by reader version and the published date it was read with."""
        from habeas.store import desk_values

        return desk_values.reading(self._alias, text_sha256, reader, published)

    def readings(
        self, reader: str, texts: Iterable[str] | None = None
    ) -> Callable[[str, str | None], Reading | None]:
        """Return what gives the kept reading of a text (hash, published) by that version of the reader, or None.

        They are looked up at once, for those who need many: of ``texts`` (hashes), or of all.
        """
        from habeas.store import desk_values

        known = self.written_readings(reader, texts)

        def one(text_sha256: str, published: str | None) -> Reading | None:
            written = known.get((text_sha256, published))
            return None if written is None else desk_values.reading_of(written)

        return one

    def written_readings(
        self, reader: str, texts: Iterable[str] | None = None
    ) -> dict[tuple[str, str | None], str]:
        """Return the kept readings of ``texts``, or of all, as they are written (:func:`desk_values.reading_of` reads them)."""
        from habeas.store import desk_values

        return desk_values.readings(self._alias, reader, texts)

    def given_names(self) -> dict[str, str]:
        """Return the names that files had when they were given to us, by capture."""
        from habeas.store import captures

        return captures.given_names(self._alias)

    def keep_readings(self, readings: Iterable[Reading]) -> None:
        """Cache proposals. Those of a text that we do not hold are passed over."""
        from habeas.store import desk_values

        desk_values.keep_readings(self._alias, readings)
