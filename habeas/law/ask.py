"""The one door of the law room: a case in, an answer out, both as plain JSON values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from habeas.law.answer import Answer, answer_json
from habeas.law.appeal import appeal
from habeas.law.arrests import arrests
from habeas.law.case import Case, case_of
from habeas.law.country import Country, country
from habeas.law.custody import custody_end, custody_limit
from habeas.law.errors import LawError
from habeas.law.exposure import exposure
from habeas.law.release import release

QUESTIONS: dict[str, Callable[[Case, Country], Answer]] = {
    "release": release,
    "custody_end": custody_end,
    "custody_limit": custody_limit,
    "exposure": exposure,
    "appeal": appeal,
    "arrests": arrests,
}


def answer(case: Case, law: Country) -> Answer:
    """Return what the law of one country answers, or raise LawError if the question is none that it knows."""
    if case.question not in QUESTIONS:
        raise LawError(f"“{case.question}” is no question to the law; ask {', '.join(QUESTIONS)}.")
    return QUESTIONS[case.question](case, law)


def ask(data: Any) -> dict[str, Any]:
    """Return the answer (habeas.law-answer/1) to a case (habeas.law-case/1), or raise LawError or PackError."""
    case = case_of(data)
    law = country(case.country)
    return answer_json(answer(case, law), law.code, law.versions)
