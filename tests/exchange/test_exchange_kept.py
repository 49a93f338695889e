"""Two histories, a crash in the middle, odd file names, partners whose words were not compared: what is kept, and what counts."""

import pytest
from exchange_house import Forge, meet, proposals
from exchange_wrong import leaves_of, place, signed_again

from habeas.record.entry import decode_entry


def test_two_histories_are_both_kept_and_count_only_up_to_the_fork(told):
    anna, berta = told
    berta.receive(anna.send(berta))
    forge = Forge(anna, berta)
    signed_again(
        forge,
        [
            leaves_of(decode_entry(forge.entries[1])),
            leaves_of(decode_entry(forge.entries[2]), f__place=place("Vetka")),
        ],
    )
    [receipt] = berta.receive(forge.write())
    proof = (
        berta.workspace.folder
        / "proofs"
        / f"fork-{anna.workspace.log.hex()[:8]}-{forge.chain.lane.hex()[:8]}.cbor"
    )
    assert receipt.notes == (
        "ALARM: “anna” has two histories from entry 3 on. Both are kept, and from there on nothing of it counts. Call them: "
        f"a device was copied, or somebody else has their key. The proof is in {proof}.",
    )
    assert proof.is_file()
    assert [e.seq for e in berta.told_by(anna)] == [1, 2]
    assert len(proposals(berta)) == 1


def test_no_name_travels_and_none_becomes_a_path(told):
    anna, berta = told
    file = anna.send(berta)
    odd = file.with_name("..%2f..%2fetc; rm -rf.age")
    file.rename(odd)
    berta.receive(odd)
    assert len(proposals(berta)) == 2


def test_what_a_crash_left_in_the_middle_is_taken_out_and_the_same_bytes_land(told, monkeypatch):
    from habeas.store.landing import Landing

    anna, berta = told
    file = anna.send(berta)
    with monkeypatch.context() as patch:
        patch.setattr(Landing, "finish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        patch.setattr(Landing, "undo", lambda self: self._write())  # killed: nobody tidies up
        with pytest.raises(KeyboardInterrupt):
            berta.receive(file)
    assert proposals(berta) == []
    berta.receive(file)
    assert len(proposals(berta)) == 2


def test_an_unverified_partner_is_taken_in_but_counts_for_nothing(group):
    anna, berta = group("anna"), group("berta")
    meet(anna, berta)
    anna.tell(berta, "Mozyr")
    from habeas.store.partner_nouns import ADDED

    berta.workspace.exchange.partners.set_state(anna.workspace.log, ADDED)
    berta.receive(anna.send(berta))
    assert proposals(berta) == []
    assert len(berta.told_by(anna)) == 2
