"""Places of events: a listed place, or a capitalised name after a word like “in”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.claims.found import Found
from habeas.claims.grammar.facility_names import behind_quotes
from habeas.claims.grammar.institutions import may_name_place
from habeas.claims.grammar.near_places import near_places
from habeas.claims.sentences import ENDS, Sentence
from habeas.text.tokens import NUMBER, WORD

LISTED, SPOT, HOME, DESCRIBED = "place.listed", "place.spot", "place.home", "place.described"
COURTROOM, UNNAMED_COURT = f"{SPOT}-of-a-court", "court.unnamed"
IN_PLACE = f"{SPOT}-in-place"
STREET = 3  # tokens of a street's or village's name: Кам'янка-Дніпровська
NO_STREET = ("months", "weekdays", "roles", "persons", "agencies", "courts", "facilities")
DESCRIBING = 2  # words that describe a spot in front of it
NO_DESCRIPTION = (
    "events", "persons", "peoples", "roles", "facilities", "courts", "agencies", "places", "relative", "months", "voices.say",
)  # fmt: skip
SHORT_LINE = 9  # tokens of a line that says no more than where and when


def find_places(sentence: Sentence, taken: list[Found], names: list[tuple[int, int]]) -> list[Found]:
    """Return places in order, outside of ``taken`` values and people's ``names``.

    A place counts only after a word that puts things in places; “Belarus” in “the state of Belarus” is none.
    """
    found: list[Found] = []
    starts = {mark.last for mark in sentence.links("in")} | _head(sentence)
    leaving = {mark.last for mark in sentence.links("from")} - starts  # “was led out of the reading room”
    near = near_places(sentence)
    above = {mark.last for mark in sentence.marks("on_street")} - starts  # “on Freedom Square”
    for start in sorted(starts | leaving | above):
        described = sentence.at("place_adjectives", start)
        place = place_at(sentence, start if described is None else described.last)
        if place is None or (start in leaving and not place.rule.startswith((SPOT, HOME))):
            continue
        if start in above and start not in leaving and not _is_square(sentence, place):
            continue
        if any(one.overlaps(place.first, place.last) and one.first < place.first for one in near):
            continue
        if place.rule == "place.capitalised" and any(_heads(value, place) for value in taken):
            continue  # “in Investigation Prison No. 1”
        if place.rule == "place.capitalised" and _is_led(sentence, start):
            continue  # “director of Kanal 13”
        inside = [one for one in taken if place.rule != COURTROOM or one.rule != UNNAMED_COURT]
        if any(value.overlaps(place.first, place.last) for value in [*inside, *found]):
            continue
        if any(first < place.last and place.first < last for first, last in names):
            continue
        if place.last < len(sentence.tokens) and sentence.tokens[place.last].key in ("'s", "'"):
            continue  # “the death of Ukraine's civilians”
        if any(body.first <= place.first and place.last <= body.last for body in sentence.marks("bodies")):
            continue
        found.append(place)
        found += _more(sentence, place, [*taken, *found])
    return _with_near(sentence, found, near)


def _is_square(sentence: Sentence, place: Found) -> bool:
    """Whether a place that one is on is a street or square by its own name: “on Freedom Square”, not “marched on the embassy”."""
    named = place.rule in (DESCRIBED, "place.capitalised", IN_PLACE)
    return named and any(place.first < mark.last <= place.last for mark in sentence.marks("place_words"))


def _with_near(sentence: Sentence, found: Sequence[Found], near: Sequence[Found]) -> list[Found]:
    """Return all places in order; one beside which another is told is one with it: «в Челябинске у здания суда», “the yard near the school”."""
    places = list(found)
    for beside in near:
        before = next((one for one in places if one.first < beside.first <= one.last), None)
        if before is None:
            places.append(beside)
            continue
        last = max(before.last, beside.last)
        places.remove(before)
        places.append(
            replace(beside, value=sentence.words(before.first, last), first=before.first, last=last)
        )
    return sorted(places, key=lambda place: place.first)


def _heads(value: Found, place: Found) -> bool:
    """Whether a capitalised word only opens the name of the court or prison right behind it; an agency's follows a town."""
    return value.first == place.last and value.kind != "agency"


