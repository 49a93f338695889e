"""Which reading of a name the words beside it allow: «Кулагина осудили» (whom) or «Кулагина осталась» (who, a woman).

An event's row says in which case its person stands; else the ending of the verb tells: feminine or masculine
singular agrees with its subject, a plural beside a single name has none. A preposition takes no nominative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from habeas.claims.language.declensions import ANY_CASE
from habeas.claims.names.mention import Mention
from habeas.claims.names.name_readings import NameReading
from habeas.claims.role_words import sex_of_word
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import WORD

REACH = 4
SHORTEST_VERB = 4
LISTED = 3  # words between “three women” and the colon
OTHER_SUBJECTS = ("courts", "agencies", "bodies", "roles", "persons", "peoples", "relatives")
NOT_SUBJECT = frozenset({"nom", "voc"})


@dataclass(frozen=True, slots=True)
class Told:
    """What the words beside a name say of it: a sex, a case (``obl``: any but the nominative) or several, or nothing."""

    case: str = ""
    sex: str = ""


def agreeing(sentence: Sentence, mention: Mention) -> Mention:
    """Return the mention without the readings that the words beside it rule out; all are kept where none would be left."""
    if len({(one.base, one.sex) for one in mention.readings}) < 2:
        return mention
    told = _told(sentence, mention)
    kin = _as_kin(sentence, mention)
    if kin:
        return replace(mention, readings=kin)
    left = tuple(one for one in mention.readings if _allowed(one, told))
    if not left and told.case not in ("", "nom") and not any(one.sure for one in mention.readings):
        left = _not_declined(sentence, mention)
    sure = any(one.sure for one in left) or not any(one.sure for one in mention.readings)
    return replace(mention, readings=left) if left and sure else mention


def _not_declined(sentence: Sentence, mention: Mention) -> tuple[NameReading, ...]:
    """Return an unknown name as written, in any case, where another case than the nominative is asked: «задержала Шебнем Финджанджи»."""
    words = sentence.words(mention.first, mention.last)
    same = (one for one in mention.readings if mention.kind == "full" and one.base == words)
    return tuple(replace(one, cases=ANY_CASE) for one in same)


def in_one_case(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, those listed behind another one (only a comma or “and” between) in a case that it can have."""
    found: list[Mention] = []
    for mention in mentions:
        if found and _listed(sentence, found[-1].last, mention.first):
            mention = _as_cased(mention, found[-1])
        found.append(mention)
    for number in range(
        len(found) - 1, 0, -1
    ):  # «Руслана X та Ленура Y засудили»: the second tells the first's
        if _listed(sentence, found[number - 1].last, found[number].first):
            found[number - 1] = _as_cased(found[number - 1], found[number])
    return found


def _as_cased(mention: Mention, beside: Mention) -> Mention:
    """Return the mention in the cases of the one ``beside`` it in a list, if that one is surely no subject."""
    surest = [one for one in beside.readings if one.sure] or beside.readings
    cases = frozenset(case for one in surest for case in one.cases)
    known = bool(cases) and "nom" not in cases
    left = tuple(one for one in mention.readings if known and one.cases & cases)
    sure = any(one.sure for one in left) or not any(one.sure for one in mention.readings)
    return replace(mention, readings=left) if left and sure else mention


