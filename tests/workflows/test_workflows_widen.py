"""Who sees what: nothing without a basis, exactly what was looked at, and gone again when it is taken back."""

import threading
from dataclasses import replace

import pytest
from workflows_house import OWN_SIDE, TODAY, VERDICT, YARD, About, counted

from habeas.model.claim import Value
from habeas.model.statement import State
from habeas.publish.build import build
from habeas.publish.settings import SiteSettings
from habeas.record.entry import encode_entry
from habeas.review import judging
from habeas.review.answers import Change
from habeas.review.notes import Note
from habeas.review.widening import BASES, Edit
from habeas.workflows import decide
from habeas.workflows.decide import Decider, desk_of
from habeas.workflows.narrow import narrow, narrow_person
from habeas.workflows.note import Typed, enter
from habeas.workflows.refused import Refused
from habeas.workflows.retract import retract
from habeas.workflows.verify import verify
from habeas.workflows.widen import widen

RAID = """Detained before her eyes

On 2 June 2026 police detained Piatro Lazavik in Lasnychy before the eyes of his sister Volha Kirmash.
"""


def public(house):
    """What everyone may know, as bytes and in words."""
    return b"".join(encode_entry(entry) for entry in house.workspace.public().entries)


def site(house):
    lane = house.workspace.public()
    return b"".join(build(lane, SiteSettings(), today=TODAY, version="1", languages=("en",)).values())


def sound(house):
    report = verify(house.workspace, now=2_000_000_000)
    assert report.ok, report.sentences
    return report


def test_without_a_basis_nothing_is_shown(house):
    ids = house.accepted_verdict()
    seen = house.plan(*ids)
    before = public(house)
    for basis in ("", "consent", "because"):
        with pytest.raises(Refused, match="Nothing is preset"):
            widen(house.workspace, seen, basis=basis, words="", who=house.who())
    with pytest.raises(Refused, match="needs your words"):
        widen(house.workspace, seen, basis="overriding", words=" ", who=house.who())
    assert public(house) == before


def test_each_basis_will_do(make):
    house = make()
    ids = house.accepted_verdict()
    for basis in BASES:
        assert house.widen(*ids, basis=basis, words="asked on Monday") == 2
        narrow(house.workspace, ids, house.who())


def test_with_a_basis_exactly_what_was_looked_at_is_shown(house):
    sentence, name = house.accepted_verdict()
    seen = house.plan(sentence, name)
    assert not seen.blocked
    told = [(one.sentence, one.stretches) for one in seen.shown]
    assert all(stretch in VERDICT for _, quotes in told for quote in quotes for stretch in quote)
    assert widen(house.workspace, seen, basis=OWN_SIDE, words="asked on Monday", who=house.who("safe")) == 2
    lane = public(house)
    for one in seen.shown:
        for values in one.statement.fields.values():
            assert all(value.value.encode() in lane for value in values)
    assert b"Maryna Zialonka" in site(house)
    for secret in (b"R-07", b"safe", b"asked on Monday", OWN_SIDE.encode(), b"verdict.txt", b"phrases/"):
        assert secret not in lane
    assert house.plan(sentence, name).shown == ()
    sound(house)


def test_only_what_was_accepted_can_be_shown(house):
    house.told_of_the_verdict()
    seen = house.plan(house.the("sentence").id)
    assert seen.shown == ()
    assert [reason.rule for _, reason in seen.refused] == ["widen.unknown"]
    with pytest.raises(Refused, match="accept it first"):
        widen(house.workspace, seen, basis=OWN_SIDE, words="", who=house.who())


def test_a_field_can_be_left_out_and_a_quote_withheld(house):
    sentence, name = house.accepted_verdict()
    house.widen(sentence, name, edits={sentence: Edit(drop=frozenset({"court"}), stretches=())})
    assert b"Uzhorsk district court" not in public(house)
    assert b"Uzhorsk district court" not in site(house)
    assert b"P3Y" in public(house)


def test_a_name_that_everyone_does_not_know_is_cut_from_the_quote(house):
    house.add(RAID, "raid.txt", About("2026-06-03", "Third Voice"))
    [detention] = [s for s in house.statements("detention") if "Piatro Lazavik" in (*s.names.values(),)[0]]
    start = RAID.index("On 2 June")
    whole = replace(detention.evidence[0], stretches=(RAID[start:],), start=start, end=len(RAID))
    decide.correct(house.workspace, detention.id, Change(evidence=(whole,)), house.who())
    ids = [s.id for s in house.statements(state=State.ACCEPTED)]
    [shown] = [one for one in house.plan(*ids).shown if one.statement.type == "detention"]
    assert "Lasnychy" in "".join(shown.stretches[0])
    assert "Kirmash" not in "".join(shown.stretches[0])
    house.widen(*ids)
    assert b"Lazavik" in public(house)
    assert b"Kirmash" not in public(house)
    assert b"Kirmash" not in site(house)


def test_a_name_in_a_field_is_in_the_way_until_it_is_left_out(house):
    sentence, name = house.accepted_verdict()
    house.add(YARD, "yard.txt", About("2026-06-03"))
    change = Change(fields={"accusation": (Value("helping Piatro Lazavik"),)})
    sentence = decide.correct(house.workspace, sentence, change, house.who())[-1].id.hex()
    seen = house.plan(sentence, name)
    assert any("Lazavik" in reason.words for reason in seen.blocked)
    before = public(house)
    with pytest.raises(Refused, match="in the way"):
        widen(house.workspace, seen, basis=OWN_SIDE, words="", who=house.who())
    assert public(house) == before
    house.widen(sentence, name, edits={sentence: Edit(drop=frozenset({"accusation"}))})
    assert b"Lazavik" not in public(house)


