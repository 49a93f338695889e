"""bytes -> Document: finds out what a file is and reads it as that.

Pure, and in the caller's process: for files from outside use ``habeas.fetch.reader``, which calls this in a
limited child process for every format that needs a large parser.
"""

from __future__ import annotations

from dataclasses import replace

from habeas.model.document import Document
from habeas.sources.errors import SourceError
from habeas.sources.formats import page_tables, txt
from habeas.sources.limits import check_size
from habeas.sources.sniff import misnamed, sniff


def read_bytes(name: str, data: bytes) -> tuple[Document, ...]:
    """Return the documents of the file ``data``; ``name`` is its name or address, for its ending only.

    Equal bytes and equal names give equal documents. Raises SourceError, and nothing else, for what cannot be read.
    """
    found = sniff(name, data)
    try:
        documents = found.format.read(data, name)
    except SourceError as error:
        if found.format is txt.FORMAT and found.notes:
            raise misnamed(name, error) from error
        raise
    return tuple(replace(one, notes=found.notes + one.notes) for one in documents)


def read_tables(name: str, data: bytes) -> tuple[Document, ...]:
    """Return the tables of a page or a spreadsheet as documents; raise SourceError as ``read_bytes`` does."""
    check_size(len(data))
    return page_tables.FORMAT.read(data, name)
