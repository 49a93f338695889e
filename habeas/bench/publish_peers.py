"""Generators of static sites, to stand beside our publishing: Pelican and Hugo, if they are installed.

They get the content of our pages as Markdown, one file a person and language, and put a plain frame around it: no rivals
to weigh, no search, feeds, calendars or data. What they cannot do is not asked of them.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from habeas.publish.edition import Edition
from habeas.publish.facts import Fact
from habeas.publish.pages.person import PersonPage, person_page
from habeas.publish.plain import plain
from habeas.publish.values import Shown
from habeas.publish.words import words_of

LIMIT = 1800  # seconds that a peer may take
MISSING = "{name} is not installed, so it is not measured. Install it with `pip install {package}`."
_PELICAN = """
SITENAME = "Register"
SITEURL = ""
THEME = "simple"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
PAGE_PATHS = ["people"]
ARTICLE_PATHS = ["articles"]
PAGE_URL = "{slug}.html"
PAGE_SAVE_AS = "{slug}.html"
DIRECT_TEMPLATES = ["index"]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
_FRAME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><header><a href="/">Register</a></header><main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Timed:
    """One generator at work: ``pages`` made in ``seconds`` of the clock and ``cpu`` seconds of all its processes."""

    name: str
    pages: int
    seconds: float
    cpu: float


def peers(edition: Edition, place: Path) -> tuple[list[Timed], list[str]]:
    """Measure the generators at hand on the content of ``edition`` in ``place``; and a line for each that is missing."""
    found, missing = [], []
    if find_spec("pelican") and find_spec("markdown"):
        found.append(_pelican(_content(edition), place / "pelican"))
    else:
        missing.append(MISSING.format(name="Pelican", package="pelican markdown"))
    beside = Path(sys.executable).with_name("hugo")
    hugo = str(beside) if beside.exists() else shutil.which("hugo")
    if hugo:
        found.append(_hugo(hugo, _content(edition), place / "hugo"))
    else:
        missing.append(MISSING.format(name="Hugo", package="hugo"))
    return found, missing


def _pelican(content: Mapping[str, tuple[str, str]], place: Path) -> Timed:
    people = place / "content" / "people"
    people.mkdir(parents=True)
    for name, (title, text) in content.items():
        (people / f"{name}.md").write_text(f"Title: {title}\nSlug: {name}\n\n{text}", encoding="utf-8")
    (place / "pelicanconf.py").write_text(_PELICAN, encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "-q", "-s", "pelicanconf.py", "-o", "output"]
    return _timed("Pelican", command, place, "output")


def _hugo(program: str, content: Mapping[str, tuple[str, str]], place: Path) -> Timed:
    people = place / "content" / "people"
    people.mkdir(parents=True)
    for name, (title, text) in content.items():
        told = title.replace("\\", "").replace('"', "")
        (people / f"{name}.md").write_text(f'---\ntitle: "{told}"\n---\n{text}', encoding="utf-8")
    (place / "layouts").mkdir()
    (place / "layouts" / "single.html").write_text(_FRAME, encoding="utf-8")
    (place / "layouts" / "list.html").write_text(_FRAME, encoding="utf-8")
    (place / "hugo.toml").write_text(
        'baseURL = "/"\ntitle = "Register"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n',
        encoding="utf-8",
    )
    return _timed("Hugo", [program, "--quiet", "--cacheDir", str(place / "cache")], place, "public")


def _timed(name: str, command: list[str], place: Path, output: str) -> Timed:
    before, begun = _children(), time.perf_counter()
    subprocess.run(command, cwd=place, check=True, timeout=LIMIT, capture_output=True)  # noqa: S603 - our own words
    seconds, cpu = time.perf_counter() - begun, _children() - before
    return Timed(name, sum(1 for _ in (place / output).rglob("*.html")), seconds, cpu)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _content(edition: Edition) -> dict[str, tuple[str, str]]:
    """Title and text of every page about a person, by a name for its file."""
    made = {}
    for record in edition.register.people:
        part = edition.alone(record)
        for lang in edition.languages:
            page = person_page(part, record, words_of(lang))
            title = page.name.first.name if page.name.first else record.id
            made[f"{lang}-{record.id}"] = (title, _markdown(page))
    return made


def _markdown(page: PersonPage) -> str:
    lines = [" ".join(plain(one) for one in page.lede), ""]
    for fact in (*page.events, *page.traits, *page.recognition, *page.support):
        lines += [f"## {plain(fact.title)}", "", *_facts(fact), ""]
    lines += [f"- {plain(moment.when)}: {plain(moment.what)}" for moment in page.timeline]
    lines += ["", *(f"- {plain(item)}" for item in page.unknown)]
    return "\n".join(lines) + "\n"


def _facts(fact: Fact) -> Iterable[str]:
    for line in fact.lines:
        yield f"- {plain(line.label)}: **{_plain(line.value)}**"
        for choice in line.choices:
            yield f"    - **{_plain(choice.value)}**"
    for quote in (*fact.quotes, *(q for line in fact.lines for q in line.quotes)):
        said = ", ".join(_plain(voice) for voice in quote.voices)
        where = _plain(quote.card.publisher) if quote.card.publisher else ""
        yield from ("", f"> {quote.text or ''}", "")
        yield f"[{where}]({quote.card.link or ''}) {plain(quote.card.published) if quote.card.published else ''} {said}"


def _plain(shown: Shown) -> str:
    return plain(shown.words)
