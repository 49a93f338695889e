"""A register of very many reports is derived in parts: it takes less memory, and is the same register."""

from datetime import date

import pytest

from habeas.demo.build import build
from habeas.register.packed import Packed
from habeas.store.workspace import Workspace
from habeas.workflows import reports
from habeas.workflows.holding import hold

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The sample story: people accepted, proposed and erased, groups, copies, questions, in six languages."""
    folder = tmp_path_factory.mktemp("parts") / "habeas-demo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        build(folder, say=lambda _: None)
        with Workspace.open(folder) as workspace:
            yield workspace


@pytest.fixture
def whole_at_most(monkeypatch):
    """Has only so many reports stay as they are, and more than that derived in parts."""

    def at_most(number):
        monkeypatch.setattr(reports, "WHOLE", number)

    return at_most


def told(found):
    """Everything that a holding says, as values that can be compared."""
    derived, register = found.derived, found.register
    return {
        "people": tuple(register.people),
        "groups": tuple(register.groups),
        "support": register.support,
        "digest": register.digest,
        "lines": dict(derived.lines),
        "statements": dict(derived.statements),
        "subjects": derived.subjects,
        "members": derived.membership,
        "reports": {
            one: (r.document, r.found, r.open, r.lang, r.named, r.name, r.title, r.published)
            for one, r in found.reports.items()
        },
        "by id": dict(found.by_id),
        "all": dict(found.statements),
    }


@pytest.mark.parametrize("number", [0, 5])
def test_it_is_the_same_register_at_the_first_look_and_at_the_next(demo, whole_at_most, number):
    reports.forget(demo)
    expected = told(hold(demo, today=TODAY))
    assert expected["groups"] and expected["subjects"].joined and expected["members"].groups_of

    whole_at_most(number)
    reports.forget(demo)
    for _ in range(2):  # the second look finds some of them packed
        found = hold(demo, today=TODAY)
        waiting = [one for one in found.reports.values() if one.open.statements]
        assert len(waiting) > number
        assert [isinstance(one.held, Packed) for one in waiting] == [
            at >= number for at in range(len(waiting))
        ]
        assert told(found) == expected


def test_what_was_packed_is_whole_again_where_there_are_fewer_reports(demo, whole_at_most):
    whole_at_most(0)
    hold(demo, today=TODAY)
    whole_at_most(5_000)
    assert not any(isinstance(one.held, Packed) for one in hold(demo, today=TODAY).reports.values())


def test_a_row_of_packed_values_is_a_row(demo, whole_at_most):
    whole_at_most(0)
    people = hold(demo, today=TODAY).register.people
    assert len(people) == len(list(people)) > 3
    assert list(people[1:3]) == [people[1], people[2]]
    assert people[-1].name in people[-1].names


def test_what_proposes_nothing_any_more_stays_as_it_is(house, whole_at_most):
    whole_at_most(0)
    house.add("The weather in Lasnychy has not changed.", "weather.txt")
    [report] = house.hold().reports.values()
    assert not isinstance(report.held, Packed)
    house.add("On 2 June 2026 police detained Piatro Lazavik.", "raid.txt")
    assert [isinstance(one.held, Packed) for one in house.hold().reports.values()] == [False, True]
    house.accept("detention")
    assert not house.statements()
    assert not any(isinstance(one.held, Packed) for one in house.hold().reports.values())
