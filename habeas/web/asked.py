"""“Same person?”: two people on the register of whom the program cannot tell whether they are one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from habeas.identity.choices import Choice
from habeas.identity.people import Question
from habeas.publish.reasons import Told
from habeas.web.reasons import because
from habeas.web.serving import Seen
from habeas.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Asked:
    """One open “same person?”."""

    a: str
    a_name: str
    b: str
    b_name: str
    reasons: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Which:
    """One surname alone, and the people of whom it may be: their addresses, names, and what speaks for and against."""

    who: str
    name: str
    options: tuple[tuple[str, str, tuple[Told, ...]], ...]


def choices_of(seen: Seen, words: Wording, choices: Iterable[Choice]) -> list[Which]:
    """Return questions about a surname alone, with the names that they are about."""
    name = seen.holding.name
    return [
        Which(
            one.who,
            name(one.who),
            tuple(
                (other, name(other), tuple(because(reason, words) for reason in question.reasons))
                for other, question in zip(one.others(), one.options, strict=True)
            ),
        )
        for one in choices
    ]


def questions_of(seen: Seen, words: Wording, questions: Iterable[Question]) -> list[Asked]:
    """Return questions with the names that they are about."""
    name = seen.holding.name
    return [
        Asked(q.a, name(q.a), q.b, name(q.b), tuple(because(reason, words) for reason in q.reasons))
        for q in questions
    ]
