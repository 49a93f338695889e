"""The formats that can be read, one file each. To add one: a file here, a line below, a sample in the tests.

The order matters only for recognising: the first that knows the bytes wins.
Imports: the rest of sources.
"""

from __future__ import annotations

from habeas.sources.format import Format
from habeas.sources.formats import docx, html, md, pdf, txt

FORMATS: tuple[Format, ...] = (
    pdf.FORMAT,
    docx.FORMAT,
    html.FORMAT,
    md.FORMAT,
    txt.FORMAT,
)
