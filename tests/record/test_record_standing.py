"""What stands after all that people decided and erased: examples a volunteer could follow."""

from __future__ import annotations

import random
from itertools import chain

from record_desk import NOON, Desk, claim, decision, evidence, hash_of, id_of

from habeas.record.chain import Position, extend
from habeas.record.draft import Draft
from habeas.record.entry import Entry, Header, Leaf, body_digest
from habeas.record.erasure import erase
from habeas.record.lanes import Scope
from habeas.record.order import in_order
from habeas.record.standing import Standing, standing


def of(*desks: Desk) -> Standing:
    return standing(in_order(chain.from_iterable(desk.entries for desk in desks), {}))


def ids(entries: tuple[Entry, ...]) -> set[bytes]:
    return {entry.id for entry in entries}


def rule(found: Standing, entry: Entry) -> str:
    return found.void[entry.id].rule


def test_a_claim_stands_until_it_is_retracted_and_again_when_that_is_taken_back() -> None:
    desk = Desk()
    said = desk.write(claim(date="2026-03-22"))
    assert of(desk).claims == (said,)
    taken_back = desk.write(decision("retract", claims=[said.id], reason="the report was withdrawn"))
    assert of(desk).claims == ()
    assert of(desk).retracted == {said.id: taken_back.id}
    assert rule(of(desk), said) == "record.retracted"
    desk.write(decision("retract", claims=[taken_back.id], reason="by mistake"))
    assert of(desk).claims == (said,)


def test_a_decision_that_is_replaced_is_not_in_force_whatever_becomes_of_the_later_one() -> None:
    desk = Desk()
    one, two, three = (desk.write(claim(date=day)) for day in ("2026-03-21", "2026-03-22", "2026-03-23"))
    first = desk.write(decision("choose", claims=[one.id], over=[two.id], field="date"))
    second = desk.write(decision("choose", claims=[two.id], over=[one.id], field="date", replaces=[first.id]))
    third = desk.write(
        decision("choose", claims=[three.id], over=[two.id], field="date", replaces=[second.id])
    )
    assert of(desk).decisions == (third,)
    assert rule(of(desk), first) == rule(of(desk), second) == "record.replaced"
    assert not of(desk).conflicts


def test_undoing_a_correction_brings_back_what_it_had_replaced() -> None:
    desk = Desk()
    merged = desk.write(
        decision("same", sort="person", a=id_of("Hanna"), b=id_of("Ganna"), keep=id_of("Hanna"))
    )
    apart = desk.write(
        decision("different", sort="person", a=id_of("Hanna"), b=id_of("Ganna"), replaces=[merged.id])
    )
    assert of(desk).same == ()
    desk.write(decision("retract", claims=[apart.id]))
    assert [pair.decision for pair in of(desk).same] == [merged.id]
    assert of(desk).address[id_of("Ganna")] == id_of("Hanna")


def test_two_choices_that_contradict_each_other_are_a_conflict() -> None:
    desk = Desk()
    one, two = desk.write(claim(date="2026-03-21")), desk.write(claim(date="2026-03-22"))
    left = desk.write(decision("choose", claims=[one.id], over=[two.id], field="date"))
    right = desk.write(decision("choose", claims=[two.id], over=[one.id], field="date"))
    (conflict,) = of(desk).conflicts
    assert set(conflict.entries) == {left.id, right.id}
    assert "prefers what the other sets aside" in str(conflict.reason)
    desk.write(decision("choose", claims=[two.id], over=[one.id], field="place"))
    assert len(of(desk).conflicts) == 1  # another field is another question


def test_different_wins_over_same_from_any_device_until_it_is_replaced_by_name() -> None:
    laptop, office = Desk("laptop"), Desk("office")
    pair = {"sort": "person", "a": id_of("Hanna"), "b": id_of("Ganna")}
    no = laptop.write(decision("different", **pair))
    office.ts += 90_000  # the other device writes a day later, and more than once
    yes = office.write(decision("same", **pair, keep=id_of("Hanna")))
    office.write(decision("same", sort="person", a=id_of("Ganna"), b=id_of("Hanna"), keep=id_of("Hanna")))
    found = of(laptop, office)
    assert found.same == () and found.address == {}
    assert [one.decision for one in found.different] == [no.id]
    assert {frozenset(one.entries) for one in found.conflicts} >= {frozenset({no.id, yes.id})}
    office.write(decision("same", **pair, keep=id_of("Hanna"), replaces=[no.id]))
    found = of(laptop, office)
    assert found.address == {id_of("Hanna"): id_of("Hanna"), id_of("Ganna"): id_of("Hanna")}
    assert not found.conflicts


