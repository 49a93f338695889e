"""Takes the marks out of Markdown and leaves the words, in their order, with nothing added.

Source of the marks: CommonMark 0.31, and tables and ~~strikes~~ as GitHub writes them. Every expression here is
linear: a class never contains the sign that starts the next attempt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from habeas.sources.emphasis import without_emphasis
from habeas.sources.limits import MAX_LINK, MAX_LINKS
from habeas.sources.stated import Stated, StatedDate, dated, parse_stated, tidy_title

_FRONT_LINES = 200
_PUBLISHED_KEYS = frozenset(("date", "published", "publishdate", "pubdate"))
_EDITED_KEYS = frozenset(("updated", "modified", "lastmod"))
_FENCE = re.compile(r" {0,3}(```|~~~)")
_RULE = re.compile(r" {0,3}(?:=+|-+|(?:[-*_] ?){3,200})\s*$")
_TABLE_RULE = re.compile(
    r"[ \t]*\|?(?:[ \t]{0,5}:?-{3,200}:?[ \t]{0,5}\|){1,50}(?:[ \t]{0,5}:?-{3,200}:?)?\s*$"
)
_QUOTE = re.compile(r" {0,3}> ?")
_BULLET = re.compile(r"[ \t]{0,40}[-*+][ \t](?:\[[ xX]\] )?[ \t]*")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|(?=\s*$))")
_HEADING_END = re.compile(r"[ \t]#{1,20}[ \t]*(?=\r?\n?$)")
_TO = r"\(<?([^()<>\s]{0,2000}(?:\([^()\s]{0,200}\)[^()<>\s]{0,200})?)>?(?:[ \t]{1,5}[\"'][^\"'\n]{0,300}[\"'])?\)"
_IMAGE = re.compile(r"!\[([^\[\]]{0,1000})\]" + _TO)
_LINK = re.compile(r"\[([^\[\]]{0,1000})\]" + _TO)
_BY_NAME = re.compile(r"\[([^\[\]]{1,1000})\]\[[^\[\]\n]{0,100}\]")
_NAMED = re.compile(r" {0,3}\[([^\[\]^\n]{1,100})\]:[ \t]{0,10}<?([^\s<>]{1,2000})>?[^\n]*$")
_BARE = re.compile(r"<(https?://[^\s<>]{1,2000})>", re.IGNORECASE)


def front_matter(text: str) -> tuple[Stated, str]:
    """Return what the front matter (``---`` lines at the top) states, and the text after it."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != "---":
        return Stated(), text
    for index, line in enumerate(lines[1:_FRONT_LINES], start=1):
        if line.strip() in ("---", "..."):
            return _stated(lines[1:index]), "".join(lines[index + 1 :])
    return Stated(), text


def heading(body: str, stated: Stated) -> Stated:
    """Return ``stated`` with the first ``#`` heading of the body as its title, if there is one."""
    for line in body.splitlines()[:_FRONT_LINES]:
        if line.startswith("# "):
            title = tidy_title(words_of(line))
            return Stated(title, stated.published, stated.published_at, stated.edited, stated.notes)
    return stated


def words_of(body: str) -> str:
    """Return the words of a Markdown text: its characters in order, less the marks."""
    kept = [
        without_emphasis(_without_links(block)) if inline else block
        for inline, block in _blocks(_no_comments(body))
    ]
    return "".join(kept).lstrip("\r\n")


def links_of(body: str) -> tuple[str, ...]:
    """Return the web addresses that the text links to, each once, in order of kind and place."""
    found: dict[str, None] = {}
    named = (match[2] for line in body.splitlines() if (match := _NAMED.match(line)))
    for address in (*(match[2] for match in _LINK.finditer(body)), *_BARE.findall(body), *named):
        if address.lower().startswith(("http://", "https://")) and len(address) <= MAX_LINK:
            found.setdefault(address)
    return tuple(found)[:MAX_LINKS]


def _stated(lines: list[str]) -> Stated:
    """Read ``key: value`` lines; no YAML: a report's front matter is no place for anchors and types."""
    title, published, edited = None, None, None
    for line in lines:
        key, colon, value = line.partition(":")
        value = value.strip().strip("\"'")
        name = key.strip().lower().replace("_", "").replace("-", "")
        if not colon or key != key.lstrip() or not value:
            continue
        if name == "title":
            title = tidy_title(value)
        elif name in _PUBLISHED_KEYS:
            published = published or parse_stated(value)
        elif name in _EDITED_KEYS:
            edited = edited or parse_stated(value)
    return _as_stated(title, published, edited)


def _as_stated(title: str | None, published: StatedDate | None, edited: StatedDate | None) -> Stated:
    return Stated(
        title=title,
        published=published.day if published else None,
        published_at=published.moment if published else None,
        edited=(edited.moment or edited.day) if edited else None,
        notes=dated(published, "front matter"),
    )


def _no_comments(body: str) -> str:
    kept, at = [], 0
    while (start := body.find("<!--", at)) >= 0:
        end = body.find("-->", start)
        if end < 0:
            break
        kept.append(body[at:start])
        at = end + 3
    return "".join(kept) + body[at:]


def _blocks(body: str) -> Iterator[tuple[bool, str]]:
    """Cut into (inline marks apply, text): paragraphs without their line marks, and code as it is."""
    paragraph: list[str] = []
    fence = ""
    for line in body.splitlines(keepends=True):
        opening = _FENCE.match(line)
        if fence:
            if opening and opening[1] == fence:
                fence = ""
            else:
                yield False, line
            continue
        if opening or not line.strip():
            yield True, "".join(paragraph)
            paragraph = []
        if opening:
            fence = opening[1]
        elif not line.strip():
            yield False, line
        else:
            paragraph.append(_without_line_marks(line))
    yield True, "".join(paragraph)


def _without_line_marks(line: str) -> str:
    if _NAMED.match(line):
        return ""
    while match := _QUOTE.match(line):
        line = line[match.end() :]
    if _RULE.match(line) or _TABLE_RULE.match(line):
        return ""
    if match := _BULLET.match(line):
        line = line[match.end() :]
    if match := _HEADING.match(line):
        line = _HEADING_END.sub("", line[match.end() :])
    return line


def _without_links(block: str) -> str:
    if "[" in block:
        block = _BY_NAME.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub(r"\1", block)))
    return _BARE.sub(r"\1", block) if "<" in block else block
