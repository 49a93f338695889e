"""Several bodies recognise one person: each stands beside the other with its own day and criteria."""

from register_story import TODAY
from test_register_contradictions import said

from habeas.register.as_json import show_json
from habeas.register.derive import derive
from habeas.register.recognition import recognition_words, recognitions


def found(*statements):
    (record,) = derive(statements, today=TODAY).people
    assert len(show_json(record)["recognitions"]) == len(recognitions(record))
    return [(one.bodies, one.days, one.criteria) for one in recognitions(record)]


def test_two_bodies_on_one_day_stay_two():
    rows = [
        said(1, "recognition", body="Apora", date="2026-03-22", criteria="Resolution 1900"),
        said(2, "recognition", body="Lantern Fund", date="2026-03-22", criteria="Guidelines of 2013"),
    ]
    assert sorted(found(*rows)) == [
        (("Apora",), ("2026-03-22",), ("Resolution 1900",)),
        (("Lantern Fund",), ("2026-03-22",), ("Guidelines of 2013",)),
    ]


def test_one_body_in_two_scripts_is_one_recognition_and_rival_days_are_both_told():
    rows = [
        said(1, "recognition", body="Apora", date="2026-03-22"),
        said(2, "recognition", body="Апора", date="2026-03-23"),
    ]
    ((bodies, days, _),) = found(*rows)
    assert set(bodies) <= {"Apora", "Апора"}
    assert set(days) == {"2026-03-22", "2026-03-23"}


def test_without_a_body_the_voice_stands_for_it():
    assert found(said(1, "recognition", by=["Apora"])) == [(("Apora",), (), ())]


def test_a_line_says_what_is_not_known():
    (record,) = derive([said(1, "recognition")], today=TODAY).people
    (one,) = recognitions(record)
    assert recognition_words(one) == "a body that is not named, day not known, criteria not told; accepted"
