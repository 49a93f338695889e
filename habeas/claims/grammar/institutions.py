"""Courts, places of detention and agencies: from the word that names the kind, out to the whole name.

“Minsk Regional Court”, “суд Мінскага раёна”, “Colony No. 9 in Horki”, “ИК-5”, “the pre-trial detention
centre”: a head word from the pack grows over the words beside it that belong to a name of its kind.
"""

from __future__ import annotations

from dataclasses import replace

from habeas.claims.found import Found
from habeas.claims.grammar.before_courts import is_adjective, is_another_noun, may_be_surname
from habeas.claims.grammar.court_adjectives import is_courts_adjective
from habeas.claims.grammar.facility_names import taken_to, told_in_full
from habeas.claims.grammar.facility_numbers import is_ordinal, named_after_number, number_after
from habeas.claims.grammar.own_names import NAMED, own_name
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import NUMBER, WORD

MOST_WORDS_BESIDE = 5
NO_PLACE = (
    "not_names", "months", "weekdays", "seasons", "bodies", "agencies", "courts", "roles", "codes", "article", "units",
)  # fmt: skip


def find_institutions(sentence: Sentence) -> list[Found]:
    """Return courts, facilities and agencies, none overlapping another."""
    facilities = told_in_full(sentence, _facilities(sentence))
    found = _without_overlap([*facilities, *_courts(sentence), *_agencies(sentence)])
    return sorted([*found, *_bare_numbers(sentence, found)], key=lambda value: value.first)


