"""In what part a name appears: judge, lawyer, relative, official ... or somebody of whom the report tells.

The word stands before the name (“Judge X”, “his wife X”), after it between commas (“X, his lawyer,”), or in
front of a comma (“the judge, X,”). Judges, officials and the like are never prisoners unless the words of
an event stand directly beside them; lawyers, relatives and witnesses give way to anybody else. A name behind
“monument to” only says what a thing is called (``namesake``), one behind “attack on” who suffered what others are accused of (``harmed``).
"""

from __future__ import annotations

from dataclasses import dataclass

from habeas.claims.grammar.numbers import number_at
from habeas.claims.names.mention import Mention
from habeas.claims.people.acted_for import harmed
from habeas.claims.people.listed_roles import listed_role, one_of_several
from habeas.claims.people.named_owners import only_owns
from habeas.claims.people.titles import (
    called_so,
    comma_ends_voice,
    heads_a_movement,
    is_apart_from_voice,
    is_called,
    is_participle,
    leads_to_deed,
    names_itself,
    sits_at,
    wrote_it,
)
from habeas.claims.role_words import court_does, names_next, role_marks, sex_of_word
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import MARK, NUMBER, WORD

NAMESAKE = "namesake"
HARMED = "harmed"
NOT_MEANT = frozenset({NAMESAKE, HARMED})  # who is only named for what others did
HARD = frozenset({"judge", "president", "prosecutor", "investigator", "official", "spokesperson"}) | NOT_MEANT
RELATIVE = "relative"
RULER = "president"
LAWYER = "lawyer"
GIVEN_NEAR = 8  # words between “arrested” and the fifteen days
REACH = 4  # words that may stand between the word for the role and the name: “judge of the Minsk court X”


@dataclass(frozen=True, slots=True)
class Role:
    """The part a mention plays; ``word`` is what says so, ``sex`` what it tells of the person's.

    An ``owner`` plays none: “the wife of X” names X only to say whose wife she is.
    """

    name: str
    word: str = ""
    sex: str = ""
    owner: bool = False

    @property
    def hard(self) -> bool:
        """Whether such a person is a prisoner only if the event's words stand directly beside the name."""
        return self.name in HARD

    @property
    def soft(self) -> bool:
        """Whether such a person gives way to anybody else in the sentence."""
        return bool(self.name) and not self.hard


NO_ROLE = Role("")
OWNER = Role("", owner=True)


def role_of(sentence: Sentence, mention: Mention) -> Role:
    """Return the role that the words beside the mention give it."""
    if any(mark.first <= mention.first and mention.last <= mark.last for mark in sentence.marks("rulers")):
        return Role(RULER, sentence.words(mention.first, mention.last))
    for mark in sentence.marks("named_for"):
        if called_so(sentence, mark, mention.first):
            return Role(NAMESAKE, sentence.words(mark.first, mark.last))
    act = harmed(sentence, mention.first)
    if act is not None:
        return Role(HARMED, sentence.words(act.first, act.last))
    if wrote_it(sentence, mention):
        return Role(NAMESAKE, sentence.word(mention.first - 1))
    if only_owns(sentence, mention):
        return OWNER
    return (
        _before(sentence, mention)
        or _after(sentence, mention)
        or _of_a_list(sentence, mention)
        or _by_deed(sentence, mention)
        or NO_ROLE
    )


def _of_a_list(sentence: Sentence, mention: Mention) -> Role | None:
    mark = listed_role(sentence, mention)
    return _role(sentence, mark) if mark is not None else None


def _by_deed(sentence: Sentence, mention: Mention) -> Role | None:
    """Return the role of who does what only such a person does: «рашэнне вынес X», «судзіла яе X»."""
    sure = [reading.cases for reading in mention.readings if reading.sure]
    cases = sure or [reading.cases for reading in mention.readings if reading.given and reading.surname]
    if mention.kind != "full" or not cases or not all("nom" in one for one in cases):
        return None
    for mark in sentence.marks("deeds"):
        if court_does(sentence, mark.first):
            continue
        between = range(mark.last, mention.first)
        several = sentence.word(mark.last - 1).endswith(sentence.pack.verb_endings.get("p", ()))
        if mark.last <= mention.first and all(
            sentence.at("pronouns", at) is not None
            or _is_of_a_day(sentence, at)
            or (several and (sentence.tokens[at].capital or sentence.link("and", at) is not None))
            for at in between
        ):  # «обвинение поддерживали A B и C D»
            return Role(mark.payload.sense, sentence.words(mark.first, mark.last))
        judging = mark.payload.sense == "judge" and mark.last - mark.first > 1
        if judging and leads_to_deed(sentence, mention.last, mark.first):
            return Role("judge", sentence.words(mark.first, mark.last))
    return _by_giving(sentence, mention)


