"""The words that say in what part somebody appears: where they stand in a sentence, and the sex that they tell."""

from __future__ import annotations

from habeas.claims.sentences import Mark, Sentence

COURT_NEAR = 6  # words of a court's name and day in front of its verb


def sex_of_word(sentence: Sentence, mark: Mark) -> str:
    """Return the sex that a word for a person tells (wife: f), or nothing."""
    senses = {
        other.payload.sense
        for category in ("persons", "relative_sex")
        for other in sentence.marks(category)
        if other.first == mark.first and other.payload.sense != "any"
    }
    return next(iter(senses)) if len(senses) == 1 else ""


def role_marks(sentence: Sentence) -> list[Mark]:
    """Return the words for roles and relatives of a sentence; a Jehovah's Witness is no witness."""
    believers = {mark.last for mark in sentence.marks("persons") if mark.last - mark.first > 1}
    roles = [
        mark for mark in sentence.marks("roles")
        if not (mark.payload.sense == "witness" and mark.last in believers)
    ]  # fmt: skip
    return [*roles, *sentence.marks("relatives")]


def names_next(sentence: Sentence, index: int, *, any_case: bool = False) -> bool:
    """Whether a given name in the nominative (or any case) and another capitalised word stand at ``index``."""
    words = sentence.tokens[index : index + 2]
    if len(words) < 2 or not all(word.capital for word in words):
        return False
    forms = sentence.pack.names.given_forms(words[0].text)
    return any(any_case or "nom" in form.cases for form in forms)


def court_does(sentence: Sentence, verb: int) -> bool:
    """Whether the court itself is the subject of a verb: «суд в Баку приговорил Ульви Гасанлы», whom it names is no judge."""
    return any(
        0 <= verb - court.last <= COURT_NEAR
        and sentence.at("nominative", court.first) is not None
        and not any(token.text == "," for token in sentence.tokens[court.last : verb])
        for court in sentence.marks("courts")
    )


def is_what_they_become(sentence: Sentence, noun: Mark) -> bool:
    """Whether a word for people ends the words that tell as what somebody was recognised."""
    return any(
        event.payload.sense == "recognition" and event.first < noun.first and noun.last <= event.last
        for event in sentence.marks("events")
    )
