"""What must happen when it goes wrong: every refusal with its exact sentence, and nothing written."""

import time
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
import zstandard
from exchange_house import Forge, Group, meet, proposals, rows
from nacl.public import PrivateKey

from habeas.record.chain import Position
from habeas.record.draft import Draft
from habeas.record.entry import Entry, body_digest, decode_entry, encode_entry, leaf_digest
from habeas.record.heads import sign_head
from habeas.record.keys import start_chain
from habeas.record.lanes import Scope
from habeas.store.partner_nouns import REVOKED

MESSAGES = yaml.safe_load((Path(__file__).parent / "failures.yml").read_text(encoding="utf-8"))


def signed_again(forge, entries):
    """Put ``entries`` (from the second on) in the place of what was written, chained and signed by the sender itself."""
    first = decode_entry(forge.entries[0])
    position = Position(first.log, first.lane, 1, first.id)
    made, prev = [forge.entries[0]], first.id
    for seq, leaves in enumerate(entries, start=2):
        header = replace(first.header, seq=seq, prev=prev, kind="claim", body=digest_of(leaves))
        made.append(raw_entry(header, leaves))
        prev = header_id(header)
        position = Position(first.log, first.lane, seq, prev)
    forge.entries, forge.last = made, position.seq
    forge.heads = [sign_head(position, forge.seed)]
    forge.changes |= {"last": position.seq, "head": prev}


def digest_of(leaves):
    import hashlib

    return hashlib.sha256(b"habeas1/b" + b"".join(sorted(leaf_digest(*leaf) for leaf in leaves))).digest()


def header_id(header):
    import hashlib

    return hashlib.sha256(b"habeas1/h" + header.encode()).digest()


def raw_entry(header, leaves):
    import cbor2

    rows = [[name, salt, value] for name, salt, value in sorted(leaves, key=lambda leaf: leaf[0].encode())]
    return cbor2.dumps({"header": header.encode(), "leaves": rows}, canonical=True)


def leaves_of(entry, **changed):
    """The leaves of an entry as they are sent, some with other bytes."""
    found = {leaf.name: (leaf.name, leaf.salt, leaf.value) for leaf in entry.leaves}
    for name, value in changed.items():
        name = name.replace("__", ".")
        found[name] = (name, b"s" * 16, value)
    return list(found.values())


def resigned(pair, **changed):
    anna, berta = pair
    anna.tell(berta, "Lasnychy")
    forge = Forge(anna, berta)
    signed_again(forge, [leaves_of(decode_entry(forge.entries[1]), **changed)])
    return forge.write()


def place(text):
    import cbor2

    return cbor2.dumps([{"lang": "en", "value": text}], canonical=True)


def cut_file(pair):
    anna, berta = pair
    file = anna.send(berta)
    file.write_bytes(file.read_bytes()[:-200])
    return file


