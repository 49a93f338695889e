"""Questions as they are kept: desk state, for us alone. No lane holds one, and erasing a person takes hers along."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from habeas.store.workspace import Workspace

if TYPE_CHECKING:
    from habeas.store.question_models import QuestionRow

ASKED: Final = "asked"
FACT, UNKNOWN = "fact", "unknown"
_NAMES = (
    *("number", "person", "kind", "anchor", "words", "asked_of", "due", "by", "since"),
    *("closed", "closed_by", "answer", "fact"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, as :class:`habeas.store.question_models.QuestionRow` keeps it."""

    number: str
    person: str
    kind: str
    by: str
    since: int
    anchor: str = ""
    words: str = ""
    asked_of: str = ""
    due: str = ""
    closed: int | None = None
    closed_by: str = ""
    answer: str = ""
    fact: str = ""


def questions(workspace: Workspace, persons: Collection[str] | None = None) -> tuple[Question, ...]:
    """Return all questions, or those about ``persons`` (addresses), in the order in which they were asked."""
    from habeas.store.question_models import QuestionRow
    from habeas.store.transactions import reading

    with reading(workspace.alias):
        rows = QuestionRow.objects.using(workspace.alias).order_by("since", "pk")
        wanted = rows if persons is None else rows.filter(person__in=list(persons))
        return tuple(_question(row) for row in wanted)


def question(workspace: Workspace, number: str) -> Question | None:
    """Return one question by its number, or None."""
    from habeas.store.question_models import QuestionRow

    found = QuestionRow.objects.using(workspace.alias).filter(number=number).first()
    return None if found is None else _question(found)


def keep(workspace: Workspace, one: Question) -> Question:
    """Keep a question, new or changed; return it. Of two rows for one gap the first stays, and takes the change."""
    from habeas.store.question_models import QuestionRow
    from habeas.store.transactions import writing

    with writing(workspace.alias):
        rows = QuestionRow.objects.using(workspace.alias)
        there = rows.filter(anchor=one.anchor).first() if one.anchor else None
        kept = replace(one, number=there.number) if there is not None else one
        values = {name: getattr(kept, name) for name in _NAMES if name != "number"}
        rows.update_or_create(number=kept.number, defaults=values)
    return kept


def forget(workspace: Workspace, persons: Collection[str], names: Iterable[str] = ()) -> int:
    """Destroy the questions about ``persons``, and cut their ``names`` out of the words of all others.

    Return how many rows were touched. What the database keeps of them on the disk is destroyed too, as after an erasure.
    """
    from habeas.store.erasure import note_waiting
    from habeas.store.question_models import QuestionRow
    from habeas.store.transactions import writing

    forms = sorted({name for name in names if len(name) > 2}, key=len, reverse=True)
    with writing(workspace.alias):
        rows = QuestionRow.objects.using(workspace.alias)
        gone = rows.filter(person__in=list(persons)).delete()[0]
        cut = 0
        for row in rows.exclude(words=""):
            words = _without(row.words, forms)
            if words != row.words:
                rows.filter(pk=row.pk).update(words=words)
                cut += 1
        if gone or cut:
            note_waiting(workspace.alias, ())
    if gone or cut:
        workspace.clean_up()
    return int(gone) + cut


def by_anchor(found: Iterable[Question]) -> Mapping[str, Question]:
    """Return the questions that a gap opened, by the gap."""
    return {one.anchor: one for one in found if one.anchor}


def _without(words: str, forms: Iterable[str]) -> str:
    """Return the words with every such name cut out, however it is written in letters large or small."""
    for form in forms:
        folded, at = words.casefold(), 0
        if len(folded) != len(words):  # a letter that folds to two: cut nothing by halves
            if form.casefold() in folded:
                return "[...]"
            continue
        while (at := words.casefold().find(form.casefold(), at)) >= 0:
            words = f"{words[:at]}[...]{words[at + len(form) :]}"
            at += 5
    return words


def _question(row: QuestionRow) -> Question:
    return Question(**{name: getattr(row, name) for name in _NAMES})
