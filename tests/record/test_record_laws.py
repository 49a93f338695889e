"""Laws that hold for every log, tried on many: nothing is lost, nothing can be changed, nothing hostile gets in."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import cbor2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_desk import NOON, SEEDS, Desk, claim, counted, decision, evidence, hash_of, id_of

from habeas.record import cbor
from habeas.record.chain import follow
from habeas.record.draft import Draft
from habeas.record.entry import Entry, decode_entry, encode_entry
from habeas.record.erasure import ERASABLE, ONLY_WITH_ALL, apply, erase, erase_draft, erasures, unexplained
from habeas.record.errors import RecordError
from habeas.record.heads import SignedHead, decode_head, encode_head, sign_head, verify_head
from habeas.record.leaf import Leaf
from habeas.record.order import in_order, order_keys
from habeas.record.standing import standing
from habeas.record.verify import read_entries, verify

QUICK = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
WORDS = st.sampled_from(
    ["Mozyr", "Мазыр", "Hanna Zymnik", "Ганна Зымнік", "2026-03-22", "XXXX-03", "prosecution"]
)
IDS = st.sampled_from(["Hanna", "Ganna", "Ales", "Uladz"]).map(id_of)
PLAIN = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cf", "Mn", "Mc", "Cs", "Lm"])
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.binary(max_size=40) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@st.composite
def drafts(draw: st.DrawFn, earlier: list[bytes]) -> Draft:
    """A draft of the private lane that may name earlier entries."""
    known = st.sampled_from(earlier) if earlier else st.just(hash_of("none"))
    kind = draw(st.sampled_from(["claim", "capture", "decide", "pair", "mention"]))
    if kind == "claim":
        more = {"date": draw(WORDS)} | ({"proposal": draw(WORDS)} if draw(st.booleans()) else {})
        if draw(st.booleans()):
            more["modality"] = draw(st.sampled_from(["alleged", "denied"]))
        if earlier and draw(st.integers(0, 5)) == 0:
            more["restates"] = draw(known)
        return claim(subjects=[draw(IDS)], **more)
    if kind == "capture":
        return Draft(
            "capture", {"sha256": hash_of(draw(WORDS)), "media": "text/plain", "size": 1, "got": NOON}
        )
    if kind == "mention":
        return decision("subject", id=draw(IDS), sort="person", mentions=[hash_of(draw(WORDS))])
    more_ids: dict[str, Any] = {"replaces": [draw(known)]} if draw(st.booleans()) else {}
    if kind == "decide":
        act = draw(st.sampled_from(["retract", "dispute", "choose"]))
        over = {"over": [draw(known)]} if act == "choose" else {}
        return decision(act, claims=[draw(known)], **over, **more_ids)
    a, b = draw(st.lists(IDS, min_size=2, max_size=2, unique=True))
    act = draw(st.sampled_from(["same", "different", "split"]))
    return decision(act, sort="person", a=a, b=b, keep=draw(st.sampled_from([a, b])), **more_ids)


@st.composite
def histories(draw: st.DrawFn) -> list[Desk]:
    """What two devices wrote, each knowing what both had written before."""
    desks = [Desk("laptop"), Desk("office")]
    written: list[bytes] = []
    for _ in range(draw(st.integers(2, 9))):
        desk = draw(st.sampled_from(desks))
        written.append(desk.write(draw(drafts(written))).id)
    return desks


def whole(desks: list[Desk]) -> tuple[list[Entry], list[SignedHead]]:
    keys = desks[0].log.keys
    held = [*keys.entries, *(entry for desk in desks for entry in desk.entries)]
    return held, [keys.head, *(desk.head() for desk in desks)]


@QUICK
@given(VALUES)
def test_a_value_comes_back_from_its_bytes_and_has_no_others(value: Any) -> None:
    data, read = cbor.written(value)
    assert data == cbor2.dumps(value, canonical=True)  # what a library makes of it
    assert cbor.encode(cbor.decode(data)) == data
    assert cbor.decode(data) == read == _frozen(value)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return {key: _frozen(item) for key, item in value.items()} if isinstance(value, dict) else value


@QUICK
@given(PLAIN)
def test_a_text_comes_back_as_it_was_or_is_refused_for_its_form(text: str) -> None:
    try:
        data = cbor.encode(text)
    except RecordError as error:
        assert "NFC" in str(error) or "hides" in str(error)
    else:
        assert cbor.decode(data) == text
    assert cbor.decode(cbor.encode({"quote": text})) == {"quote": text}


@QUICK
@given(histories())
def test_a_history_is_encoded_decoded_chained_and_verified(desks: list[Desk]) -> None:
    held, heads = whole(desks)
    again, broken = read_entries(encode_entry(entry) for entry in held)
    assert not broken and again == held
    assert [decode_head(encode_head(head)) for head in heads] == heads
    assert verify(again, heads).ok
    for desk in desks:
        start = replace(desk.position, seq=0, head=bytes(32))
        assert follow(start, desk.entries) == desk.position


@QUICK
@given(histories(), st.data())
def test_any_changed_byte_is_noticed(desks: list[Desk], data: st.DataObject) -> None:
    held, heads = whole(desks)
    rows = [encode_entry(entry) for entry in held]
    place = data.draw(st.integers(0, len(rows) - 1))
    at = data.draw(st.integers(0, len(rows[place]) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    rows[place] = rows[place][:at] + bytes([rows[place][at] ^ bit]) + rows[place][at + 1 :]
    entries, broken = read_entries(rows)
    assert broken or not verify(entries, heads).ok


@QUICK
@given(histories(), st.data())
def test_any_removed_entry_is_noticed(desks: list[Desk], data: st.DataObject) -> None:
    held, heads = whole(desks)
    held.pop(data.draw(st.integers(0, len(held) - 1)))
    assert not verify(held, heads).ok


@QUICK
@given(histories(), st.data())
def test_any_replaced_added_or_removed_leaf_is_noticed(desks: list[Desk], data: st.DataObject) -> None:
    held, heads = whole(desks)
    place = data.draw(st.integers(0, len(held) - 1))
    entry = held[place]
    leaves = list(entry.leaves)
    at = data.draw(st.integers(0, len(leaves) - 1))
    change = data.draw(st.sampled_from(["value", "salt", "gone", "more"]))
    if change == "gone":
        leaves.pop(at)
    elif change == "more":
        leaves.append(Leaf.of("zz", bytes(16), 1))
    elif change == "value":
        leaves[at] = Leaf.of(leaves[at].name, leaves[at].salt or b"", "another")
    else:
        leaves[at] = Leaf.of_bytes(leaves[at].name, bytes(16), leaves[at].value or b"")
    held[place] = Entry(entry.header, tuple(leaves))
    assert not verify(held, heads).ok


@QUICK
@given(histories(), st.data())
def test_an_erasure_verifies_with_its_entry_and_is_refused_without(
    desks: list[Desk], data: st.DataObject
) -> None:
    desk = desks[0]
    erasable = [one for one in desk.entries if one.kind in ERASABLE]
    if not erasable:
        return
    target = data.draw(st.sampled_from(erasable))
    names = data.draw(st.sets(st.sampled_from([leaf.name for leaf in target.leaves]), min_size=1))
    if target.kind == "claim" and not ONLY_WITH_ALL.isdisjoint(names):
        names = {leaf.name for leaf in target.leaves}
    before, heads = whole(desks)
    hollow = [erase(one, names) if one.id == target.id else one for one in before]
    report = verify(hollow, heads)
    assert {finding.rule for finding in report.findings} == {"verify.hole"} and len(report.findings) == len(
        names
    )
    writer = desks[1]  # any device of the group may carry it out
    writer.write(erase_draft([(target, names)]))
    after, heads = whole(desks)
    emptied = apply(after)
    report = verify(emptied, heads)
    assert report.ok and report.erased == len(names), report.sentences
    assert [one.id for one in emptied] == [one.id for one in after]
    (left,) = [one for one in emptied if one.id == target.id]
    assert left.erased == names and not set(left.fields) & names
    salts = [leaf.salt for leaf in target.leaves if leaf.name in names]
    assert not any(salt and salt in encode_entry(left) for salt in salts)
    assert not unexplained(left, erasures(after))
    assert apply(emptied) == emptied


@QUICK
@given(histories(), st.randoms(use_true_random=False))
def test_what_stands_depends_on_no_order_of_arrival(desks: list[Desk], shuffled: random.Random) -> None:
    arrived = [entry for desk in desks for entry in desk.entries]
    expected = standing(in_order(arrived, {}))
    shuffled.shuffle(arrived)
    found = standing(in_order(arrived, {}))
    assert found == expected
    loose = standing(arrived)
    assert {one.id for one in loose.decisions} == {one.id for one in expected.decisions}
    assert set(loose.retracted) == set(expected.retracted)
    assert {pair.key for pair in loose.different} == {pair.key for pair in expected.different}


@QUICK
@given(histories())
def test_every_claim_and_decision_stands_or_has_its_reason(desks: list[Desk]) -> None:
    held = [entry for desk in desks for entry in desk.entries]
    found = standing(in_order(held, {}))
    stands = {one.id for one in (*found.claims, *found.captures, *found.decisions)}
    for entry in held:
        if entry.kind in ERASABLE:
            assert (entry.id in stands) != (entry.id in found.void)
    assert all(str(reason) for reason in found.void.values())
    for pair in found.same:
        assert pair.key not in {other.key for other in found.different}


@QUICK
@given(histories(), st.integers(0, 4000))
def test_order_keeps_each_chain_in_its_own_order(desks: list[Desk], late: int) -> None:
    held = [entry for desk in desks for entry in desk.entries]
    received = {entry.id: NOON + late for entry in desks[1].entries}
    ordered = in_order(held, received)
    for desk in desks:
        assert [one for one in ordered if one.lane == desk.position.lane] == desk.entries
    keys = order_keys(held, received)
    assert all(keys[one.id][0] <= max(NOON + late, NOON) for one in desks[1].entries)


def test_random_bytes_are_refused_and_nothing_else_happens() -> None:
    noise = random.Random(20260322)
    good = [encode_entry(entry) for entry in Desk().entries]
    good.append(encode_entry(Desk("other").write(claim(evidence=[evidence("Zymnic\u030c")]))))
    refused = 0
    for number in range(3000):
        data = noise.randbytes(noise.randrange(200)) if number % 2 else _spoiled(noise.choice(good), noise)
        for read, write in (
            (decode_entry, encode_entry),
            (decode_head, encode_head),
            (cbor.decode, cbor.encode),
        ):
            try:
                found = read(data)
            except RecordError:
                refused += 1
            else:
                assert write(found) == data
    assert refused > 7000


def _spoiled(good: bytes, noise: random.Random) -> bytes:
    data = bytearray(good)
    for _ in range(noise.randrange(1, 4)):
        data[noise.randrange(len(data))] = noise.randrange(256)
    return bytes(data)


def test_a_head_bears_its_own_key_only() -> None:
    head = Desk().head()
    verify_head(head)
    for changed in (
        replace(head, seq=head.seq + 1),
        replace(head, head=hash_of("another")),
        replace(head, log=hash_of("another")),
        replace(head, lane=id_of("another")),
        replace(head, key=bytes(32)),
    ):
        with pytest.raises(RecordError, match="is not one of key"):
            verify_head(changed)
    with pytest.raises(RecordError, match="no head to sign"):
        sign_head(replace(head.position, seq=0, head=bytes(32)), SEEDS.signing)
    with pytest.raises(RecordError, match="the key file may be damaged"):
        sign_head(head.position, b"short")


def test_the_same_writing_gives_the_same_bytes() -> None:
    first, second = (Desk("laptop").write(claim(date="2026-03-22")) for _ in range(2))
    assert encode_entry(first) == encode_entry(second)
    assert counted("a")() != counted("b")()
