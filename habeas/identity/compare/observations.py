"""What is seen when two names lie side by side, as numbers: each is zero or more and says one thing.

The names of the observations are those of the weights in ``packs/vocabulary/name_weights.yml``, which also says
in words what each means.
"""

from __future__ import annotations

from habeas.identity.compare.alignment import Alignment
from habeas.identity.compare.fathers import Fathers
from habeas.identity.compare.words import Match

Seen = dict[str, float]


def observe(alignment: Alignment, fathers: Fathers | None) -> Seen:
    """Return what is seen; what is not seen is left out."""
    surname, given = alignment.surname.match, alignment.given.match
    seen: Seen = {}
    see_part(seen, "surname", surname)
    see_part(seen, "given", given)
    if surname and given:
        see_both(seen, surname, given)
    if fathers is not None:
        see_fathers(seen, fathers)
    see_extra(seen, "surname", alignment.surname.extra)
    see_extra(seen, "given", alignment.given.extra)
    if alignment.surname.extra and alignment.given.extra:
        seen["both_extra"] = 1.0
    if alignment.unlikely:
        seen["unlikely"] = 1.0
    if alignment.former:
        seen["former"] = 1.0
    return seen


def see_both(seen: Seen, surname: Match, given: Match) -> None:
    """Add what surname and given name say only together."""
    if given.initial or surname.initial:
        return
    if surname.bent and not given.bent:
        seen["uneven"] = 1.0
    if given.twofold and (surname.woman or not surname.bent):
        seen["given_twofold"] = 1.0
    far = min(surname.far, given.far)
    if far:
        seen["both_far"] = far


def see_part(seen: Seen, part: str, match: Match | None) -> None:
    """Add what one part of the name, ``surname`` or ``given``, says; None: only one side has it."""
    if match is None:
        seen[f"{part}_missing"] = 1.0
        return
    if match.initial:
        seen["initial" if not match.far else "initial_clash"] = 1.0
        return
    if match.far:
        seen[f"{part}_consonants"] = match.far - match.vowels
        seen[f"{part}_vowels"] = match.vowels
        seen[f"{part}_share"] = match.share
        if match.script:
            seen[f"{part}_letters"] = match.letters * min(1.0, match.far * 2)
    if match.change and part == "surname" and not match.clash:
        seen[f"surname_{match.change}"] = 1.0
    for name, value in (
        ("known", match.known),
        ("clash", match.clash),
        ("weak", match.weak),
        ("bent", match.bent),
        ("sexes", match.sexes),
        ("odd", match.odd and match.script),
        ("exchanged", match.exchanged and not match.script and not match.bent and not match.clash),
        ("heard", match.heard),
        ("head", match.head and not match.clash and not match.weak),
    ):
        if value:
            seen[f"{part}_{name}"] = 1.0


def see_extra(seen: Seen, part: str, extra: int) -> None:
    """Add how many words of one part only one side has."""
    if extra:
        seen[f"{part}_extra"] = min(2.0, extra)


def see_fathers(seen: Seen, fathers: Fathers) -> None:
    """Add what the by-names from the fathers' names say."""
    if fathers.initial:
        seen["father_initial_clash" if fathers.far else "father_initial"] = 1.0
        return
    seen["father_far"] = fathers.far
    if fathers.far < 0.3:
        seen["father_same"] = 1.0
    if fathers.sexes:
        seen["father_sexes"] = 1.0
