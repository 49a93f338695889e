"""Articles and terms as cells have them: “ст. 342 ч. 1, 130”, “ч.1 ст.342 УК”, “342-1, 368”, “3 г. 6 мес.”, “18 mies.”, “3,5”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from habeas.claims.grammar.articles import LARGEST_PART, article_number
from habeas.claims.grammar.terms import DAY_KINDS, duration, find_terms
from habeas.claims.sentences import Sentence
from habeas.exchange.lists.cell_sentences import coverage, languages_of, sentence_of
from habeas.exchange.lists.words import plain
from habeas.packs.loader import load
from habeas.text.tokens import NUMBER, WORD

_AMOUNT = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s?([^\W\d_]{1,12})?")
_BARE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_UNIT_NAMES = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}


@dataclass(frozen=True, slots=True)
class TermRead:
    """A cell's term (``P3Y6M``, ``P15D administrative arrest``, ``life``) or None, and a remark."""

    value: str | None
    remark: str = ""


@lru_cache(maxsize=50_000)
def read_articles(text: str) -> tuple[str, ...]:
    """Return the articles of a cell in order, each as number and part (``342 1``), none twice."""
    best: tuple[str, ...] = ()
    score = 0.0
    for lang in languages_of(text):
        sentence = sentence_of(text.replace("\u2028", "; ")[:2_000], lang)
        found, taken = _articles(sentence)
        part = taken / max(1, sum(token.kind in (WORD, NUMBER) for token in sentence.tokens))
        if found and part > score + 1e-9:
            best, score = found, part
    return best


def _articles(sentence: Sentence) -> tuple[tuple[str, ...], int]:
    """Return the articles and how many words and numbers they account for.

    “ч. 1, 2 ст. 342” and “342 ч. 1, 2” are two values; a part belongs to the number beside it, the one behind a word
    for article first.
    """
    found: list[str] = []
    before: list[str] = []  # parts that stand in front of their article
    taken = index = 0
    number = ""  # the article just read, which parts may follow
    parts_follow = False
    while index < len(sentence.tokens):
        part = sentence.at("part", index)
        at = _after_points(sentence, part.last) if part else _bracket(sentence, index, number)
        value = _part(sentence, at) if at is not None else None
        if at is not None and value is not None:
            taken += 2 if part else 1
            if number and not _heads_article(sentence, at + 1):
                _add_part(found, number, value)
                parts_follow = True
            else:
                before, number = [*before, value], ""
            index = at + 1
            continue
        word = sentence.at("article", index) or sentence.at("codes", index)
        if word is not None:
            taken += sum(t.kind in (WORD, NUMBER) for t in sentence.tokens[index : word.last])
            number, parts_follow = ("" if sentence.at("article", index) else number), False
            index = word.last
            continue
        read = article_number(sentence, index)
        if read is None:
            index += 1
            continue
        taken += 1
        text, index = read
        small = text.isdecimal() and int(text) <= LARGEST_PART
        if small and before and not number:
            before.append(text)  # “ч. 1, 2 ст. 342”
        elif small and number and parts_follow:
            _add_part(found, number, text)
        else:
            found += [f"{text} {one}" for one in before] or [text]
            before, number, parts_follow = [], text, False
    return tuple(dict.fromkeys(found)), taken


def _add_part(found: list[str], number: str, part: str) -> None:
    if found and found[-1] == number:
        found.pop()
    found.append(f"{number} {part}")


def _after_points(sentence: Sentence, index: int) -> int:
    while index < len(sentence.tokens) and sentence.tokens[index].text in ".№":
        index += 1
    return index


def _bracket(sentence: Sentence, index: int, number: str) -> int | None:
    """Return where the part of “342(1)” stands."""
    tokens = sentence.tokens
    closed = index + 2 < len(tokens) and tokens[index].text == "(" and tokens[index + 2].text == ")"
    return index + 1 if number and closed else None


def _part(sentence: Sentence, index: int) -> str | None:
    if index >= len(sentence.tokens):
        return None
    token = sentence.tokens[index]
    if token.kind == NUMBER and len(token.text) <= 2 and 0 < int(token.text) <= LARGEST_PART:
        return token.text
    roman = _ROMAN.get(token.key)
    return str(roman) if roman else None


def _heads_article(sentence: Sentence, index: int) -> bool:
    """Whether a word for article follows, so that the part belongs to what comes: “130, ч. 1 ст. 342”."""
    return sentence.at("article", index) is not None


@cache
def _units() -> dict[str, str]:
    units = load("vocabulary/list_values.yml").data["units"]
    return {plain(str(word).rstrip(".")): unit for unit in "DWYM" for word in units[unit]}


@lru_cache(maxsize=50_000)
def read_term(text: str, unit: str | None = None) -> TermRead:
    """Return the term of a cell; ``unit`` is what the header says a bare number counts (Y, M, D)."""
    text = text.strip()
    if _BARE.fullmatch(text):
        return _bare(text, unit)
    best, score = _by_grammar(text)
    if best is not None and score >= 0.5 and _all_numbers(text, best):
        return TermRead(best)
    short = _by_abbreviations(text)
    if short is not None:
        return TermRead(short)
    return TermRead(best, "" if best else f"no term was found in “{text[:60]}”")


def _bare(text: str, unit: str | None) -> TermRead:
    number = float(text.replace(",", "."))
    value = duration(number, unit or "Y", [])
    if value is None or (unit is None and number > 30):
        return TermRead(None, f"“{text}” does not say what it counts")
    remark = "" if unit else f"“{text}” was taken as {_UNIT_NAMES['Y']}"
    return TermRead(f"{value} {DAY_KINDS}" if unit == "D" else value, remark)


def _by_grammar(text: str) -> tuple[str | None, float]:
    best, score = None, 0.0
    for lang in languages_of(text):
        sentence = sentence_of(text[:1_000], lang)
        terms = find_terms(sentence, [])
        part = coverage(sentence, terms)
        if terms and part > score:
            best, score = terms[0].value, part
    return best, score


def _all_numbers(text: str, value: str) -> bool:
    """Whether the value holds as many amounts as the cell has numbers: else something was not understood."""
    if ".." in value or value == "life":
        return True
    amounts = [word for _, word in _AMOUNT.findall(text) if plain(word) in _units()]
    return (
        len(amounts) <= len(re.findall(r"\d+[YMWD]", value))
        or "," in text
        or ("." in text and len(amounts) == 1)
    )


def _by_abbreviations(text: str) -> str | None:
    parts: list[tuple[float, str]] = []
    for number, word in _AMOUNT.findall(text):
        unit = _units().get(plain(word)) if word else None
        if unit and unit not in (found for _, found in parts):
            parts.append((float(number.replace(",", ".")), unit))
    if not parts:
        return None
    value = duration(parts[0][0], parts[0][1], parts[1:])
    if value is None:
        return None
    kind = _kind(text)
    if kind:
        return f"{value} {kind}"
    return f"{value} {DAY_KINDS}" if parts[0][1] == "D" else value


def _kind(text: str) -> str:
    """Return the kind of punishment that a cell names anywhere."""
    best, longest = "", 0
    for lang in languages_of(text):
        for mark in sentence_of(text[:1_000], lang).marks("penalties"):
            if mark.last - mark.first > longest:
                best, longest = mark.payload.sense, mark.last - mark.first
    return best
