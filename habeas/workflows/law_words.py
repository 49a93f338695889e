"""What the law says, in a page's language: the sentence of an answer, its rules, facts, and what was assumed.

Papers of our own and the app ask it (``packs/words/law``); nothing of it stands on the public site. A sentence that nobody
has put into the language stands in English and is marked so.
"""

from __future__ import annotations

from functools import cache

from babel.numbers import format_decimal
from markupsafe import Markup, escape

from habeas.law.answer import Answer
from habeas.law.assumed import BESIDE
from habeas.law.case import Fact
from habeas.law.penalties import Penalty
from habeas.law.rules import Rule
from habeas.model.reason import Reason
from habeas.packs.loader import load
from habeas.publish.dates import date_words, is_simple
from habeas.publish.reasons import Told, because, in_words
from habeas.publish.values import listed, shown
from habeas.publish.words import Words

_DATES = frozenset({"span", "day", "first", "last"})
_YEARS = frozenset({"least", "most"})


@cache
def law_words(lang: str) -> Words:
    """Return the words of ``lang`` with those of what the law says."""
    return Words(load(f"words/{lang}.yml"), load(f"words/pages/{lang}.yml"), load(f"words/law/{lang}.yml"))


def sentence(reason: Reason, words: Words) -> Told:
    """Return a sentence of an answer, or what was assumed for it."""
    own = dict(reason.facts)
    if reason.rule == BESIDE:  # another rule of law: its facts are its words by language
        return _or_english(own.get(words.lang), reason.words, words)
    known = in_words(reason.rule, words)
    if known is None:
        return _or_english(None, reason.words, words)
    facts = {name: _fact(name, value, words) for name, value in reason.facts}
    return Told(words.told("reasons", known, **facts))


def answer_words(answer: Answer, words: Words) -> tuple[Told, ...]:
    """Return the sentence of an answer, and behind it what stands in the way of a number."""
    more = answer.why if answer.more.get("most_years") is None else ()
    return tuple(sentence(one, words) for one in (answer.said, *more))


def rule_words(rule: Rule, answer: Answer, words: Words) -> Told:
    """Return a rule of law, or the penalty of an article, in words."""
    row = next((one for one in answer.penalties if one.id == rule.id), None)
    if row is not None:
        return Told(_penalty(row, words))
    return _or_english(rule.in_language(words.lang), rule.words, words)


def fact_words(fact: Fact, words: Words) -> Markup:
    """Return a fact of the case as one line: what it is, its day, term, article, regime, kind, and until when."""
    told = [("date", fact.said), ("term", fact.given), ("article", fact.article)]
    told += [("regime", fact.regime), ("kind", fact.kind)]
    line = [_type(fact.type, words), *(shown(name, value, words).words for name, value in told if value)]
    until = fact.until.edtf() if fact.until else None
    if until:
        day = date_words(until, words, "after" if is_simple(until) else "alone")
        line.append(words.text("law.until", date=day))
    return listed(line, words)


def _type(name: str, words: Words) -> Markup:
    return words.term("law.facts" if words.knows("law.facts", name) else "claim_types", name)


def _fact(name: str, value: str, words: Words) -> Markup:
    if name in _DATES:
        return date_words(value, words)
    if name in _YEARS:
        return _years(float(value), words)
    if name == "credit":
        return escape(format_decimal(value, locale=words.locale))
    return shown(name, value, words).words if name == "article" else escape(value)


def _years(years: float, words: Words) -> Markup:
    """Return a number of years as it stands after “from” and “up to”."""
    whole = int(years)
    shown_as = whole if years == whole else format_decimal(years, locale=words.locale)
    return words.count("law.years", whole, n=shown_as)


def _penalty(row: Penalty, words: Words) -> Markup:
    """Return the title of an article with what it allows; what is at hand in another language is marked."""
    what: list[Markup] = []
    if row.most_years is not None:
        most = _years(float(row.most_years), words)
        if row.least_years:
            least = _years(float(row.least_years), words)
            what.append(words.text("law.penalty.between", least=least, most=most))
        else:
            what.append(words.text("law.penalty.up_to", most=most))
    if row.life:
        what.append(words.term("kinds", "life"))
    if row.death:
        what.append(words.text("law.penalty.death"))
    if row.others:
        known = words.term("punishments", row.others) if words.knows("punishments", row.others) else None
        what.append(because(_or_english(known, row.others, words)))
    line = what[0] if what else words.text("law.penalty.unread")
    for then in what[1:]:
        line = words.text("law.penalty.either", first=line, then=then)
    title = _or_english(row.titles.get(words.lang), row.title, words)
    return words.text("law.penalty.row", title=because(title), what=line)


def _or_english(known: str | None, english: str, words: Words) -> Told:
    """Return words in this language, else the English ones, marked."""
    if known is not None:
        return Told(escape(known))
    return Told(escape(english), None if words.lang == "en" else "en")
