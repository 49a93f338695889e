"""Names right beside an event's words: of whom it befell («забрали Мишу Ступина», no «забрали у Миши»), or behind a colon."""

from __future__ import annotations

from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD

DESCRIBES = ("persons", "relatives", "kin", "ages", "peoples", "held_people")
OBJECT = frozenset({"acc"})


def takes_a_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a name in the accusative follows the words ``first`` to ``last`` at once, or stands right in front of them."""
    index = last
    while (step := _described(sentence, index)) > index:
        joined = sentence.link("and", step)  # “the poet and activist X”
        index = (
            joined.last if joined is not None and _described(sentence, joined.last) > joined.last else step
        )
    return _is_object(sentence, index) or _is_object(sentence, first - 1)


def leads_to_names(sentence: Sentence, index: int) -> bool:
    """Whether a colon and somebody's name stand at ``index``: “three detainees: Ivan X and Anna Y”."""
    tokens = sentence.tokens
    if index + 1 >= len(tokens) or tokens[index].text != ":" or tokens[index + 1].kind != WORD:
        return False
    capitals = len(tokens) > index + 2 and tokens[index + 1].capital and tokens[index + 2].capital
    raised = tokens[index + 1].capital or sentence.lower
    return capitals or (raised and bool(sentence.pack.names.given_forms(tokens[index + 1].text)))


def _described(sentence: Sentence, index: int) -> int:
    """Return where a word that tells who somebody is ends: «забрали журналистку Иру», «забрали 19-летнего Мишу»."""
    mark = next((one for name in DESCRIBES if (one := sentence.at(name, index)) is not None), None)
    return mark.last if mark is not None else index


def _is_object(sentence: Sentence, index: int) -> bool:
    if not 0 <= index < len(sentence.tokens) or sentence.tokens[index].kind != WORD:
        return False
    token, names = sentence.tokens[index], sentence.pack.names
    if not (token.capital or sentence.lower):
        return False
    forms = names.given_forms(token.text)
    if not forms and token.capital and names.looks_like_surname(token.text):
        forms = tuple(one for one in names.surname_forms(token.text) if one.sure)
    return any(form.cases & OBJECT for form in forms)
