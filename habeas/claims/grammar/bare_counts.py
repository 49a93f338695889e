"""Numbers that count people though no word for people stands beside them: “two remain”, «чацвярых адпусцілі», “he put it at 35”.

By itself a number counts people where it is the subject of an event, where it is one said of people only, and where it
counts once more those told of before: behind a word for a sum or for telling, behind a town in a list of towns, or as
the object of an event's words.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.found import Found
from habeas.claims.language.event_words import EventWords
from habeas.claims.sentences import DASHES, Mark, Sentence
from habeas.text.tokens import MARK, NUMBER, WORD

SHORTEST_VERB = 5
BEFALLS = frozenset({"detention", "release", "fine", "sentence", "custody", "transfer", "arrest_order"})
SMALL_BEHIND = frozenset({"and", "or", "but", "who", "not", "in", "aux", "passive"})
BETWEEN = DASHES | frozenset(":")
TOLD_WITHIN = 4  # words between “says”, “the total” and the number
YEARS = range(1900, 2100)
FEWEST, WHEN_WORDS = 2, 4  # of several; words of “after the interrogations”
OF_A_TERM = 4  # words of “three and a half years”
APPOSED = 5  # words behind “the second defendant” in which his name may stand
PREPOSITIONS = frozenset({"in", "from", "under", "of", "by"})
LONGEST_SMALL = 3  # letters of a preposition and the like
OF_ONE = frozenset(
    {"health", "conditions", "letter", "term_end"}
)  # whose number counts nobody: «температура 38»
NO_PRELUDE = ("events", "months", "courts", "agencies", "peoples", "persons")
WHOLES = ("peoples", "held_people")  # behind which a part of them may be counted
WHEN = frozenset({"relative", "last", "this", "weekdays"})  # “fined nine more last week”
SUMS = ("totals", "voices.say", "counts", "pronouns")


def stands_alone(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a quantity without a noun is a subject: the words of an event follow at once (“two remain in ...”)."""
    if last >= len(sentence.tokens):
        return False
    follows = any(mark.first == last for mark in sentence.marks("events"))
    if sentence.tokens[first].kind != WORD and not (
        (follows and _is_added(sentence, first)) or _is_told_of_several(sentence, first, last)
    ):
        return False
    before = first == 0 or sentence.tokens[first - 1].kind == MARK or _may_precede(sentence, first - 1)
    if not before and not (follows and sentence.tokens[first - 1].kind == WORD):
        return False
    verb = _behind_aux(sentence, last)
    return any(
        mark.first in (last, last + 1, verb)
        and mark.payload.event is not None
        and mark.payload.event.who != "after"
        for mark in sentence.marks("events")
    )


def _is_told_of_several(sentence: Sentence, first: int, last: int) -> bool:
    """Whether digits open a clause and a verb of several follows at once: «120 отпущены, 50 оштрафованы», “120 were released”."""
    token = sentence.tokens[first]
    opens = first == 0 or sentence.tokens[first - 1].text in ",;:" or _may_precede(sentence, first - 1)
    opens = opens or _is_behind_when(sentence, first)
    opens = opens or any(sentence.ends(name, first) for name in WHOLES)  # «из 22 подсудимых 14 получили»
    if not opens or last - first != 1 or not token.text.isdigit() or int(token.text) in YEARS:
        return False
    verb = _behind_aux(sentence, last)
    events = [
        mark.payload.event
        for mark in sentence.marks("events")
        if mark.first in (last, verb) and mark.payload.event
    ]
    several = (
        verb > last or _is_plural_verb(sentence, last) or any(_acts(sentence, event) for event in events)
    )
    return bool(events) and int(token.text) >= FEWEST and several


def _is_behind_when(sentence: Sentence, first: int) -> bool:
    """Whether nothing but a small word and what it leads to opens the sentence: «После допросов 31 отпустили»."""
    plain = first <= WHEN_WORDS and all(one.kind == WORD for one in sentence.tokens[:first])
    return plain and not any(sentence.opens(at, NO_PRELUDE) for at in range(first))


def _behind_aux(sentence: Sentence, index: int) -> int:
    """Return where “are still” ends that stands in front of the words of an event: “the other five are still awaiting trial”."""
    while any(sentence.link(name, index) is not None for name in ("passive", "aux")):
        index += 1
    return index


def is_more(sentence: Sentence, last: int) -> bool:
    """Whether “more” follows a number, and nothing that it could count: “let two more go on bail”, “freed two more”."""
    more = sentence.at("further", last)
    if more is None or not sentence.pack.has_articles:
        return False
    if more.last >= len(sentence.tokens) or sentence.tokens[more.last].kind == MARK:
        return True
    told = any(mark.first <= last and more.last < mark.last for mark in sentence.marks("events"))
    return told or sentence.at("events", more.last) is not None or sentence.opens(more.last, WHEN)


def _is_added(sentence: Sentence, first: int) -> bool:
    """Whether a word that adds to those counted before leads to the number: «яшчэ 196 аштрафавалі»."""
    return sentence.ends("further", first)


