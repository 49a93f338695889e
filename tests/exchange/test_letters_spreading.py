"""Fair spreading: the least-written-to first, languages match, wishes kept, the same on every machine."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.exchange.letters.spreading import Candidate, Writer, spread
from habeas.model.reason import Reason

DAY = date(2026, 11, 22)
PAUSE = Reason("letter.pause", "No letters now.")
LANGUAGES = ("be", "ru", "uk", "pl")


def person(name, letters=0, languages=("be", "ru"), barred=None, last=None):
    return Candidate(name, letters, last, languages, barred)


def test_who_got_fewest_is_written_to_first_and_the_reason_says_so():
    people = [person("many", 7), person("none"), person("some", 3)]
    plan = spread(people, [Writer("W-01", ("ru",), 2)], DAY)
    assert [one.person for one in plan.assignments] == ["none", "some"]
    assert plan.assignments[0].reason.facts[0] == ("letters", "0")
    assert dict(plan.left_out)["many"].rule == "spread.others-first"


def test_of_equals_who_waited_longest_comes_first():
    people = [person("lately", 1, last=DAY), person("long ago", 1, last=date(2025, 1, 1))]
    plan = spread(people, [Writer("W-01", ("be",), 1)], DAY)
    assert [one.person for one in plan.assignments] == ["long ago"]


def test_a_writer_makes_room_where_another_can_take_her_person():
    """Only W-01 writes Ukrainian, and stands free for the person who reads nothing else."""
    people = [person("a", 0, ("ru",)), person("b", 1, ("uk",))]
    for writers in (
        [Writer("W-01", ("ru", "uk"), 1), Writer("W-02", ("ru", "pl", "be"), 1)],
        [Writer("W-02", ("ru", "pl", "be"), 1), Writer("W-01", ("ru", "uk"), 1)],
    ):
        plan = spread(people, writers, DAY)
        assert {one.person: one.writer for one in plan.assignments} == {"a": "W-02", "b": "W-01"}


def test_who_is_barred_gets_no_letter_and_who_reads_another_language_waits_for_somebody_who_writes_it():
    people = [person("paused", 0, barred=PAUSE), person("polish", 0, ("pl",)), person("open", 5)]
    plan = spread(people, [Writer("W-01", ("be", "ru"), 9)], DAY)
    assert [one.person for one in plan.assignments] == ["open"]
    assert dict(plan.left_out) == {
        "paused": PAUSE,
        "polish": Reason("spread.no-language", "Nobody this evening writes pl.", (("languages", "pl"),)),
    }


def test_with_letters_left_everybody_gets_a_second_one_from_somebody_else():
    plan = spread([person("a"), person("b")], [Writer("W-01", ("be",), 5), Writer("W-02", ("be",), 5)], DAY)
    assert sorted((one.person, one.writer) for one in plan.assignments) == [
        ("a", "W-01"), ("a", "W-02"), ("b", "W-01"), ("b", "W-02"),
    ]  # fmt: skip


def test_the_day_draws_the_lot_and_nothing_else_does():
    people = [person(f"p{number}") for number in range(40)]
    writers = [Writer("W-01", ("be",), 5)]
    shuffled = random.Random(1).sample(people, len(people))
    assert spread(people, writers, DAY) == spread(shuffled, writers, DAY)
    drawn = [
        {one.person for one in spread(people, writers, DAY + timedelta(n)).assignments} for n in range(6)
    ]
    assert len(set(map(frozenset, drawn))) > 1


candidates = st.lists(
    st.builds(
        Candidate,
        id=st.uuids().map(str),
        letters=st.integers(0, 4),
        last=st.none(),
        languages=st.lists(st.sampled_from(LANGUAGES), unique=True, max_size=2).map(tuple),
        barred=st.sampled_from([None, None, None, PAUSE]),
    ),
    max_size=7,
    unique_by=lambda one: one.id,
)
writers = st.lists(
    st.builds(
        Writer,
        code=st.sampled_from([f"W-{number}" for number in range(4)]),
        languages=st.lists(st.sampled_from(LANGUAGES), unique=True, min_size=1, max_size=3).map(tuple),
        letters=st.integers(1, 3),
    ),
    max_size=3,
    unique_by=lambda one: one.code,
)


def can_all(people, those):
    """Whether each of ``people`` can get a letter of her own, by trying every way: for small numbers."""
    if not people:
        return True
    first, *rest = people
    for number, writer in enumerate(those):
        if writer.letters and (not first.languages or set(first.languages) & set(writer.languages)):
            left = [*those[:number], replace(writer, letters=writer.letters - 1), *those[number + 1 :]]
            if can_all(rest, left):
                return True
    return False


@given(candidates, writers)
@settings(max_examples=150, deadline=None)
def test_what_holds_of_every_evening(people, those):
    plan = spread(people, those, DAY)
    of = {one.id: one for one in people}
    speaks = {writer.code: writer for writer in those}
    pairs = [(one.writer, one.person) for one in plan.assignments]
    assert len(set(pairs)) == len(pairs), "nobody writes twice to one person"
    for code, writer in speaks.items():
        assert sum(1 for one in pairs if one[0] == code) <= writer.letters
    for code, to in pairs:
        assert of[to].barred is None
        assert not of[to].languages or set(of[to].languages) & set(speaks[code].languages)
    assert {one for _, one in pairs} | {one for one, _ in plan.left_out} == set(of)
    assert not {one for _, one in pairs} & {one for one, _ in plan.left_out}


@given(candidates, writers)
@settings(max_examples=100, deadline=None)
def test_no_other_choice_of_people_would_serve_the_least_written_to_better(people, those):
    """Counted by trying all: the letters so far of those chosen, sorted, are the least that any full choice has."""
    chosen = {one.person for one in spread(people, those, DAY).assignments}
    open_ = [one for one in people if one.barred is None]
    most = max(
        (n for n in range(len(open_) + 1) for some in combinations(open_, n) if can_all(list(some), those)),
        default=0,
    )
    assert len(chosen) == most
    best = min(
        (
            sorted(one.letters for one in some)
            for some in combinations(open_, most)
            if can_all(list(some), those)
        ),
        default=[],
    )
    assert sorted(one.letters for one in open_ if one.id in chosen) == best


@pytest.mark.parametrize("seed", range(3))
def test_over_a_year_of_evenings_the_least_written_to_decile_is_within_ten_percent_of_the_mean(seed):
    """150 people with an uneven past, writers of several languages who come and go, pauses; one evening a week.

    Wishes, pauses and languages come first: who reads what nobody writes, or wants no letters, is no part of the count.
    """
    chance = random.Random(seed)
    letters = {f"p{number:03}": chance.choice((0, 0, 1, 2, 5, 12)) for number in range(150)}
    reads = {one: chance.choice((("be", "ru"), ("ru",), ("be",), ())) for one in letters}
    never = set(chance.sample(sorted(letters), 8))
    pauses = {
        one: range(start := chance.randrange(30), start + 8) for one in chance.sample(sorted(letters), 15)
    }
    last = dict.fromkeys(letters)
    for week in range(52):
        day = DAY + timedelta(weeks=week)
        those = [
            Writer(
                f"W-{number}",
                chance.choice((("ru",), ("be", "ru"), ("be", "pl"), ("pl", "ru"))),
                chance.randint(2, 6),
            )
            for number in range(chance.randint(8, 14))
        ]
        people = [
            Candidate(
                one,
                letters[one],
                last[one],
                reads[one],
                PAUSE if one in never or week in pauses.get(one, ()) else None,
            )
            for one in letters
        ]
        for sent in spread(people, those, day).assignments:
            assert sent.person not in never and week not in pauses.get(sent.person, ())
            letters[sent.person] += 1
            last[sent.person] = day
    counted = sorted(letters[one] for one in letters if one not in never)
    decile = counted[: len(counted) // 10]
    assert sum(decile) / len(decile) >= 0.9 * sum(counted) / len(counted)
