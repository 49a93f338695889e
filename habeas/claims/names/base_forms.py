"""The base form of a person's name: nominative, in the text's own language and spelling.

Every mention allows some base forms. The one that most mentions agree on wins; a form that the document itself
writes elsewhere in the nominative counts most, a shape that is surely a surname's comes next, the word as written
last. Of equal ones the first reading wins (the longest ending), and a man's name before the woman's made from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from habeas.claims.language.declensions import ANY_CASE
from habeas.claims.names.mention import Mention
from habeas.claims.names.name_readings import NameReading
from habeas.claims.names.shorter_names import in_whole
from habeas.text.folding import fold

WOMAN_ENDS = ("а", "я", "a")
KIND_WEIGHT = {"full": 2.0, "surname": 1.0, "given": 0.5}


def choose_base(mentions: Sequence[Mention], seen: Counter[str], sex: str = "") -> str:
    """Return the base form; ``seen`` counts every folded name word of the document as written.

    ``sex`` is the one of which alone the document's pronouns speak: «Евгения» is then Евгений or Евгения.
    """
    full = in_whole([mention for mention in mentions if mention.kind == "full"]) or list(mentions)
    scores: dict[str, float] = {}
    for mention in full:
        best: dict[str, float] = {}
        for reading in mention.readings:
            weight = _weight(reading, mention, seen) + (1.0 if sex and reading.sex == sex else 0.0)
            best[reading.base] = max(best.get(reading.base, 0.0), weight)
        for base, weight in best.items():
            scores[base] = scores.get(base, 0.0) + weight
    for base in scores:
        scores[base] += sum(
            1.5 for surnames in _surnames(mentions) if any(fold(base).endswith(one) for one in surnames)
        )
    order = list(scores)
    plain = {
        one.base
        for mention in full
        for one in mention.readings
        if one.sex == "m" and one.cases & {"dat", "ins"}
    }
    givens = [base.split()[0] for base in order]
    ranked = sorted(
        scores,
        key=lambda base: (
            -scores[base],
            _is_made_from(base, givens),
            base[-1] in WOMAN_ENDS and base[:-1] in plain,  # «Ахмеду Мансуру»: Мансур rather than Мансура
            order.index(base),
        ),
    )
    return _in_small_letters(ranked[0] if ranked else mentions[0].span.text)


def _in_small_letters(name: str) -> str:
    """Return a name of a headline in capitals (Анна КОВАЛЕНКО) as names are written; initials stay."""
    return " ".join(
        "-".join(part.capitalize() for part in word.split("-"))
        if word.isupper() and len(word.strip(".")) > 2 and "." not in word
        else word
        for word in name.split()
    )


def _is_made_from(base: str, givens: Sequence[str]) -> bool:
    """Whether a woman's given name is made from another candidate (Владислава from Владислав; not Юрый from Юры)."""
    given = base.split()[0]
    return given[-1] in WOMAN_ENDS and any(given != other and given.startswith(other) for other in givens)


def _surnames(mentions: Sequence[Mention]) -> list[set[str]]:
    return [
        {fold(reading.surname) for reading in mention.readings}
        for mention in mentions
        if mention.kind == "surname"
    ]


def _weight(reading: NameReading, mention: Mention, seen: Counter[str]) -> float:
    weight = KIND_WEIGHT[mention.kind]
    if reading.sure:
        weight += 1.0
    surname = fold(reading.surname)
    own = fold(mention.span.text).split().count(surname)
    if surname and seen[surname] > own and (not own or "nom" in reading.cases):
        weight += 1.0  # «Вербе» once more is no nominative either
    if "nom" in reading.cases < ANY_CASE and fold(mention.span.text) == fold(reading.base):
        weight += 0.5
    return weight
