"""How `habeas show` prints what the law says of a case: never a promise, always with the rules and what was assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from habeas.model.record import Record
    from habeas.register.contradictions import Contradiction
    from habeas.register.differences import Difference
    from habeas.register.legal import LegalFile

PROPOSED = " [proposed: rests on what nobody has decided yet]"


def print_changes(changes: Iterable[Difference], since: date) -> None:
    """Print what we said on that day and say no longer, and what is new."""
    from habeas.register.differences import difference_words

    print(f"Changed since {since}:")
    lines = [f"  {difference_words(one, since.isoformat())}" for one in changes]
    print("\n".join(lines or ["  nothing"]))


def print_recognitions(record: Record) -> None:
    """Print who recognises her as a political prisoner, side by side."""
    from habeas.register.recognition import recognition_words, recognitions

    rows = recognitions(record)
    if rows:
        print("Recognised as a political prisoner by:")
    for one in rows:
        print(f"  {recognition_words(one)}")


def print_contradictions(rows: Iterable[Contradiction]) -> None:
    """Print what cannot all be true, with the statements that say it."""
    for one in rows:
        print(f"! {one.reason}")
        print(f"    statements: {', '.join(statement[:12] for statement in one.statements)}")


def print_law(law: LegalFile) -> None:
    """Print the answers of the law, or why there are none."""
    if not law.answers:
        if law.refused or law.country is None:
            print(f"What the law says cannot be counted. {law.refused or law.reason}")
        return
    print(f"By the law, as we count it (no legal advice). {law.reason}")
    for one in law.answers:
        print(f"* {one.answer.words}{PROPOSED if one.state.value == 'proposed' else ''}")
        for variant in one.answer.variants:
            print(f"    {variant.said}: {variant.span.edtf() or 'not known'}")
        for fact in one.answer.facts:
            print(f"    from the case: {fact.words()}")
        for assumption in one.answer.assumptions:
            print(f"    assumed: {assumption}")
        for rule in one.answer.rules:
            print(f"    rule {rule.id}{'' if rule.verified else ' [not checked by a lawyer]'}")
