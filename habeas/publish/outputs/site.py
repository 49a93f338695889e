"""The static site: a folder a language, one page a person, no script, no request to anybody else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from habeas.packs.loader import names as pack_names
from habeas.packs.loader import read_bytes, read_text
from habeas.publish.dates import day_words
from habeas.publish.edition import Edition
from habeas.publish.pages.people import index_page
from habeas.publish.pages.person import person_page
from habeas.publish.words import Words, words_of

# `file:` beside 'self': a site opened from a disk has no origin that 'self' could mean in every browser.
POLICY = (
    "default-src 'none'; style-src 'self' file:; font-src 'self' file:; base-uri 'none'; form-action 'none'"
)

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def files(edition: Edition) -> Mapping[str, bytes]:
    """Return every file of the site by its path."""
    made = dict(_assets())
    tongues = [words_of(lang) for lang in edition.languages]
    made["index.html"] = _page(
        "root.html", {**_frame(edition, tongues[0], tongues), "titles": _titles(edition, tongues)}
    )
    for words in tongues:
        made.update(_language(edition, words, tongues))
    return made


def _language(edition: Edition, words: Words, tongues: list[Words]) -> dict[str, bytes]:
    frame = _frame(edition, words, tongues)
    folder = words.lang
    made = {
        f"{folder}/index.html": _page(
            "index.html",
            {**frame, "page": index_page(edition, words), "place": "index", "path": "index.html"},
        ),
        f"{folder}/about.html": _page(
            "about.html",
            {
                **frame,
                "own": edition.settings.about.get(words.lang, ""),
                "place": "about",
                "path": "about.html",
            },
        ),
    }
    inner = {**frame, "root": "../../", "place": ""}
    for record in edition.register.people:
        path = f"people/{record.id}.html"
        page = person_page(edition, record, words)
        made[f"{folder}/{path}"] = _page("person.html", {**inner, "page": page, "path": path})
        for old in record.redirects:
            moved = {**inner, "page": record.id, "path": f"people/{old}.html"}
            made[f"{folder}/people/{old}.html"] = _page("moved.html", moved)
    return made


def _frame(edition: Edition, words: Words, tongues: list[Words]) -> dict[str, Any]:
    """What every page needs."""
    made = words.text("site.made", date=day_words(edition.today, words), version=edition.version)
    return {
        "lang": words.lang,
        "words": words,
        "tongues": tongues,
        "mode": edition.mode,
        "settings": edition.settings,
        "contact": edition.settings.contact_link,
        "site_title": _title(edition, words),
        "root": "../",
        "stylesheet": _stylesheet()[0],
        "policy": POLICY,
        "glyphs": Markup(read_text("site/glyphs.svg")),  # noqa: S704 - our own drawing
        "made": made,
    }


def _titles(edition: Edition, tongues: list[Words]) -> list[tuple[Words, str]]:
    return [(words, _title(edition, words)) for words in tongues]


def _title(edition: Edition, words: Words) -> str:
    return edition.settings.title.get(words.lang) or str(words.text("site.name"))


@cache
def _stylesheet() -> tuple[str, bytes]:
    """Return the style sheet's path, with the hash of its bytes in the name, and those bytes."""
    css = read_text("site/site.css")
    for name in _fonts():
        css = css.replace(f"url({name})", f"url({_hashed(name, read_bytes(f'site/fonts/{name}'))})")
    data = css.encode("utf-8")
    return f"assets/{_hashed('site.css', data)}", data


@cache
def _assets() -> tuple[tuple[str, bytes], ...]:
    fonts = {name: read_bytes(f"site/fonts/{name}") for name in _fonts()}
    licences = {name: read_bytes(f"site/fonts/{name}") for name in pack_names("site/fonts", ".txt")}
    return (
        _stylesheet(),
        *((f"assets/{_hashed(name, data)}", data) for name, data in fonts.items()),
        *((f"assets/{name}", data) for name, data in licences.items()),
    )


def _fonts() -> list[str]:
    return pack_names("site/fonts", ".woff2")


def _hashed(name: str, data: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{ending}"


@cache
def _templates() -> Environment:
    return Environment(
        loader=FunctionLoader(lambda name: read_text(f"site/templates/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _page(template: str, values: dict[str, Any]) -> bytes:
    text = _templates().get_template(template).render(values)
    return (readable(text).rstrip() + "\n").encode("utf-8")


def readable(text: str) -> str:
    """Return ``text`` with control characters, which no page may hold, shown as the replacement character."""
    return _CONTROL.sub("\ufffd", text)
