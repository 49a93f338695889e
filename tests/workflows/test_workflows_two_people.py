"""In a group that wants it a second person allows exactly what is done: showing, erasing, adding a partner, ending the rule."""

from dataclasses import replace

import pytest
from workflows_house import OWN_SIDE, TODAY

from habeas.app.main import main
from habeas.review.widening import Edit
from habeas.store.backup import backup, restore
from habeas.store.workspace import Workspace
from habeas.workflows import partner, two_people
from habeas.workflows.erase import allow_erasing, erase
from habeas.workflows.erase_person import erase_person
from habeas.workflows.narrow import narrow
from habeas.workflows.refused import Refused
from habeas.workflows.two_people import SecondNeeded, allow_widening, change_rule, ruled
from habeas.workflows.verify import verify
from habeas.workflows.widen import widen


@pytest.fixture
def ours(make):
    """A group of two with the rule; both people; what was accepted."""
    house = make()
    one = house.who()
    ids = house.accepted_verdict()
    assert change_rule(house.workspace, True, one)
    assert not change_rule(house.workspace, True, one)
    return house, one, replace(one, by="R-02"), ids


def show(house, seen, who, words="her sister"):
    return widen(house.workspace, seen, basis=OWN_SIDE, words=words, who=who)


def test_without_the_rule_nobody_is_asked(make):
    house = make()
    with pytest.raises(Refused, match="two-people on"):
        allow_erasing(house.workspace, [house.accepted_verdict()[0]], house.who())
    assert not ruled(house.workspace)


def test_showing_waits_for_somebody_else_who_looked_at_exactly_this(ours):
    house, one, two, ids = ours
    seen = house.plan(*ids)
    with pytest.raises(SecondNeeded, match="a second person looks at this first"):
        show(house, seen, one)
    allow_widening(house.workspace, seen, basis=OWN_SIDE, words="her sister", who=one)
    with pytest.raises(SecondNeeded):
        show(house, seen, one)  # she allowed it to herself
    allow_widening(house.workspace, seen, basis=OWN_SIDE, words="her sister", who=two)
    with pytest.raises(SecondNeeded):
        show(house, seen, one, words="her brother")
    with pytest.raises(SecondNeeded):
        show(house, house.plan(ids[0], all=Edit(drop=frozenset({"article"}))), one)
    assert all(entry.kind == "open" for entry in house.workspace.public().entries)
    assert show(house, house.plan(*ids), one) == 2
    assert verify(house.workspace, now=2_000_000_000).ok


def test_what_was_allowed_once_is_not_allowed_for_ever(ours):
    house, one, two, ids = ours
    allow_widening(house.workspace, house.plan(*ids), basis=OWN_SIDE, words="her sister", who=two)
    show(house, house.plan(*ids), one)
    narrow(house.workspace, ids, one)  # taking out of sight waits for nobody
    with pytest.raises(SecondNeeded):
        show(house, house.plan(*ids), one)


def test_nothing_of_it_is_told_to_others(ours):
    house, one, two, ids = ours
    allow_widening(house.workspace, house.plan(*ids), basis=OWN_SIDE, words="her sister", who=two)
    show(house, house.plan(*ids), one)
    assert not [entry for entry in house.workspace.public().entries if entry.text("act") == "allow"]


def test_erasing_and_forgetting_wait_too(ours):
    house, one, two, ids = ours
    with pytest.raises(SecondNeeded):
        erase(house.workspace, ids[:1], one)
    assert allow_erasing(house.workspace, ids[:1], two) == 1
    with pytest.raises(SecondNeeded):
        erase(house.workspace, ids, one)
    assert erase(house.workspace, ids[:1], one).entries == 1
    with pytest.raises(SecondNeeded):
        erase_person(house.workspace, "Maryna Zialonka", one)
    two_people.allow_forgetting(house.workspace, "Maryna Zialonka", two)
    assert erase_person(house.workspace, "Maryna Zialonka", one).destroyed == 1


def test_a_partner_is_added_by_two(ours, tmp_path):
    house, one, two, _ = ours
    card = tmp_path / "berta.card"
    with Workspace.create(tmp_path / "berta") as berta:
        partner.write_card(berta, card)
    with pytest.raises(SecondNeeded):
        partner.add(house.workspace, "berta", card, by=one.by)
    partner.allow_adding(house.workspace, card, two)
    assert partner.add(house.workspace, "berta", card, by=one.by).name == "berta"


def test_one_alone_cannot_end_it_and_a_backup_brings_it_back(ours, tmp_path):
    house, one, two, _ = ours
    backup(house.workspace, tmp_path / "kept")
    with restore(tmp_path / "kept", tmp_path / "back") as again:
        assert ruled(again)
    with pytest.raises(SecondNeeded):
        change_rule(house.workspace, False, one)
    two_people.allow(house.workspace, two_people.ending(house.workspace), two)
    assert change_rule(house.workspace, False, one)
    change_rule(house.workspace, True, one)
    with pytest.raises(SecondNeeded):
        change_rule(house.workspace, False, one)  # it was ended once with this


def test_on_the_command_line(ours, capsys, monkeypatch):
    house, _, _, (sentence, _) = ours
    folder = house.workspace.folder
    house.workspace.close()

    def run(*words, status=0):
        assert main([*words, "--workspace", str(folder), "--today", TODAY.isoformat()]) == status
        return capsys.readouterr()

    assert run("two-people").out == "on\n"
    words = ("widen", sentence, "--to", "public", "--basis", "overriding", "--words", "a trial")
    assert "`--second`, which only allows it" in run(*words, status=1).err
    assert "Allowed, and nothing else was done." in run(*words, "--second", "--by", "R-02").err
    assert "1 statement is for everyone" in run(*words).err
    assert "4 entries" not in run("erase", sentence, "--second", "--by", "R-02").err
    assert "emptied" in run("erase", sentence).err
    run("two-people", "off", status=1)
    run("two-people", "off", "--second", "--by", "R-02")
    assert run("two-people", "off").out == "off\n"
    assert run("two-people", "on", "--second", status=2)
