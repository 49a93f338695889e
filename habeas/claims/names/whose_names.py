"""Two names side by side, of which the first only says whose the second is: «жена Лысенко Ольга», «сястры Тамковіча Наталлі»."""

from __future__ import annotations

from habeas.claims.names.name_readings import full_readings, surname_candidates
from habeas.claims.sentences import Sentence


def whose_and_who(sentence: Sentence, words: list[int]) -> bool:
    """Whether a relative's word leads to whose she is and what she is called: «жена Лысенко Ольга»."""
    names, texts = sentence.pack.names, [sentence.tokens[index].text for index in words]
    owners = names.given_forms(texts[0])  # «мать Сергея Ирена»
    if sentence.pack.has_articles or any("nom" in form.cases for form in owners):
        return False
    if len(texts) > 2 and names.is_patronymic(texts[2]):
        return False  # «жена Лысенко Ольга Петровна»
    called = names.given_forms(texts[1])
    if not called or not sentence.ends("relatives", words[0]):
        return False
    one_name = full_readings(sentence, words[:2])  # none: «дружині Жигайла Вірі», in two cases
    two = not one_name or are_two(sentence, words[0])
    return any("nom" in form.cases for form in called) or two


def are_two(sentence: Sentence, first: int) -> bool:
    """Whether a surname stands as none of the sex of the given name behind it can: «сястры Тамковіча Наталлі»."""
    words = sentence.tokens[first : first + 2]
    if sentence.pack.has_articles or len(words) < 2:
        return False
    sexes = {form.sex for form in sentence.pack.names.given_forms(words[1].text)}
    surely = [one.sex for one in surname_candidates(sentence, words[0].text) if one.sure]
    return bool(surely) and len(sexes) == 1 and not sexes & set(surely) and "" not in surely
