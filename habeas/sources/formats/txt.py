"""Plain text: the bytes, decoded, and nothing else."""

from __future__ import annotations

from habeas.model.document import Document
from habeas.sources.decode import decode
from habeas.sources.format import Format
from habeas.sources.limits import check_plain_size
from habeas.sources.made import make_document


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return the one document of a plain text; raise SourceError if it is none."""
    del name  # a text says nothing about itself, and its name is not evidence
    check_plain_size(len(data))
    decoded = decode(data)
    return (make_document(data, "txt/1", decoded.text, notes=decoded.notes),)


FORMAT = Format(
    id="txt",
    called="plain text",
    media="text/plain",
    extensions=(".txt", ".text"),
    recognises=lambda _: False,  # any text may be something else; it is what is left
    read=read,
    isolated=False,
)
