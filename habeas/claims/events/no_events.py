"""Words of an event that tell of none: the noun of a count, whose relative is meant, a cellmate who was freed, things taken.

«двое задержанных», «мать осуждённого», «освобождённый сокамерник», «забрали телефон»: each holds an event's word, and nobody was
detained, condemned or freed of whom the sentence tells.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.found import Found
from habeas.claims.grammar.counts import Count
from habeas.claims.grammar.second_of_two import tells_of_two
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import MARK, WORD

CLAUSE = 4  # words between “who” and what happened to them
FACED = 2  # words between “faces” and the term
TITLE = 2  # words of a title
TO_OWNER = 9  # words of «на шесть с половиной лет колонии известного политика Павла»
LONG_FORM = 4  # letters of the ending of a participle that also describes


def only_describes(sentence: Sentence, mark: Mark, counts: Sequence[Count]) -> bool:
    """Whether the words only say who is meant."""
    noun = any(_is_noun_of(sentence, count, mark) for count in counts) or _takes_kin(sentence, mark)
    noun = noun or _asks_not_to(sentence, mark)
    return noun or _is_whose(sentence, mark) or _is_kins(sentence, mark) or _is_others(sentence, mark, counts)


def parted(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a mark that ends a clause stands between two words."""
    return any(token.text in ",;:—–(" for token in sentence.tokens[first:last])


def _is_noun_of(sentence: Sentence, count: Count, mark: Mark) -> bool:
    """Whether the words are the noun of a count: «двое задержанных» tells of two people, not that they were detained.

    „Zatrzymanych zostało 12 osób” has a verb, and does.
    """
    noun = count.noun
    if noun is None or not noun.first <= mark.first < noun.last:
        return False
    event = mark.payload.event
    verb = mark.last > noun.last and sentence.tokens[mark.last - 1].kind == WORD
    if event is not None and event.who == "after" and verb:
        return False  # «задержанным оказался X»
    if any(one.last == count.first for one in sentence.links("among")):
        return False  # «Сярод 12 затрыманых — X»
    if mark.payload.sense == "conditions" and mark.last > noun.last:
        return False  # “there are 12 people in a cell built for six”
    return not any(sentence.link("passive", at) is not None for at in range(noun.last, mark.last))


def _asks_not_to(sentence: Sentence, mark: Mark) -> bool:
    """Whether they ask that something be not done, which is no prosecutor's request: «імен родичі просять не називати»."""
    return mark.payload.sense == "sentence_requested" and sentence.link("not", mark.last) is not None


def _takes_kin(sentence: Sentence, mark: Mark) -> bool:
    """Whether the words end in “her” that is only the owner of a relative: “took her 75-year-old father”."""
    pronoun = sentence.at("pronouns", mark.last - 1)
    if pronoun is None or pronoun.last != mark.last or mark.last - mark.first < 2:
        return False
    age = sentence.at("ages", mark.last)
    begin = age.last if age is not None else mark.last
    owned = {one.payload.sense[-3:] for one in sentence.marks("pronouns") if one.first == pronoun.first}
    kin = any(sentence.at("relatives", at) is not None for at in (begin, begin + 1))
    return sentence.pack.has_articles and "own" in owned and kin


def _is_whose(sentence: Sentence, mark: Mark) -> bool:
    """Whether a participle only says whose relative or lawyer is meant: «мать осуждённого, Вера», no verb («жена арестована»)."""
    endings = sentence.pack.endings_of_verbs
    if mark.payload.sense == "death":
        return False  # «чоловік помер» is a verb of any ending
    if mark.last - mark.first != 1 or not endings or sentence.tokens[mark.first].key.endswith(endings):
        return False
    if is_present(sentence, mark):
        return False  # «муж болеет», «сын голодает»
    if _leads_to_name(sentence, mark.last):
        return False  # «жена задержанного Павла X» tells of Pavel
    beside = [*sentence.marks("relatives"), *sentence.marks("those_of")]
    lawyers = [one for one in sentence.marks("roles") if one.payload.sense == "lawyer"]
    whose = [one for one in [*beside, *lawyers] if one.last == mark.first]
    return (
        bool(whose) and not tells_of_two(sentence, mark.first) and not _of_counted(sentence, whose[0], mark)
    )


def _leads_to_name(sentence: Sentence, index: int) -> bool:
    """Whether a name follows at once, or behind its term and trade: «мать осуждённого на 25 лет политика Павла X»."""
    given = sentence.pack.names.given_forms
    for at in range(index, min(index + TO_OWNER, len(sentence.tokens))):
        token = sentence.tokens[at]
        if token.kind == MARK or sentence.opens(at, ("events", "voices.say")):
            return False
        if token.capital and (at == index or given(token.text)):
            return True
    return False


def _of_counted(sentence: Sentence, kin: Mark, mark: Mark) -> bool:
    """Whether a plural participle is what befell as many as are counted in front of it: «двое его коллег задержаны»."""
    counted = any(0 <= kin.first - one.last <= 1 for one in sentence.marks("numbers"))
    ends = tuple(sentence.pack.keys.get("several_endings", ()))
    return counted and sentence.tokens[mark.first].key.endswith(ends)


