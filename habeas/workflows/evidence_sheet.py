"""Verb: one page about one original: what it is, where from, when and how it came, and the chain from its bytes to each quote.

The items are those that the Berkeley Protocol (OHCHR, 2020) asks to be kept of what is collected. A working copy: it says
ONLY-FOR-US. Everything on it is looked at again when it is made: a number that no longer fits is printed as such.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from habeas import __version__
from habeas.fetch.warc import MEDIA
from habeas.model.capture import Capture, CaptureKind
from habeas.model.document import Document
from habeas.model.statement import Evidence
from habeas.packs.loader import load
from habeas.record.entry import Entry
from habeas.store.workspace import Workspace
from habeas.workflows.holding import Holding, Report, hold
from habeas.workflows.letters import check_ours, write_ours
from habeas.workflows.refused import Refused
from habeas.workflows.time_stamps import stamps_of
from habeas.workflows.typeset import set_pages

TEMPLATE: Final = "evidence/sheet.typ"
_MOST_QUOTES: Final = 6  # the rest is counted: it is one page
_LONGEST_QUOTE: Final = 220
_LONGEST: Final = 150

type _Row = tuple[str, str, bool]  # label, value, whether it is a number to be compared sign by sign


@dataclass(frozen=True, slots=True)
class Source:
    """One report with its original: what the sheet is made of."""

    report: Report
    capture: Capture
    data: bytes | None
    entry: Entry
    entries: int


def evidence_sheet(workspace: Workspace, report: str, file: Path, *, today: date, lang: str) -> Source:
    """Write the evidence sheet of a report (its id, or six or more digits from its beginning) to a PDF."""
    check_ours(file, ".pdf")
    holding = hold(workspace, today=today)
    source = source_of(workspace, holding, report)
    write_ours(file, sheet_bytes(workspace, holding, source, today=today, lang=lang))
    return source


def sheet_bytes(workspace: Workspace, holding: Holding, source: Source, *, today: date, lang: str) -> bytes:
    """Return the evidence sheet of a source as a PDF."""
    sheet = sheet_of(workspace, holding, source, today=today, lang=lang)
    return set_pages(TEMPLATE, {"sheet": sheet}, day=today)


def source_of(workspace: Workspace, holding: Holding, named: str) -> Source:
    """Return the report that is named by its id or its original's hash; Refused where there is none, or more than one."""
    wanted = named.lower()
    found = [one for key, one in holding.reports.items() if wanted in (key, one.capture.sha256)] or [
        one
        for key, one in holding.reports.items()
        if len(wanted) >= 6 and (key.startswith(wanted) or one.capture.sha256.startswith(wanted))
    ]
    captures = {one.capture.sha256 for one in found}
    if not found:
        raise Refused(f"There is no report “{named}”. `habeas add --json` and the app give its address.")
    if len(captures) > 1:
        raise Refused(f"“{named}” may be {len(captures)} reports. Give more of the address.")
    capture = found[0].capture
    entries = [
        e
        for e in holding.entries
        if e.kind == "capture" and e.octets("sha256") == bytes.fromhex(capture.sha256)
    ]
    lane = sum(1 for e in holding.entries if e.header.lane == entries[0].header.lane)
    return Source(found[0], capture, workspace.blob(capture.sha256), entries[0], lane)


def sheet_of(
    workspace: Workspace, holding: Holding, source: Source, *, today: date, lang: str
) -> dict[str, Any]:
    """Return what the template prints, in a language."""
    words: Mapping[str, Any] = load("evidence/words.yml").data[lang]
    report, document = source.report, source.report.document
    return {
        "lang": lang,
        "program": f"Habeas {__version__}",
        "only": words["only"],
        "printed": words["printed"].format(day=today.isoformat()),
        "title": words["title"],
        "subtitle": _short(report.title, 100),
        "footer": words["footer"],
        "parts": [
            _part(words["what"], _what(source, words["what"])),
            _part(words["where"], _where(source, words["where"])),
            _part(words["when"], _when(source, document, words["when"])),
            _part(words["stamp"], _stamp(workspace, source, words["stamp"])),
            _part(words["custody"], _custody(source, document, words["custody"])),
        ],
        "chain": _chain(holding, source, words["chain"]),
        "check": {
            "head": words["check"]["head"],
            "lines": [words["check"][one] for one in ("original", "quote", "record")],
        },
    }


