"""What is due in the words of the page languages: ``packs/words/due``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from habeas.law.span import Span
from habeas.packs.loader import load
from habeas.register.due import Due

LANGUAGES = ("en", "be", "ru", "uk", "pl", "de")


def words_of(lang: str) -> Mapping[str, Any]:
    """Return the words of one page language."""
    return dict(load(f"words/due/{lang}.yml").data)


def sentence(one: Due, lang: str, name: str | None = None, *, listed: bool = False) -> str:
    """Return the line that tells one thing; ``name`` stands for the person's name where it is given.

    In a calendar or on a page a day of action stands beside its date; ``listed`` says that nothing else tells it.
    """
    words = words_of(lang)
    kind = "held-longer-found" if one.kind == "held-longer" and not one.question else one.kind
    if listed and kind == "campaign":
        kind = "campaign-listed"
    shown = (
        one.named.get(lang, one.name) if one.kind == "campaign" else name if name is not None else one.name
    )
    told = str(words["kinds"][kind]).format(
        name=shown or words["someone"],
        when=when(one.span, words),
        first=one.span.first or "",
        last=one.span.last or "",
        day=one.day or "",
        days=one.count,
    )
    marks = [str(words["proposed"])] if one.state.value == "proposed" else []
    marks += [str(words["unchecked"])] if not one.checked else []
    return f"{told} [{'; '.join(marks)}]" if marks else told


def when(span: Span, words: Mapping[str, Any]) -> str:
    """Return an interval in words that stand behind “ends”."""
    forms = words["when"]
    if span.first and span.last:
        form = forms["on"] if span.first == span.last else forms["between"]
    else:
        form = forms["from"] if span.first else forms["by"]
    return str(form).format(first=span.first or "", last=span.last or "")