def is_present(sentence: Sentence, mark: Mark) -> bool:
    """Whether the word ends as a verb in the present, and so describes nobody."""
    ends = tuple(sentence.pack.keys.get("present_endings", ()))
    return bool(ends) and sentence.tokens[mark.first].key.endswith(ends)


def _is_kins(sentence: Sentence, mark: Mark) -> bool:
    """Whether one word of an event only describes a relative or cellmate whom the text does not name: «освобождённый сокамерник»."""
    tokens = sentence.tokens
    kin = sentence.at("relatives", mark.last)
    if kin is None or mark.last - mark.first != 1 or sentence.pack.has_articles or is_present(sentence, mark):
        return False
    named = kin.last < len(tokens) and tokens[kin.last].capital
    ends = tuple(
        end
        for sex, endings in sentence.pack.verb_endings.items()
        for end in endings
        if sex != "m" or len(end) < LONG_FORM  # «звільнений» is a participle as long as a verb
    )
    return not named and bool(ends) and not tokens[mark.first].key.endswith(ends)


def _is_others(sentence: Sentence, mark: Mark, counts: Sequence[Count]) -> bool:
    """Whether the words stand in a clause about people whom the text neither names nor counts: «людей, яких потім відпустили»."""
    who = [one for one in sentence.links("who") if one.last <= mark.first <= one.last + CLAUSE]
    if sentence.pack.has_articles:
        return bool(who) and _means_anybody(sentence, who[-1].first, counts)
    if not who or who[-1].first < 2 or sentence.tokens[who[-1].first - 1].text != ",":
        return False
    if parted(sentence, who[-1].last, mark.first):
        return False
    end = who[-1].first - 1
    counted = any(count.first < end <= count.last for count in counts)
    others = sentence.ends("peoples", end)
    told = any(sentence.ends(name, end) for name in ("plural_anaphora", "persons"))
    return others and not counted and not told


def _means_anybody(sentence: Sentence, end: int, counts: Sequence[Count]) -> bool:
    """Whether “who” without a comma says which people are meant, of whom no number is told: “all journalists who were detained”."""
    if not sentence.ends("peoples", end) or sentence.link("reported", end):
        return False  # “told reporters that guards had beaten him”
    counted = [one for one in counts if one.first < end <= one.last]
    return all(one.least is None and one.most is None for one in counted)


def only_threatens(sentence: Sentence, mark: Mark, values: Sequence[Found]) -> bool:
    """Whether a sentence or fine is only the most that could be given: “he could receive a fine and a sentence of up to 15 years”."""
    if mark.payload.sense not in ("sentence", "fine"):
        return False
    faced = [one for one in sentence.marks("events") if one.payload.sense == "exposure"]
    if any(0 <= mark.first - one.last <= FACED for one in faced):
        return True  # “he faces a prison term of six to ten years”
    own = next((one for one in values if one.kind in ("term", "fine") and one.last > mark.first), None)
    if own is None or not any(0 <= own.first - most.last <= 1 for most in sentence.marks("up_to")):
        return False
    return any(
        one.payload.sense == "expected" and one.last <= mark.first for one in sentence.marks("modality")
    )


def condemns_a_deed(sentence: Sentence, mark: Mark) -> bool:
    """Whether a verdict's verb takes a deed for its object, with nothing but what describes it between: «осудили произвольный арест»."""
    return mark.payload.sense == "sentence" and any(
        one.first == mark.first and not any(sentence.link_senses(at) for at in one.skipped)
        for one in sentence.marks("condemnations")
    )


def is_of_a_title(sentence: Sentence, mark: Mark) -> bool:
    """Whether every word stands with a capital within a longer title of a plain sentence: the campaign “Let My People Go”."""
    words = [token for token in sentence.tokens[mark.first : mark.last] if token.kind == WORD]
    if len(words) < TITLE or mark.first == 0 or not all(token.capital for token in words):
        return False
    others = [token for token in sentence.tokens if token.kind == WORD and len(token.text) >= LONG_FORM]
    return sum(token.capital for token in others) * 2 < len(others)


def is_of_a_court(mark: Mark, values: Sequence[Found]) -> bool:
    """Whether a hearing is told only by the court's own word and a day behind it: «Мінскі гарадскі суд 13 лістапада асудзіў»."""
    return mark.payload.sense == "hearing" and any(
        one.kind == "court" and one.first < mark.first < one.last < mark.last for one in values
    )


def of_things(sentence: Sentence, mark: Mark) -> bool:
    """Whether things are named right behind the words, or in front: «забрали два телефони», „telefon zabrali” detains nobody."""
    for one in sentence.marks("belongings"):
        if one.last == mark.first and not sentence.pack.has_articles:
            return True
        if mark.last <= one.first <= mark.last + 3 and not parted(sentence, mark.last, one.first):
            between = range(mark.last, one.first)
            return not any(sentence.tokens[at].capital or sentence.link_senses(at) for at in between)
    return False