def _is_led(sentence: Sentence, index: int) -> bool:
    """Whether “of” stands there behind a word for a person: what follows is a body that somebody leads or belongs to."""
    of = next((mark.first for mark in sentence.links("of") if mark.last == index), None)
    return of is not None and any(sentence.ends(name, of) for name in ("persons", "roles"))


def _more(sentence: Sentence, place: Found, taken: list[Found]) -> list[Found]:
    """Return the listed towns that go on behind one of them without a word of their own: “in Minsk, Hrodna and Lida”."""
    more: list[Found] = []
    at = place.last
    while at + 1 < len(sentence.tokens) and place.rule == LISTED:
        joined = sentence.tokens[at].text == "," or sentence.link("and", at) is not None
        town = _one_place(sentence, at + 1) if joined else None
        if town is None or town.rule != LISTED or any(one.overlaps(at + 1, town.last) for one in taken):
            break
        more.append(town)
        at = town.last
    return more if more and sentence.link("and", more[-1].first - 1) is not None else []


def _head(sentence: Sentence) -> set[int]:
    """Return where a listed place opens a line and stands by itself: “Minsk. ...”, “Kazan: ...”, the line “Lida, last night”."""
    at = next((at for at, token in enumerate(sentence.tokens) if token.kind == WORD), None)
    mark = sentence.at("places", at) if at is not None and sentence.opens_line else None
    if mark is None:
        return set()
    short = len(sentence.tokens) <= SHORT_LINE and sentence.tokens[-1].text not in ENDS
    apart = ".:→|," if short else ".:→|"
    ends = mark.last >= len(sentence.tokens) or sentence.tokens[mark.last].text in apart
    return {mark.first} if ends or _is_dated(sentence, mark.last) else set()


def _is_dated(sentence: Sentence, comma: int) -> bool:
    """Whether a day follows behind a comma: “Perm, today, Lenin Square.”, “Minsk, Sunday.”"""
    at = comma + 1
    short = len(sentence.tokens) <= SHORT_LINE and sentence.tokens[comma].text == ","
    return short and any(sentence.at(name, at) is not None for name in ("relative", "weekdays"))


def place_at(sentence: Sentence, index: int) -> Found | None:
    """Return the place whose words begin at ``index``, or None."""
    the = sentence.link("article_the", index)
    if the is not None:
        index = the.last
    first = _one_place(sentence, index)
    if first is None or (the is not None and first.rule == "place.capitalised"):
        return None  # “of the Legal Center”
    link = sentence.link("in", first.last)
    second = _one_place(sentence, link.last) if link is not None else None
    if second is None and link is not None and first.rule == SPOT:
        second = _street(sentence, link.last)
    # “на рынку ў Пінску”, “in Pinsk at the market”, «на улице Ленина в Гомеле»: one place
    street = (
        second is not None
        and second.rule == LISTED
        and (sentence.at("streets", index) is not None or _is_square(sentence, first))
    )
    if second is not None and first.rule == second.rule == DESCRIBED:
        return Found(
            "place", sentence.words(index, second.last), index, second.last, DESCRIBED
        )  # «селі Х на Київщині»
    if second is not None and (SPOT in (first.rule, second.rule) or first.rule == HOME or street):
        return Found("place", sentence.words(index, second.last), index, second.last, IN_PLACE)
    return first


def _one_place(sentence: Sentence, index: int) -> Found | None:
    if index >= len(sentence.tokens):
        return None
    listed = sentence.at("places", index)
    if listed is not None:
        last = _place_words(sentence, listed.last)
        value = listed.payload.sense if last == listed.last else sentence.words(index, last)
        return Found("place", value, index, last, LISTED)
    spot = _spot(sentence, index)
    if spot is not None:
        return spot
    if (
        sentence.tokens[index].kind == NUMBER
        and (several := sentence.at("place_words", index + 1)) is not None
    ):
        of = sentence.link("of", several.last) or sentence.link("in", several.last)
        country = sentence.at(
            "places", of.last if of is not None else several.last
        )  # “in 14 cities of Russia”
        last = country.last if country is not None else several.last
        return Found("place", sentence.words(index, last), index, last, DESCRIBED)
    kind = sentence.at("place_words", index)
    last = begin = kind.last if kind is not None else index
    if kind is not None and begin < len(sentence.tokens) and _is_called(sentence, begin):
        last += 1  # „placu Trzech Krzyży”, «плошчы Рэспублікі»
    while last < len(sentence.tokens) and last - begin < 4 and may_name_place(sentence, last):
        last += 1
    own = sentence.at("spots", last) or sentence.at("place_words", last)
    if last > begin and own is not None:
        return Found("place", sentence.words(index, own.last), index, own.last, DESCRIBED)
    if last == begin or last - begin > 3:
        return None
    if kind is None and (_is_adjective(sentence, last - 1) or _goes_on_small(sentence, last)):
        return None  # «у Беларускім саюзе мастакоў», “in the Hizb ut-Tahrir case”
    rule = DESCRIBED if kind is not None else "place.capitalised"
    return Found("place", sentence.words(index, last), index, last, rule)


