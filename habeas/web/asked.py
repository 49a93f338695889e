"""“Same person?”: two people on the register of whom the program cannot tell whether they are one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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


def questions_of(seen: Seen, words: Wording, questions: Iterable[Question]) -> list[Asked]:
    """Return questions with the names that they are about."""
    name = seen.holding.name
    return [
        Asked(q.a, name(q.a), q.b, name(q.b), tuple(because(reason, words) for reason in q.reasons))
        for q in questions
    ]
