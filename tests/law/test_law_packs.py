"""The packs of law: what a volunteer writes is checked, and a mistake is told with file, line and the way to mend it."""

import re
from fractions import Fraction

import pytest

from habeas.law.country import country
from habeas.law.days_off import read_days_off
from habeas.law.penalties import LANGUAGES, read_penalties
from habeas.law.rules import NUMBERS, TERMS, read_rules
from habeas.packs.loader import PackError, parse

COUNTRIES = ("by", "ru", "ua")
RULE = """\
rules:
  - id: xx.one
    about: custody_credit
    words: One day counts as one and a half.
    value: 1.5
    may_be: [1, 1.5]
    from: 2021-06-19
    read: unread
"""
PENALTY = """\
articles:
  - article: "342"
    en: Public order
    parts:
      - part: "1"
        least_years: 0
        most_years: 4
        read: secondary
        source: https://example.org/
"""
DAYS = """\
days_off:
  - {day: "07-03", words: A holiday}
"""


def test_a_good_rule_is_read():
    (rule,) = read_rules(parse("xx/counting.yml", RULE))
    assert (rule.value, rule.least, rule.most) == (Fraction(3, 2), 1, Fraction(3, 2))
    assert not rule.verified


@pytest.mark.parametrize(
    ("read", "text", "old", "new", "line", "says"),
    [
        (read_rules, RULE, "rules:", "rule:", 1, "no list “rules”"),
        (read_rules, RULE, "about: custody_credit", "about: custody", 3, "no rule is about “custody”"),
        (read_rules, RULE, "value: 1.5", "value: half", 5, "no number"),
        (read_rules, RULE, "[1, 1.5]", "[1]", 6, "two values"),
        (read_rules, RULE, "[1, 1.5]", "[1, 1.2]", 6, "outside of what it may be"),
        (read_rules, RULE, "2021-06-19", "June 2021", 7, "no day"),
        (read_rules, RULE, "2021-06-19", "2021-06-19\n    until: 2020-01-01", 8, "ends before it begins"),
        (read_rules, RULE, "read: unread", "read: glanced", 8, "no way a rule was read"),
        (read_rules, RULE, "read: unread", "read: seen", 2, "names its source"),
        (read_rules, RULE, "read: unread", "read: unread\n    when: {regimes: [strict]}", 9, "no condition"),
        (read_rules, RULE, "read: unread", "read: unread\n    judged_by: luck", 9, "not judged by"),
        (read_rules, RULE, "read: unread", "read: unread\n    verified_by: me", 9, "no list"),
        (read_rules, RULE, "read: unread", "read: unread\n    wrods: x", 9, "no key of a rule"),
        (read_rules, RULE, "    words: One day counts as one and a half.\n", "", 2, "no “words”"),
        (read_rules, RULE, "rules:\n", "rules:\n  - 7\n", 2, "block of keys"),
        (
            read_rules,
            RULE.replace("custody_credit", "appeal_term"),
            "value: 1.5",
            "value: ten days",
            5,
            "no length of time",
        ),
        (read_rules, RULE + RULE.removeprefix("rules:\n"), "zz", "zz", 9, "a second time"),
        (read_penalties, PENALTY, '"342"', "342", 2, "no article in quotes"),
        (read_penalties, PENALTY, "en: Public order", "fr: Ordre", 2, "no title"),
        (read_penalties, PENALTY, "most_years: 4", "most_years: four", 7, "no number of years"),
        (read_penalties, PENALTY, "least_years: 0", "least_years: 9", 6, "more than the most"),
        (read_penalties, PENALTY, "source: https://example.org/", "note: heard", 5, "names its source"),
        (read_penalties, PENALTY, "articles:", "article:", 1, "no list “articles”"),
        (read_days_off, DAYS, "07-03", "03-32", 2, "no day of the year"),
        (read_days_off, DAYS, "A holiday", "A holiday, until: soon", 2, "no day"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_fix(read, text, old, new, line, says):
    with pytest.raises(PackError) as told:
        read(parse("xx/pack.yml", text.replace(old, new)))
    assert re.match(rf"xx/pack\.yml, line {line}: .*{says}.* To mend it: .+", str(told.value)), str(
        told.value
    )


@pytest.mark.parametrize("code", COUNTRIES)
def test_no_rule_or_penalty_claims_a_lawyer(code):
    law = country(code)
    assert law.rules
    assert not [rule.id for rule in law.rules if rule.verified]
    assert not [penalty.id for penalty in law.penalties if penalty.verified_by]


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_country_has_a_rule_about_everything_that_is_asked(code):
    about = {rule.about for rule in country(code).rules}
    assert about >= (NUMBERS | TERMS) - ({"custody_in_court"} if code == "ua" else set())
    ids = [rule.id for rule in country(code).rules]
    assert len(ids) == len(set(ids))
    assert all(rule.id.startswith(f"{code}.") for rule in country(code).rules)


@pytest.mark.parametrize("code", ("by", "ru"))
def test_editions_of_one_part_have_days(code):
    rows = country(code).penalties
    assert len({row.article for row in rows}) > 30
    assert len({row.id for row in rows}) == len(rows)
    assert all(row.id.startswith(f"{code}.") for row in rows)
    for row in rows:
        assert row.titles
        assert row.begins is None or row.ends is None or row.begins < row.ends
        assert row.source or row.read == "unread"


@pytest.mark.parametrize("code", ["by", "ru"])
def test_every_article_has_its_title_in_the_languages_of_reports(code):
    assert [row.id for row in country(code).penalties if set(row.titles) != set(LANGUAGES)] == []


def test_the_articles_most_used_against_political_prisoners_are_there():
    by, ru = ({row.article for row in country(code).penalties} for code in ("by", "ru"))
    assert by >= {
        "130",
        "188",
        "203",
        "289",
        "290",
        "293",
        "295",
        "342",
        "342-2",
        "356",
        "357",
        "361",
        "361-1",
        "361-2",
        "361-3",
        "361-4",
        "363",
        "364",
        "367",
        "368",
        "369",
        "370",
        "411",
        "19.1",
        "19.11",
        "24.3",
        "24.23",
    }
    assert ru >= {
        "205.2",
        "205.5",
        "207.3",
        "212.1",
        "275",
        "276",
        "280.3",
        "282.2",
        "284.1",
        "318",
        "330.1",
        "20.2",
        "20.3.3",
        "19.3",
    }
