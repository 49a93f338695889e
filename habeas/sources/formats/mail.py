"""Letters (.eml) and mailboxes (.mbox): one document a letter, and one for each report attached to it.

The plain form of a letter is read where it has one, else its web form. Who sent it to whom is a private matter and
is not kept; its subject and its date are. Source: RFC 5322 and MIME, as Python's own library reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern

from habeas.model.document import Document
from habeas.model.reason import Reason
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.formats.within import prepare_parts, read_inside, read_what_can_be
from habeas.sources.limits import MAX_META
from habeas.sources.made import as_parts
from habeas.sources.stated import Stated, dated, parse_stated, tidy_title

_READER = "mail/1"
_START = re.compile(rb"(?:^|\n)From [^\n]{1,998}\n")
_WAY_OUT = "Save the letter's text as .txt and add that."
# Letters attached to letters attached to letters: nobody reads on after this many parts.
MAX_LETTER_PARTS = 500
MAX_LETTERS = 20_000


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return the documents of a letter or a mailbox; raise SourceError if it holds no words."""
    del name
    letters = list(_letters(data))
    found = [one for letter in letters for one in _of_letter(letter, data)]
    if not found:
        what = "The mailbox holds no letter with words." if len(letters) > 1 else "The letter holds no words."
        raise SourceError(what, _WAY_OUT)
    return as_parts(found) if len(found) > 1 else tuple(found)


def parsed(data: bytes) -> EmailMessage:
    """Return the letter in ``data``; raise SourceError where it is too broken to be one."""
    try:
        return message_from_bytes(data, _class=EmailMessage, policy=modern)
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise SourceError("The letter is broken inside.", _WAY_OUT) from error


def parts_of(letter: EmailMessage) -> list[tuple[EmailMessage, str]]:
    """Return the parts of a letter that hold something, each with its media type; raise SourceError if too many."""
    found = []
    for part in letter.walk():
        if not part.is_multipart():
            found.append((part, part.get_content_type()))
        if len(found) > MAX_LETTER_PARTS:
            raise SourceError(
                f"The letter has more than {MAX_LETTER_PARTS} parts, as no real one has.", _WAY_OUT
            )
    return found


def content(part: EmailMessage) -> bytes:
    """Return the bytes of a part, unpacked from the way they travelled."""
    try:
        unpacked = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, TypeError):
        return b""
    return unpacked if isinstance(unpacked, bytes) else b""


def header(letter: EmailMessage, name: str) -> str | None:
    """Return a header's words on one line, or None; a broken one is none."""
    try:
        value = letter.get(name)
        return tidy_title(str(value)[: 4 * MAX_META]) if value is not None else None
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return None


def _letters(data: bytes) -> Iterator[EmailMessage]:
    starts = list(_START.finditer(data)) if data.startswith(b"From ") else []
    if len(starts) > MAX_LETTERS:
        raise SourceError(
            f"The mailbox holds more than {MAX_LETTERS:,} letters.", "Add them in several files."
        )
    if not starts:
        yield parsed(data)
    ends = [match.start() + 1 for match in starts[1:]] + [len(data)]
    for match, end in zip(starts, ends, strict=False):
        # a line of a letter that begins with "From " is written with a sign before it
        yield parsed(data[match.end() : end].replace(b"\n>From ", b"\nFrom "))


def _of_letter(letter: EmailMessage, outer: bytes) -> list[Document]:
    stated = _stated(letter)
    body = _body(letter)
    bodies: list[Document] = []
    if body is not None:
        try:
            media = "text/html" if body.get_content_type() == "text/html" else "text/plain"
            bodies = list(read_inside(_utf8(body), "letter", media, outer, _READER))
        except SourceError:
            bodies = []
    attached = [
        (content(part), part.get_filename() or "", media)
        for part, media in parts_of(letter)
        if part is not body
    ]
    files = [one for one in attached if one[1]]
    found, refused = read_what_can_be(files, outer, _READER)
    unread = [name for _, name, _ in files if name not in {read_name for read_name, _ in found}]
    media_names = tuple(name[:MAX_META] for _, name, _ in files)
    beside = _beside(unread or refused)
    letters = [
        replace(
            one,
            title=stated.title,
            published=stated.published,
            published_at=stated.published_at,
            media=media_names,
            notes=stated.notes + beside,
        )
        for one in bodies
    ]
    return letters + [_attached(one, stated) for _, one in found]


def _body(letter: EmailMessage) -> EmailMessage | None:
    try:
        body = letter.get_body(("plain", "html"))
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None
    return body if isinstance(body, EmailMessage) else None


def _utf8(part: EmailMessage) -> bytes:
    """Return the words of a part in UTF-8, from the encoding that it states; as they came where that fails."""
    data = content(part)
    stated = str(part.get_content_charset() or "")
    try:
        return data.decode(stated).encode("utf-8") if stated else data
    except (LookupError, ValueError):
        return data


def _stated(letter: EmailMessage) -> Stated:
    written = None
    try:
        moment = getattr(letter.get("Date"), "datetime", None)
        written = parse_stated(moment.isoformat()) if moment is not None else None
    except (ValueError, LookupError, IndexError, AttributeError, TypeError, OverflowError):
        written = None
    day, moment_utc = (written.day, written.moment) if written else (None, None)
    return Stated(header(letter, "Subject"), day, moment_utc, None, dated(written, "the letter's date"))


def _attached(attached: Document, stated: Stated) -> Document:
    """An attached report keeps its own title and date; without a date it has none: the letter's is not its own."""
    words = f"It was attached to a letter of {stated.published or 'an unknown day'}."
    return replace(
        attached,
        notes=(*attached.notes, Reason("source.attached", words, (("day", stated.published or ""),))),
    )


def _beside(unread: list[str]) -> tuple[Reason, ...]:
    if not unread:
        return ()
    names = ", ".join(name[:80] for name in unread[:10])
    words = f"Attached and not read: {names}. Look at them yourself."
    return (Reason("source.mail-beside", words, (("files", names),)),)


def _prepare() -> None:
    prepare_parts()
    parsed(
        b"Subject: =?utf-8?b?w6k=?=\nDate: Sun, 22 Mar 2026 18:30:00 +0300\nContent-Type: text/plain\n\nx\n"
    )


def _recognises(data: bytes) -> bool:
    head = data[:16_384]
    if head.startswith(b"From "):
        head = head.partition(b"\n")[2]
    top = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    names = {line.partition(b":")[0] for line in top.split(b"\n") if b":" in line}
    letter = b"from" in names and b"date" in names and bool(names & {b"subject", b"to", b"message-id"})
    return letter and bool(names & {b"mime-version", b"message-id"})


FORMAT = Format(
    id="mail",
    called="a letter (e-mail)",
    media="message/rfc822",
    extensions=(".eml", ".mbox"),
    recognises=_recognises,
    read=read,
    isolated=True,
    prepare=_prepare,
)
