"""What came in: original bytes, the capture entry that names them, the texts that readers made of them.

The bytes are forced to the disk in ``tmp`` before the transaction, and renamed to their place within it. A note
in ``tmp`` says which one is being added until it is; what a crash left there is undone at the next opening.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import batched
from pathlib import Path

from habeas.model.capture import Capture
from habeas.model.document import Document
from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.store import blobs
from habeas.store.errors import StoreError, plain_errors
from habeas.store.inserting import insert
from habeas.store.layout import Layout, write_atomically
from habeas.store.models import BlobRow, DocumentRow, GivenName, TextRow
from habeas.store.nouns import NounError, dump, load
from habeas.store.transactions import after_commit, in_transaction, reading, writing

_ROWS_AT_ONCE = 500
NOTE_AS = b"note of an original"
ADDING = "adding-"  # begins the name of a note in ``tmp``


@dataclass(frozen=True, slots=True)
class Added:
    """The answer to adding a capture: its new entry, or ``known``, where we held the same bytes already; ``read_before``,
    where we held any of its texts.
    """

    entry: Entry | None
    known: bool
    read_before: bool = True


def capture_draft(capture: Capture) -> Draft:
    """Return the capture entry of the private lane. The file's name is no part of it."""
    texts = {
        "captured": capture.captured,
        "publisher": capture.publisher,
        "url": capture.url,
        "published": capture.published,
        "voice": capture.voice,
        "for": capture.use_for,
    }
    fields: dict[str, CborValue] = {
        "sha256": bytes.fromhex(capture.sha256),
        "media": capture.media,
        "size": capture.size,
        "got": capture.got,
    }
    fields.update({name: unicodedata.normalize("NFC", text) for name, text in texts.items() if text})
    return Draft("capture", fields)


def check(data: bytes, capture: Capture, documents: Sequence[Document]) -> None:
    """Raise ValueError unless bytes, capture and documents belong together."""
    if hashlib.sha256(data).hexdigest() != capture.sha256 or len(data) != capture.size:
        raise ValueError("the capture names other bytes than those given")
    for document in documents:
        if document.capture != capture.sha256 or text_hash(document.text).hex() != document.text_sha256:
            raise ValueError("the document belongs to another capture, or its text to another hash")


@contextmanager
def bytes_in_place(
    layout: Layout, alias: str, data: bytes, capture: Capture, key: bytes | None = None
) -> Iterator[bool]:
    """Hold a write transaction in which the bytes lie in their place, with their row; yield whether we held them already.

    ``key`` is what they are encrypted with, as their row keeps it (``blobs.fresh_key``).

    If the block fails, or the transaction after it, the bytes are taken away again.
    """
    sha256 = capture.sha256
    note = layout.tmp / f"{ADDING}{blobs.place(layout, sha256).name}"
    row = (bytes.fromhex(sha256), capture.size, capture.media, key)
    try:
        with _aside(layout, data, sha256, key) as partial, writing(alias):
            known = not insert(alias, BlobRow, ("sha256", "size", "media", "key"), [row], known_stay=True)
            if not known:
                with plain_errors("Keeping the original file"):
                    _write_note(layout, note, sha256)
                    blobs.move_in(layout, partial, sha256)
                after_commit(alias, lambda: note.unlink(missing_ok=True))
            yield known
    except BaseException:
        if not in_transaction(alias):
            settle(layout, alias, note)
        raise


@contextmanager
def _aside(layout: Layout, data: bytes, sha256: str, key: bytes | None) -> Iterator[Path]:
    with plain_errors("Keeping the original file"):
        partial = blobs.write_aside(layout, data, sha256, key)
    try:
        yield partial
    finally:
        partial.unlink(missing_ok=True)


def store_rows(alias: str, capture: Capture, documents: Sequence[Document]) -> bool:
    """Store the rows that stand beside the capture entry, within the caller's transaction.

    Return whether we held any of the texts before.
    """
    sha256 = bytes.fromhex(capture.sha256)
    if capture.name:
        name = capture.name.encode("utf-8", "backslashreplace").decode()
        insert(alias, GivenName, ("capture", "name"), [(sha256, name)], known_stay=True)
    # a channel's export is one capture with tens of thousands of documents: what is there already stays as it is
    fresh = 0
    for numbered in batched(enumerate(documents), _ROWS_AT_ONCE):
        texts = [(text_hash(d.text), d.text.encode("utf-8")) for _, d in numbered]
        fresh += insert(alias, TextRow, ("sha256", "text"), texts, known_stay=True)
        rows = [
            (sha256, document.reader, place, text, dump(replace(document, text="")))
            for (place, document), (text, _) in zip(numbered, texts, strict=True)
        ]
        insert(alias, DocumentRow, ("capture", "reader", "place", "text", "rest"), rows, known_stay=True)
    return fresh < len(documents)


