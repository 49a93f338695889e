"""Words beside a title: who heads a union, a party or a paper holds no office of the state: “the head of the Union of Poles X”, “his deputy Y”.

Officials are never prisoners unless an event's words stand beside their name; those who lead what a state persecutes are.
"""

from __future__ import annotations

from habeas.claims.grammar.numbers import number_at
from habeas.claims.names.mention import Mention
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import WORD

OFFICES = frozenset({"official", "president", "spokesperson"})
KIN = ("relatives", "those_of", "persons")
LONGEST_SEAT = 9  # words of the court or town a judge is of
WITHIN = 5  # words between “head of” and what is headed


def heads_a_movement(sentence: Sentence, mark: Mark) -> bool:
    """Whether a word for an office stands in front of what no state has (or behind “his”): it makes nobody an official."""
    if mark.payload.category != "roles" or mark.payload.sense not in OFFICES:
        return False
    if mark.payload.sense == "official" and sentence.ends("pronouns", mark.first):
        return True  # “Bialacki and his deputy Stefanovič”
    limit = mark.last + WITHIN
    for at in range(mark.last, min(limit, len(sentence.tokens))):
        if sentence.tokens[at].text in (",", ";", ":", "(", ")", ".", "—", "–"):
            return False
        if sentence.at("movements", at) is not None or sentence.at("bodies", at) is not None:
            return True
    return False


def may_be_adjective(sentence: Sentence, index: int) -> bool:
    """Whether a small word that no list has stands there, in a language that keeps its words in order: “exiled leader”."""
    token = sentence.tokens[index]
    listed = sentence.link_senses(index) or sentence.at("events", index) or sentence.at("voices.say", index)
    return sentence.pack.has_articles and token.kind == WORD and not token.capital and not listed


def wrote_it(sentence: Sentence, mention: Mention) -> bool:
    """Whether a bracket says whose work the thing in front of it is: “The White Guard (by X)”."""
    tokens = sentence.tokens
    closed = mention.last < len(tokens) and tokens[mention.last].text == ")"
    return closed and any(
        mark.last == mention.first and mark.first > 0 and tokens[mark.first - 1].text == "("
        for mark in sentence.links("by")
    )


