"""How a page becomes HTML: the templates, the style sheet and the script with the hash of their bytes in their names."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from habeas.packs.loader import load, read_bytes, read_text
from habeas.packs.loader import names as pack_names
from habeas.publish.dates import day_words
from habeas.publish.edition import Edition
from habeas.publish.parts import Parts
from habeas.publish.pieces import Piece, ready
from habeas.publish.plain import readable
from habeas.publish.words import Words

# `file:` beside 'self': a site opened from a disk has no origin that 'self' could mean in every browser.
POLICY = (
    "default-src 'none'; style-src 'self' file:; font-src 'self' file:; base-uri 'none'; form-action 'none'"
)
SEARCH_POLICY = f"{POLICY}; script-src 'self' file:"
MENU = (
    ("index", "index.html", "site.index.title"),
    ("search", "search.html", "pages.search.title"),
    ("statistics", "statistics.html", "pages.statistics.title"),
    ("changes", "changes.html", "pages.changes.title"),
    ("help", "help.html", "pages.help.title"),
    ("about", "about.html", "site.about.title"),
)
FOOT = (
    ("groups.html", "site.groups.title"),
    ("work.html", "pages.work.title"),
    ("recognition.html", "pages.recognition.title"),
    ("about.html#data", "site.data"),
)
HOLES = ("title", "head", "path", "main")
_FONTS = "site/fonts"


def frame(edition: Edition, words: Words, tongues: tuple[Words, ...]) -> dict[str, Any]:
    """Return what every page of a language needs; the day of the edition stands only where a page is made for it."""
    return {
        "lang": words.lang,
        "words": words,
        "parts": Parts(words),
        "tongues": tongues,
        "mode": edition.mode,
        "settings": edition.settings,
        "base": edition.settings.base,
        "contact": edition.settings.contact_link,
        "site_title": edition.site_title(words),
        "root": "../",
        "stylesheet": _stylesheet()[0],
        "policy": POLICY,
        "glyphs": Markup(read_text("site/glyphs.svg")),  # noqa: S704 - our own drawing
        "made": words.text("site.made_with", version=edition.version),
        "menu": [(item, href, words.text(label)) for item, href, label in MENU],
        "foot": [(href, words.text(label)) for href, label in FOOT],
        "place": "",
        "alternates": True,
    }


def page(template: str, values: Mapping[str, Any]) -> bytes:
    """Return one page as bytes."""
    text = _templates().get_template(template).render(values)
    return (readable(text).rstrip() + "\n").encode("utf-8")


def fragment(template: str, values: Mapping[str, Any]) -> str:
    """Return the main part of a page, which a shell holds."""
    return _templates().get_template(template).render(values)


def dated(edition: Edition, words: Words) -> dict[str, Any]:
    """Return the foot line of pages that gather everything: with the day that they were made for."""
    return {"made": words.text("site.made", date=day_words(edition.today, words), version=edition.version)}


@dataclass(frozen=True, slots=True)
class Shell:
    """What the pages of all people have in common in one language, made once and cut where they differ."""

    pieces: tuple[bytes, ...]
    holes: tuple[str, ...]

    def page(self, **filled: bytes) -> bytes:
        """Return one page: the markup in ``filled``, which is readable already, where the shell is cut."""
        text = [b""] * (len(self.pieces) + len(self.holes))
        text[0::2] = self.pieces
        text[1::2] = [filled[hole] for hole in self.holes]
        return b"".join(text)


def shell(values: Mapping[str, Any], mark: str) -> Shell:
    """Cut the layout filled with ``values`` at its holes; ``mark`` is a word that stands in none of the values."""
    holes = {name: f"{mark}{name}" for name in HOLES}
    text = _templates().get_template("shell.html").render({**values, **holes, "holes": holes})
    cut = re.split(f"{mark}({'|'.join(HOLES)})", readable(text).rstrip() + "\n")
    return Shell(tuple([piece.encode("utf-8") for piece in cut[0::2]]), tuple(cut[1::2]))


def script() -> tuple[str, bytes]:
    """Return the path of the search's script and its bytes."""
    folding = json.dumps(load("site/search_letters.yml").data, ensure_ascii=False)
    data = read_text("site/search.js").replace("/*FOLD*/null", folding).encode("utf-8")
    return f"assets/{_hashed('search.js', data)}", data


def assets() -> tuple[Piece, ...]:
    """Return the style sheet, the fonts with their licences, and the script of the search."""
    licences = {name: read_bytes(f"{_FONTS}/{name}") for name in pack_names(_FONTS, ".txt")}
    files = (
        _stylesheet(),
        script(),
        *((f"assets/{_hashed(name, data)}", data) for name, data in _fonts().items()),
        *((f"assets/{name}", data) for name, data in licences.items()),
    )
    return tuple(ready(path, data) for path, data in files)


def stylesheet() -> str:
    """Return the path of the style sheet."""
    return _stylesheet()[0]


@cache
def _stylesheet() -> tuple[str, bytes]:
    css = read_text("site/site.css")
    for name, data in _fonts().items():
        css = css.replace(f"url({name})", f"url({_hashed(name, data)})")
    data = css.encode("utf-8")
    return f"assets/{_hashed('site.css', data)}", data


@cache
def _fonts() -> Mapping[str, bytes]:
    return {name: read_bytes(f"{_FONTS}/{name}") for name in pack_names(_FONTS, ".woff2")}


def _hashed(name: str, data: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{ending}"


def safe(value: object) -> str:
    """Return ``value`` as it stands in a page: markup as it is, everything else escaped."""
    return value if type(value) is Markup else escape(value)


class _Generator(CodeGenerator):
    """Writes `{{ value }}` so that what is markup already is not made into markup again: a third of the time."""

    def _output_child_pre(self, node: Any, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.safe(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Environment(Environment):
    code_generator_class = _Generator
    safe = staticmethod(safe)


@cache
def _templates() -> Environment:
    return _Environment(
        loader=FunctionLoader(lambda name: read_text(f"site/templates/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
