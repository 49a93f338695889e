"""Names of people in a sentence: given name and surname, surname and given name, initials, a surname alone.

A name is recognised by the given-name lists, the shape of a surname and what stands beside it (an age, a
word like “activist”). A surname alone counts once the document has given it in full, or beside such a word,
or by its shape where something is told of it; :mod:`habeas.claims.people.people` decides that.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from habeas.claims.found import Found
from habeas.claims.grammar.couples import is_couple_behind
from habeas.claims.names.agreement import agreeing, in_one_case
from habeas.claims.names.befallen_names import is_befallen
from habeas.claims.names.families import with_shared_surnames
from habeas.claims.names.mention import Mention, mention_of
from habeas.claims.names.mentions_lower import NO_NAME, mentions_without_capitals
from habeas.claims.names.name_readings import (
    NameReading,
    full_readings,
    surname_candidates,
    surname_reading,
    unknown_given,
)
from habeas.claims.names.names_in_parts import is_family_name_in_front, of_parts
from habeas.claims.names.names_of_many_words import (
    around_particle,
    has_particle,
    is_described_behind,
    is_listed_given,
    is_particle_within,
    is_soft_sign,
    of_many_words,
    of_syllables,
    of_three_words,
    with_middle_initial,
    with_tail,
)
from habeas.claims.names.place_beside import is_a_place, is_site, names_a_place, stands_as_a_place
from habeas.claims.names.whose_names import whose_and_who
from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD, Token

NO_NAME_AT_START = (
    "events",
    "voices.say",
    "voices.people",
    "voices.according",
    "modality",
    "parts",
    "seasons",
)
LONGEST_NAME = 4
LONG_WORD = 9  # letters: few surnames are so long
LONGEST_QUOTED_NAME = 6


def find_mentions(sentence: Sentence, institutions: Sequence[Found] = ()) -> list[Mention]:
    """Return every name-like stretch of the sentence, in order, outside the names of courts, prisons and agencies."""
    if sentence.lower:
        return mentions_without_capitals(sentence)
    found: list[Mention] = []
    quoted = _quoted_stretches(sentence)
    busy = {at for value in institutions for at in range(value.first, value.last)}
    index = 0
    while index < len(sentence.tokens):
        begins = index not in busy and _has_capital(sentence.tokens[index])
        last = _run(sentence, index) if begins else index
        last = next((at for at in range(index, last) if at in busy), last)
        if last == index:
            index += 1
            continue
        if is_of_a_street(sentence, index) or is_a_place(sentence, index, last):
            index = last  # «вуліца Кірава», “in Thai Nguyen province”
            continue
        mention = _read_run(sentence, index, last)
        if mention is not None and _names_a_thing(sentence, mention, quoted):
            index = mention.last
            continue
        if mention is not None:
            mention = with_tail(sentence, mention)
            found.append(mention)
            index = max(mention.last, index + 1)
        else:
            index += 1
    return in_one_case(sentence, [agreeing(sentence, one) for one in with_shared_surnames(sentence, found)])


def is_of_a_street(sentence: Sentence, index: int) -> bool:
    """Whether a street's word leads to the capitals, and no given name in another case begins there (“z ulicy Weronikę”)."""
    leads = any(
        mark.last == index or (mark.last == index - 1 and sentence.tokens[index - 1].text == ".")
        for mark in sentence.marks("streets")
    )
    if not leads or sentence.pack.has_articles:
        return leads
    forms = sentence.pack.names.given_forms(sentence.tokens[index].text)
    return not forms or any("gen" in form.cases for form in forms)


def _run(sentence: Sentence, index: int) -> int:
    """Return the end of the row of name words that begins at ``index`` (``index`` itself if none does)."""
    last = index
    while last < len(sentence.tokens) and last - index < 2 * LONGEST_NAME:
        if _is_initial(sentence, last) or (last > index and is_soft_sign(sentence, last - 1)):
            last += 2 if _is_initial(sentence, last) else 1
        elif _may_be_name(sentence, last, index) or (last > index and is_particle_within(sentence, last)):
            last += 1
        else:
            break
    return last


def _has_capital(token: Token) -> bool:
    """Whether a name can begin with a word; nearly all others are passed over at once."""
    return token.capital or has_particle(token)


def _is_initial(sentence: Sentence, index: int) -> bool:
    tokens = sentence.tokens
    if index + 1 >= len(tokens) or tokens[index].kind != WORD:
        return False
    dot = tokens[index + 1]
    if sentence.at("persons", index) is not None and (
        len(tokens[index].text) == 2 or _is_title(sentence, index)
    ):
        return False  # “Mr.”, «о. Андрей Зимин»
    return len(tokens[index].text) <= 2 and tokens[index].capital and dot.text == "." and dot.glued


