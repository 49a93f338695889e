"""What stands after all that people decided and erased: examples a volunteer could follow."""

from __future__ import annotations

import random
from itertools import chain

from record_desk import NOON, Desk, claim, decision, hash_of, id_of

from habeas.record.chain import extend
from habeas.record.draft import Draft
from habeas.record.entry import Entry
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
    office.write(claim("search", proposal="p2"))
    office.entries.pop()  # the office has written more; that does not make its version the better one
    two = office.write(claim(date="2026-03-23", proposal="p1"))
    found = of(laptop, office)
    assert ids(found.claims) == {one.id, two.id}
    assert [conflict.reason.rule for conflict in found.conflicts] == ["record.two-versions"]
    laptop.write(decision("retract", claims=[two.id]))
    assert of(laptop, office).claims == (one,) and not of(laptop, office).conflicts


def test_a_rejection_settles_a_proposal_and_disagreement_between_devices_is_shown() -> None:
    laptop, office = Desk("laptop"), Desk("office")
    no = laptop.write(decision("reject", fingerprint=hash_of("p1")))
    assert of(laptop).rejected == {hash_of("p1")}
    yes = office.write(claim(proposal="p1"))
    (conflict,) = of(laptop, office).conflicts
    assert conflict.entries == (yes.id, no.id)


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


def test_a_split_wins_over_a_same_that_it_does_not_name_and_says_so() -> None:
    desk = Desk()
    pair = {"sort": "person", "a": id_of("Hanna"), "b": id_of("Ganna")}
    merged = desk.write(decision("same", **pair, keep=id_of("Hanna")))
    parted = desk.write(decision("split", **pair))
    found = of(desk)
    assert found.same == found.different == ()
    assert [conflict.entries for conflict in found.conflicts] == [(merged.id, parted.id)]


def test_what_is_accepted_again_after_its_retraction_stands() -> None:
    laptop, office = Desk("laptop"), Desk("office")
    first = laptop.write(claim(date="2026-03-22", proposal="p1"))
    office.write(claim(date="2026-03-22", proposal="p1"))
    office.write(decision("retract", claims=[first.id]))
    assert of(laptop, office).claims == ()
    again = office.write(claim(date="2026-03-22", proposal="p1"))
    assert of(laptop, office).claims == (again,)


def test_one_device_may_accept_what_it_rejected_before() -> None:
    desk = Desk()
    desk.write(decision("reject", fingerprint=hash_of("p1")))
    said = desk.write(claim(proposal="p1"))
    assert of(desk).claims == (said,) and not of(desk).conflicts


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
