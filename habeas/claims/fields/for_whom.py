"""Whether words that lead to an act lead to somebody instead: “for the activist X”, “the case of (the) artist X”, «пришли за её мужем X»."""

from __future__ import annotations

from collections.abc import Mapping

from habeas.claims.fields.accusations_beside import QUOTES
from habeas.claims.sentences import Sentence


def leads_to_name(sentence: Sentence, index: int, names: Mapping[int, int]) -> bool:
    """Whether “for” is followed by a person (“for the activist X”), not by an act."""
    if index < len(sentence.tokens) and sentence.tokens[index].text in QUOTES:
        return False  # «за „дискредитацию” пенсионерку X оштрафовали»
    for at in range(index, min(index + 5, len(sentence.tokens))):
        if sentence.tokens[at].text == ",":
            return False  # “for arson, student X”
        if at in names:
            described = sentence.pack.has_articles and not sentence.word(index).endswith("ing")
            return described or sentence.ends("persons", at)
    return False


def is_of_somebody(sentence: Sentence, index: int, names: Mapping[int, int]) -> bool:
    """Whether nothing but a word for a person stands between the words and a name: “the case of (the) artist X”, «пришли за её мужем X»."""
    lead = sentence.link("article_the", index) or sentence.at("pronouns", index)
    begin = lead.last if lead is not None else index
    person = sentence.at("persons", begin) or sentence.at("relatives", begin)
    if person is None:
        return False
    comma = person.last < len(sentence.tokens) and sentence.tokens[person.last].text == ","
    return person.last in names or (comma and person.last + 1 in names)