def _is_title(sentence: Sentence, index: int) -> bool:
    """Whether a letter and its dot are a title, for which the pack has them: a listed given name and a surname follow."""
    behind = sentence.tokens[index + 2 : index + 4]
    return len(behind) == 2 and behind[1].capital and bool(sentence.pack.names.given_forms(behind[0].text))


def _may_be_name(sentence: Sentence, index: int, begin: int) -> bool:
    token = sentence.tokens[index]
    if token.kind != WORD or not _has_capital(token) or len(token.text) < 2:
        return False
    if (index > begin and token.glued) or is_site(sentence.tokens, index):
        return False
    if index > begin and "\n" in sentence.text[sentence.tokens[index - 1].end : token.start]:
        wrapped = sentence.tokens[index - 1].capital
        if not wrapped:
            return False
    if sentence.pack.names.given_forms(token.text) and not _is_small_word(sentence, index):
        return True
    if is_family_name_in_front(sentence, index) and not sentence.pack.has_articles:
        return True
    if token.upper and len(token.text) <= 5:
        return False
    if sentence.opens(index, NO_NAME):
        return False
    if names_a_place(sentence, index) or (
        sentence.ends("places", index + 1) and sentence.at("places", index) is None
    ):
        return False  # “Узгорскі раён”, „Arabia Saudyjska”
    return index > 0 or not sentence.opens(index, NO_NAME_AT_START)


def _begins_later(sentence: Sentence, words: list[int]) -> bool:
    """Whether the name begins with the second of three capitals: «Горожанке Диане Нефедовой», “штаба Навального Ксения С.”.

    Behind “in” the first of exactly three is a town, though no list has it: «настоятеля храма в Гюмри Нарека Варданяна».
    """
    names, texts = sentence.pack.names, [sentence.tokens[index].text for index in words[:3]]
    declined = not sentence.pack.has_articles and not names.given_forms(texts[0])
    if declined and len(words) == len(texts) and sentence.link_ends("in", words[0]):
        return names.looks_like_surname(texts[2], weakly=True)
    if names.given_forms(texts[0]) or not names.given_forms(texts[1]):
        return False
    if names.is_patronymic(texts[2]) and not _is_a_trade(sentence, words[0]):
        return False
    return names.looks_like_surname(texts[2], weakly=True)


def _is_a_trade(sentence: Sentence, index: int) -> bool:
    """Whether a long word that is no sure surname begins the sentence: «Фотакарэспандэнт Андрэй Тамковіч»."""
    word = sentence.tokens[index].text
    return index == 0 and len(word) >= LONG_WORD and not any(
        form.sure for form in surname_candidates(sentence, word)
    )  # fmt: skip


def _names_a_thing(sentence: Sentence, mention: Mention, quoted: list[tuple[int, int]]) -> bool:
    """Whether capitals in quotation marks, none of them a given name, name a paper or a group; so does a name that fills them: «Айдар», «Джон Сильвер»."""
    inside = any(first < mention.first and mention.last <= last for first, last in quoted)
    words = (sentence.tokens[index].text for index in range(mention.first, mention.last))
    fills = mention.kind != "surname" and (mention.first - 1, mention.last) in quoted
    return inside and (fills or not any(sentence.pack.names.given_forms(word) for word in words))