def test_different_wins_along_a_chain_of_sames_too() -> None:
    desk = Desk()
    desk.write(decision("same", sort="person", a=id_of("A"), b=id_of("B"), keep=id_of("A")))
    desk.write(decision("same", sort="person", a=id_of("B"), b=id_of("C"), keep=id_of("B")))
    desk.write(decision("same", sort="person", a=id_of("C"), b=id_of("D"), keep=id_of("C")))
    assert set(of(desk).address.values()) == {id_of("A")}
    desk.write(decision("different", sort="person", a=id_of("A"), b=id_of("C")))
    found = of(desk)
    assert found.address == {id_of("C"): id_of("C"), id_of("D"): id_of("C")}
    assert [one.reason.rule for one in found.conflicts] == ["record.joined-and-different"]


def test_a_split_undoes_a_merge_and_a_cycle_of_keeps_takes_the_least_id() -> None:
    desk = Desk()
    a, b, c = sorted((id_of("A"), id_of("B"), id_of("C")))
    first = desk.write(decision("same", sort="person", a=a, b=b, keep=b))
    desk.write(decision("same", sort="person", a=b, b=c, keep=c))
    assert set(of(desk).address.values()) == {c}
    desk.write(decision("same", sort="person", a=c, b=a, keep=a))
    assert set(of(desk).address.values()) == {a}
    desk.write(decision("split", sort="person", a=a, b=b, replaces=[first.id]))
    assert of(desk).different == ()
    assert not of(desk).conflicts


def test_ids_that_two_devices_gave_to_one_mention_are_one_person_unless_somebody_says_different() -> None:
    laptop, office = Desk("laptop"), Desk("office")
    mention = hash_of("mention of Hanna in report 1")
    laptop.write(decision("subject", id=id_of("Hanna/1"), sort="person", mentions=[mention]))
    office.ts += 3600
    office.write(decision("subject", id=id_of("Hanna/2"), sort="person", mentions=[mention]))
    assert of(laptop, office).address == {
        id_of("Hanna/1"): id_of("Hanna/1"),
        id_of("Hanna/2"): id_of("Hanna/1"),
    }
    office.write(decision("different", sort="person", a=id_of("Hanna/1"), b=id_of("Hanna/2")))
    assert of(laptop, office).address == {}
    assert not of(laptop, office).conflicts  # nobody of ours had said that they are one


def test_a_correction_takes_the_place_of_the_claim_and_retracting_it_brings_nothing_back() -> None:
    desk = Desk()
    wrong = desk.write(claim(date="2026-03-02", proposal="p1"))
    right = desk.write(claim(date="2026-03-22", proposal="p1"))
    assert of(desk).claims == (right,)
    assert of(desk).now == {wrong.id: right.id}
    desk.write(decision("dispute", claims=[wrong.id], reason="another source says otherwise"))
    assert set(of(desk).disputed) == {right.id}
    desk.write(decision("retract", claims=[right.id]))
    assert of(desk).claims == ()
    again = desk.write(claim(date="2026-03-22", proposal="p1"))
    assert of(desk).claims == (again,)


def test_two_devices_that_accept_one_proposal_alike_have_one_claim() -> None:
    laptop, office = Desk("laptop"), Desk("office")
    mention = hash_of("mention of Hanna")
    for desk, who in ((laptop, "Hanna/1"), (office, "Hanna/2")):
        desk.write(decision("subject", id=id_of(who), sort="person", mentions=[mention]))
    first = laptop.write(claim(who="Hanna/1", date="2026-03-22", proposal="p1", by="editor"))
    second = office.write(claim(who="Hanna/2", date="2026-03-22", proposal="p1", by="reviewer"))
    found = of(laptop, office)
    assert len(found.claims) == 1 and not found.conflicts
    laptop.write(decision("retract", claims=[first.id]))
    assert of(laptop, office).claims == ()  # one claim: retracted once, gone
    office.ts += 90_000
    again = office.write(claim(who="Hanna/2", date="2026-03-23", proposal="p1"))
    assert of(laptop, office).claims == (again,)
    assert second.id not in ids(of(laptop, office).claims)


def test_two_devices_that_accept_one_proposal_differently_have_a_conflict_and_keep_both() -> None:
    laptop, office = Desk("laptop"), Desk("office")
    one = laptop.write(claim(date="2026-03-22", proposal="p1"))
    two = office.write(claim(date="2026-03-23", proposal="p1"))
    found = of(laptop, office)
    assert ids(found.claims) == {one.id, two.id}
    assert [conflict.reason.rule for conflict in found.conflicts] == ["record.two-versions"]
    laptop.write(decision("retract", claims=[two.id]))
    assert of(laptop, office).claims == (one,) and not of(laptop, office).conflicts


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


