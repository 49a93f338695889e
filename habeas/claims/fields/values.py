"""All values and counts of one sentence, found in the order in which they may claim its words."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from habeas.claims.found import Found
from habeas.claims.grammar.articles import find_articles, part_before
from habeas.claims.grammar.bare_units import with_kinds_told
from habeas.claims.grammar.before_dashes import people_before_dashes
from habeas.claims.grammar.counts import Count, find_counts
from habeas.claims.grammar.dates import find_dates
from habeas.claims.grammar.elliptic_terms import elliptic_terms
from habeas.claims.grammar.eras import is_of_another_era
from habeas.claims.grammar.institutions import find_institutions
from habeas.claims.grammar.money import elliptic_money, find_money
from habeas.claims.grammar.places import find_places
from habeas.claims.grammar.replaced_terms import without_replaced
from habeas.claims.grammar.terms import find_terms
from habeas.claims.names.mention import Mention
from habeas.claims.people.people import People
from habeas.claims.reference.one_of_a_list import stand_alone
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK

SAME = "the same"
AS_OF = "date.as-of"  # the day on which a list was drawn up


def find_values(
    sentence: Sentence,
    mentions: Sequence[Mention],
    people: People,
    institutions: Sequence[Found] | None = None,
    last_term: Found | None = None,
) -> tuple[list[Found], list[Count]]:
    """Return the values, in order, and the counted people."""
    articles = find_articles(sentence)
    dates = _free(find_dates(sentence), articles)
    told_ages = [*sentence.marks("ages"), *sentence.marks("birth")]
    drawn_up = {mark.last for mark in sentence.marks("as_of")}
    dates = [replace(d, rule=AS_OF) if d.first in drawn_up else d for d in dates]
    dates = [d for d in dates if not any(age.first <= d.first and d.last <= age.last for age in told_ages)]
    money = _free(find_money(sentence), [*articles, *dates])
    if institutions is None:
        institutions = find_institutions(sentence)
    same_courts = _the_same(sentence, "same_court", "court", articles)
    institutions = [*_free(institutions, [*articles, *same_courts]), *same_courts]
    named = frozenset(mention.last for mention in mentions if mention.backed)
    terms = with_kinds_told(sentence, find_terms(sentence, [*articles, *dates, *money], named))
    institutions = [
        value for value in institutions if not any(value.overlaps(t.first, t.last) for t in terms)
    ]
    dates = [date for date in dates if not any(date.overlaps(t.first, t.last) for t in terms)]
    known = [mention for mention in mentions if people.of(mention) is not None]
    names = [(mention.first, mention.last) for mention in known]
    dates = [date for date in dates if not any(one <= date.first and date.last <= end for one, end in names)]
    ends = {mention.last for mention in known}
    meant = {first: mark.last for first, mark in stand_alone(sentence).items()}
    counted = people_before_dashes(sentence, [*articles, *dates, *money, *terms]) if terms or money else set()
    terms += elliptic_terms(
        sentence, terms, dict(names) | meant, [*articles, *dates, *money, *institutions], last_term, counted
    )
    money += elliptic_money(sentence, money, ends | counted, terms)
    terms = [one for one in terms if not is_of_another_era(sentence, one.first, one.last)]
    terms = without_replaced(sentence, sorted(terms, key=lambda term: term.first))
    dates = [date for date in dates if not _is_birthday(sentence, date, ends)]
    terms += _the_same(sentence, "same_term", "term", [*dates, *terms])
    terms += [one for one in _the_same(sentence, "same_alone", "term", terms) if _ends_clause(sentence, one)]
    articles += _the_same(sentence, "same_article", "article", articles)
    taken = [*articles, *dates, *money, *institutions, *terms]
    places = find_places(sentence, taken, names)
    judges = [
        Found("judge", person.base, mention.first, mention.last, "judge.named")
        for mention in known
        if people.role(mention).name == "judge" and (person := people.of(mention)) is not None
    ]
    counts = [one for one in find_counts(sentence, [*taken, *places]) if not _counts_captors(sentence, one)]
    values = sorted([*taken, *places, *judges], key=lambda value: (value.first, value.last))
    return values, counts


def _counts_captors(sentence: Sentence, count: Count) -> bool:
    """Whether the number is of those who came to detain: «двое мужчин в штатском»."""
    return any(mark.first < count.last and count.first < mark.last for mark in sentence.marks("captors"))


def _is_birthday(sentence: Sentence, date: Found, ends_of_names: Set[int]) -> bool:
    """Whether a day stands in brackets right behind a name: «Айдера Кадырова (14.06.1986)», with nothing else inside."""
    opened = date.first - 1
    if (
        opened not in ends_of_names
        or sentence.tokens[opened].text != "("
        or date.last >= len(sentence.tokens)
    ):
        return False
    born = any(0 <= mark.first - date.last <= 1 for mark in sentence.marks("birth"))
    return born or (sentence.tokens[date.last].text == ")" and date.rule == "date.numeric")


def _the_same(sentence: Sentence, category: str, kind: str, taken: Sequence[Found]) -> list[Found]:
    """Read “the same article”, “just as much”: a value that repeats the one told before."""
    found: list[Found] = []
    for first, mark in sorted(sentence.starts(category).items()):
        if not found or found[-1].last <= first:
            part, begin = part_before(sentence, first) if kind == "article" else (None, first)
            detail = (("part", part),) if part else ()
            found.append(Found(kind, SAME, begin, mark.last, f"{kind}.same", detail))
    return _free(found, taken)


def _ends_clause(sentence: Sentence, value: Found) -> bool:
    """Whether nothing that could be the same follows: “got the same.”, not “the same day”."""
    ended = value.last >= len(sentence.tokens) or sentence.tokens[value.last].kind == MARK
    return ended or bool(sentence.link_senses(value.last))


def _free(values: Sequence[Found], taken: Sequence[Found]) -> list[Found]:
    return [value for value in values if not any(value.overlaps(other.first, other.last) for other in taken)]