def flipped_file(pair):
    anna, berta = pair
    file = anna.send(berta)
    data = bytearray(file.read_bytes())
    data[len(data) // 2 + 200] ^= 1
    file.write_bytes(data)
    return file


def no_bundle_at_all(pair):
    anna, _ = pair
    file = anna.file()
    file.write_bytes(b"\x89PNG\r\n\x1a\n" * 1000)
    return file


def sealed_for_others(pair):
    forge = Forge(*pair)
    forge.recipients = [bytes(PrivateKey(b"x" * 32).public_key)]
    return forge.write()


def to_lacks_us(pair):
    forge = Forge(*pair)
    forge.changes["to"] = (b"o" * 32,)
    return forge.write()


def lane_is_not_for_us(pair):
    """A lane for somebody else, sealed for us by mistake."""
    anna, berta = pair
    forge = Forge(anna, berta)
    started = start_chain(
        anna.workspace.log,
        Scope.PARTNERS,
        "trial",
        forge.seed,
        ts=anna.now,
        salt=lambda: anna.ids(16),
        to=(b"o" * 32,),
    )
    forge.entries = [encode_entry(one) for one in started.entries]
    forge.heads, forge.last = [started.head], 1
    forge.changes = {"lane": started.position.lane, "last": 1, "head": started.position.head}
    return forge.write()


def unknown_signer(pair):
    anna, berta = pair
    stranger = Group(anna.folder, "stranger")
    meet(stranger, anna)
    stranger.tell(anna, "Lasnychy")
    forge = Forge(stranger, anna)
    forge.recipients = [bytes(PrivateKey(berta.workspace.opened.keys.receiving).public_key)]
    file = forge.write()
    stranger.close()
    return file


def signed_by_another_key(pair):
    forge = Forge(*pair)
    forge.seed = b"another key of somebody else ..."
    return forge.write()


def partner_cut_off(pair):
    anna, berta = pair
    berta.workspace.exchange.partners.set_state(anna.workspace.log, REVOKED)
    return anna.send(berta)


def revoked_key(pair):
    anna, berta = pair
    file = anna.send(berta)
    keys = anna.workspace.opened.keys
    lanes = anna.workspace.exchange.lanes
    with anna.workspace.transaction():
        from habeas.store.append import append

        draft = Draft("key", {"use": "revoke", "key": keys.writer, "from": anna.now - anna.now % 86_400})
        append(
            anna.workspace.alias,
            lanes.keys_chain().lane,
            [draft],
            keys.root,
            ts=anna.now,
            salt=lambda: anna.ids(16),
        )
    # the bundle was made before, and does not know of it; berta does
    with berta.workspace.transaction():
        berta.workspace.exchange.received.keep_keyring(lanes.ring())
    return file


def declared_too_large(pair):
    forge = Forge(*pair)
    forge.section["plain_len"] = 100_000_000
    return forge.write()


def too_many_entries(pair):
    forge = Forge(*pair)
    forge.changes["last"] = 200_001
    return forge.write()


def bomb(pair):
    forge = Forge(*pair)
    forge.packed = zstandard.ZstdCompressor(level=19).compress(bytes(400_000_000))
    forge.section["plain_len"] = 200 * len(forge.packed)
    return forge.write()


def hole_without_erasure(pair):
    anna, berta = pair
    anna.tell(berta, "Lasnychy")
    forge = Forge(anna, berta)
    entry = decode_entry(forge.entries[1])
    leaves = tuple(leaf.erase() if leaf.name == "certainty" else leaf for leaf in entry.leaves)
    forge.entries[1] = encode_entry(Entry(entry.header, leaves))
    assert body_digest(leaves) == entry.header.body
    return forge.write()


def something_behind(pair):
    forge = Forge(*pair)
    forge.tail = b"and more"
    return forge.write()


CASES = {
    "cut file": cut_file,
    "flipped file": flipped_file,
    "no bundle at all": no_bundle_at_all,
    "sealed for others": sealed_for_others,
    "to lacks us": to_lacks_us,
    "lane is not for us": lane_is_not_for_us,
    "unknown signer": unknown_signer,
    "signed by another key": signed_by_another_key,
    "partner cut off": partner_cut_off,
    "revoked key": revoked_key,
    "declared too large": declared_too_large,
    "too many entries": too_many_entries,
    "bomb": bomb,
    "not canonical": lambda pair: resigned(pair, certainty=b"\x78\x05plain"),
    "too deep": lambda pair: resigned(pair, f__place=b"\x81" * 9 + b"\x01"),
    "private field": lambda pair: resigned(pair, by=b"\x64R-07"),
    "bidi override": lambda pair: resigned(pair, f__place=place("Lasnychy\u202e")),
    "NUL": lambda pair: resigned(pair, f__place=place("Lasnychy\0")),
    "not composed": lambda pair: resigned(pair, f__place=place("Zialo\u0301nka")),
    "half a character": lambda pair: resigned(pair, certainty=b"\x63\xed\xa0\x80"),
    "hole without erasure": hole_without_erasure,
    "something behind": something_behind,
}


@pytest.fixture
def told(pair):
    anna, berta = pair
    anna.tell(berta, "Mozyr", "Rechytsa")
    return pair


def test_every_sentence_has_a_case():
    assert set(MESSAGES) == set(CASES)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """Two groups for all cases that leave nothing behind."""
    folder = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        anna, berta = Group(folder, "anna"), Group(folder, "berta")
        meet(anna, berta)
        anna.tell(berta, "Mozyr", "Rechytsa")
        yield anna, berta
        for one in (anna, berta):
            one.close()


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_with_its_sentence_and_nothing_is_written(case, request):
    pair = request.getfixturevalue("told" if case in ("partner cut off", "revoked key") else "shared")
    _, berta = pair
    file = CASES[case](pair)
    before, noted = rows(berta.workspace), len(berta.workspace.exchange.partners.refusals())
    told = berta.refuses(file).replace("\u202e", "").replace("\0", "")
    assert told.replace("o\u0301", "ó") == MESSAGES[case]
    assert rows(berta.workspace) == before
    assert not list(berta.workspace.opened.layout.tmp.glob("*.part"))
    assert len(berta.workspace.exchange.partners.refusals()) == noted + 1


def test_a_bomb_is_refused_at_once_and_in_little_memory(shared):
    _, berta = shared
    for case, most in (("bomb", 1.0), ("declared too large", 0.3)):
        file = CASES[case](shared)
        tracemalloc.start()
        begun = time.process_time()
        berta.refuses(file)
        spent, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert spent < most, case
        assert peak < 60_000_000, case


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


def lift(group, name):
    from datetime import date

    from habeas.workflows.decide import Decider
    from habeas.workflows.partner_quarantine import lift as lift_it

    return lift_it(group.workspace, name, Decider("R-07", date(2026, 11, 20), lambda: group.ids(16)))