def _part(words: Mapping[str, str], rows: Iterable[_Row]) -> dict[str, Any]:
    return {"head": words["head"], "rows": [list(row) for row in rows]}


def _what(source: Source, words: Mapping[str, str]) -> list[_Row]:
    kind = CaptureKind.PAGE if source.capture.media == MEDIA else source.capture.kind
    return [
        (words["kind"], words[kind.value], False),
        (words["media"], source.capture.media, False),
        (words["size"], words["bytes"].format(n=f"{source.capture.size:,}".replace(",", "\u202f")), False),
        (words["lang"], source.report.lang, False),
    ]


def _where(source: Source, words: Mapping[str, str]) -> list[_Row]:
    told = {
        "publisher": source.capture.publisher or source.report.document.publisher,
        "url": source.capture.url,
        "published": source.report.published,
    }
    return [(words[name], _short(value or words["unknown"], _LONGEST), False) for name, value in told.items()]


def _when(source: Source, document: Document, words: Mapping[str, str]) -> list[_Row]:
    tool = f"Habeas {__version__}" + (f" ({words['warc']})" if source.capture.media == MEDIA else "")
    rows = [(words["got"], _moment(source.capture.got), False)]
    if source.capture.captured:
        rows.append((words["captured"], source.capture.captured, False))
    return [*rows, (words["tool"], tool, False), (words["reader"], document.reader, False)]


def _stamp(workspace: Workspace, source: Source, words: Mapping[str, str]) -> list[_Row]:
    rows: list[_Row] = []
    for one in stamps_of(workspace):
        if one.original == source.capture.sha256:
            when = one.time.strftime("%Y-%m-%d %H:%M:%S") if one.time else ""
            told = words["at"].format(time=when, who=_short(one.by or "?", 60))
            rows.append(("RFC 3161", words["broken"].format(why=one.problem) if one.problem else told, False))
            rows.append((words["proof"], one.reply, True))
    return rows[:4] or [("RFC 3161", words["none"], False)]


def _custody(source: Source, document: Document, words: Mapping[str, str]) -> list[_Row]:
    wrong = []
    if source.data is None or hashlib.sha256(source.data).hexdigest() != source.capture.sha256:
        wrong.append("SHA-256 1")
    if hashlib.sha256(document.text.encode("utf-8")).hexdigest() != document.text_sha256:
        wrong.append("SHA-256 2")
    state = words["broken"].format(what=", ".join(wrong)) if wrong else words["whole"]
    number = words["number"].format(n=source.entry.seq, m=source.entries)
    return [
        (words["record"], source.entry.header.log.hex(), True),
        (words["device"], f"{source.entry.header.lane.hex()}, {number}", True),
        (words["state"], state, False),
    ]


def _chain(holding: Holding, source: Source, words: Mapping[str, str]) -> dict[str, Any]:
    document = source.report.document
    quotes = _quotes(holding, source)
    return {
        "head": words["head"],
        "steps": [
            [words["original"], source.capture.sha256],
            [words["entry"], source.entry.id.hex()],
            [words["text"], document.text_sha256],
        ],
        "quotes": [
            {
                "at": words["quote"].format(start=one.start, end=one.end),
                "quote": _short(" ".join(one.text.split()), _LONGEST_QUOTE),
            }
            for one in quotes[:_MOST_QUOTES]
        ],
        "more": words["more"].format(n=len(quotes) - _MOST_QUOTES) if len(quotes) > _MOST_QUOTES else "",
    }


def _quotes(holding: Holding, source: Source) -> list[Evidence]:
    """Return the passages that statements rest on and that stand in the text as quoted; accepted ones first, each once."""
    text = source.report.document.text
    found: dict[tuple[int, int], Evidence] = {}
    for statement in (*holding.held.statements, *source.report.open.statements):
        for one in statement.evidence:
            if one.text_sha256 != source.report.document.text_sha256 or one.start is None or one.end is None:
                continue
            if text[one.start : one.end] == one.text:
                found.setdefault((one.start, one.end), one)
    return list(found.values())


def _moment(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S} UTC"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]} …"