def _by_giving(sentence: Sentence, mention: Mention) -> Role | None:
    """Return the judge's role of who gives a term or a fine to somebody: «Ирина Кулик арестовала его на 15 суток»."""
    for mark in sentence.marks("gives"):
        if court_does(sentence, mark.first):
            continue
        if mention.last == mark.first:
            beside = range(mark.last, mark.last + GIVEN_NEAR)
        elif mark.last <= mention.first and all(
            _is_given(sentence, at) for at in range(mark.last, mention.first)
        ):
            beside = range(mark.first - GIVEN_NEAR, mention.last + GIVEN_NEAR)
        else:
            continue
        if any(one.first in beside for name in ("units", "currencies") for one in sentence.marks(name)):
            return Role("judge", sentence.words(mark.first, mark.last))
    return None


def _is_given(sentence: Sentence, index: int) -> bool:
    """Whether a word of a term or a fine stands there: «оштрафовала на 5 тысяч рублей Вера Лис»."""
    known = ("numbers", "units", "currencies", "penalties", "term_after", "pronouns")
    return sentence.tokens[index].kind == NUMBER or any(sentence.at(one, index) is not None for one in known)


def _is_of_a_day(sentence: Sentence, index: int) -> bool:
    """Whether a word of a date stands there: «судил её 19 июня Андрей Толкач»."""
    return sentence.tokens[index].kind == NUMBER or any(
        sentence.at(category, index) is not None for category in ("months", "weekdays", "relative")
    )


def _disagrees(sentence: Sentence, mark: Mark, mention: Mention) -> bool:
    """Whether another name stands between, and the word is in the nominative while this name is not: «судья A B осудила»."""
    sure = [reading for reading in mention.readings if reading.sure or mention.kind == "given"]
    nominative = sentence.at("nominative", mark.first)
    apart = mark.last < mention.first and sentence.tokens[mention.first - 1].text != ","
    if not apart or nominative is None or nominative.last != mark.last or not sure:
        return False
    return sentence.tokens[mark.last].capital and not any("nom" in reading.cases for reading in sure)


def _agrees(sentence: Sentence, mark: Mark, mention: Mention) -> bool:
    """Whether two nominatives stand one behind the other: «мать политзаключённого Нина Бровкина», «директор колонии Виктор Полоз».

    «Мать двоих детей Нина Бровкина» is told of for herself: a relative needs a word for whose she is.
    """
    sure = [one.cases for one in mention.readings if one.sure] or [one.cases for one in mention.readings]
    nominative = sentence.at("nominative", mark.first)
    between = range(mark.last, mention.first)
    held = len(between) == 1 and is_participle(sentence, mark.last)  # «сестра осуждённой Галина говорит»
    if nominative is None or nominative.last != mark.last:
        return False
    if held:
        return not sure or any("nom" in cases for cases in sure)
    if mention.kind != "full" or not sure:
        return False
    plain = all(
        sentence.tokens[at].kind == WORD and not sentence.tokens[at].capital and not sentence.link("and", at)
        and sentence.at("voices.say", at) is None
        for at in between
    )  # fmt: skip
    owned = mark.payload.category == "roles" or any(
        mark.last <= one.first < mention.first for one in sentence.marks("persons")
    )
    counted = any(number_at(sentence, at) is not None for at in between)
    return plain and owned and not counted and all(cases <= {"nom", "voc"} for cases in sure)


def _is_past(sentence: Sentence, mark: Mark) -> bool:
    """Whether somebody was that only once, wanted to be it, or heads no office of the state: “former minister X”."""
    once = any(0 <= mark.first - one.last <= 1 for one in sentence.links("former"))
    return (once and mark.payload.category == "roles") or heads_a_movement(sentence, mark)


def _role(sentence: Sentence, mark: Mark) -> Role:
    category, sense = mark.payload.category, mark.payload.sense
    word = sentence.words(mark.first, mark.last)
    if category == "relatives":
        return Role(RELATIVE, word, sex_of_word(sentence, mark))
    return Role(one_of_several(sense), word)


