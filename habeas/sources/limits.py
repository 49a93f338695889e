"""How much is too much: the numbers at which a source is refused, each with its reason.

Sizes are bytes unless the name says otherwise. They are far above any report and far below what would fill an
old laptop's memory; a refused file is named, nothing of it is kept, and the others go on.
"""

from __future__ import annotations

from typing import Final

from habeas.sources.errors import SourceError

# A year of a busy channel is about 10 MB of text; over this it is a database or a film, not a report.
MAX_BYTES: Final = 50_000_000
# A thousand printed pages. Reading for claims takes about a minute for this much, and a person could not
# review it as one document anyway.
MAX_TEXT: Final = 2_000_000
# Pages of a PDF: a large court file. Checked before any page is opened.
MAX_PAGES: Final = 2_000
# What a .docx may unpack to, all parts together, pictures counted.
MAX_UNPACKED: Final = 50_000_000
# Office XML packs to a tenth or a thirtieth; 200 is never reached by words that a person wrote. Below
# RATIO_FROM a ratio means nothing: a kilobyte of the same letter packs as well.
MAX_RATIO: Final = 200
RATIO_FROM: Final = 1_000_000
# Parts of a .docx: pictures and settings of a large document are some hundreds.
MAX_PARTS: Final = 5_000
# What a spreadsheet may unpack to: 90,000 rows of twenty filled cells are about 150 MB of XML.
MAX_SHEET_UNPACKED: Final = 400_000_000
# Cells of one sheet, empty ones counted (memory goes by them), and sheets of one file.
MAX_CELLS: Final = 6_000_000
MAX_SHEETS: Final = 200
# Elements open inside one another. Browsers stop at 512; the parser's time grows with the square of it.
MAX_NESTING: Final = 5_000
# Control characters (other than tab, line and page breaks) that a text may hold, as a share of its characters.
MAX_CONTROL_SHARE: Final = 0.001
# Signs without a known letter that the text of a PDF may hold, as a share: above it, it is no longer a text.
MAX_UNKNOWN_SHARE: Final = 0.2
# Links kept of one page, and the length of one.
MAX_LINKS: Final = 5_000
MAX_LINK: Final = 2_000
# Of a title or a date that a page states about itself.
MAX_META: Final = 500


def check_size(size: int) -> None:
    """Raise SourceError if a file of ``size`` bytes is empty or over MAX_BYTES (before anything is loaded)."""
    if size == 0:
        raise SourceError("The file is empty (0 bytes).", "Get it again from where it came from.")
    if size > MAX_BYTES:
        raise SourceError(
            f"The file has {_megabytes(size)}; the limit is {_megabytes(MAX_BYTES)}.",
            "Cut out the part that matters and add that.",
        )


def check_text(text: str) -> None:
    """Raise SourceError if ``text`` holds no visible character, or more than MAX_TEXT."""
    check_text_length(len(text), MAX_TEXT)
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u00a0"):
        raise SourceError(
            "The file holds no text, only blank space.", "Get it again from where it came from."
        )


def check_plain_size(size: int) -> None:
    """Raise SourceError if ``size`` bytes of plain text must be over MAX_TEXT (no encoding takes over 4 a character)."""
    if size > 4 * MAX_TEXT + 4:
        raise SourceError(
            f"The file has {_megabytes(size)} of text; the limit for one report is {MAX_TEXT:,} characters.",
            "Split it into several files and add those.",
        )


def check_text_length(characters: int, room: int) -> None:
    """Raise SourceError if ``characters`` do not fit into the ``room`` that is left of MAX_TEXT."""
    if characters > room:
        raise SourceError(
            f"The text has {MAX_TEXT - room + characters:,} characters; the limit for one report is {MAX_TEXT:,}.",
            "Split it into several files and add those.",
        )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB" if size >= 1_000_000 else f"{size:,} bytes"
