"""Documents as they travel from the limited child to us: JSON, and nothing of it believed.

The child reads hostile files, so its answer is hostile too: every field is checked, hashes are counted anew here.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Sequence
from typing import Any

from habeas.model.document import Document, PageBox
from habeas.model.edtf import Edtf
from habeas.model.reason import Reason
from habeas.sources.errors import PicturesError, SourceError
from habeas.sources.limits import MAX_LINK, MAX_LINKS, MAX_META, check_text
from habeas.sources.made import as_parts

MAX_ANSWER = 128_000_000  # bytes: twice the longest text with a box for each of its shortest lines
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_READER = re.compile(r"[a-z0-9]{1,12}/[0-9]{1,4}")


class WireError(ValueError):
    """The child's answer is not one."""


class SpentError(SourceError):
    """A refusal after which the child is of no more use: its memory is full of what it could not finish."""


_KINDS: dict[str, type[SourceError]] = {"spent": SpentError, "pictures": PicturesError}


def _kind(error: SourceError) -> str | None:
    return next((name for name, kind in _KINDS.items() if isinstance(error, kind)), None)


def pack_documents(documents: Sequence[Document]) -> bytes:
    """Return the answer that carries ``documents``."""
    return _pack({"documents": [_to_json(document) for document in documents]})


def pack_error(error: SourceError) -> bytes:
    """Return the answer that carries a refusal."""
    return _pack({"error": [error.sentence, error.way_out], "kind": _kind(error)})


def unpack_answer(answer: bytes, data: bytes) -> tuple[Document, ...]:
    """Return the documents in ``answer``, read from the capture ``data``.

    Raises SourceError where the child refused the file (SpentError: and is to be replaced), WireError where its answer is not in order.
    """
    try:
        body = json.loads(answer)
        refusal = body.get("error")
        if refusal is not None:
            sentence, way_out = (_text(part, 1000) for part in refusal)
            raise _KINDS.get(body.get("kind"), SourceError)(sentence, way_out)
        capture = hashlib.sha256(data).hexdigest()
        documents = tuple(_from_json(one, capture) for one in body["documents"])
        if any(one["part"] is True for one in body["documents"]):
            documents = as_parts(documents)
    except SourceError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise WireError(f"an answer out of order ({type(error).__name__})") from error
    if not documents:
        raise WireError("an answer without a document")
    return documents


def _pack(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _to_json(document: Document) -> dict[str, Any]:
    return {
        "reader": document.reader,
        "text": document.text,
        "title": document.title,
        "published": document.published,
        "published_at": document.published_at,
        "edited": document.edited,
        "forwarded_from": document.forwarded_from,
        "reply_to": document.reply_to,
        "publisher": document.publisher,
        "part": document.part is not None,
        "media": list(document.media),
        "links": list(document.links),
        "boxes": [[one.start, one.end, one.page, *one.box] for one in document.boxes],
        "notes": [[one.rule, one.words, [list(fact) for fact in one.facts]] for one in document.notes],
    }


def _from_json(one: dict[str, Any], capture: str) -> Document:
    text = _text(one["text"], None)
    check_text(text)
    published = _matching(one["published"], _DAY)
    if published is not None:
        Edtf.parse(published)
    edited = one["edited"]
    return Document(
        capture=capture,
        reader=_matching(_text(one["reader"], 20), _READER) or "",
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        title=_optional(one["title"]),
        published=published,
        published_at=_matching(one["published_at"], _MOMENT),
        edited=_matching(edited, _MOMENT if isinstance(edited, str) and "T" in edited else _DAY),
        forwarded_from=_optional(one["forwarded_from"]),
        reply_to=_optional(one["reply_to"]),
        publisher=_optional(one["publisher"]),
        media=tuple(_text(media, MAX_LINK) for media in _list(one["media"], MAX_LINKS)),
        links=tuple(_text(link, MAX_LINK) for link in _list(one["links"], MAX_LINKS)),
        boxes=tuple(_box(box, len(text)) for box in _list(one["boxes"], len(text))),
        notes=tuple(_note(note) for note in _list(one["notes"], 20)),
    )


def _box(box: Any, length: int) -> PageBox:
    start, end, page, *sides = _list(box, 7)
    if (
        not all(type(number) is int for number in (start, end, page))
        or not 0 <= start < end <= length
        or page < 1
    ):
        raise WireError("a box outside the text")
    left, bottom, right, top = (float(side) for side in sides)
    if not all(map(math.isfinite, (left, bottom, right, top))):
        raise WireError("a box outside the page")
    return PageBox(start, end, page, (left, bottom, right, top))


def _note(note: Any) -> Reason:
    rule, words, facts = _list(note, 3)
    pairs = [_list(fact, 2) for fact in _list(facts, 10)]
    return Reason(
        _text(rule, 60), _text(words, 2000), tuple((_text(k, 60), _text(v, 2000)) for k, v in pairs)
    )


def _text(value: Any, longest: int | None) -> str:
    if not isinstance(value, str) or (longest is not None and len(value) > longest):
        raise WireError("no text where there should be one, or too long a one")
    return value


def _optional(value: Any) -> str | None:
    return None if value is None else _text(value, MAX_META)


def _list(value: Any, longest: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > longest:
        raise WireError("no list where there should be one, or too long a one")
    return value


def _matching(value: Any, pattern: re.Pattern[str]) -> str | None:
    if value is None:
        return None
    if not pattern.fullmatch(_text(value, MAX_META)):
        raise WireError("a value in no known notation")
    return str(value)
