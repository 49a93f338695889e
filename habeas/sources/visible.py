"""The full visible text of a web page: what a reader's eyes get, nothing dropped, nothing twice.

The rules are those of innerText in the HTML standard, made plain: white space collapses as on the screen, blocks
stand on lines of their own, paragraphs have a blank line between, cells of a table row are divided by a tab.
Not shown, so not read: scripts, styles, templates, fallbacks that no browser shows, and what is hidden by
attribute or inline style. Repeated text is kept: a copy is evidence too.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from habeas.sources.lines import Lines

_NOT_SHOWN = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "noembed",
        "noframes",
        "audio",
        "video",
        "canvas",
        "datalist",
        "desc",
        "metadata",
        "defs",
        "rp",
        "param",
        "source",
        "track",
    ]
)
_SPACES = re.compile(r"\s+")


def visible_text(root: LexborNode) -> str:
    """Return the visible text of the tree under ``root``."""
    page = Lines()
    node: LexborNode = root
    # No recursion: hostile pages nest thousands deep.
    while True:
        child = _open(page, node)
        if child is not None:
            node = child
            continue
        while node.mem_id != root.mem_id and node.next is None and node.parent is not None:
            node = node.parent
            page.leave(node.tag or "")
        if node.mem_id == root.mem_id or node.next is None:
            return page.text()
        node = node.next


def _open(page: Lines, node: LexborNode) -> LexborNode | None:
    """Say or enter ``node``; return its first child where there is one to go into (else it is left again)."""
    tag = node.tag or ""
    if tag == "-text":
        page.say(node.text_content or "")
        return None
    if _is_hidden(node, tag):
        return None
    page.enter(tag)
    child = node.first_child
    if child is None:
        page.leave(tag)
    return child


def _is_hidden(node: LexborNode, tag: str) -> bool:
    if tag in _NOT_SHOWN or tag.startswith(("-", "!")):
        return tag != "-document"
    if tag == "title" and node.parent is not None and node.parent.tag == "svg":
        return True
    attributes = node.attributes
    if not attributes:
        return False
    style = _SPACES.sub("", attributes.get("style") or "").lower()
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style
