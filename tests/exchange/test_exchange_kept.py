"""Two histories, a crash in the middle, odd file names, partners whose words were not compared: what is kept, and what counts."""

import hashlib
import shutil

import pytest
import zstandard
from exchange_house import Forge, meet, proposals, rows
from exchange_wrong import MESSAGES, leaves_of, place, signed_again

from habeas.exchange.keyring import Keyring, own_position
from habeas.exchange.manifest import Section
from habeas.record.chain import extend
from habeas.record.draft import Draft
from habeas.record.entry import decode_entry
from habeas.record.heads import sign_head
from habeas.record.lanes import Scope
from habeas.store.errors import CopiedWorkspace
from habeas.store.workspace import Workspace


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
    assert receipt.notes == (MESSAGES["two histories"].format(proof=proof),)
    assert proof.is_file()
    assert [e.seq for e in berta.told_by(anna)] == [1, 2]
    assert len(proposals(berta)) == 1


def test_no_name_travels_and_none_becomes_a_path(told):
    anna, berta = told
    file = anna.send(berta)
    odd = file.with_name("..%2f..%2fetc; rm -rf.age")
    file.rename(odd)
    [receipt] = berta.receive(odd)
    assert receipt.words == MESSAGES["odd file name"]
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
    [receipt] = berta.receive(file)
    assert receipt.words == MESSAGES["after a crash"]
    assert len(proposals(berta)) == 2


def test_two_histories_of_its_keys_are_refused(told):
    """Two devices of a group that each have its root key, and each certify a key of their own."""
    anna, berta = told
    berta.receive(anna.send(berta))
    keys = anna.workspace.opened.keys
    ring, day = anna.workspace.exchange.lanes.ring(), anna.now - anna.now % 86_400
    histories = []
    for key in (b"1" * 32, b"2" * 32):
        more = Draft("key", {"use": "signing", "key": key, "from": day, "until": day + 86_400})
        [entry], end = extend(
            own_position(ring.entries), [more], scope=Scope.KEYS, ts=anna.now, salt=lambda: anna.ids(16)
        )
        forge = Forge(anna, berta)
        forge.ring = Keyring((*ring.entries, entry), (sign_head(end, keys.root),))
        histories.append(forge.write())
    berta.receive(histories[0])
    before = rows(berta.workspace)
    assert berta.refuses(histories[1]) == MESSAGES["two histories of the keys"]
    assert rows(berta.workspace) == before


def test_a_copied_folder_is_asked_about(told, tmp_path):
    _, berta = told
    there, here = berta.workspace.folder, tmp_path / "copy"
    berta.workspace.close()
    shutil.copytree(there, here)
    with pytest.raises(CopiedWorkspace) as asked:
        Workspace.open(here)
    assert str(asked.value) == MESSAGES["copied folder"].format(here=here, there=there)


def test_originals_in_a_bundle_are_not_looked_at(told):
    """Nothing that somebody else made into a picture or a document is opened, kept, or unpacked by the importer."""
    anna, berta = told
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(60_000_000)) + b"\x89PNG\r\n\x1a\n hostile"
    forge = Forge(anna, berta)
    forge.tail = bomb
    forge.more = (Section("blobs", len(bomb), 200 * len(bomb), hashlib.sha256(bomb).digest()),)
    [receipt] = berta.receive(forge.write())
    assert receipt.words == MESSAGES["originals in a bundle"]
    berta.workspace.clean_up()
    kept = b"".join(file.read_bytes() for file in berta.workspace.folder.rglob("*") if file.is_file())
    assert b"hostile" not in kept


def test_an_unverified_partner_is_taken_in_but_counts_for_nothing(group):
    anna, berta = group("anna"), group("berta")
    meet(anna, berta)
    anna.tell(berta, "Mozyr")
    from habeas.store.partner_nouns import ADDED

    berta.workspace.exchange.partners.set_state(anna.workspace.log, ADDED)
    berta.receive(anna.send(berta))
    assert proposals(berta) == []
    assert len(berta.told_by(anna)) == 2
