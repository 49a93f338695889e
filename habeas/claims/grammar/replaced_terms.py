"""Terms that are told only to say what they gave way to: “instead of seven years”, “cut from six to five”, “cut by a year”; terms of what is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.claims.found import Found
from habeas.claims.sentences import Mark, Sentence

ADDED = 6  # words between “a ban on ...” and its term
FORMER = "former_term"  # kind of a term that another took the place of
REPLACED = 6  # words between “replaced” and the term that gives way: to whom
CHANGED = "changed"  # detail of a term that a court of appeal made of another
TO_ANOTHER = ("changed_by", "changed_to")  # words in front of the term that another is made into
NEAR = 2  # words between the two ends of “from six to five years”


def without_replaced(sentence: Sentence, terms: Sequence[Found]) -> list[Found]:
    """Return the terms that hold: none behind “instead of”; of a changed term what it was changed to.

    A range behind a verb of changing (“raised from five to seven years”) is its second end. What a term was changed to
    carries the detail ``CHANGED``.
    """
    changed = bool(sentence.marks("changed")) or is_of_an_appeal(sentence)
    kept: list[Found] = []
    gave_way = False
    for number, term in enumerate(terms):
        if _is_replaced(sentence, term):
            kept.append(replace(term, kind=FORMER))
            gave_way = changed = True
            continue
        after = terms[number + 1] if number + 1 < len(terms) else None
        if _behind(sentence, term, "instead_of") or _is_added(sentence, term):
            gave_way = gave_way or _behind(sentence, term, "instead_of")
            continue
        if after is not None and (
            _is_changed_behind(sentence, term, after) or _is_cut_to(sentence, term, after)
        ):
            gave_way = changed = True
            continue
        if changed and _behind(sentence, term, "changed_from"):
            _low, dots, high = term.value.partition("..")
            gave_way = True
            if not dots and after is not None and after.first - term.last <= NEAR:
                continue
            term = replace(term, value=high) if dots else term
        gave_way = gave_way or (changed and sentence.has("replaced") and _is_new_one(sentence, term))
        by = changed and not gave_way and _behind(sentence, term, "changed_by")
        if by and not _is_new(sentence, term):
            continue
        if changed and (
            gave_way or (_behind(sentence, term, "changed_to") and not _is_given_first(sentence, term))
        ):
            term = replace(term, detail=(*term.detail, (CHANGED, CHANGED)))
        kept.append(term)
    return kept


def _is_given_first(sentence: Sentence, term: Found) -> bool:
    """Whether words of sentencing lead to the term, and what changes or upholds it follows: “sentenced to three years; the appeals court upheld it”."""
    events = sentence.marks("events")
    led = [one for one in events if one.payload.sense == "sentence" and _leads(sentence, one, term)]
    changing = [one for one in events if one.payload.sense == "appeal"] + list(sentence.marks("changed"))
    return bool(led) and all(one.first >= term.last for one in changing)


def _leads(sentence: Sentence, verb: Mark, term: Found) -> bool:
    """Whether a verb stands in front of a term, with whom it befell at most between."""
    between = sentence.tokens[verb.last : term.first]
    return verb.first < term.first <= verb.last + REPLACED and not any(one.text in ",;:—–" for one in between)


def is_of_an_appeal(sentence: Sentence) -> bool:
    """Whether words of the sentence tell of an appeal: what is given “instead of” a term is then no first sentence."""
    return any(mark.payload.sense == "appeal" for mark in sentence.marks("events"))


def _is_new_one(sentence: Sentence, term: Found) -> bool:
    """Whether the word that leads to what took the place of a term stands right in front."""
    return any(sentence.ends(name, term.first) for name in TO_ANOTHER)


def _is_changed_behind(sentence: Sentence, term: Found, after: Found) -> bool:
    """Whether a verb of changing leads from a term to the next: “her sentence of five years was reduced to four”."""
    verbs = [
        mark for mark in sentence.marks("changed") if term.last <= mark.first and mark.last <= after.first
    ]
    between = sentence.tokens[term.last : after.first]
    return bool(verbs) and _is_new_one(sentence, after) and not any(one.text in ",;:—–" for one in between)


def _is_cut_to(sentence: Sentence, term: Found, after: Found) -> bool:
    """Whether a verb of changing stands in front and “to” alone between: “cut X's 19 years to nine”, «снизил X 12 лет до восьми»."""
    to = sentence.at("changed_to", term.last)
    joined = to is not None and to.last == after.first
    return joined and any(0 <= term.first - mark.last <= REPLACED for mark in sentence.marks("changed"))


def _is_replaced(sentence: Sentence, term: Found) -> bool:
    """Whether a verb of replacing takes the term away: «заменил X три года колонии на», „trzy lata kolonii zamieniono na”."""
    for verb in sentence.marks("replaced"):
        near = 0 <= term.first - verb.last <= REPLACED or 0 <= verb.first - term.last <= 1
        between = range(verb.last, term.first)
        given = any(sentence.at(name, at) for name in TO_ANOTHER for at in between) or _is_new_one(
            sentence, term
        )
        if near and not given and not any(sentence.tokens[at].text in ",;:" for at in between):
            return True
    return False


def _behind(sentence: Sentence, term: Found, category: str) -> bool:
    """Whether a word of the category stands in front of the term, at most one word between."""
    return any(0 <= term.first - mark.last <= 1 for mark in sentence.marks(category))


def _is_added(sentence: Sentence, term: Found) -> bool:
    """Whether the term is one of what is added to a sentence: “seven years and a ban on holding office for three”.

    Nothing else may happen and no clause end between the words and the term.
    """
    for mark in sentence.marks("added_penalties"):
        if not 0 <= term.first - mark.last <= ADDED:
            continue
        between = range(mark.last, term.first)
        if not any(sentence.tokens[at].text in ",;:" or sentence.at("events", at) for at in between):
            return True
    return False


def _is_new(sentence: Sentence, term: Found) -> bool:
    """Whether the term is far from the verb of changing: “left unchanged the sentence of six years”."""
    return all(abs(mark.last - term.first) > 6 for mark in sentence.marks("changed"))