def _listed(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a comma or “and”, perhaps with a word for a person behind it, is all that stands between two names."""
    between = range(first, last)
    person = len(between) == 2 and any(
        mark.first == first + 1 and mark.last == last for mark in sentence.marks("persons")
    )
    return (len(between) == 1 or person) and (
        sentence.tokens[first].text == "," or sentence.link("and", first) is not None
    )


def _as_kin(sentence: Sentence, mention: Mention) -> tuple[NameReading, ...]:
    """Return the readings of the sex that a relative's word in an oblique case tells: «маму Федору Скибу»."""
    for mark in sentence.marks("relatives"):
        nominative = sentence.at("nominative", mark.first)
        if mark.last != mention.first:
            continue
        if nominative is not None and nominative.last == mark.last:
            return _called_so(mention, sex_of_word(sentence, mark))
        sex = sex_of_word(sentence, mark)
        same = tuple(one for one in mention.readings if one.sex == sex and not one.cases <= NOT_SUBJECT)
        return same if sex else ()
    return ()


def _called_so(mention: Mention, sex: str) -> tuple[NameReading, ...]:
    """Return the readings by which a given name is the relative's own: «сястра Рэната», a woman in the nominative."""
    if mention.kind == "surname" or not sex:
        return ()
    return tuple(one for one in mention.readings if one.sex == sex and "nom" in one.cases and one.sure)


def _allowed(reading: NameReading, told: Told) -> bool:
    if told.case == "obl" and reading.cases <= NOT_SUBJECT:
        return False
    if told.case not in ("", "obl") and reading.cases.isdisjoint(told.case.split()):
        return False
    return not (told.sex and reading.sex and reading.sex != told.sex)


def _told(sentence: Sentence, mention: Mention) -> Told:
    first, last = mention.first, mention.last
    if any(mark.last == first for mark in sentence.marks("relatives")):
        return Told()  # «жена Кулагина осуждена»
    for mark in sentence.marks("roles"):
        if mark.last == first:  # «паводле адваката Ільяса Бекташава»: a man
            return Told("", sex_of_word(sentence, mark) if mention.kind == "full" else "")
    if any(sentence.link_ends(name, first) for name in ("about", "in", "of", "oblique")):
        return Told("obl")
    led = next((mark.payload.sense for mark in sentence.marks("before_names") if mark.last == first), "")
    if led == "ins" or (led and not _is_doing(sentence, last)):
        return Told(led)  # «продлил арест Улана Токтосунова», «суд над Уланом Токтосуновым»
    described = _described(sentence, first)
    if described.case:
        return described
    event = _nearest_event(sentence, first, last)
    verb = _verb(sentence, first, last)
    called = _sex_of_word_before(sentence, first) or _sex_of_the_listed(sentence, first)
    if event is not None and event.payload.event is not None:
        case = event.payload.event.case
        return Told(case or "", called or (verb.sex if case == "nom" else ""))
    return replace(verb, sex=called) if called else verb


def _sex_of_word_before(sentence: Sentence, first: int) -> str:
    """Return the sex of a word for one person right in front of the name: «продавця Ленура», «студентку Яну»."""
    senses = {mark.payload.sense for mark in sentence.marks("persons") if mark.last == first}
    return next(iter(senses)) if len(senses) == 1 and senses <= {"m", "f"} else ""


def _sex_of_the_listed(sentence: Sentence, first: int) -> str:
    """Return ``f`` for a name in a list behind a colon that counts women: «задержали трёх женщин: Эсму А. и Наджие Б.»."""
    colon = next((at for at in range(first - 1, 0, -1) if sentence.tokens[at].text == ":"), 0)
    listed = [mark for mark in sentence.marks("peoples") if colon - LISTED <= mark.last - 1 < colon]
    return "f" if listed and sex_of_word(sentence, listed[-1]) == "f" else ""


def _described(sentence: Sentence, first: int) -> Told:
    """Read the case and sex of an age in front of the name, also before “activist”: «26-летнего (школьника) Дэна»."""
    before = {first, *(mark.first for mark in sentence.marks("persons") if mark.last == first)}
    for mark in sentence.marks("age_cases"):
        if mark.last in before:
            sex, _, case = mark.payload.sense.partition(" ")
            return Told(case, sex)
    return Told()


def _nearest_event(sentence: Sentence, first: int, last: int) -> Mark | None:
    """Return the event's words right beside the name whose person stands in a known case."""
    best: tuple[int, Mark] | None = None
    for mark in sentence.marks("events"):
        if mark.payload.event is None or not mark.payload.event.case:
            continue
        low, high = (last, mark.first) if mark.first >= last else (mark.last, first)
        if not 0 <= high - low <= REACH or _parted(sentence, low, high):
            continue
        if best is None or high - low < best[0]:
            best = (high - low, mark)
    return best[1] if best else None


def _parted(sentence: Sentence, low: int, high: int) -> bool:
    return any(
        token.kind != WORD or token.capital or sentence.link("and", low + at) is not None
        for at, token in enumerate(sentence.tokens[low:high])
    )


def _verb(sentence: Sentence, first: int, last: int) -> Told:
    """Read the ending of the nearest verb behind the name; a plural may also stand in front («отпустили Кулагина»)."""
    for index in range(last, min(last + REACH, len(sentence.tokens))):
        token = sentence.tokens[index]
        if token.kind != WORD or token.capital or sentence.link("and", index) is not None:
            break
        if sentence.opens(index, OTHER_SUBJECTS):
            break
        sex = _sex_of_verb(sentence, index)
        if sex:
            return Told("obl") if sex == "p" else Told("nom", sex)
    if first > 0 and not sentence.tokens[first - 1].capital and _sex_of_verb(sentence, first - 1) == "p":
        return Told("obl")
    return Told()


def _is_doing(sentence: Sentence, last: int) -> bool:
    """Whether a verb in the singular stands behind the name, at most a word between: «вину Зимина не признала»."""
    behind = sentence.tokens[last : last + 2]
    plain = next((at for at, token in enumerate(behind) if token.kind != WORD or token.capital), len(behind))
    return any(_sex_of_verb(sentence, last + at) in ("m", "f") for at in range(plain))


def _sex_of_verb(sentence: Sentence, index: int) -> str:
    key = sentence.tokens[index].key
    if len(key) < SHORTEST_VERB:
        return ""
    return next((sex for sex, endings in sentence.pack.verb_endings.items() if key.endswith(endings)), "")
