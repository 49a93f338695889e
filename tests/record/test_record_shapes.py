"""What may be written where: every kind and act in its lane, and the sentence for what may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from record_desk import NOON, Desk, claim, decision, evidence, hash_of, id_of

from habeas.record import cbor
from habeas.record.chain import DAY, Position, extend, follow
from habeas.record.draft import Draft
from habeas.record.entry import Entry, decode_entry, encode_entry
from habeas.record.errors import RecordError
from habeas.record.header import KINDS, Header
from habeas.record.keys import certificates, start_chain
from habeas.record.lanes import PartnerLane, PrivateLane, PublicLane, Scope
from habeas.record.leaf import Leaf, body_digest
from habeas.record.shapes import ACTS, check_draft, shapes_of_kinds

PAIR = {"sort": "person", "a": id_of("Hanna"), "b": id_of("Ganna")}
CARD = {"source": id_of("card"), "stretches": ["was detained"], "lang": "en"}
WIDER = {"type": "detention", "subjects": [id_of("x")], "evidence": [CARD]}
CAPTURE = {"sha256": hash_of("r"), "media": "text/plain", "size": 3, "got": NOON}


@pytest.mark.parametrize("scope", [Scope.PUBLIC, Scope.PARTNERS])
@pytest.mark.parametrize(
    "draft",
    [
        Draft("capture", CAPTURE),
        claim(),
        claim(evidence=[CARD], date="2026"),
        Draft("claim", {**WIDER, "evidence": [{**CARD, "text": hash_of("t")}]}),
        Draft("claim", {**WIDER, "evidence": [evidence()]}),
        Draft("claim", {**WIDER, "said_by": [{"value": "relatives", "at": [1, 2, "x"]}]}),
        decision("reject", fingerprint=hash_of("p")),
        decision("subject", id=id_of("x"), sort="person", mentions=[hash_of("m")]),
        decision("same", sort="mention", a=hash_of("1"), b=hash_of("2")),
        decision("widen", lane=id_of("l"), of=[hash_of("c")], to=[hash_of("d")], basis="consent"),
        decision("consent", subject=id_of("x"), purpose="letters", audience="public", giver="mother"),
        decision("quarantine", log=hash_of("l"), lane=id_of("c"), first=1, last=2),
        decision("retract", claims=[hash_of("c")], by="editor"),
        decision("different", **PAIR, why="her brother told us"),
    ],
    ids=lambda draft: f"{draft.kind} {draft.fields.get('act', '')}",
)
def test_what_belongs_to_us_alone_cannot_be_written_for_others(draft: Draft, scope: Scope) -> None:
    with pytest.raises(RecordError):
        check_draft(draft, scope)


@pytest.mark.parametrize(
    "draft",
    [
        Draft("capture", {"id": id_of("card"), "publisher": "Mozyr Chronicle", "sha256": hash_of("r")}),
        Draft("claim", WIDER),
        Draft("claim", {**WIDER, "evidence": [{**CARD, "stretches": []}]}),
        Draft("claim", {**WIDER, "modality": "alleged", "certainty": "hedged", "restates": hash_of("c")}),
        decision("subject", id=id_of("x"), sort="group"),
        decision("same", **PAIR, keep=id_of("Hanna")),
        decision("different", sort="claim", a=hash_of("1"), b=hash_of("2")),
        decision("choose", claims=[hash_of("1")], over=[hash_of("2")], field="date"),
        decision("retract", claims=[hash_of("1")], reason="withheld", replaces=[hash_of("3")]),
        decision("copies", captures=[id_of("card"), id_of("card 2")]),
        decision("allow", subject=id_of("x"), what="derived dates"),
    ],
    ids=lambda draft: f"{draft.kind} {draft.fields.get('act', '')}",
)
def test_what_a_wider_lane_needs_can_be_written_there(draft: Draft) -> None:
    for scope in (Scope.PUBLIC, Scope.PARTNERS):
        check_draft(draft, scope)


def without(draft: Draft, name: str) -> Draft:
    return Draft(draft.kind, {key: value for key, value in draft.fields.items() if key != name})


def with_(draft: Draft, name: str, value: Any) -> Draft:
    return Draft(draft.kind, {**draft.fields, name: value})


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (without(claim(), "subjects"), "lacks “subjects”"),
        (with_(claim(), "subjects", []), "leave the field out"),
        (with_(claim(), "subjects", ["Hanna"]), "must be 16 bytes"),
        (with_(claim(), "evidence", [{"quote": "x"}]), "lacks"),
        (with_(claim(), "modality", "dreamt"), "does not write “modality”"),
        (with_(claim(), "weight", 3), "does not write “weight”"),
        (with_(claim(), "f.Date", [{"value": "2026"}]), "does not write “f.Date”"),
        (with_(claim(), "f.date", "2026"), "must be a list"),
        (with_(claim(), "f.date", [{"value": ""}]), "must be a text that is not empty"),
        (with_(claim(), "f.date", [{"value": "2026", "at": [4, 2]}]), "must be lists of 3 values"),
        (Draft("petition", {"to": "the court"}), "does not write “kind”"),
        (Draft("decision", {"act": "forget"}), "does not write “act”"),
        (Draft("decision", {"claims": []}), "does not say what it decides"),
        (Draft("decision", {"act": {"of": 1}, "claims": []}), "does not say what it decides"),
        (Draft("decision", {"act": [{"of": 1}], "claims": []}), "does not say what it decides"),
        (decision("same", sort="person", a=id_of("x"), b=id_of("x")), "compares one thing with itself"),
        (decision("same", **PAIR, keep=id_of("Ales")), "neither of its two"),
        (decision("same", sort="claim", a=id_of("x"), b=id_of("y")), "are 32 bytes"),
        (decision("copies", captures=[hash_of("one")]), "at least 2"),
        (decision("retract", claims=[hash_of("c")], replaces=[]), "leave the field out"),
        (with_(Draft("capture", CAPTURE), "size", -1), "not below 0"),
        (with_(Draft("capture", CAPTURE), "name", "IMG_0001.jpg"), "does not write “name”"),
        (Draft("key", {"use": "signing", "key": hash_of("k"), "from": NOON}), "no place in a chain of scope"),
        (Draft("erase", {"of": [[hash_of("e"), "f.date"]]}), "lists of 3 values"),
    ],
)
def test_a_draft_that_is_not_in_shape_is_refused_with_a_sentence(draft: Draft, words: str) -> None:
    with pytest.raises(RecordError) as refused:
        check_draft(draft, Scope.PRIVATE)
    assert words in str(refused.value)


def test_the_keys_chain_holds_keys_and_nothing_else() -> None:
    for draft in (claim(), Draft("erase", {"of": [[hash_of("e"), "f.date", hash_of("d")]]})):
        with pytest.raises(RecordError, match="no place in a chain of scope “keys”"):
            check_draft(draft, Scope.KEYS)


def test_a_chain_is_opened_for_its_scope_and_partners_are_named_only_for_partners() -> None:
    desk = Desk()
    opened = {**desk.entries[0].fields}
    with pytest.raises(RecordError, match="names the scope “private”"):
        check_draft(Draft("open", opened), Scope.PUBLIC)
    with pytest.raises(RecordError, match="names partners"):
        check_draft(Draft("open", {**opened, "to": [hash_of("a partner")]}), Scope.PRIVATE)
    made = start_chain(
        desk.log.log,
        Scope.PARTNERS,
        "trial",
        b"S" * 32,
        ts=NOON,
        salt=desk.salt,
        to=(hash_of("b"), hash_of("a")),
    )
    assert made.entries[0].ids("to") == tuple(sorted((hash_of("a"), hash_of("b"))))
    assert made.entries[0].ts == NOON - NOON % DAY


def test_a_refused_draft_leaves_nothing_behind() -> None:
    desk = Desk()
    before = desk.position
    with pytest.raises(RecordError):
        extend(before, [claim(), Draft("claim", {})], scope=Scope.PRIVATE, ts=NOON, salt=desk.salt)
    assert desk.write(claim()).seq == before.seq + 1


def test_a_chain_begins_with_open_and_has_it_once() -> None:
    desk = Desk()
    with pytest.raises(RecordError, match="begins with the entry “open”"):
        extend(Position(desk.log.log, id_of("new")), [claim()], scope=Scope.PRIVATE, ts=NOON, salt=desk.salt)
    with pytest.raises(RecordError, match="begins with the entry “open”"):
        desk.write(Draft("open", {**desk.entries[0].fields}))


def test_a_salt_must_be_16_fresh_bytes() -> None:
    desk = Desk()
    with pytest.raises(RecordError, match="a salt is 16 random bytes"):
        extend(desk.position, [claim()], scope=Scope.PRIVATE, ts=NOON, salt=lambda: b"short")


def entry_with(desk: Desk, *leaves: Leaf, **header: Any) -> Entry:
    at = desk.position
    rows = tuple(sorted(leaves, key=lambda leaf: leaf.name.encode()))
    fields = {"log": at.log, "lane": at.lane, "seq": at.seq + 1, "prev": at.head, "kind": "claim", "ts": NOON}
    return Entry(Header(**{**fields, "body": body_digest(rows), **header}), rows)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"v": 2}, "update Habeas"),
        ({"seq": 0, "prev": bytes(32)}, "counts from 1"),
        ({"epoch": 1}, "its epoch is 0"),
        ({"prev": bytes(32)}, "has none before it"),
        ({"kind": "open"}, "begins with the entry “open”"),
    ],
)
def test_a_header_that_cannot_be_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(RecordError, match=words):
        entry_with(Desk(), Leaf.of("type", bytes(16), "detention"), **change)


def test_leaves_stand_in_order_once_each_and_at_most_64() -> None:
    desk = Desk()
    good = entry_with(desk, Leaf.of("b", bytes(16), 1), Leaf.of("a", bytes(16), 1))
    for leaves in (good.leaves[::-1], (good.leaves[0], good.leaves[0])):
        with pytest.raises(RecordError, match="in the order of their names, each once"):
            Entry(good.header, leaves)
    with pytest.raises(RecordError, match="64 are the limit"):
        entry_with(desk, *(Leaf.of(f"n{number:02}", bytes(16), 1) for number in range(65)))
    with pytest.raises(RecordError, match="salt of “a”"):
        entry_with(desk, Leaf.of("a", b"short", 1))


def test_malformed_entries_are_refused_by_name() -> None:
    entry = Desk().entries[0]
    outer = dict(cbor.decode(encode_entry(entry)))  # type: ignore[arg-type]
    header = dict(cbor.decode(outer["header"]))  # type: ignore[arg-type]
    for bad, words in (
        ({**outer, "note": 1}, "header and leaves, and nothing else"),
        ({**outer, "header": "x"}, "is a byte string"),
        ({**outer, "header": cbor.encode({**header, "who": "me"})}, "exactly the fields"),
        ({**outer, "header": cbor.encode({**header, "lane": b"short"})}, "“lane” is not 16 bytes"),
        ({**outer, "header": cbor.encode({**header, "seq": True})}, "“seq” is not a whole number"),
        ({**outer, "leaves": 7}, "are a list"),
        ({**outer, "leaves": [["a"]]}, "a leaf is name, salt and value"),
        ({**outer, "leaves": []}, "does not hold what its header names"),
    ):
        with pytest.raises(RecordError, match=words):
            decode_entry(cbor.encode(bad))
    with pytest.raises(RecordError, match="are the limit"):
        decode_entry(bytes(5 * 1024 * 1024))


def test_typed_reading_answers_empty_for_anything_else() -> None:
    entry = entry_with(Desk(), Leaf.of("a", bytes(16), 1), Leaf.of("b", bytes(16), ["x", b"y"]))
    assert (entry.text("a"), entry.octets("a"), entry.number("b"), entry.number("a")) == (None, None, None, 1)
    assert (entry.ids("b"), entry.maps("b"), entry.items("a")) == ((b"y",), (), ())
    assert (entry.get("none"), entry.get("none", 5)) == (None, 5)
    with pytest.raises(TypeError):
        entry.fields["a"] = 2  # type: ignore[index]


def test_the_format_document_names_every_kind_act_and_field() -> None:
    text = (Path(__file__).parents[2] / "docs/record-format.md").read_text(encoding="utf-8")
    shapes = [*shapes_of_kinds(), *(shape for lanes in ACTS.values() for shape in lanes.values())]
    names = {*KINDS, *ACTS, *(name for shape in shapes for name in (*shape.must, *shape.may))}
    assert len(names) > 60
    missing = [name for name in sorted(names) if f"`{name}`" not in text]
    assert not missing, f"docs/record-format.md does not name {missing}"


def test_the_lanes_share_no_type() -> None:
    kinds = (PrivateLane, PartnerLane, PublicLane)
    assert {kind.__mro__[1:] for kind in kinds} == {(object,)}
    held = [kind(hash_of("log"), id_of("audience"), "trial", ()) for kind in kinds]
    assert held[0] != held[1] != held[2]


def test_follow_names_the_entry_that_does_not_belong() -> None:
    desk, other = Desk("laptop"), Desk("office")
    desk.write(claim())
    start = Position(desk.log.log, desk.position.lane)
    with pytest.raises(RecordError, match="one is missing or too many"):
        follow(start, desk.entries[1:])
    with pytest.raises(RecordError, match="stands in chain"):
        follow(start, other.entries)


def test_the_first_certificate_of_a_key_counts_and_a_revocation_for_ever() -> None:
    key = hash_of("k")
    desk = Desk()
    rows = [{"use": "signing", "from": 5}, {"use": "receiving", "from": 9}, {"use": "revoke", "from": 9}]
    held, _ = extend(
        desk.log.keys.position,
        [Draft("key", {**row, "key": key}) for row in rows],
        scope=Scope.KEYS,
        ts=NOON,
        salt=desk.salt,
    )
    assert (certificates(held)[key].use, certificates(held)[key].revoked) == ("signing", True)
    assert not certificates(held[:2])[key].revoked
