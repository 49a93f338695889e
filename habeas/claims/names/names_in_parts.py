"""Names of three or four words in languages with cases: «Нгуен Ван Тоана», «Хосе Даниэля Феррера», «Алаа Абдель Фаттаху».

Where the family name stands in front only the last word is declined, and only a man's. Two listed given names are
declined with the surname behind them; a word that stands inside names (Абдель, Сан, Тхи) is not declined.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product

from habeas.claims.language.declensions import ANY_CASE, Form
from habeas.claims.language.name_sounds import VOWELS, sounds_right
from habeas.claims.names.mention import Mention, mention_of
from habeas.claims.names.name_clues import particles
from habeas.claims.names.name_readings import NameReading, is_never_nominative, surname_candidates
from habeas.claims.sentences import Sentence
from habeas.packs.loader import load
from habeas.text.folding import fold
from habeas.text.patterns import split_patterns

MOST_WORDS = 4
CASE_ENDINGS = ("а", "у", "ом", "ем", "ам", "е", "я", "ю", "ой", "ай", "ою", "a", "owi", "em", "u", "ie")
NOMINATIVE = frozenset({"nom"})


def of_parts(sentence: Sentence, words: Sequence[int]) -> Mention | None:
    """Return the name that begins with the first of ``words`` if it is one of these, else None."""
    if sentence.pack.has_articles or len(words) < 2:
        return None
    words = _in_a_row(words)[:MOST_WORDS]
    texts = [sentence.tokens[at].text for at in words]
    readings: tuple[NameReading, ...] = ()
    if texts[0] in _listed("surnames_first") and not _is_declined_behind(sentence, texts):
        readings = _family_first(sentence, texts)
    elif len(texts) > 2 and _is_inner(texts[1]):
        texts = texts[: 4 if len(texts) > 3 and _is_inner(texts[2]) else 3]
        readings = _declined(sentence, texts)
    elif len(texts) > 2 and _are_given(sentence, texts):
        texts = texts[: 4 if _has_two_surnames(sentence, texts) else 3]
        readings = _declined(sentence, texts)
    if not readings:
        return None
    return mention_of(sentence, words[0], words[len(texts) - 1] + 1, "full", readings, backed=True)


def is_family_name_in_front(sentence: Sentence, index: int) -> bool:
    """Whether a family name that stands in front, as in China, begins at ``index``, and a capital follows: «Ли Вэньлян»."""
    tokens = sentence.tokens
    return (
        tokens[index].text in _listed("surnames_first")
        and index + 1 < len(tokens)
        and tokens[index + 1].capital
        and not tokens[index + 1].upper
    )


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(split_patterns(load("names/particles.yml").data[key]))


def _in_a_row(words: Sequence[int]) -> Sequence[int]:
    """Return the words up to the first behind which something else stands (a dot, a soft sign)."""
    end = next((at for at in range(1, len(words)) if words[at] != words[at - 1] + 1), len(words))
    return words[:end]


def _is_declined_behind(sentence: Sentence, texts: Sequence[str]) -> bool:
    """Whether a listed given name or a father's name follows, as nowhere in names of these countries."""
    names = sentence.pack.names
    return bool(names.given_forms(texts[1])) or any(names.is_patronymic(text) for text in texts[1:])


def _family_first(sentence: Sentence, texts: Sequence[str]) -> tuple[NameReading, ...]:
    """Read «Нгуен Ван Тоана»: as it stands in any case (a woman's), or with the last word declined (a man's)."""
    front, last = " ".join(texts[:-1]), texts[-1]
    declined = last.casefold().endswith(CASE_ENDINGS)
    found: list[NameReading] = []
    for form in surname_candidates(sentence, last):
        oblique = form.cases - NOMINATIVE
        male = form.sex == "m" and form.base[-1:].casefold() not in VOWELS
        female = form.sex == "f" and form.base[-1:].casefold() == "а"
        if form.base != last and oblique and (male or female) and sounds_right(fold(form.base)):
            found.append(NameReading(f"{front} {form.base}", form.base, texts[0], form.sex, oblique, False))
    undeclined = NOMINATIVE if declined and found else ANY_CASE
    found.sort(key=lambda one: one.sex == "f")
    if not found or not is_never_nominative(sentence, last):
        found.append(NameReading(f"{front} {last}", last, texts[0], "", undeclined, False))
    return tuple(dict.fromkeys(found))


def _are_given(sentence: Sentence, texts: Sequence[str]) -> bool:
    """Whether two listed given names that agree stand in front of what can be a surname: «Ана Марта Пас»."""
    names = sentence.pack.names
    if names.is_patronymic(texts[1]) or names.is_patronymic(texts[2]) or names.given_forms(texts[2]):
        return False
    pairs = product(names.given_forms(texts[0]), names.given_forms(texts[1]))
    agree = any(one.cases & other.cases and one.sex == other.sex for one, other in pairs)
    return agree and names.looks_like_surname(texts[2], weakly=True)


def _has_two_surnames(sentence: Sentence, texts: Sequence[str]) -> bool:
    """Whether a second surname follows that is as foreign as the first: «Луис Мануэль Отеро Алькантара»."""
    names = sentence.pack.names
    if len(texts) < MOST_WORDS or not names.is_foreign(texts[0]) or not names.is_foreign(texts[1]):
        return False
    return not names.given_forms(texts[2]) and not names.given_forms(texts[3])


def _is_inner(text: str) -> bool:
    """Whether a word stands inside names: Абдель, Сан, de."""
    return text in _listed("inner") or text in particles()


def _declined(sentence: Sentence, texts: Sequence[str]) -> tuple[NameReading, ...]:
    """Read the words together: every one that is a name in one case, those that stand inside names as written."""
    names = sentence.pack.names
    given = names.given_forms(texts[0]) or (
        Form(texts[0], "", ANY_CASE),
        *names.possible_given_forms(texts[0]),
    )
    middle = [_middle(sentence, text) for text in texts[1:-1]]
    found = []
    for one, *inner, last in product(given, *middle, surname_candidates(sentence, texts[-1])):
        cases = frozenset.intersection(one.cases, last.cases, *(form.cases for form in inner))
        if cases and len({one.sex, *(form.sex for form in inner), last.sex} - {""}) < 2:
            base = " ".join(form.base for form in (one, *inner, last))
            found.append(NameReading(base, one.base, last.base, one.sex or last.sex, cases, last.sure))
    return tuple(dict.fromkeys(found))


def _middle(sentence: Sentence, text: str) -> Sequence[Form]:
    """Return the forms of a word inside a name: a listed given name's, else the word as it stands."""
    if _is_inner(text):
        return [Form(text, "", ANY_CASE)]
    return sentence.pack.names.given_forms(text) or [Form(text, "", ANY_CASE)]
