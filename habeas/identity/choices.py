"""Who is meant by a surname alone: one question that lists the people it may be, rather than one question for each.

The questions stay what they are, two people and what speaks for and against; here they are only put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from habeas.identity.people import Question
from habeas.text.names import parse_name


@dataclass(frozen=True, slots=True)
class Choice:
    """“Which of these?”: ``who`` is known by one name only, and ``options`` are the questions about her, likeliest first."""

    who: str
    options: tuple[Question, ...]

    def others(self) -> tuple[str, ...]:
        """Return the people it may be, likeliest first."""
        return tuple(q.b if q.a == self.who else q.a for q in self.options)


def choices(
    questions: Iterable[Question], names: Mapping[str, Sequence[str]]
) -> tuple[tuple[Choice, ...], tuple[Question, ...]]:
    """Return the questions about somebody of whom only one word is known, put together by her, and all others.

    ``names`` gives the names of people by address. A surname that may be one person only, and two surnames alone, stay questions
    about two people.
    """
    rows = list(questions)
    short = {one for q in rows for one in (q.a, q.b) if _one_word(names.get(one, ()))}
    by_person: dict[str, list[Question]] = {}
    for question in rows:
        about = [one for one in (question.a, question.b) if one in short]
        if len(about) == 1:
            by_person.setdefault(about[0], []).append(question)
    made = tuple(Choice(who, tuple(some)) for who, some in by_person.items() if len(some) > 1)
    taken = {(q.a, q.b) for choice in made for q in choice.options}
    return made, tuple(q for q in rows if (q.a, q.b) not in taken)


def _one_word(names: Sequence[str]) -> bool:
    """Whether all that is known of somebody's name is one word: a surname, as a rule."""
    return bool(names) and all(len(parse_name(name).parts) == 1 for name in names)
