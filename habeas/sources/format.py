"""What a source format is: the shape that every file in formats/ fills in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from habeas.model.document import Document


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file that can be read.

    ``id`` is short (``pdf``), ``called`` is what a volunteer calls it (``a PDF``), ``media`` its media type,
    ``extensions`` the endings of its file names, the usual one first. ``recognises`` looks at the bytes alone:
    True only where they can be nothing else (it must be cheap and safe: it runs outside the limited child).
    ``sure`` says that ``recognises`` knows every such file (a .pdf that it does not know is none).
    ``read`` makes the documents of (bytes, file name) or raises SourceError. ``isolated`` formats need a large
    parser, so they are read in the limited child process; ``prepare`` loads all that ``read`` will need, because
    the child can open no file afterwards.
    """

    id: str
    called: str
    media: str
    extensions: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str], tuple[Document, ...]]
    isolated: bool
    sure: bool = False
    prepare: Callable[[], object] = tuple