def is_rest_of_term(sentence: Sentence, index: int, last: int) -> bool:
    """Whether “the rest” is of a term: «перші чотири роки — у в'язниці, решту — в колонії», no people counted in front."""
    if any(sentence.at("term_nouns", at) is not None for at in (last, last + 1)):
        return True  # «решту строку», «рэшту сямігадовага тэрміну»
    at = last + (last < len(sentence.tokens) and sentence.tokens[last].kind == MARK)
    link = sentence.link("in", at)
    prison = sentence.at("facilities", link.last) if link is not None else None
    years = any(mark.last <= index for mark in sentence.marks("units"))
    opens = index == 0 or sentence.link("and", index - 1) is not None
    return prison is not None and prison.payload.sense in ("colony", "prison") and (years or not opens)


def counts_people_by_itself(sentence: Sentence, last: int, part: str) -> bool:
    """Whether the number is one said of people only («чацвярых адпусцілі», «на волі толькі двое»), or “the rest”.

    No noun may follow it: a mark, the end, a small word, the words of an event, a court or an agency do.
    """
    spoken = sentence.at("numbers_of_people", last - 1) is not None and not _behind_small(sentence, last - 1)
    if not spoken and part != "rest":
        return False
    if last >= len(sentence.tokens):
        return spoken
    ends = sentence.tokens[last].kind == MARK and sentence.tokens[last].text not in '-/«"“('
    verb = _behind_aux(sentence, last)
    ends = ends or any(mark.first in (last, last + 1, verb) for mark in sentence.marks("events"))
    ends = ends or _is_plural_verb(sentence, last)
    doer = sentence.at("courts", last) or sentence.at("agencies", last)
    if not spoken:
        follows = sentence.tokens[last].kind == WORD or sentence.tokens[last].text in "—–"
        return doer is not None or (ends and follows)
    if sentence.at("term_after", last) is not None:
        return True  # «приговорил пятерых к трём годам»
    return ends or doer is not None or bool(sentence.link_senses(last) & SMALL_BEHIND)


