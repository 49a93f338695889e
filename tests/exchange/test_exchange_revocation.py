"""The word that ends a group's log: made at the beginning, kept by a partner, carried out when the group cannot speak."""

import pytest
from exchange_house import Group

from habeas.record import cbor
from habeas.record.errors import RecordError
from habeas.record.heads import public_key
from habeas.record.revocation import make_revocation, read_revocation
from habeas.store import paper, vault
from habeas.store.vault import Cost, Secret
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider
from habeas.workflows.partner import add, write_card
from habeas.workflows.refused import Refused
from habeas.workflows.revocation import carry_out, write_revocation

ROOT = bytes(range(32))


@pytest.fixture
def pair(tmp_path):
    """Anna and Berta, of whom Anna has added Berta by her card."""
    anna, berta = Group(tmp_path, "anna"), Group(tmp_path, "berta")
    card = berta.file("card")
    write_card(berta.workspace, card)
    add(anna.workspace, "Berta", card)
    yield anna, berta
    anna.workspace.close()
    berta.workspace.close()


def who(group):
    from datetime import UTC, datetime

    return Decider("R-01", datetime.fromtimestamp(group.now, UTC).date(), lambda: group.ids(16), None)


def test_it_says_whose_log_it_ends():
    found = read_revocation(make_revocation(ROOT, 77))
    assert (found.root, found.made) == (public_key(ROOT), 77)


def test_any_changed_bit_makes_it_void():
    made = make_revocation(ROOT, 77)
    for place in range(len(made)):
        for bit in (1, 128):
            changed = made[:place] + bytes([made[place] ^ bit]) + made[place + 1 :]
            with pytest.raises(RecordError):
                read_revocation(changed)


def test_nobody_ends_the_log_of_another_key():
    outer = cbor.decode(make_revocation(ROOT, 77))
    said = dict(cbor.decode(outer["said"]))
    said["root"] = public_key(bytes(32))
    forged = cbor.encode({"said": cbor.encode(said), "signature": outer["signature"]})
    with pytest.raises(RecordError, match="another root key"):
        read_revocation(forged)


def test_a_partner_carries_it_out(pair):
    anna, berta = pair
    file = berta.file("revocation")
    write_revocation(berta.workspace, file)
    assert carry_out(anna.workspace, file, who(anna)) == "Berta"
    assert anna.workspace.exchange.partners.named("Berta").state == "revoked"
    assert any(entry.text("act") == "quarantine" for entry in anna.workspace.private().entries)


def test_what_ends_nothing_is_refused_and_changes_nothing(pair, tmp_path):
    anna, berta = pair
    file = berta.file("revocation")
    write_revocation(berta.workspace, file)
    with pytest.raises(Refused, match="our own revocation"):
        carry_out(berta.workspace, file, who(berta))
    (tmp_path / "other").write_bytes(make_revocation(ROOT, 77))
    with pytest.raises(Refused, match="a group with which we do not exchange"):
        carry_out(anna.workspace, tmp_path / "other", who(anna))
    (tmp_path / "junk").write_bytes(b"\x00" * 5_000)
    with pytest.raises(Refused, match="ends nothing: this is no revocation"):
        carry_out(anna.workspace, tmp_path / "junk", who(anna))
    with pytest.raises(Refused, match="there already"):
        write_revocation(berta.workspace, file)
    assert anna.workspace.exchange.partners.named("Berta").state == "added"


def test_a_real_workspace_holds_its_own_from_the_beginning(tmp_path, monkeypatch):
    monkeypatch.setattr(vault.new_locks, "__defaults__", (Cost(1, 64, 1),))
    sheets = []
    with Workspace.create(
        tmp_path / "w", mode="real", secret=Secret(passphrase="five words that meet"), hand_out=sheets.extend
    ) as made:
        identity = made.own_keys.identity
        write_revocation(made, tmp_path / "revocation")
    assert read_revocation((tmp_path / "revocation").read_bytes()).root == identity
    assert public_key(paper.root_from(sheets[:2], identity)) == identity