def test_a_rejection_settles_a_proposal_and_disagreement_between_devices_is_shown() -> None:
    laptop, office = Desk("laptop"), Desk("office")
    no = laptop.write(decision("reject", fingerprint=hash_of("p1")))
    assert of(laptop).rejected == {hash_of("p1")}
    yes = office.write(claim(proposal="p1"))
    (conflict,) = of(laptop, office).conflicts
    assert conflict.entries == (yes.id, no.id)
    laptop.write(claim(proposal="p2"))
    assert len(of(laptop, office).conflicts) == 1


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


def newer(desk: Desk, kind: str, fields: dict[str, object]) -> Entry:
    """An entry as a later version of Habeas might write it."""
    leaves = tuple(Leaf.of(name, desk.salt(), fields[name]) for name in sorted(fields))  # type: ignore[arg-type]
    at = desk.position
    header = Header(at.log, at.lane, at.seq + 1, at.head, kind, desk.ts, body_digest(leaves))
    entry = Entry(header, leaves)
    desk.position = Position(at.log, at.lane, entry.seq, entry.id)
    desk.entries.append(entry)
    return entry


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


def test_a_capture_gathers_what_later_entries_say_of_it() -> None:
    desk = Desk()
    base = {"sha256": hash_of("report 1"), "media": "text/plain", "size": 120, "got": NOON}
    desk.write(Draft("capture", {**base, "publisher": "Mozyr Chronicle"}))
    desk.write(Draft("capture", {**base, "published": "2026-03-24"}))
    known = of(desk).capture(hash_of("report 1"))
    assert (known["publisher"], known["published"]) == ("Mozyr Chronicle", "2026-03-24")
    assert of(desk).capture(hash_of("report 2")) == {}


def test_what_stands_does_not_depend_on_the_order_of_arrival() -> None:
    laptop, office = Desk("laptop"), Desk("office")
    said = laptop.write(claim(date="2026-03-22", proposal="p1"))
    other = office.write(claim(date="2026-03-23", proposal="p1"))
    choice = laptop.write(decision("choose", claims=[said.id], over=[other.id]))
    office.write(decision("choose", claims=[other.id], over=[said.id], replaces=[choice.id]))
    office.write(decision("retract", claims=[said.id]))
    laptop.write(decision("dispute", claims=[other.id]))
    laptop.write(decision("same", sort="person", a=id_of("A"), b=id_of("B"), keep=id_of("A")))
    office.write(decision("different", sort="person", a=id_of("A"), b=id_of("B")))
    expected = of(laptop, office)
    arrived = [*laptop.entries, *office.entries]
    for seed in range(10):
        random.Random(seed).shuffle(arrived)
        found = standing(arrived)
        assert ids(found.claims) == ids(expected.claims)
        assert ids(found.decisions) == ids(expected.decisions)
        assert found.address == expected.address
        assert {frozenset(one.entries) for one in found.conflicts} == {
            frozenset(one.entries) for one in expected.conflicts
        }


def test_erasing_a_decision_does_not_bring_back_what_it_replaced() -> None:
    desk = Desk()
    pair = {"sort": "person", "a": id_of("Hanna"), "b": id_of("Ganna")}
    merged = desk.write(decision("same", **pair, keep=id_of("Hanna")))
    apart = desk.write(decision("different", **pair, replaces=[merged.id]))
    desk.erase((apart, ["a", "b"]))
    assert erase(apart, ["a", "b"]).erased == {"a", "b"}
    assert of(desk).same == () and of(desk).address == {}


def test_a_wider_lane_stands_by_itself() -> None:
    desk = Desk("laptop", Scope.PUBLIC)
    card = {"source": id_of("card"), "stretches": ["was detained"], "lang": "en"}
    fields = {"type": "detention", "subjects": [id_of("public Hanna")], "evidence": [card]}
    desk.write(Draft("capture", {"id": id_of("card"), "publisher": "Mozyr Chronicle"}))
    said = desk.write(Draft("claim", fields))
    assert of(desk).claims == (said,)
    assert of(desk).capture(id_of("card"))["publisher"] == "Mozyr Chronicle"
    (later,), _ = extend(
        desk.position, [decision("retract", claims=[said.id])], scope=Scope.PUBLIC, ts=NOON, salt=desk.salt
    )
    assert standing([*desk.entries, later]).claims == ()
