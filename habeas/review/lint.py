"""The second line before widening: does what would be seen hold a name, alias, telephone number or place of ours only?"""

from __future__ import annotations

from collections.abc import Iterable

from habeas.identity.values import fold
from habeas.model.reason import Reason
from habeas.model.statement import Statement
from habeas.register.statements import Held
from habeas.review.spotting import Spotters, phones

PLACE_FIELDS = ("place", "facility", "address")
THINGS = ("place", "facility", "court", "agency", "body", "occupation", "country")


def names_in(texts: Iterable[str], spotter: Spotters) -> tuple[Reason, ...]:
    """Return a reason for each name or telephone number in ``texts`` that the audience must not see."""
    found: dict[tuple[str, str], Reason] = {}
    for text in texts:
        for one in spotter.find(text):
            words = (
                f"“{one.word}” may name somebody who is not shown to this audience ({one.name}). "
                "Reword it or leave it out."
            )
            facts = (("word", one.word), ("text", text), ("name", one.name))
            found[(one.word, "name")] = Reason("widen.name", words, facts)
        for one in phones(text):
            words = f"“{one.word}” looks like a telephone number. Leave it out."
            found[(one.word, "phone")] = Reason("widen.phone", words, (("word", one.word), ("text", text)))
    return tuple(found.values())


def things_of(held: Held) -> frozenset[str]:
    """Return what we hold as a place, an institution, a body or an outlet: no person’s name, whatever a reader took it for."""
    values = (v.value for s in held.statements for name in THINGS for v in s.fields.get(name, ()))
    outlets = (about["publisher"] for about in held.sources.values() if "publisher" in about)
    return frozenset((*values, *outlets))


def places_of(statements: Iterable[Statement]) -> frozenset[str]:
    """Return the folded places that statements give."""
    return frozenset(
        fold(value.value)
        for statement in statements
        for name in PLACE_FIELDS
        for value in statement.fields.get(name, ())
        if len(fold(value.value)) > 3
    )


def places_in(texts: Iterable[str], ours: frozenset[str], theirs: frozenset[str]) -> tuple[Reason, ...]:
    """Return a warning for each place in ``texts`` that until now stands only in the private lane."""
    found: dict[str, Reason] = {}
    for text in texts:
        told = f" {fold(text)} "
        for place in sorted(ours - theirs):
            if f" {place} " in told:
                words = f"The quote names a place that this audience has not seen yet: {place}."
                found[place] = Reason("widen.place", words, (("place", place),))
    return tuple(found.values())
