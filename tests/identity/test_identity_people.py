"""People across reports: who is joined, who is only asked about, who is never joined."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from story_mentions import story_mentions

from habeas.identity import people, weighed
from habeas.identity.context import Mention
from habeas.identity.judgements import Judged, Judgements
from habeas.identity.people import cluster, person_id
from habeas.model.judgement import Judgement

KEY = b"k" * 32
STORY, TRUTH = story_mentions()


def fp(number: int) -> str:
    return f"{number:064x}"


def mention(number: int, name: str, report: str, **facts: str) -> Mention:
    told = frozenset((key, value) for key, value in facts.items())
    return Mention(f"m:{fp(number)}", (name,), frozenset({report}), told)


def person(number: int, *names: str, reports=("r0",), **facts: str) -> Mention:
    told = frozenset((key, value) for key, value in facts.items())
    return Mention(f"{number:032x}", names, frozenset(reports), told, accepted=True)


def groups(mentions, judged=()):
    found = cluster(mentions, Judgements(judged), key=KEY)
    return {frozenset(c.members) for c in found.clusters}, found


def together(mentions, *numbers, judged=()):
    made, _ = groups(mentions, judged)
    return any({f"m:{fp(n)}" for n in numbers} <= one for one in made)


def judged(a: str, b: str, judgement: Judgement) -> Judged:
    return Judged(a, b, judgement, "d" * 64)


def test_the_story_is_put_together_and_nobody_is_mixed_up():
    made, found = groups(STORY)
    for one in made:
        assert len({TRUTH[m] for m in one}) == 1, "two people in one"
    parts = {}
    for one in made:
        parts.setdefault(TRUTH[next(iter(one))], []).append(one)
    assert {key: len(rows) for key, rows in parts.items() if len(rows) > 1} == {"zoska": 3}
    asked = {
        frozenset({TRUTH[m] for c in found.clusters if c.id in (q.a, q.b) for m in c.members})
        for q in found.questions
    }
    assert asked == {frozenset({"zoska"})}, "Zosia, Zośka and Sofija: asked, not joined"


def test_every_merge_and_question_has_its_reasons():
    found = cluster(STORY, key=KEY)
    assert all(c.reasons for c in found.clusters if len(c.members) > 1)
    assert all(q.reasons and 0 < q.score < 1 for q in found.questions)


def test_one_person_in_two_scripts_is_joined():
    assert together([mention(1, "Hanna Zymnik", "r1"), mention(2, "Ганна Зімнік", "r2")], 1, 2)


def test_two_people_of_one_name_in_one_report_stay_two():
    rows = [mention(1, "Ivan Zymnik", "r1"), mention(2, "Ivan Zymnik", "r1"), mention(3, "Ivan Zymnik", "r2")]
    made, found = groups(rows)
    assert made == {frozenset({f"m:{fp(n)}"}) for n in (1, 2, 3)}, (
        "which of the two the third is, nobody can tell"
    )
    assert len(found.questions) == 2, "so it is asked about both"


def test_a_shared_fact_tells_two_of_one_name_apart():
    rows = [
        mention(1, "Ivan Zymnik", "r1", article="130 1", facility="SIZO No. 9"),
        mention(2, "Ivan Zymnik", "r1"),
        mention(3, "Ivan Zymnik", "r2", article="130 1", facility="SIZO No. 9"),
    ]
    assert together(rows, 1, 3)


def test_different_wins_and_outlives_everything():
    rows = [
        mention(1, "Hanna Zymnik", "r1"),
        mention(2, "Hanna Zymnik", "r2"),
        mention(3, "Hanna Zymnik", "r3"),
    ]
    said = [judged(fp(1), fp(2), Judgement.DIFFERENT), judged(fp(1), fp(2), Judgement.SAME)]
    assert not together(rows, 1, 2, judged=said)
    _, found = groups(rows, said)
    assert not any({fp(1), fp(2)} == {q.a, q.b} for q in found.questions), (
        "what was decided is not asked again"
    )


def test_same_joins_what_no_name_would():
    rows = [mention(1, "Зося Подлипская", "r1"), mention(2, "Подлипская Софья Антоновна", "r2")]
    assert not together(rows, 1, 2)
    assert together(rows, 1, 2, judged=[judged(fp(1), fp(2), Judgement.SAME)])


def test_same_joins_even_two_whom_one_report_gives_as_two():
    rows = [mention(1, "Hanna Zymnik", "r1"), mention(2, "Zymnik", "r1")]
    assert together(rows, 1, 2, judged=[judged(fp(1), fp(2), Judgement.SAME)])


def test_a_surname_alone_joins_the_only_one_who_has_it():
    assert together([mention(1, "Hanna Paplavok", "r1"), mention(2, "Paplavok", "r2")], 1, 2)


def test_a_surname_alone_joins_nobody_where_two_have_it():
    rows = [
        mention(1, "Hanna Paplavok", "r1"),
        mention(2, "Paplavok", "r2"),
        mention(3, "Vasil Paplavok", "r3"),
    ]
    made, found = groups(rows)
    assert frozenset({f"m:{fp(2)}"}) in made
    assert len(found.questions) == 2, "it is asked about both"


def test_whoever_is_written_alike_is_joined_at_once_and_weighed_against_nobody():
    names = ("Hanna Zymnik", "Ганна Зімнік")
    rows = [
        mention(n, names[n % 2], f"r{n}", article="130 1", date=f"2026-03-{n % 9 + 1:02}") for n in range(600)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weighed, "with_context", None)  # to weigh any pair would fail
        made, found = groups(rows)
    assert len(made) == 1 and not found.questions
    words = {reason.words for reason in found.clusters[0].reasons}
    assert {"Both reports give the article 130 1.", "Both reports give the date 2026-03-05."} <= words
    assert any("Hanna = Ганна" in word for word in words), "how the other spelling came to be hers"


def test_of_two_namesakes_whom_one_report_presents_nobody_is_taken_without_a_fact():
    rows = [
        mention(1, "Ivan Zymnik", "r1", article="130 1", facility="SIZO No. 9"),
        mention(2, "Ivan Zymnik", "r1"),
        mention(3, "Ivan Zymnik", "r2", article="130 1", facility="SIZO No. 9"),
        mention(4, "Ivan Zymnik", "r3"),
    ]
    made, found = groups(rows)
    assert frozenset({f"m:{fp(1)}", f"m:{fp(3)}"}) in made and frozenset({f"m:{fp(4)}"}) in made
    assert len([q for q in found.questions if person_id([fp(4)], KEY) in (q.a, q.b)]) == 2, "asked about both"


def test_somebody_who_took_another_name_is_found_by_either():
    rows = [
        person(7, "Hanna Zymnik", "Hanna Paplavok"),
        mention(1, "Hanna Zymnik", "r1"),
        mention(2, "Ганна Паплавок", "r2"),
        mention(3, "Hanna Paplavok", "r3"),
    ]
    assert together(rows, 1, 2, 3)
    assert not together(rows[1:], 1, 2), "but nobody is, unless somebody of ours said that she has both names"


def test_birth_years_that_differ_turn_same_into_a_question():
    rows = [mention(1, "Hanna Zymnik", "r1", born="1991"), mention(2, "Hanna Zymnik", "r2", born="1964")]
    made, found = groups(rows)
    assert len(made) == 2
    (question,) = found.questions
    assert any(reason.rule == "people.born-conflict" for reason in question.reasons)


def test_shared_facts_are_said_as_reasons():
    rows = [
        mention(1, "Hanna Zymnik", "r1", article="130 1", place="Mozyr"),
        mention(2, "Hanna Zymnik", "r2", article="130 1", place="Mozyr"),
    ]
    _, found = groups(rows)
    (one,) = found.clusters
    assert {"Both reports give the article 130 1.", "Both reports give the place Mozyr."} <= {
        reason.words for reason in one.reasons
    }


def test_accepted_people_are_never_joined_by_likeness():
    rows = [person(1, "Hanna Zymnik", reports=("r1",)), person(2, "Hanna Zymnik", reports=("r2",))]
    made, found = groups(rows)
    assert len(made) == 2 and len(found.questions) == 1


def test_a_mention_joins_the_accepted_person_and_takes_her_address():
    _, found = groups([person(7, "Hanna Zymnik", reports=("r1",)), mention(1, "Ганна Зімнік", "r2")])
    (one,) = found.clusters
    assert one.id == f"{7:032x}" and found.of[f"m:{fp(1)}"] == one.id


def test_a_local_address_tells_nothing_without_the_key():
    assert person_id([fp(2), fp(1)], KEY) == person_id([fp(1)], KEY)
    assert person_id([fp(1)], KEY) != person_id([fp(1)], b"other" * 7)
    assert person_id([fp(1)], KEY).startswith("p-")


names = st.sampled_from(
    [
        "Hanna Zymnik",
        "Ганна Зімнік",
        "Zymnik",
        "Vasil Zymnik",
        "Marta Paplavok",
        "Марта Паплавок",
        "Paplavok",
        "H. Zymnik",
    ]
)
mentions = st.lists(
    st.tuples(names, st.integers(0, 5), st.sampled_from(["", "1991", "1964"])), min_size=1, max_size=12
)
pairs = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.booleans()), max_size=4)


@settings(max_examples=60, deadline=None)
@given(mentions, pairs, st.randoms(use_true_random=False))
def test_laws_of_clustering(rows, said, shuffle):
    nodes = [
        mention(number, name, f"r{report}", **({"born": born} if born else {}))
        for number, (name, report, born) in enumerate(rows)
    ]
    decided = [
        judged(fp(a), fp(b), Judgement.SAME if same else Judgement.DIFFERENT) for a, b, same in said if a != b
    ]
    made, found = groups(nodes, decided)
    assert sum(len(one) for one in made) == len(nodes), "everybody is somewhere, once"
    apart = {frozenset((j.a, j.b)) for j in decided if j.judgement is Judgement.DIFFERENT}
    same = {frozenset((j.a, j.b)) for j in decided if j.judgement is Judgement.SAME}
    documents = {node.id: node.documents for node in nodes}
    for one in made:
        ids = sorted(one)
        for i, a in enumerate(ids):
            for b in ids[i + 1 :]:
                assert frozenset((a[2:], b[2:])) not in apart, "a human “different” always wins"
                if not same:
                    assert documents[a].isdisjoint(documents[b]), "one report gives them as two"
    shuffle.shuffle(nodes)
    again, other = groups(nodes, list(reversed(decided)))
    assert again == made and other.questions == found.questions, "the order of arrival does not matter"


plain = ["Hanna Zymnik", "Ганна Зімнік", "Zymnik", "Vasil Zymnik", "Марта Паплавок", "H. Zymnik"]
told = st.sets(
    st.sampled_from(
        [
            ("article", "130 1"),
            ("place", "Mozyr"),
            ("facility", "SIZO No. 9"),
            ("date", "2026-01-02"),
            ("born", "1991"),
        ]
    ),
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(plain), st.integers(0, 7), told), min_size=2, max_size=9))
def test_joined_at_once_are_those_whom_weighing_each_pair_would_join(rows):
    nodes = [
        Mention(f"m:{fp(number)}", (name,), frozenset({f"r{report}"}), frozenset(facts))
        for number, (name, report, facts) in enumerate(rows)
    ]
    made, found = groups(nodes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "join_sure", lambda *_: None)
        each, other = groups(nodes)
    assert made == each and found.questions == other.questions