def health_of_maryna(house):
    """Something told of her health; her own consent is asked for it."""
    house.accepted_verdict()
    person = house.person("Maryna Zialonka")
    told = Note("She has asthma and gets no spray.", "mother", "only us")
    fact = Typed("health", {"facility": ("Lasnychy prison",)})
    [claim] = enter(house.workspace, person.id, fact, told, house.who(), now=house.workspace.clock())
    return person, claim.id.hex()


def test_what_needs_her_own_consent_is_shown_only_with_it(house):
    person, health = health_of_maryna(house)
    seen = house.plan(health)
    assert seen.consent
    before = public(house)
    with pytest.raises(Refused, match="Record the consent"):
        widen(house.workspace, seen, basis=OWN_SIDE, words="", who=house.who())
    assert public(house) == before
    holding = house.hold()
    consent = judging.consent(
        person.id, desk_of(holding, house.who()), purpose="publication", audience="everyone", giver="herself"
    )
    house.workspace.append_private(consent)
    assert house.widen(health) == 1
    assert b"mother" not in public(house), "who told it is said more coarsely"
    assert b"She has asthma and gets no spray" not in public(house), "a note is never shown"


def test_what_was_decided_after_the_look_is_looked_at_again(house):
    sentence, name = house.accepted_verdict()
    seen = house.plan(sentence, name)
    retract(house.workspace, sentence, "", house.who())
    before = public(house)
    with pytest.raises(Refused, match="Look again"):
        widen(house.workspace, seen, basis=OWN_SIDE, words="", who=house.who())
    assert public(house) == before


def test_shown_by_two_at_once_it_is_shown_once(house):
    ids = house.accepted_verdict()
    seen, told = house.plan(*ids), []

    def show(number):
        give = counted(f"ids of {number}")
        try:
            told.append(
                widen(
                    house.workspace,
                    seen,
                    basis=OWN_SIDE,
                    words="",
                    who=Decider("R-01", TODAY, lambda: give(16)),
                )
            )
        except Refused as refused:
            told.append(str(refused))

    threads = [threading.Thread(target=show, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one for one in told if isinstance(one, int)] == [2]
    claims = [entry for entry in house.workspace.public().entries if entry.kind == "claim"]
    assert len(claims) == 2
    assert len({one for entry in claims for one in entry.ids("subjects")}) == 1
    sound(house)


def test_taken_out_of_sight_it_is_gone_there_and_kept_here(house):
    sentence, name = house.accepted_verdict()
    house.widen(sentence, name)
    assert narrow(house.workspace, [sentence[:12], name], house.who()) == 2
    assert b"Zialonka" not in public(house)
    assert b"Zialonka" not in site(house)
    assert house.person("Maryna Zialonka").state is State.ACCEPTED
    assert sound(house).erased > 0
    with pytest.raises(Refused, match="nothing to take back"):
        narrow(house.workspace, [sentence], house.who())
    house.widen(sentence, name)
    assert b"Zialonka" in site(house)


def test_what_was_corrected_since_it_was_shown_is_taken_out_of_sight_too(house):
    sentence, name = house.accepted_verdict()
    house.widen(sentence, name)
    change = Change(fields={"term": (Value("P4Y prison"),)})
    corrected = decide.correct(house.workspace, sentence, change, house.who())[-1].id.hex()
    assert b"P3Y" in public(house), "until the correction is shown too"
    assert narrow(house.workspace, [corrected], house.who()) == 1
    assert b"P3Y" not in public(house)


def test_a_whole_person_is_taken_out_of_sight_at_once(house):
    ids = house.accepted_verdict()
    house.widen(*ids)
    person = house.person("Maryna Zialonka")
    assert narrow_person(house.workspace, person.id, house.who()) == 2
    for secret in (b"Zialonka", b"Uzhorsk", b"P3Y"):
        assert secret not in public(house)
    with pytest.raises(Refused, match="not public"):
        narrow_person(house.workspace, person.id, house.who())
    sound(house)


def test_what_everyone_sees_is_not_opened_again_by_an_undo(house):
    sentence, name = house.accepted_verdict()
    house.widen(sentence, name)
    with pytest.raises(Refused, match="habeas narrow"):
        decide.undo(house.workspace, sentence, house.who())
    narrow(house.workspace, [sentence, name], house.who())
    assert decide.undo(house.workspace, sentence, house.who())


def test_what_we_retract_everyone_stops_reading(house):
    sentence, name = house.accepted_verdict()
    house.widen(sentence, name)
    retract(house.workspace, sentence, "her lawyer asked for it", house.who())
    assert b"three years" not in site(house)
    assert b"lawyer" not in public(house), "our reason is ours"
    assert b"Zialonka" in site(house), "her name still stands"
    sound(house)


def test_an_error_of_ours_is_told_to_everyone_in_the_words_meant_for_them(house):
    sentence, name = house.accepted_verdict()
    house.add(YARD, "yard.txt", About("2026-06-03"))
    house.widen(sentence, name)
    with pytest.raises(Refused, match="Lazavik"):
        retract(house.workspace, sentence, "error: it was Piatro Lazavik", house.who())
    assert b"three years" in site(house)
    retract(house.workspace, sentence, "error: the term was misread", house.who())
    assert b"the term was misread" in site(house)