def settle(layout: Layout, alias: str, note: Path) -> None:
    """Take away the bytes that ``note`` names if their capture never came into the record; then the note."""
    with plain_errors("Tidying up"):
        if not note.is_file():
            return
        sha256 = _read_note(layout, note)
        if sha256 is None:  # cut off before it was written: nothing was moved into its place yet
            note.unlink(missing_ok=True)
            return
        with writing(alias):  # whoever is adding the same bytes is either done or has not begun
            if not BlobRow.objects.using(alias).filter(sha256=bytes.fromhex(sha256)).exists():
                blobs.destroy(layout, sha256)
            note.unlink(missing_ok=True)


def _write_note(layout: Layout, note: Path, sha256: str) -> None:
    """Note which bytes are being added: by the note's name, or sealed in it where a name must not tell."""
    if layout.vault is None:
        note.touch(mode=0o600)
    else:
        write_atomically(note, layout.vault.seal(bytes.fromhex(sha256), NOTE_AS))


def _read_note(layout: Layout, note: Path) -> str | None:
    if layout.vault is None:
        return note.name.removeprefix(ADDING)
    sealed = note.read_bytes()
    return layout.vault.open(sealed, NOTE_AS).hex() if sealed else None


def text(alias: str, sha256: str) -> str | None:
    """Return the text with that hash, or None if we do not hold it (any more)."""
    with reading(alias):
        row = TextRow.objects.using(alias).filter(sha256=bytes.fromhex(sha256)).first()
    if row is None:
        return None
    data = bytes(row.text)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise StoreError(
            f"The text {sha256[:12]} is not what it was: it was changed in the database.",
            "Check the disk, and restore the last backup into a new folder.",
            kept="",
        )
    return data.decode("utf-8")


def blob(layout: Layout, alias: str, sha256: str) -> bytes | None:
    """Return the original bytes with that hash, or None if we do not hold them (any more)."""
    with reading(alias):
        held = BlobRow.objects.using(alias).filter(sha256=bytes.fromhex(sha256)).first()
    return blobs.read(layout, sha256, bytes(held.key) if held.key else None) if held else None


def documents(alias: str, capture: str | None) -> Iterator[Document]:
    """Yield the documents of one capture, or of all, as its newest reader made them, in the order of arrival.

    Only some are in memory at a time. One that is erased meanwhile is passed over.
    """
    with reading(alias):
        rows = DocumentRow.objects.using(alias).order_by("id")
        if capture is not None:
            rows = rows.filter(capture=bytes.fromhex(capture))
        held = [(id, bytes(of), reader) for id, of, reader in rows.values_list("id", "capture", "reader")]
    newest = {of: reader for _, of, reader in held}
    wanted = (id for id, of, reader in held if newest[of] == reader)
    for some in batched(wanted, _ROWS_AT_ONCE):
        with reading(alias):
            found = list(DocumentRow.objects.using(alias).order_by("id").filter(id__in=some))
            texts = _texts(alias, {bytes(row.text) for row in found})
        for row in found:
            if bytes(row.text) in texts:
                yield replace(_document(row), text=texts[bytes(row.text)])


def _document(row: DocumentRow) -> Document:
    try:
        return load(Document, row.rest)
    except NounError as error:
        raise StoreError(
            f"What was read from {bytes(row.capture).hex()[:12]} was written by another version of Habeas.",
            "Run `habeas rebuild`, which reads the originals again.",
            kept="The original is kept.",
        ) from error


def given_name(alias: str, capture: str) -> str | None:
    """Return the name that the file of a capture had when it was given to us."""
    with reading(alias):
        row = GivenName.objects.using(alias).filter(capture=bytes.fromhex(capture)).first()
    return str(row.name) if row else None


def given_names(alias: str) -> dict[str, str]:
    """Return the names that the files of captures had when they were given to us, by capture."""
    with reading(alias):
        rows = GivenName.objects.using(alias).values_list("capture", "name")
        return {bytes(capture).hex(): str(name) for capture, name in rows}


def text_hash(text: str) -> bytes:
    """Return the SHA-256 of a text's UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).digest()


def _texts(alias: str, hashes: Iterable[bytes]) -> dict[bytes, str]:
    wanted, found = sorted(hashes), {}
    for start in range(0, len(wanted), 1_000):
        rows = TextRow.objects.using(alias).filter(sha256__in=wanted[start : start + 1_000])
        found.update({bytes(row.sha256): bytes(row.text).decode("utf-8") for row in rows})
    return found
