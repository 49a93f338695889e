"""How many, at least and at most: what is counted, by which rule, and nobody twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_story import TODAY, Report

from habeas.model.claim import Modality, Value
from habeas.model.reason import Reason
from habeas.model.record import GroupRecord
from habeas.model.statement import State
from habeas.register.derive import derive
from habeas.register.groups import unnamed
from habeas.register.statistics import RULES, statistics, table_json, total

REPORT = Report("Ада, Бэла і яшчэ дзесяць чалавек.", published="2026-03-23", lang="be")
OTHER = Report("Ада і Бэла зноў.", publisher="Second Envelope", published="2026-04-02", lang="be")
ADA, BELA, ALL, SOME = "a" * 32, "b" * 32, "c" * 32, "d" * 32
NODES = {"Ада": ADA, "Бэла": BELA}


def says(type, who, report=REPORT, modality=None, **fields):
    quote = who if who in NODES else "дзесяць чалавек"
    claim = report.propose(type, [who if who in NODES else "group"], quote, modality=modality, **fields)
    node = NODES.get(who) or {"all": ALL, "some": SOME}[who]
    return replace(claim, subjects=(node,), state=State.ACCEPTED)


def members(who, *names, of=None):
    fields = {"includes": tuple(Value(NODES[name]) for name in names)} if names else {}
    if of:
        fields["of"] = (Value(of),)
    return replace(says("group", who), id=f"{who} {names} {of}".ljust(64, "0"), fields=fields)


def counted(*statements):
    rows = [replace(s, order=(1, "", n)) for n, s in enumerate(statements)]
    register = derive(rows, today=TODAY)
    tables = {t.id: {row.value: (row.least, row.most) for row in t.rows} for t in statistics(register)}
    return tables, total(register)


ADA_HELD = says("detention", "Ада", date="2026-03-22", place="Minsk", article="342 1")


def test_a_person_counts_once_a_value_however_many_reports_tell_it():
    again = says("detention", "Ада", OTHER, date="2026-03-22", place="Мінск")
    tables, everybody = counted(ADA_HELD, again)
    assert tables["kind"] == {"detention": (1, 1)}
    assert tables["place"] == {"town:625144 Minsk": (1, 1)}
    assert tables["article"] == {"342": (1, 1)}
    assert tables["month"] == {"2026-03": (1, 1)}
    assert tables["status"] == {"arrested": (1, 1)}
    assert everybody == (1, 1)


def test_a_dozen_detained_of_whom_two_are_named_are_a_dozen():
    dozen = says("group", "all", least="12", most="12")
    tables, everybody = counted(
        dozen,
        members("all", "Ада", "Бэла"),
        says("detention", "all", date="2026-03-22"),
        ADA_HELD,
        says("identity", "Бэла", name="Бэла"),
    )
    assert everybody == (12, 12)
    assert tables["kind"]["detention"] == (12, 12)
    assert tables["month"] == {"2026-03": (12, 12)}
    assert tables["status"]["unnamed"] == (10, 10)


def test_a_part_is_counted_in_its_whole_and_alone_where_the_whole_was_not_told_so():
    rows = [
        says("group", "all", least="12", most="12"),
        says("group", "some", least="5", most="7"),
        members("some", of=ALL),
        says("detention", "all", date="2026-03-22"),
        says("sentence", "some", date="2026-03-23", term="P10D administrative arrest"),
    ]
    tables, everybody = counted(*rows)
    assert everybody == (12, 12)
    assert tables["kind"] == {"detention": (12, 12), "sentence": (5, 7)}


@pytest.mark.parametrize("order", [1, -1])
def test_a_place_that_no_list_knows_is_one_row_in_every_script(order):
    told = (
        ("Ада", "2026-03-22", "Uzhorsk"),
        ("Бэла", "2026-03-22", "Узгорск"),
        ("Бэла", "2024-02-01", "Вароніна"),
    )
    tables, _ = counted(*(says("detention", who, date=day, place=place) for who, day, place in told[::order]))
    assert list(tables["place"].values()) == [(2, 2), (1, 1)]


def test_an_open_group_has_no_upper_end():
    _, everybody = counted(says("group", "all", least="10"), says("detention", "all"))
    assert everybody == (10, None)


def test_a_month_that_is_left_open_is_possible_in_both_and_sure_in_neither():
    wide, _ = counted(says("detention", "Ада", date="2026-03-30/2026-04-02"))
    assert wide["month"] == {"2026-03": (0, 1), "2026-04": (0, 1)}


def test_a_disputed_place_is_a_range():
    place = says("detention", "Ада", OTHER, date="2026-03-22", place="Hrodna")
    tables, _ = counted(ADA_HELD, place)
    assert sorted(tables["place"].values()) == [(0, 1), (0, 1)]


@pytest.mark.parametrize("modality", [Modality.DENIED, Modality.EXPECTED])
def test_what_did_not_happen_is_not_counted(modality):
    tables, _ = counted(ADA_HELD, says("sentence", "Ада", modality=modality, term="P3Y"))
    assert "sentence" not in tables["kind"]


def test_what_is_only_proposed_is_not_counted():
    proposed = replace(says("detention", "Бэла"), state=State.PROPOSED)
    tables, everybody = counted(ADA_HELD, proposed)
    assert everybody == (1, 1)
    assert tables["kind"] == {"detention": (1, 1)}


def test_gender_where_it_is_known():
    tables, _ = counted(ADA_HELD, says("identity", "Ада", name="Ада", gender="f"), says("detention", "Бэла"))
    assert tables["gender"] == {"f": (1, 1), "not known": (1, 1)}


def test_every_table_says_what_it_counts_and_by_which_rule():
    tables = statistics(derive([ADA_HELD], today=TODAY))
    assert {t.id for t in tables} == set(RULES)
    assert all(t.unit and t.rule.endswith(".") for t in tables)
    assert [t.id for t in tables if t.once] == ["status", "gender"]
    assert table_json(tables[0])["rows"] == [
        {"value": "arrested", "words": "detained", "least": 1, "most": 1}
    ]


def group(name, least, most, of, members):
    return GroupRecord(name, least, most, of, members, (), (), State.ACCEPTED, Reason("x", "x"))


numbers = st.one_of(st.none(), st.integers(0, 20))
people = st.lists(st.sampled_from("vwxyz"), max_size=4, unique=True).map(tuple)
names = st.sampled_from("abcd")
groups = st.lists(
    st.builds(group, names, numbers, numbers, st.one_of(st.none(), names), people),
    max_size=4, unique_by=lambda g: g.id,
)  # fmt: skip


@given(groups)
def test_of_groups_in_groups_even_in_a_circle_something_is_counted_and_the_order_is_all_one(rows):
    forward, backward = unnamed(rows), unnamed(reversed(rows))
    assert forward == backward
    if any((row.least or 0) > 5 for row in rows) and all(row.of is None for row in rows):
        assert forward[0] > 0
    if rows and all(row.most is None for row in rows):
        assert forward[1] is None