def is_given_a_term(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a number stands between a verdict's verb and a term: «засудив трьох до п'яти років», “sentenced three to five years”."""
    lead = sentence.at("term_after", last) or sentence.at("range", last)
    behind = range(lead.last + 1, lead.last + OF_A_TERM) if lead is not None else range(0)
    return any(sentence.at("units", at) is not None for at in behind) and any(
        mark.last == first and mark.payload.sense == "sentence" for mark in sentence.marks("events")
    )


def _behind_small(sentence: Sentence, index: int) -> bool:
    """Whether a preposition leads to the number: „z dziewięciu do ośmiu lat”, «до чотирьох»."""
    before = sentence.tokens[index - 1] if index else None
    if before is None or before.kind != WORD or len(before.text) > LONGEST_SMALL:
        return False
    senses = sentence.link_senses(index - 1)
    return bool(senses & PREPOSITIONS) or sentence.at("counts", index - 1) is not None


def _is_plural_verb(sentence: Sentence, index: int) -> bool:
    """Whether the word has the ending of a verb of several («решту залишили», “pozostali podpisali”)."""
    token, ends = sentence.tokens[index], sentence.pack.verb_endings.get("p", ())
    return token.kind == WORD and len(token.key) >= SHORTEST_VERB and token.key.endswith(tuple(ends))


def _may_precede(sentence: Sentence, index: int) -> bool:
    """Whether a word before may stand in front of a subject: a link such as “while”, “and”, “another”."""
    return sentence.ends("links", index + 1)


def _acts(sentence: Sentence, event: EventWords) -> bool:
    """Whether the words have their people in front of them as subjects: “14 received prison sentences”."""
    return event.case == "nom" or (event.who == "before" and sentence.pack.has_articles)


def counts_again(
    sentence: Sentence,
    first: int,
    last: int,
    bounds: tuple[int | None, int | None],
    taken: Sequence[Found],
) -> bool:
    """Whether a number without a noun, at the end of its clause, counts those of whom the text has just told."""
    number = bounds[0]  # «до четырёх» may be anything
    if number is None or not _ends_clause(sentence, last):
        return False
    if number < FEWEST:  # «в Бресте — шестерых, в Кобрине — одного»
        return _is_of_a_town(sentence, first, taken) and _counts_before(sentence, first)
    plain = last - first == 1 and sentence.tokens[first].kind == NUMBER
    if plain and (number in YEARS or (first > 0 and sentence.tokens[first - 1].text in "№#§/.+-")):
        return False
    if _is_of_a_town(sentence, first, taken):
        return True
    if any(value.kind in ("term", "fine") for value in taken) or sentence.marks("ago"):
        return False  # «вісім років за одним епізодом, шість за другим, загалом десять»
    return _is_told(sentence, first) or _is_object(sentence, first)


def _counts_before(sentence: Sentence, first: int) -> bool:
    """Whether another number stands in front, a mark or “and” between: one in a list of towns."""
    return any(mark.last <= first - 2 for mark in sentence.marks("numbers")) or any(
        token.kind == NUMBER for token in sentence.tokens[: max(first - 2, 0)]
    )


def _ends_clause(sentence: Sentence, last: int) -> bool:
    if last >= len(sentence.tokens):
        return True
    token = sentence.tokens[last]
    if token.kind == MARK:
        return token.text not in '-–—/«"“(%:.' or (token.text == "." and last + 1 == len(sentence.tokens))
    return bool(sentence.link_senses(last) & {"and", "but", "including"}) or (
        sentence.link("in", last) is not None and sentence.at("places", last + 1) is not None
    )


def _is_told(sentence: Sentence, first: int) -> bool:
    """Whether a word for a sum or for telling leads to the number: “put the total at 35”, «кажуть про трьох»."""
    return any(
        0 <= first - mark.last <= TOLD_WITHIN
        and all(_is_small(sentence, at) for at in range(mark.last, first))
        for name in ("totals", "voices.say", "voices.according")
        for mark in sentence.marks(name)
    )


def _is_small(sentence: Sentence, index: int) -> bool:
    """Whether a word may stand between: a dash, a comma, a small word, another word for a sum."""
    token = sentence.tokens[index]
    if token.kind == MARK:
        return token.text in BETWEEN or token.text == ","
    small = len(token.text) <= LONGEST_SMALL or bool(sentence.link_senses(index))
    return token.kind == WORD and not token.capital and (small or _is_covered(sentence, index))


def _is_covered(sentence: Sentence, index: int) -> bool:
    return any(mark.first <= index < mark.last for name in SUMS for mark in sentence.marks(name))


def _is_of_a_town(sentence: Sentence, first: int, taken: Sequence[Found]) -> bool:
    """Whether a town and a dash, or “in” and a town, stand right in front: «в Бресте — не менее 12», “in Brest 12”."""
    at = first
    while at > 0 and (sentence.tokens[at - 1].text in BETWEEN or _is_added(sentence, at)):
        at -= 1
    guessed = at == first  # “Kanal 13”, in front of which no list has a town
    begins = [
        value.first for value in taken
        if value.kind == "place" and value.last == at and not (guessed and value.rule == "place.capitalised")
    ]  # fmt: skip
    begins += [mark.first for mark in sentence.marks("places") if mark.last == at]
    return any(link.last == begin for begin in begins for link in sentence.links("in"))


def _is_object(sentence: Sentence, first: int) -> bool:
    """Whether the words of an event that look behind them for their people stand right in front: «осудили двенадцать»."""
    tokens = sentence.tokens
    if first and "\n" in sentence.text[tokens[first - 1].end : tokens[first].start]:
        return False
    return any(
        mark.last == first
        and mark.payload.event is not None
        and mark.payload.event.who in ("after", "any")
        and mark.payload.sense not in OF_ONE
        for mark in sentence.marks("events")
    )


def is_picked_out(sentence: Sentence, first: int, last: int) -> bool:
    """Whether “one” opens its clause and only when or where it was stands between it and what befell him.

    «пятерых задержали, одного после допроса отпустили», „jedną po przesłuchaniu zwolniono”.
    """
    opens = first > 0 and sentence.tokens[first - 1].text in ",;–—"
    opens = opens or (first > 0 and sentence.link("but", first - 1) is not None)
    if not opens or sentence.pack.has_articles:
        return False
    for at in range(last, min(last + WHEN_WORDS, len(sentence.tokens))):
        event = sentence.at("events", at)
        if event is not None and event.payload.event is not None:
            return event.payload.sense in BEFALLS
        if sentence.tokens[at].kind != WORD or sentence.opens(at, ("peoples", "persons", "units", "things")):
            return False
        small = sentence.link_senses(at) or sentence.opens(at, ("passing_before", "year_after"))
        if at == last and not small:
            return False  # «один раз»
    return False


def next_one(sentence: Sentence, index: int) -> tuple[int, Mark | None] | None:
    """Return where “the sixth”, «третьего фигуранта», „czwartego z załogi” ends, and its noun: one more of those counted.

    The words of an event, a small word or a comma must follow; what else is third (a hearing, a day) has a noun of its own.
    """
    mark = sentence.at("ordinals", index)
    opens = index == 0 or sentence.tokens[index - 1].kind == MARK or _may_precede(sentence, index - 1)
    counted = mark is not None and mark.payload.sense.isdigit() and int(mark.payload.sense) >= FEWEST
    if mark is None or not counted or not opens or sentence.at("units", mark.last) is not None:
        return None  # «вже другий рік за ґратами»
    noun = sentence.at("persons", mark.last) or sentence.at("held_people", mark.last)
    last = noun.last if noun is not None else mark.last
    of = sentence.link("of", last) or sentence.link("from", last)
    if of is not None and of.last < len(sentence.tokens) and not sentence.tokens[of.last].capital:
        last = of.last + 1
    if last + 1 >= len(sentence.tokens) or any(one.capital for one in sentence.tokens[last : last + APPOSED]):
        return None  # «Второй обвиняемый, Ян X,»
    follows = sentence.tokens[last].text == "," or sentence.at("events", last) is not None
    small = bool(sentence.link_senses(last) & SMALL_BEHIND)
    return (last, noun) if follows or small or _is_plural_verb(sentence, last) else None