def _is_called(sentence: Sentence, index: int) -> bool:
    """Whether a capitalised word stands right behind “square”, “street”: it belongs to its name, whatever else it means."""
    token = sentence.tokens[index]
    return (
        token.kind == WORD
        and token.capital
        and not sentence.opens(index, ("months", "weekdays", "agencies", "courts"))
    )


def _goes_on_small(sentence: Sentence, index: int) -> bool:
    """Whether a capitalised word is only the beginning of a name of another kind: “Hizb ut-Tahrir”, “Covid-19”."""
    rest = sentence.tokens[index : index + 2]
    if not rest:
        return False
    numbered = len(rest) == 2 and rest[0].text == "-" and rest[0].glued and rest[1].kind == NUMBER
    _, hyphen, tail = rest[0].text.partition("-")
    return numbered or (rest[0].kind == WORD and not rest[0].capital and bool(hyphen) and tail[:1].isupper())


def _spot(sentence: Sentence, index: int) -> Found | None:
    """Return a spot with what describes it: “his school”, «мінскім аэрапорце», «прахадной завода «Азот»»."""
    at = index
    while at < len(sentence.tokens) and sentence.at("spots", at) is None:
        home = sentence.at("homes", at)
        if home is not None:
            return Found("place", sentence.words(index, home.last), index, home.last, HOME)
        room = sentence.at("courtrooms", at)
        if room is not None:
            return Found("place", sentence.words(index, room.last), index, room.last, COURTROOM)
        if at - index >= DESCRIBING or not _may_describe(sentence, at):
            return None
        at += 1
    mark = sentence.at("spots", at)
    if mark is None:
        return None
    last = mark.last
    owner = sentence.at("spots", last)  # «проходной завода», „bramie zakładu”
    last = _named(sentence, owner.last if owner is not None else last)
    return Found("place", sentence.words(index, last), index, last, SPOT)


def _street(sentence: Sentence, index: int) -> Found | None:
    """Return the street or village by which a spot is told: «майстэрні на Кастрычніцкай», «посту під Тулуном»."""
    last = index
    while last < min(index + STREET, len(sentence.tokens)):
        token = sentence.tokens[last]
        if not (token.capital or (token.glued and token.text == "-")):
            break
        last += 1
    named = last > index and all(sentence.at(name, index) is None for name in NO_STREET)
    return Found("place", sentence.words(index, last), index, last, "place.street") if named else None


def _named(sentence: Sentence, last: int) -> int:
    """Take in what a spot is called in quotation marks, or whose town's it is: «аэропорту Казани», «заводе «Азот»»."""
    if (end := behind_quotes(sentence, last)) > last:
        return end
    town = sentence.at("places", last)
    return town.last if town is not None else last


def _may_describe(sentence: Sentence, index: int) -> bool:
    """Whether a word between “in” and a spot can only describe it."""
    if sentence.tokens[index].kind != WORD or sentence.link_senses(index):
        return False
    if not sentence.pack.has_articles and sentence.word(index).endswith(sentence.pack.endings_of_verbs):
        return False  # «пад Косавам спынілі аўтобус»
    return all(sentence.at(name, index) is None for name in NO_DESCRIPTION)


def _is_adjective(sentence: Sentence, index: int) -> bool:
    """Whether the word ends as an adjective made of a place's name does."""
    endings = sentence.pack.keys.get("region_endings", frozenset())
    return any(sentence.word(index).endswith(ending) for ending in endings)


def _place_words(sentence: Sentence, index: int) -> int:
    """Step over “district”, “border crossing” behind a place's name."""
    mark = sentence.at("place_words", index) or sentence.at("spots", index)
    return mark.last if mark is not None else index