def _without_overlap(candidates: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for value in sorted(candidates, key=lambda value: (value.first - value.last, value.first)):
        if not any(value.overlaps(other.first, other.last) for other in kept):
            kept.append(value)
    return kept


def _courts(sentence: Sentence) -> list[Found]:
    found = []
    for first, mark in sentence.starts("courts").items():
        start = _grow_left(sentence, first, "court_words")
        last = _grow_right(sentence, mark.last, "court_words")
        alone = (start, last) == (first, mark.last)
        if alone and (first == 0 or not sentence.tokens[first].capital):
            # “the court”, “in court”: known only by what was named before
            found.append(Found("court", sentence.words(start, last), start, last, "court.unnamed"))
        else:
            found.append(Found("court", sentence.words(start, last), start, last, "court.named"))
    return found


def _facilities(sentence: Sentence) -> list[Found]:
    found = []
    for first, mark in sentence.starts("facilities").items():
        if _is_somebody(sentence, mark):
            continue
        start = _grow_left(sentence, first, "facility_words")
        last = number_after(sentence, mark.last)
        last = _grow_right(sentence, last, "facility_words")
        last = named_after_number(sentence, number_after(sentence, last))
        if last == mark.last and mark.payload.sense in NAMED:
            named = own_name(sentence, last)
            last = _grow_right(sentence, named, "facility_words") if named > last else last
        detail = (("kind", mark.payload.sense),)
        found.append(Found("facility", sentence.words(start, last), start, last, "facility.named", detail))
    return found


def _is_somebody(sentence: Sentence, mark: Mark) -> bool:
    """Whether the word is one for a person here, or begins her name: „więzień Jan K.”, but „z więzień”; “Evin Kaya”."""
    behind = sentence.tokens[mark.last : mark.last + 1]
    surname = any(token.kind == WORD and token.capital for token in behind)
    if surname and sentence.pack.names.given_forms(sentence.words(mark.first, mark.last)):
        return True
    person = sentence.at("persons", mark.first)
    inside = sentence.ends("inside", mark.first) or any(
        sentence.link_ends(sense, mark.first) for sense in ("in", "from")
    )
    return person is not None and person.last >= mark.last and not inside


def _agencies(sentence: Sentence) -> list[Found]:
    found: list[Found] = []
    for first, mark in sorted(sentence.starts("agencies").items()):
        if found and found[-1].last == first:
            continue  # “KGB officers” is the KGB
        if sentence.ends("agency_not_after", first):
            continue
        agency = Found("agency", mark.payload.sense, first, mark.last, "agency.listed")
        place = taken_to(sentence, agency)
        if first and _tells_whose(sentence, first - 1):
            agency = replace(agency, first=first - 1)  # «расійскія сілавікі», „nikaraguańska policja”
        found.append(_with_its_town(sentence, place) if place is not None else agency)
    return found


def _tells_whose(sentence: Sentence, index: int) -> bool:
    """Whether the word in front of an agency says of which country or town it is."""
    token = sentence.tokens[index]
    told = any(token.key.endswith(end) for end in sentence.pack.keys.get("agency_endings", frozenset()))
    typed = token.capital == sentence.pack.has_articles or (token.capital and index == 0)
    return token.kind == WORD and told and typed and not sentence.link_senses(index)


def _with_its_town(sentence: Sentence, place: Found) -> Found:
    last = _grow_right(sentence, place.last, "facility_words")
    return replace(place, value=sentence.words(place.first, last), last=last)


def _bare_numbers(sentence: Sentence, found: list[Found]) -> list[Found]:
    """Read “to No. 15 in Mahiloŭ” as a facility, once the sentence has named one of the same kind."""
    heads = [value for value in found if value.kind == "facility"]
    extra: list[Found] = []
    for mark in sentence.marks("facility_number"):
        last = number_after(sentence, mark.first)
        if last == mark.first or any(value.overlaps(mark.first, last) for value in [*found, *extra]):
            continue
        earlier = [value for value in heads if value.last <= mark.first]
        if not earlier:
            continue
        last = _grow_right(sentence, last, "facility_words")
        kind = earlier[-1].get("kind") or ""
        value = sentence.words(mark.first, last)
        extra.append(Found("facility", value, mark.first, last, "facility.number-alone", (("kind", kind),)))
    return extra


def _grow_left(sentence: Sentence, first: int, category: str) -> int:
    """Take in the words before that belong to the name: capitalised ones and the kind's own adjectives."""
    tokens, start = sentence.tokens, first
    ends = {mark.last: mark for mark in sentence.marks(category)}
    while start > 0 and first - start < MOST_WORDS_BESIDE:
        own = ends.get(start)
        if start == first and category == "court_words" and is_another_noun(sentence, start - 1):
            break
        if own is not None:
            start = own.first
            continue
        if is_ordinal(sentence, start - 3):
            start -= 3  # «23-й отдел полиции», «2-й Западный окружной военный суд»
            continue
        ending = tokens[start - 1]
        if (
            ending.glued
            and start >= 2
            and sentence.pack.has("day_endings", ending.key)
            and tokens[start - 2].kind == NUMBER
        ):
            start -= 2  # “the 2nd Western District Military Court”
            break
        token = tokens[start - 1]
        hyphen = token.text in "-–" and token.glued and start >= 2 and tokens[start].glued
        if hyphen and tokens[start - 2].kind == WORD:
            start -= 2
            continue
        if token.kind == WORD and not token.capital and _is_of_a_town(sentence, start, category):
            start -= 1
            continue
        if token.kind != WORD or not token.capital or _starts_sentence(sentence, start - 1):
            break
        if _is_link_word(sentence, start - 1) or _is_person_word(sentence, start - 1):
            break
        alone = start == first and not is_adjective(sentence, start - 1)
        if alone and sentence.link_ends("in", start - 1) and not _is_in_front(sentence, category):
            break  # «в Уфе суд назначил», but «в Таганрозькому СІЗО»
        if (
            alone
            and category == "court_words"
            and not _is_a_town(sentence, start - 1)
            and sentence.pack.names.looks_like_surname(token.text, weakly=True)
        ):
            break  # «Качанова и Захарову суд отправил в СИЗО», but “a Moscow court”
        if start >= 2 and may_be_surname(sentence, start - 1):
            break  # «Руслана Ермолича суд оправдал», but «Полине Симоновский суд дал десять суток»
        start -= 1
    return start


def _is_a_town(sentence: Sentence, index: int) -> bool:
    """Whether a capitalised word is a listed place, or stands behind an article: “the Tambov court”."""
    articles = sentence.pack.has_articles and (
        sentence.link_ends("article_the", index) or sentence.ends("indefinite", index)
    )
    return articles or sentence.at("places", index) is not None


def _is_in_front(sentence: Sentence, category: str) -> bool:
    """Whether the language puts a prison's own name in front of its word: “in Evin prison”."""
    return category == "facility_words" and sentence.pack.has_articles


def _is_of_a_town(sentence: Sentence, start: int, category: str) -> bool:
    """Whether an adjective in small letters says in which town a prison is: «у магілёўскай турме»."""
    if category != "facility_words" or sentence.link_senses(start - 1):
        return False
    if sentence.opens(start - 1, ("events", "persons", "roles", "agencies")):
        return False
    return is_adjective(sentence, start - 1)


def _starts_sentence(sentence: Sentence, index: int) -> bool:
    """Whether a capital at ``index`` says nothing, because the sentence begins there and the word is common."""
    if index > 0:
        return False
    named = any(sentence.at(name, 0) is not None for name in ("places", "court_words"))
    if named or (is_adjective(sentence, 0) and not sentence.opens(0, ("events", "this", "last"))):
        return False  # «Мінський обласний суд»
    common = (
        "not_names",
        "events",
        "relative",
        "this",
        "last",
        "ago",
        "later",
        "after_event",
        "voices.according",
        "parts",
    )
    return sentence.opens(0, common) or _is_link_word(sentence, 0)


def _is_link_word(sentence: Sentence, index: int) -> bool:
    return any(mark.first == index for mark in sentence.marks("links"))


def _is_person_word(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if sentence.at("places", index) is not None:
        return False
    if sentence.opens(index, ("roles", "persons", "months", "weekdays")):
        return True
    return bool(sentence.pack.names.given_forms(token.text))


def _grow_right(sentence: Sentence, last: int, category: str) -> int:
    """Take in the words behind that belong to the name: “of Minsk”, “Мінскага раёна”, “in Horki”."""
    begin = last
    while last - begin < MOST_WORDS_BESIDE:
        step = _one_right(sentence, last, category)
        if step is None:
            return last
        last = step
    return last


def _one_right(sentence: Sentence, index: int, category: str) -> int | None:
    if index >= len(sentence.tokens):
        return None
    for name in (category, "place_words"):
        own = sentence.at(name, index)
        if own is not None and (name == category or sentence.tokens[index - 1].capital):
            return _with_its_name(sentence, own.last) if category == "court_words" else own.last
    place = place_mark(sentence, index)
    if place is not None:
        return place if not _heads_another(sentence, place) else None
    if category == "court_words" and is_courts_adjective(sentence, index):
        return index + 1
    if category == "court_words" and (told := _of_a_district(sentence, index)) is not None:
        return told
    link = sentence.link("in", index) or sentence.link("of", index) or sentence.at("responsible_for", index)
    if link is None:
        return None
    at = link.last + (1 if sentence.link("article_the", link.last) is not None else 0)
    described = sentence.at("place_adjectives", at) if sentence.pack.has_articles else None
    at = described.last if described is not None else at  # “in the southern city of Rostov”
    town = sentence.at("settlements", at)
    if described is not None and town is not None and place_mark(sentence, town.last) is not None:
        return place_mark(sentence, town.last)
    place = place_mark(sentence, at)
    kind = sentence.at("settlements", at) or sentence.at("place_words", at) if place is None else None
    if kind is not None and may_name_place(sentence, kind.last):
        return kind.last + 1  # «в посёлке Харп», «по району Замоскворечье»
    named = place is None and sentence.link("in", index) is not None and may_name_place(sentence, at)
    if named and not _heads_another(sentence, at) and not _heads_another(sentence, at + 1):
        return at + 1
    return place if place is None or not _heads_another(sentence, place) else None


def _of_a_district(sentence: Sentence, index: int) -> int | None:
    """Return where a court's district or town ends: «суд Железнодорожного района», «суд района Шохмансур», «суд Западного Коулуна»."""
    tokens = sentence.tokens
    if index + 1 >= len(tokens) or tokens[index].kind != WORD or sentence.pack.has_articles:
        return None
    kind = sentence.at("place_words", index)
    if kind is not None:
        return _with_its_name(sentence, kind.last)
    if not tokens[index].capital or not tokens[index].key.endswith(
        tuple(sentence.pack.keys.get("adjective_endings", ()))
    ):
        return None
    district = sentence.at("place_words", index + 1)
    if district is not None:
        return district.last
    return index + 2 if may_name_place(sentence, index + 1) else None


def _with_its_name(sentence: Sentence, index: int) -> int:
    """Step over what a district or town is called, right behind its word: «суд района Шохмансур»."""
    named = sentence.at("place_words", index - 1) is not None and may_name_place(sentence, index)
    return index + 1 if named and not sentence.pack.has_articles else index


def _heads_another(sentence: Sentence, index: int) -> bool:
    """Whether the word for another prison or court follows: the place in front of it belongs to that one."""
    return sentence.at("facilities", index) is not None or sentence.at("courts", index) is not None


def may_name_place(sentence: Sentence, index: int) -> bool:
    """Whether a capitalised word behind “in” can be a place's name, though no list has it."""
    if index >= len(sentence.tokens):
        return False
    token = sentence.tokens[index]
    if token.kind != WORD or not token.capital or token.upper or sentence.pack.names.given_forms(token.text):
        return False
    return all(sentence.at(category, index) is None for category in NO_PLACE)


def place_mark(sentence: Sentence, index: int) -> int | None:
    """Return the end of the place's name that begins at ``index``: a listed one, or an adjective of a region."""
    mark = sentence.at("places", index)
    if mark is not None:
        return mark.last
    if index >= len(sentence.tokens):
        return None
    token = sentence.tokens[index]
    endings = sentence.pack.keys.get("region_endings", frozenset())
    if token.kind == WORD and token.capital and any(token.key.endswith(ending) for ending in endings):
        after = sentence.at("place_words", index + 1)
        return after.last if after is not None else None
    return None


def mark_covering(marks: list[Mark], index: int) -> Mark | None:
    """Return a mark that holds the word at ``index``."""
    return next((mark for mark in marks if mark.first <= index < mark.last), None)
