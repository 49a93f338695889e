"""The words of the app in the reader's language: its own (packs/words/app) and those it shares with the public site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest

from habeas.packs.loader import load, names
from habeas.publish.words import Words, words_of

COOKIE = "habeas-lang"
DEFAULT = "en"


@dataclass(frozen=True)
class Wording:
    """``w``: sentences of the app; ``s``: terms, dates, values and sentences shared with the site."""

    w: Words
    s: Words

    @property
    def lang(self) -> str:
        """The language's tag."""
        return self.w.lang


@cache
def languages() -> tuple[tuple[str, str], ...]:
    """Return the languages that the app speaks: (tag, its own name), English first."""
    tags = [name.removesuffix(".yml") for name in names("words/app", ".yml")]
    ordered = sorted(tags, key=lambda tag: (tag != DEFAULT, tag))
    return tuple((tag, wording(tag).w.native) for tag in ordered)


@cache
def wording(lang: str) -> Wording:
    """Return the words of one language."""
    return Wording(Words(load(f"words/app/{lang}.yml")), words_of(lang))


def wording_for(request: HttpRequest) -> Wording:
    """Return the words in which to answer: as chosen, else the first that the browser asks for and we have."""
    known = {tag for tag, _ in languages()}
    chosen = request.COOKIES.get(COOKIE, "")
    if chosen in known:
        return wording(chosen)
    asked = (
        part.split(";")[0].strip()[:2].lower()
        for part in request.headers.get("Accept-Language", "").split(",")
    )
    return wording(next((tag for tag in asked if tag in known), DEFAULT))
