"""What derives nothing any more: erased, pending, withdrawn, set aside, or of a newer version."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from record_desk import NOON, Desk, claim, decision, evidence, hash_of, id_of

from habeas.record.chain import Position
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.erasure import erase, erase_draft
from habeas.record.header import Header
from habeas.record.leaf import Leaf, body_digest
from habeas.record.order import in_order
from habeas.record.standing import Standing, standing


def of(*desks: Desk) -> Standing:
    return standing(in_order(chain.from_iterable(desk.entries for desk in desks), {}))


def ids(entries: tuple[Entry, ...]) -> set[bytes]:
    return {entry.id for entry in entries}


def rule(found: Standing, entry: Entry) -> str:
    return found.void[entry.id].rule


def newer(desk: Desk, kind: str, fields: dict[str, object]) -> Entry:
    """An entry as a later version of Habeas might write it."""
    leaves = tuple(Leaf.of(name, desk.salt(), fields[name]) for name in sorted(fields))  # type: ignore[arg-type]
    at = desk.position
    header = Header(at.log, at.lane, at.seq + 1, at.head, kind, desk.ts, body_digest(leaves))
    entry = Entry(header, leaves)
    desk.position = Position(at.log, at.lane, entry.seq, entry.id)
    desk.entries.append(entry)
    return entry


def test_a_claim_without_type_subjects_or_evidence_is_void_and_so_is_a_decision_about_it() -> None:
    for gone in ("type", "subjects", "evidence"):
        desk = Desk()
        said, rival = desk.write(claim(date="2026-03-22")), desk.write(claim(date="2026-03-23"))
        choice = desk.write(decision("choose", claims=[said.id], over=[rival.id], field="date"))
        assert choice in of(desk).decisions
        desk.erase((said, [gone]))
        assert of(desk).claims == (rival,)
        assert rule(of(desk), said) == rule(of(desk), choice) == "record.void"


def test_a_retraction_of_two_claims_outlives_the_erasure_of_one() -> None:
    desk = Desk()
    one, two = desk.write(claim(date="2026-03-22")), desk.write(claim(date="2026-03-23"))
    desk.write(decision("retract", claims=[one.id, two.id]))
    desk.erase((one, ["evidence"]))
    assert of(desk).claims == ()


def test_with_another_leaf_erased_a_claim_stands_without_that_field() -> None:
    desk = Desk()
    said = desk.write(claim(date="2026-03-22", place="Mozyr"))
    desk.erase((said, ["f.place"]))
    (left,) = of(desk).claims
    assert left.id == said.id and left.get("f.place") is None and left.get("f.date")


def test_a_hole_that_nothing_explains_is_pending() -> None:
    desk = Desk()
    denied = desk.write(claim("ill_treatment", modality="denied"))
    kept = [entry for entry in desk.entries if entry.id != denied.id]
    leaves = tuple(leaf.erase() if leaf.name == "modality" else leaf for leaf in denied.leaves)
    found = standing([*kept, Entry(denied.header, leaves)])
    assert found.claims == () and found.void[denied.id].rule == "record.pending"


def test_an_old_copy_of_an_erased_value_does_not_bring_it_back() -> None:
    desk = Desk()
    said = desk.write(claim(date="2026-03-22", place="Mozyr"))
    desk.erase((said, ["f.place"]))
    restored = [said if entry.id == said.id else entry for entry in desk.entries]
    (left,) = standing(restored).claims
    assert left.get("f.place") is None


def test_after_a_quote_is_cut_the_claim_that_restates_it_carries_the_decisions() -> None:
    desk = Desk()
    said, rival = desk.write(claim(date="2026-03-22")), desk.write(claim(date="2026-03-23"))
    choice = desk.write(decision("choose", claims=[said.id], over=[rival.id], field="date"))
    cut = [evidence("was detained in Mozyr", "report 1, redacted")]
    restated = desk.write(claim(date="2026-03-22", restates=said.id, evidence=cut))
    desk.erase((said, ["evidence"]))
    found = of(desk)
    assert ids(found.claims) == {restated.id, rival.id}
    assert choice in found.decisions and found.now[said.id] == restated.id
    desk.write(decision("retract", claims=[said.id]))
    assert of(desk).claims == (rival,)


def test_quarantine_takes_out_a_range_with_its_decisions_and_lifting_it_restores_them() -> None:
    desk, lost = Desk("laptop"), Desk("stolen phone")
    said = desk.write(claim(date="2026-03-22"))
    false = lost.write(claim(date="2026-03-24"))
    lost.write(decision("retract", claims=[said.id]))
    assert ids(of(desk, lost).claims) == {false.id}
    aside = desk.write(
        decision("quarantine", log=false.log, lane=false.lane, first=1, last=lost.position.seq)
    )
    found = of(desk, lost)
    assert found.claims == (said,) and rule(found, false) == "record.quarantined"
    desk.write(decision("retract", claims=[aside.id]))
    assert ids(of(desk, lost).claims) == {false.id}


def test_what_its_origin_withdraws_derives_nothing() -> None:
    desk = Desk()
    said, kept = desk.write(claim(date="2026-03-22")), desk.write(claim("release", date="2026-03-29"))
    desk.write(Draft("withdraw", {"log": said.log, "lane": said.lane, "first": said.seq, "last": said.seq}))
    assert of(desk).claims == (kept,) and rule(of(desk), said) == "record.withdrawn"


def test_an_unknown_kind_act_or_term_is_kept_and_derives_nothing() -> None:
    desk = Desk()
    said = desk.write(claim(date="2026-03-22"))
    kind = newer(desk, "petition", {"to": "the court"})
    act = newer(desk, "decision", {"act": "forget", "claims": [said.id], "replaces": [said.id]})
    term = newer(desk, "claim", {**claim().fields, "modality": "dreamt"})
    leaf = newer(desk, "claim", {**claim(date="2026-03-25").fields, "weight": 3})
    found = of(desk)
    assert ids(found.claims) == {said.id, leaf.id}  # an unknown leaf alone derives nothing; the rest is read
    assert {rule(found, one) for one in (kind, act, term)} == {"record.newer"}
    assert "newer version" in str(found.void[term.id])


def test_erasing_a_decision_does_not_bring_back_what_it_replaced() -> None:
    desk = Desk()
    pair = {"sort": "person", "a": id_of("Hanna"), "b": id_of("Ganna")}
    merged = desk.write(decision("same", **pair, keep=id_of("Hanna")))
    apart = desk.write(decision("different", **pair, replaces=[merged.id]))
    desk.erase((apart, ["a", "b"]))
    assert erase(apart, ["a", "b"]).erased == {"a", "b"}
    assert of(desk).same == () and of(desk).address == {}
    assert apart.id not in ids(of(desk).decisions) and rule(of(desk), apart) == "record.void"


def test_a_decision_about_two_claims_is_void_with_either_and_copies_need_two_captures() -> None:
    desk = Desk()
    one, two = desk.write(claim(date="2026-03-22")), desk.write(claim(date="2026-03-23"))
    joined = desk.write(decision("same", sort="claim", a=one.id, b=two.id))
    told = {"media": "text/plain", "size": 1, "got": NOON}
    reports = [desk.write(Draft("capture", {"sha256": hash_of(f"report {n}"), **told})) for n in (1, 2, 3)]
    copied = desk.write(decision("copies", captures=[hash_of(f"report {n}") for n in (1, 2, 3)]))
    desk.erase((reports[0], ["sha256"]))
    assert {joined.id, copied.id} <= ids(of(desk).decisions)
    desk.erase((reports[1], ["sha256"]), (two, ["subjects"]))
    found = of(desk)
    assert rule(found, joined) == rule(found, copied) == "record.void"
    assert found.captures == (reports[2],)


def test_nobody_withdraws_or_erases_for_another_log() -> None:
    desk, stranger = Desk(), Desk("stranger")
    stranger.position = replace(stranger.position, log=hash_of("another log"))
    said = desk.write(claim(date="2026-03-22"))
    stranger.write(Draft("withdraw", {"log": said.log, "lane": said.lane, "first": 1, "last": 9}))
    stranger.write(erase_draft([(said, ["evidence"])]))
    assert of(desk, stranger).claims == (said,)