def _before(sentence: Sentence, mention: Mention) -> Role | None:
    best: Mark | None = None
    for mark in role_marks(sentence):
        if mark.last > mention.first or _is_past(sentence, mark):
            continue
        near = mention.first - mark.last <= REACH and (
            _reaches(sentence, mark, mention.first) or _agrees(sentence, mark, mention)
        )
        if not near and not sits_at(sentence, mark, mention.first):
            continue
        if _disagrees(sentence, mark, mention):
            continue
        if comma_ends_voice(sentence, mark, mention) or is_apart_from_voice(sentence, mark, mention):
            continue
        if best is None or mark.last > best.last or (mark.last == best.last and mark.first < best.first):
            best = mark
    return _role(sentence, best) if best is not None else None


def _reaches(sentence: Sentence, mark: Mark, first: int) -> bool:
    """Whether nothing but the role's own complement stands between the word and the name."""
    for title in sentence.marks("persons"):  # “his lawyer, Ms X”
        if title.last == first and mark.last + 1 == title.first and sentence.tokens[mark.last].text == ",":
            first = title.first
    between = range(mark.last, first)
    if not between:
        return True
    tokens = sentence.tokens
    named = all(
        tokens[at].capital or sentence.at("persons", at) is not None or is_participle(sentence, at)
        for at in between[:-1]
    )
    if tokens[first - 1].text == "," and named and len(between) <= 4 and not names_itself(sentence, mark):
        return True  # «дружина Коваля, Галина,», «мать политзаключённого Павла Зимина, Галина,»
    if mark.payload.category == "roles" and is_called(sentence, mark.last, first):
        return True  # «Судью звали X», “the judge was called X”
    if len(between) == 1 and (
        tokens[mark.last].text in ",:—–" or sentence.link("passive", mark.last) is not None
    ):
        return True
    for index in between:
        token = tokens[index]
        if token.kind == MARK and token.text not in "«»“”\"'":
            return False
        if sentence.link("and", index) or sentence.link("who", index) or sentence.at("events", index):
            return False
        if sentence.at("voices.say", index) is not None or token.text in ("'s", "’s"):
            return False
    owned = tokens[between[-1]]
    # “lawyer of the journalist X” and “lawyer of X” are the owner's; a court or a place may stand between
    person = sentence.ends("persons", first)
    return not person and (owned.capital or sentence.at("court_words", between[-1]) is not None
                           or sentence.at("courts", between[-1]) is not None
                           or sentence.ends("places", first)
                           or _is_title(sentence, mark, first))  # fmt: skip


def _is_title(sentence: Sentence, mark: Mark, first: int) -> bool:
    """Whether the words between are further words of a role (“police colonel general X”)."""
    return any(other.last == first and other.first >= mark.last for other in role_marks(sentence))


def _after(sentence: Sentence, mention: Mention) -> Role | None:
    """Read an apposition: “X, his lawyer,”, “X, head of the KGB,”, “X (judge)”."""
    tokens = sentence.tokens
    at = mention.last
    if at >= len(tokens) or tokens[at].text not in (",", "(", "—", "–", "-"):
        return None
    at += 1
    steps = 0
    while at < len(tokens) and steps < 3:
        for mark in role_marks(sentence):
            if mark.first == at and _closes(sentence, mark.last) and not _is_past(sentence, mark):
                if not steps and mark.payload.category == "roles" and names_next(sentence, mark.last):
                    return None  # “X, Art. 342, judge Y”, “X, judge Y”: the word is Y's
                if steps and mark.last < len(tokens) and tokens[mark.last].capital:
                    owned = any(mark.first == one.last for one in sentence.marks("pronouns"))
                    if owned and mark.payload.category == "relatives":
                        return None  # «Денис Ершов, его брат Павел»: two people
                return _role(sentence, mark)
        if sentence.at("events", at) or sentence.link("and", at) or sentence.link("who", at):
            return None
        if sentence.at("voices.say", at):
            return None  # «затрымалі X, паведаміў прэс-сакратар»: he is who says it
        if tokens[at].kind == MARK or tokens[at].capital:
            return None
        at += 1
        steps += 1
    return None


def _closes(sentence: Sentence, index: int) -> bool:
    """Whether the apposition ends before anything happens: a role after a name, not a new clause."""
    for at in range(index, min(index + 7, len(sentence.tokens))):
        if sentence.tokens[at].text in (",", ")", "—", "–", ".", ";"):
            return True
        if at > index and sentence.at("events", at) is not None:
            return False
    return index + 7 >= len(sentence.tokens)