def _quoted_stretches(sentence: Sentence) -> list[tuple[int, int]]:
    """Return short stretches in quotation marks: names of papers and groups stand in them, not people's."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for index, token in enumerate(sentence.tokens):
        if token.text in "«“„" or (token.text == '"' and opened is None):
            opened = index
        elif token.text in '»”“"' and opened is not None:
            if index - opened <= LONGEST_QUOTED_NAME:
                found.append((opened, index))
            opened = None
    return found


def _is_small_word(sentence: Sentence, index: int) -> bool:
    """Whether a sentence begins with a word that is a given name only by chance (Яна: she; Умер: died), and no surname follows."""
    small = sentence.opens(index, ("pronouns", "events")) or bool(sentence.link_senses(index))
    if not small or index > 0:
        return False
    after = sentence.tokens[1] if len(sentence.tokens) > 1 else None
    return after is None or not after.capital or after.kind != WORD


def read_stretch(sentence: Sentence, first: int, last: int) -> Mention | None:
    """Return the longest name at the beginning of words that are known to be a name, if the grammar can read one."""
    return _read_run(sentence, first, last)


def _read_run(sentence: Sentence, first: int, last: int) -> Mention | None:
    """Read the longest name at the beginning of a run of name words."""
    words = [index for index in range(first, last) if sentence.tokens[index].kind == WORD]
    initials = [index for index in words if _is_initial(sentence, index)]
    middle = with_middle_initial(sentence, words, initials)
    if middle is not None:
        return middle
    if initials:
        return _with_initials(sentence, first, last, words, initials)
    for read in (of_parts, around_particle, of_syllables):
        if (whole := read(sentence, words)) is not None:
            return whole
    words = list(takewhile(lambda at: _has_capital(sentence.tokens[at]), words))
    if len(words) >= 3 and _begins_later(sentence, words):
        return None
    if len(words) >= 2 and whose_and_who(sentence, words):
        return _single(sentence, first)
    return (_of_words(sentence, words) if len(words) >= 2 else None) or _single(sentence, first)


def _of_words(sentence: Sentence, words: list[int]) -> Mention | None:
    """Read two words or more in a row by the lists, by their shapes and by what stands beside them."""
    first, names = words[0], sentence.pack.names
    whole, befallen = of_many_words(sentence, words), is_befallen(sentence, words)
    if whole is not None and befallen:
        return whole
    for count in (3, 2):
        if len(words) < count:
            continue
        readings = full_readings(sentence, words[:count])
        if readings:
            end = words[count - 1] + 1
            three = of_three_words(sentence, words if count < len(words) else ())
            return three or mention_of(sentence, first, end, "full", readings, backed=True)
    backed = _is_introduced(sentence, first, words[1] + 1) or is_described_behind(sentence, words)
    backed = backed or befallen
    if whole is not None and (backed or is_listed_given(sentence, first)):
        return whole
    surname = sentence.tokens[words[1]].text
    weakly = names.looks_like_surname(surname, weakly=True)
    tells = first > 0 and bool(sentence.marks("events"))  # a line of a menu tells nothing
    readings = unknown_given(sentence, words[0], words[1])
    declined = first > 0 and any(one.sure for one in readings)  # «Айдера Умерова, Леннара Ісмаїлова»
    if weakly and (backed or tells or declined or names.looks_like_surname(surname)):
        return mention_of(sentence, first, words[1] + 1, "full", readings, backed=backed)
    if backed and len(words) == 2:
        readings = unknown_given(sentence, words[0], words[1])
        return mention_of(sentence, first, words[1] + 1, "full", readings, backed=True)
    return None


def _single(sentence: Sentence, index: int) -> Mention | None:
    """Read one word alone: a given name, or what may be a surname."""
    token, names = sentence.tokens[index], sentence.pack.names
    introduced = _is_introduced(sentence, index, index + 1)
    given = () if sentence.at("not_names", index) is not None else names.given_forms(token.text)
    if sentence.at("places", index) is not None and sentence.link_ends("in", index):
        return None  # “in Vladimir”
    if given:
        readings = tuple(NameReading(form.base, form.base, "", form.sex, form.cases, True) for form in given)
        return mention_of(sentence, index, index + 1, "given", readings, backed=True)
    shape = names.looks_like_surname(token.text)
    readings = tuple(surname_reading("", form) for form in surname_candidates(sentence, token.text))
    alone = index == 0 and not sentence.marks("events") and not sentence.marks("voices.say")
    backed = introduced or (shape and not alone and not stands_as_a_place(sentence, index))
    backed = backed and not is_couple_behind(sentence, index)
    return mention_of(sentence, index, index + 1, "surname", readings, backed=backed)


def _with_initials(
    sentence: Sentence, first: int, last: int, words: list[int], initials: list[int]
) -> Mention | None:
    """Read “A. Kavalenka”, “A.P. Kavalenka”, “Kavalenka A.P.”."""
    plain = [index for index in words if index not in initials]
    if not plain:
        return None
    surname = plain[0]
    if first == surname:
        end = max(index for index in initials if index > surname) + 2
        if any(index > surname and index not in initials for index in range(surname + 1, min(end, last), 2)):
            return _single(sentence, first)
    else:
        end = surname + 1
    letters = " ".join(sentence.tokens[index].text + "." for index in initials if index < end)
    readings = []
    if (
        first == surname and end - first == 3
    ):  # «Тимофея К.»: a given name with the first letter of the surname
        readings += [
            NameReading(f"{form.base} {letters}", form.base, letters, form.sex, form.cases, True)
            for form in sentence.pack.names.given_forms(sentence.tokens[surname].text)
        ]
    for form in () if readings else surname_candidates(sentence, sentence.tokens[surname].text):
        base = f"{form.base} {letters}" if first == surname else f"{letters} {form.base}"
        readings.append(NameReading(base, letters, form.base, form.sex, form.cases, form.sure))
    return mention_of(sentence, first, end, "full", tuple(readings), backed=True)


def _is_introduced(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a word for a person stands before the name, or an age beside it."""
    for category in ("persons", "roles", "relatives"):
        if sentence.ends(category, first):
            return True
    tokens = sentence.tokens
    return any(
        mark.last == first
        or (last <= mark.first <= last + 1 and not (mark.last < len(tokens) and tokens[mark.last].capital))
        for mark in sentence.marks("ages")
    )  # «Хозяина, 36-летнего Руслана X»: the age is the second's
