"""The formats that can be read, one file each. To add one: a file here, a line below, a sample in the tests.

The order matters only for recognising: the first that knows the bytes wins.
Imports: the rest of sources.
"""

from __future__ import annotations

from habeas.sources.format import Format
from habeas.sources.formats import (
    delimited,
    docx,
    feed,
    html,
    mail,
    md,
    mhtml,
    odt,
    pdf,
    records,
    sheet,
    telegram,
    telegram_page,
    txt,
    warc,
)

FORMATS: tuple[Format, ...] = (
    pdf.FORMAT,
    sheet.FORMAT,
    docx.FORMAT,
    odt.FORMAT,
    warc.FORMAT,
    mhtml.FORMAT,
    mail.FORMAT,
    telegram.FORMAT,
    records.FORMAT,
    telegram_page.FORMAT,
    feed.FORMAT,
    html.FORMAT,
    md.FORMAT,
    delimited.FORMAT,
    txt.FORMAT,
)