def owns_kin(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a word for a person only says whose relative is meant: „ojca dziennikarki”, “father of the journalist”, “the journalist's father”."""
    if last < len(sentence.tokens) and sentence.tokens[last].key in ("'s", "'"):
        return sentence.at("relatives", last + 1) is not None
    of = {mark.first for mark in sentence.links("of") if mark.last == first}
    ends = of if sentence.pack.has_articles else {first, *of}
    return any(mark.last in ends for name in KIN for mark in sentence.marks(name))


def is_called(sentence: Sentence, index: int, first: int) -> bool:
    """Whether nothing but a verb of being called stands between."""
    mark = sentence.at("naming", index)
    return mark is not None and mark.last == first


def is_participle(sentence: Sentence, index: int) -> bool:
    """Whether one word of an event stands there as a noun: «мать осуждённого, Вера»."""
    mark = sentence.at("events", index)
    return mark is not None and mark.last == index + 1


def leads_to(sentence: Sentence, index: int, first: int, *, adjectives: bool = False) -> bool:
    """Whether the name at ``first`` follows, with nothing but words for a person (and what describes one) between."""
    ends = tuple(sentence.pack.keys.get("adjective_endings", ())) if adjectives else ()
    while index < first:
        word = sentence.at("persons", index) or sentence.at("held_people", index)
        step = (
            word or sentence.link("article_the", index) or _where(sentence, index) or _headed(sentence, index)
        )
        length = _how_long(sentence, index)
        described = bool(ends) and sentence.word(index).endswith(ends) and not sentence.tokens[index].capital
        if not step and not length and not described and not may_be_adjective(sentence, index):
            step = _held(sentence, index)
            if step is None:
                break
        index = step.last if step else length or index + 1
    return index == first


def called_so(sentence: Sentence, mark: Mark, first: int) -> bool:
    """Whether a thing is called by the name at ``first``: «помніка Тарасу Шаўчэнку»; not of «забралі з вуліцы журналістку X», whose street is the event's."""
    seized = any(one.first < mark.first and mark.last == one.last for one in sentence.marks("events"))
    return not seized and leads_to(sentence, mark.last, first, adjectives=True)


def _where(sentence: Sentence, index: int) -> Mark | None:
    """Return the place or month behind “in”: «партрэт загінулага ва Украіне беларуса X», „brata skazanego w marcu X”."""
    inside = sentence.link("in", index)
    if inside is None:
        return None
    return sentence.at("places", inside.last) or sentence.at("months", inside.last)


def _how_long(sentence: Sentence, index: int) -> int:
    """Return where the term ends that a participle gives: „żona skazanego na cztery lata X”; 0 where none is."""
    if sentence.pack.has_articles or not sentence.ends("persons", index):
        return 0
    number = number_at(sentence, index + 1)
    unit = sentence.at("units", number.last) if number is not None else None
    return unit.last if unit is not None else 0


def _held(sentence: Sentence, index: int) -> Mark | None:
    """Return one word of an event that describes whose relative it is: “the mother of the jailed (journalist) X”."""
    event = sentence.at("events", index) if sentence.pack.has_articles else None
    return event if event is not None and event.last == index + 1 else None


def _headed(sentence: Sentence, index: int) -> Mark | None:
    """Return what the person in front leads or belongs to: «мужа лидера оппозиции X»."""
    if sentence.pack.has_articles or not sentence.ends("persons", index):
        return None
    return sentence.at("movements", index) or sentence.at("bodies", index)


def comma_ends_voice(sentence: Sentence, mark: Mark, mention: Mention) -> bool:
    """Whether the word names the voice and the comma ends it: «по словам адвоката (A B), Веру обвиняют».

    A relative's own name in the same case stands between two commas: «по словам дочери, Анны, ...».
    """
    if sentence.tokens[mention.first - 1].text != ",":
        return False
    closed = sentence.word(mention.last) == "," and mark.payload.category == "relatives"
    if closed and any("gen" in reading.cases for reading in mention.readings):
        return False
    return any(0 <= mark.first - voice.last <= 2 for voice in sentence.marks("voices.according"))


def names_itself(sentence: Sentence, mark: Mark) -> bool:
    """Whether the name right behind the word is the relative's own: «его брат Павел, Тимур и Яна»."""
    if sentence.pack.has_articles or mark.last >= len(sentence.tokens):
        return False
    forms = sentence.pack.names.given_forms(sentence.tokens[mark.last].text)
    return any("nom" in form.cases for form in forms)


def sits_at(sentence: Sentence, mark: Mark, first: int) -> bool:
    """Whether only where somebody holds the role stands between, and a comma: “a judge at the Pinsk District Court, X,”."""
    comma = first - 1
    if mark.payload.category != "roles" or not mark.last < comma <= mark.last + LONGEST_SEAT:
        return False
    if sentence.tokens[comma].text != "," or not _says_where(sentence, mark.last):
        return False
    return all(
        sentence.tokens[at].capital or _says_where(sentence, at) or sentence.link("article_the", at) is not None
        or sentence.at("court_words", at) is not None or sentence.at("places", at) is not None
        for at in range(mark.last, comma)
    )  # fmt: skip


def _says_where(sentence: Sentence, index: int) -> bool:
    return any(sentence.link(one, index) is not None for one in ("in", "of", "from"))


def is_apart_from_voice(sentence: Sentence, mark: Mark, mention: Mention) -> bool:
    """Whether “according to” leads to the word and the name is no part of the voice: „Według śledczych Paweł Żuk przekazywał”."""
    cases = [one.cases for one in mention.readings]
    led = (
        sentence.ends("voices.according", mark.first)
        and mark.payload.category == "roles"
        and mark.payload.sense.endswith("s")
    )
    return led and bool(cases) and all(bool(one) and one <= {"nom", "voc"} for one in cases)


def leads_to_deed(sentence: Sentence, last: int, deed: int) -> bool:
    """Whether the deed follows a name at once, or in its clause: «Татьяна Мельникова вела процесс», «X, которая вела дело Y»."""
    who = sentence.link("who", last + 1) if last < deed and sentence.tokens[last].text == "," else None
    return last == deed or (who is not None and who.last == deed)


def calls_next(sentence: Sentence, index: int) -> bool:
    """Whether the word is an office or a trade, and a name with a capital stands right behind it."""
    called = [sentence.at(category, index) for category in ("roles", "persons", "relatives")]
    following = index + 1 < len(sentence.tokens) and sentence.tokens[index + 1].capital
    return following and any(mark is not None and mark.last == index + 1 for mark in called)
