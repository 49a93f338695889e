"""Copies, edits, translations and independent accounts: the invented reports of examples/corroboration/, and laws."""

from dataclasses import replace

import pytest
from copy_stories import evidence_of, pairs, scores, stories
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model.statement import Evidence
from habeas.register.corroboration import find_origins
from habeas.register.corroboration_marks import marks

STORIES = dict(stories())


def test_the_set_is_as_large_as_the_page_says():
    rows = list(pairs())
    assert len(rows) == 171
    assert sum(told for *_, told, _ in rows) == 53
    assert {report["lang"] for story in STORIES.values() for report in story["reports"]} == {
        "be",
        "be-Latn",
        "ru",
        "uk",
        "pl",
        "en",
    }


@pytest.mark.parametrize("alone", [False, True])
def test_copies_are_found_and_independent_accounts_stay_apart(alone):
    rows = list(pairs(alone=alone))
    precision, recall, f1 = scores(rows)
    wrong = [row for row in rows if row[3] != row[4]]
    assert f1 >= 0.95, (precision, recall, wrong)
    assert precision >= 0.98, wrong


@pytest.mark.parametrize("name", sorted(STORIES))
def test_origins_of_a_story(name):
    story = STORIES[name]
    origins = find_origins(evidence_of(report) for report in story["reports"])
    groups: dict[str, set[str]] = {}
    for capture, head in origins.of.items():
        groups.setdefault(head, set()).add(capture)
    assert sorted(map(sorted, groups.values())) == sorted(map(sorted, story["origins"]))
    joins = len(origins.of) - len(groups)
    assert len(origins.reasons) == joins
    assert all(str(reason) and {"a", "b"} <= dict(reason.facts).keys() for reason in origins.reasons)


def test_three_reports_one_origin_in_words_a_volunteer_can_read():
    reports = {report["id"]: evidence_of(report) for report in STORIES["03-nurse-transferred"]["reports"]}
    origins = find_origins(reports[one] for one in "abc")
    assert origins.words([reports[one] for one in "abc"]) == "3 reports, 1 origin"
    assert any("rare numbers (" in str(reason) and "37" in str(reason) for reason in origins.reasons)


def test_a_report_that_names_its_source_counts_with_it_and_one_that_only_praises_it_does_not():
    reports = {report["id"]: evidence_of(report) for report in STORIES["04-fined-for-a-flag"]["reports"]}
    named = find_origins([reports["a"], reports["b"]])
    assert named.of["a"] == named.of["b"]
    assert "names Штодня as its source" in str(named.reasons[0])
    silent = replace(reports["b"], stretches=(reports["b"].text.replace("«Штодня»", "редакция"),))
    apart = find_origins([reports["a"], silent])
    assert apart.of["a"] != apart.of["b"]
    praise = replace(
        reports["e"], stretches=("Мы читаем «Штодня» с 2019 года, как пишет наш читатель из 3 подъезда.",)
    )
    assert len(set(find_origins([reports["a"], praise]).of.values())) == 2


def test_an_older_report_does_not_take_its_account_from_a_newer_one():
    reports = {report["id"]: evidence_of(report) for report in STORIES["04-fined-for-a-flag"]["reports"]}
    older = replace(reports["b"], published="2026-02-03")
    assert len(set(find_origins([reports["a"], older]).of.values())) == 2


def test_belarusian_in_two_alphabets_and_two_orthographies_is_one_text():
    cyrillic = Evidence(
        "a", ("Следчы сказаў нам пасля сьнедання, што заўтра ўсіх павязуць у горад на цягніку.",), lang="be"
    )
    latin = Evidence(
        "b", ("Śledčy skazaŭ nam paśla śniedańnia, što zaŭtra ŭsich paviazuć u horad na ciahniku.",), lang="be-Latn"
    )  # fmt: skip
    assert len(set(find_origins([cyrillic, latin]).of.values())) == 1


@given(st.sampled_from(sorted(STORIES)), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_reports_does_not_matter(name, random):
    evidence = [evidence_of(report) for report in STORIES[name]["reports"]]
    first = find_origins(evidence)
    random.shuffle(evidence)
    assert find_origins(evidence) == first


@given(st.text(max_size=300), st.sampled_from(["be", "be-Latn", "ru", "uk", "pl", "en", "und", "xx"]))
@settings(max_examples=150, deadline=None)
def test_any_passage_has_marks(text, language):
    assert marks(text, language) == marks(text, language)


@pytest.mark.parametrize(
    "text", ["", "1 " * 30_000, "9.9" * 20_000, "Ў" * 50_000, "a'" * 40_000, ":" * 90_000, "‮12:30"]
)
def test_hostile_passages_are_compared_too(text):
    evidence = [Evidence(one, (text, "3 лютага", f"{one} 12"), lang="be") for one in "abc"]
    assert set(find_origins(evidence).of) == {"a", "b", "c"}
