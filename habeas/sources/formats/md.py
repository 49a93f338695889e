"""Markdown: the words without the marks.

What remains is the decoded text with only marks taken out, never anything added or moved: heading signs,
emphasis, bullets, quote signs, rules, fences, comments, link targets. Ordered numbers, tables and code stay.
The front matter's title and date become metadata, not text.
"""

from __future__ import annotations

from habeas.model.document import Document
from habeas.sources.decode import decode
from habeas.sources.format import Format
from habeas.sources.limits import check_plain_size
from habeas.sources.made import make_document
from habeas.sources.markdown import front_matter, heading, links_of, words_of


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return the one document of a Markdown file; raise SourceError if it is no text."""
    del name
    check_plain_size(len(data))
    decoded = decode(data)
    stated, body = front_matter(decoded.text)
    text = words_of(body)
    stated = stated if stated.title else heading(body, stated)
    return (make_document(data, "md/1", text, stated=stated, links=links_of(body), notes=decoded.notes),)


FORMAT = Format(
    id="md",
    called="Markdown",
    media="text/markdown",
    extensions=(".md", ".markdown"),
    recognises=lambda _: False,  # only its name tells it from plain text
    read=read,
    isolated=False,
)
