"""What comes twice, too early, too late, from another clock: nothing is lost, nothing goes back, nothing is dropped unasked."""

from exchange_house import Forge, lift, proposals, rows
from exchange_wrong import MESSAGES


def test_a_replay_changes_nothing(told):
    anna, berta = told
    file = anna.send(berta)
    berta.receive(file)
    before = rows(berta.workspace)
    [again] = berta.receive(file)
    assert (again.status, again.words) == ("known", MESSAGES["replay"])
    assert rows(berta.workspace) == before


def test_a_subset_of_what_is_here_moves_nothing_back(told):
    anna, berta = told
    early = anna.send(berta)
    anna.tell(berta, "Lasnychy")
    berta.receive(anna.send(berta))
    before = [e.id for e in berta.told_by(anna)]
    [receipt] = berta.receive(early)
    assert receipt.words == MESSAGES["subset"]
    assert [e.id for e in berta.told_by(anna)] == before


def test_what_comes_too_early_waits_sealed_and_lands_by_itself(told):
    anna, berta = told
    first = Forge(anna, berta, 1, 2).write()
    second = Forge(anna, berta, 3, 3).write()
    [receipt] = berta.receive(second)
    assert receipt.words == MESSAGES["gap"]
    assert berta.told_by(anna) == []
    [staged] = berta.workspace.exchange.staged()
    assert staged.file.read_bytes() == second.read_bytes()
    landed = berta.receive(first)
    assert [one.status for one in landed] == ["received", "received"]
    assert landed[0].words == MESSAGES["what waited lands"]
    assert [e.seq for e in berta.told_by(anna)] == [1, 2, 3]
    assert berta.workspace.exchange.staged() == ()


def test_an_expired_bundle_is_set_aside_and_asked_about_never_dropped(told):
    anna, berta = told
    file = anna.send(berta)
    berta.now += 61 * 86_400
    [receipt] = berta.receive(file)
    assert receipt.notes == (MESSAGES["expired bundle"],)
    assert proposals(berta) == []
    lift(berta, "anna")
    assert len(proposals(berta)) == 2


def test_what_an_expired_key_signed_is_set_aside_and_asked_about(told):
    anna, berta = told
    anna.now = berta.now = anna.now + 400 * 86_400
    [receipt] = berta.receive(Forge(anna, berta).write())
    assert receipt.notes == (MESSAGES["expired key"],)
    assert proposals(berta) == []


def test_a_clock_far_ahead_is_said_and_refuses_nothing(told):
    anna, berta = told
    anna.now += 10 * 86_400
    anna.tell(berta, "Lasnychy")
    [receipt] = berta.receive(anna.send(berta))
    assert receipt.notes == (MESSAGES["clock far ahead"],)
    assert len(proposals(berta)) == 3


def test_a_partner_that_holds_less_than_before_is_noticed(told):
    anna, berta = told
    berta.receive(anna.send(berta))
    early = berta.send(anna)
    anna.tell(berta, "Lasnychy")
    berta.receive(anna.send(berta))
    anna.receive(berta.send(anna))
    [receipt] = anna.receive(early)
    assert receipt.notes == (MESSAGES["partner holds less"],)
