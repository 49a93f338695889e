"""Accusations that stand right beside an article: “361-2, “financing extremism””, «ст. 280.1, заклики до ...», «арт. 357 («змова»)».

In brackets, in quotation marks, or behind a colon; in front of the article only in quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.fields.accusation_lists import may_name_an_offence
from habeas.claims.found import Found
from habeas.claims.grammar.numbers import number_at
from habeas.claims.sentences import DASHES, Sentence
from habeas.text.tokens import MARK, NUMBER, WORD

QUOTES = {"«": "»", "“": "”", "„": "”“", '"': '"', "‘": "’", "'": "'"}
CLOSING = frozenset('»”“"’')
LEADS = frozenset(",–—-:")  # between an article and what it is called
NAMED = "named"  # «такое обвинение», «за это»
MOST_WORDS = 30
SHORTEST = 3  # letters of a word that can say what was done
NAME_OF_CODE = 3  # capitalised words behind a code: УК РФ


def beside_articles(sentence: Sentence, values: Sequence[Found]) -> list[Found]:
    """Return what stands beside each article of the sentence."""
    found = []
    for value in values:
        if value.kind == "article":
            found += [
                one for one in (_behind(sentence, value), _in_front(sentence, value)) if one is not None
            ]
    return found


def quoted(sentence: Sentence, index: int) -> Found | None:
    """Return what stands in the quotation marks that open at ``index``."""
    closing = QUOTES[sentence.tokens[index].text]
    for last in range(index + 1, min(len(sentence.tokens), index + MOST_WORDS)):
        if sentence.tokens[last].text in closing:
            inside = last > index + 1
            value = sentence.words(index + 1, last) if inside else ""
            return Found("accusation", value, index + 1, last, "accusation.quoted") if inside else None
    return None


def named_behind(sentence: Sentence) -> list[Found]:
    """Return the quotation that opens a sentence and is called a charge behind its dash: «„Измена“ — такое обвинение предъявили X»."""
    one = quoted(sentence, 0) if sentence.tokens[0].text in QUOTES else None
    if one is None or one.last + 2 >= len(sentence.tokens) or sentence.tokens[one.last + 1].text not in LEADS:
        return []
    called = sentence.at("accusation", one.last + 2)
    return [one] if called is not None and called.payload.sense == NAMED else []


def _behind(sentence: Sentence, article: Found) -> Found | None:
    tokens, at = sentence.tokens, _behind_code(sentence, article.last)
    if at >= len(tokens):
        return None
    if tokens[at].text in QUOTES:
        return quoted(sentence, at)
    if tokens[at].text == "(":
        return _until(sentence, at + 1, ")")
    if tokens[at].text not in LEADS or at + 1 >= len(tokens):
        return None
    if tokens[at + 1].text in QUOTES:
        return quoted(sentence, at + 1)
    if tokens[at].text in DASHES and may_name_an_offence(sentence, at, at + 1):
        return _behind_dash(sentence, at + 1)
    if tokens[at].text == "," and _is_in_brackets(sentence, article.first):
        return _until(sentence, at + 1, ")")
    return None


def _behind_dash(sentence: Sentence, first: int) -> Found | None:
    """Return the act up to the next mark: «інкримінують статтю 281.2 — участь у групі»; no event and no number is one."""
    last = first
    while last < min(len(sentence.tokens), first + MOST_WORDS) and (
        sentence.tokens[last].kind != MARK
        or sentence.tokens[last].text in QUOTES
        or sentence.tokens[last].text in CLOSING
    ):
        if sentence.at("events", last) is not None or number_at(sentence, last) is not None:
            return None
        last += 1
    return Found("accusation", sentence.words(first, last), first, last, "accusation.dash")


def _behind_code(sentence: Sentence, index: int) -> int:
    """Step over the name of the code behind an article: «УК РФ», “of the Criminal Code”."""
    tokens = sentence.tokens
    code = sentence.at("codes", index)
    if code is None and sentence.link("of", index) is not None:
        for at in (index + 1, index + 2):
            code = code or sentence.at("codes", at)
    at = code.last if code is not None else index
    for _ in range(NAME_OF_CODE):
        if at < len(tokens) and tokens[at].kind == WORD and tokens[at].capital:
            at += 1
    return at


def _is_in_brackets(sentence: Sentence, index: int) -> bool:
    depth = [token.text for token in sentence.tokens[:index] if token.text in "()"]
    return bool(depth) and depth[-1] == "("


def _until(sentence: Sentence, first: int, closing: str) -> Found | None:
    """Return the words up to a closing bracket; only what is in quotation marks, where they open with one."""
    tokens = sentence.tokens
    last = next(
        (at for at in range(first, min(len(tokens), first + MOST_WORDS)) if tokens[at].text == closing), 0
    )
    if last <= first:
        return None
    if tokens[first].text in QUOTES:
        return quoted(sentence, first)
    if tokens[first].kind in (NUMBER, MARK) or sentence.opens(first, ("article", "part")):
        return None
    if last - first == 1 and (len(tokens[first].text) < SHORTEST or tokens[first].capital):
        return None  # “Section 505(a)”, “the Russian code”
    return Found("accusation", sentence.words(first, last), first, last, "accusation.words")


def _in_front(sentence: Sentence, article: Found) -> Found | None:
    """Return the quotation right in front of an article: «обвинение – «терроризм», 361 статья»."""
    tokens, at = sentence.tokens, article.first - 1
    while at >= 0 and tokens[at].text in ",(":
        at -= 1
    if at < 1 or tokens[at].text not in CLOSING or article.first - at > NAME_OF_CODE:
        return None
    for first in range(at - 1, max(at - MOST_WORDS, -1), -1):
        if tokens[first].text in QUOTES and first < at - 1:
            one = quoted(sentence, first)
            return one if one is not None and one.last == at else None
    return None
