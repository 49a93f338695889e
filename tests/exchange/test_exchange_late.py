"""What comes twice, too early, too late, from another clock: nothing is lost, nothing goes back, nothing is dropped unasked."""

from exchange_house import Forge, lift, proposals, rows


def test_a_replay_changes_nothing(told):
    anna, berta = told
    file = anna.send(berta)
    berta.receive(file)
    before = rows(berta.workspace)
    [again] = berta.receive(file)
    assert (again.status, again.words) == ("known", "Already here: this bundle was received before.")
    assert rows(berta.workspace) == before


def test_a_subset_of_what_is_here_moves_nothing_back(told):
    anna, berta = told
    early = anna.send(berta)
    anna.tell(berta, "Lasnychy")
    berta.receive(anna.send(berta))
    before = [e.id for e in berta.told_by(anna)]
    [receipt] = berta.receive(early)
    assert receipt.words == "Already here: everything in it (entries 1 to 3) is held. Nothing went back."
    assert [e.id for e in berta.told_by(anna)] == before


def test_what_comes_too_early_waits_sealed_and_lands_by_itself(told):
    anna, berta = told
    first = Forge(anna, berta, 1, 2).write()
    second = Forge(anna, berta, 3, 3).write()
    [receipt] = berta.receive(second)
    assert receipt.words == (
        "Have 0, bundle starts at 3: it is kept sealed until what comes before it is here. Ask “anna” for the part before."
    )
    assert berta.told_by(anna) == []
    [staged] = berta.workspace.exchange.staged()
    assert staged.file.read_bytes() == second.read_bytes()
    assert [one.status for one in berta.receive(first)] == ["received", "received"]
    assert [e.seq for e in berta.told_by(anna)] == [1, 2, 3]
    assert berta.workspace.exchange.staged() == ()


def test_an_expired_bundle_is_set_aside_and_asked_about_never_dropped(told):
    anna, berta = told
    file = anna.send(berta)
    berta.now += 61 * 86_400
    [receipt] = berta.receive(file)
    assert receipt.notes == (
        "It was longer on its way than it should be. Does it still stand? Until you say so, it is set aside.",
    )
    assert proposals(berta) == []
    lift(berta, "anna")
    assert len(proposals(berta)) == 2


def test_what_an_expired_key_signed_is_set_aside_and_asked_about(told):
    anna, berta = told
    anna.now = berta.now = anna.now + 400 * 86_400
    [receipt] = berta.receive(Forge(anna, berta).write())
    assert receipt.notes == (
        "The time of the key that signed it is over. Is that still their device? Until you say so, it is set aside.",
    )
    assert proposals(berta) == []


def test_a_clock_far_ahead_is_said_and_refuses_nothing(told):
    anna, berta = told
    anna.now += 10 * 86_400
    anna.tell(berta, "Lasnychy")
    [receipt] = berta.receive(anna.send(berta))
    assert receipt.notes == (
        "The clock of “anna” is wrong: it dates entries more than two days ahead. Their order is kept by number.",
    )
    assert len(proposals(berta)) == 3


def test_a_partner_that_holds_less_than_before_is_noticed(told):
    anna, berta = told
    berta.receive(anna.send(berta))
    early = berta.send(anna)
    anna.tell(berta, "Lasnychy")
    berta.receive(anna.send(berta))
    anna.receive(berta.send(anna))
    [receipt] = anna.receive(early)
    assert receipt.notes == (
        "“berta” holds fewer entries of ours than before (3, it was 4): this is an older message, or they restored a backup. "
        "What they lack goes with the next `habeas send`.",
    )
