"""Answers to what was proposed: accepted, corrected, rejected, taken back; one person or two."""

import threading

import pytest
from workflows_house import TODAY, VERDICT, VERDICT_TOO, YARD, About, House

from habeas.model.claim import Value
from habeas.model.statement import State
from habeas.review.answers import Change
from habeas.store.workspace import Workspace
from habeas.workflows import decide
from habeas.workflows.holding import hold
from habeas.workflows.refused import Refused
from habeas.workflows.retract import retract


def entries(house):
    return len(house.workspace.private().entries)


def test_accepting_takes_the_statement_and_the_name_into_the_record(house):
    house.told_of_the_verdict()
    proposed = house.the("sentence")
    assert house.person("Maryna Zialonka").state is State.PROPOSED
    accepted = decide.accept(house.workspace, proposed.id, house.who("read twice"))
    kinds = [(entry.kind, entry.text("act") or entry.text("type")) for entry in accepted]
    assert kinds == [("decision", "subject"), ("claim", "identity"), ("claim", "sentence")]
    person = house.person("Maryna Zialonka")
    assert person.state is State.ACCEPTED
    assert len(person.id) == 32
    assert house.statements("sentence") == []
    claim = house.the("sentence", State.ACCEPTED)
    assert claim.fingerprint == proposed.id
    assert claim.evidence[0].text in VERDICT
    assert claim.evidence[0].text == VERDICT[claim.evidence[0].start : claim.evidence[0].end]


def test_the_address_of_a_proposed_person_leads_to_her_when_she_is_accepted(house):
    house.told_of_the_verdict()
    house.add(VERDICT_TOO, "too.txt", About("2026-05-14", "Weekly Lantern"))
    proposed = house.person("Maryna Zialonka").id
    assert proposed.startswith("p-")
    for statement in house.statements("sentence"):
        decide.accept(house.workspace, statement.id, house.who())
    accepted = house.person("Maryna Zialonka")
    assert accepted.id != proposed
    assert house.hold().by_id[proposed] == accepted
    assert {s.subjects for s in house.statements("sentence", State.ACCEPTED)} == {(accepted.id,)}


def test_an_id_may_be_given_by_its_beginning(house):
    house.told_of_the_verdict()
    proposed = house.the("sentence")
    with pytest.raises(Refused, match="there is no statement"):
        decide.accept(house.workspace, proposed.id[:5], house.who())
    assert decide.accept(house.workspace, proposed.id[:8], house.who())


def test_a_statement_is_accepted_once(house):
    house.told_of_the_verdict()
    proposed = house.the("sentence")
    decide.accept(house.workspace, proposed.id, house.who())
    before = entries(house)
    with pytest.raises(Refused, match="there is no statement"):
        decide.accept(house.workspace, proposed.id, house.who())
    with pytest.raises(Refused, match="accepted, not proposed"):
        decide.accept(house.workspace, house.the("sentence", State.ACCEPTED).id, house.who())
    assert entries(house) == before


def test_two_who_accept_at_once_are_answered_one_after_the_other(house):
    house.told_of_the_verdict()
    proposed = house.the("sentence").id
    told = []

    def accept():
        try:
            told.append(decide.accept(house.workspace, proposed, house.who()))
        except Refused as refused:
            told.append(str(refused))

    threads = [threading.Thread(target=accept) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(one, str) for one in told) == [False, True, True, True]
    assert len(house.statements("sentence", State.ACCEPTED)) == 1
    acts = [entry.text("act") for entry in house.workspace.private().entries]
    assert acts.count("subject") == 1


def test_a_corrected_statement_takes_the_place_of_the_proposed_one(house):
    house.told_of_the_verdict()
    proposed = house.the("sentence")
    change = Change(fields={"term": (Value("P4Y prison"),), "article": ()}, modality="alleged")
    decide.correct(house.workspace, proposed.id, change, house.who())
    claim = house.the("sentence", State.ACCEPTED)
    assert [v.value for v in claim.fields["term"]] == ["P4Y prison"]
    assert "article" not in claim.fields
    assert claim.modality == "alleged"
    assert claim.fingerprint == proposed.id
    again = Change(fields={"term": (Value("P3Y prison"),)}, modality="")
    decide.correct(house.workspace, claim.id, again, house.who())
    claim = house.the("sentence", State.ACCEPTED)
    assert [v.value for v in claim.fields["term"]] == ["P3Y prison"]
    assert claim.modality is None


def test_a_rejected_statement_is_not_asked_again_until_the_answer_is_taken_back(house):
    house.told_of_the_verdict()
    proposed = house.the("sentence")
    decide.reject(house.workspace, proposed.id, house.who("misread"))
    assert house.statements("sentence") == []
    assert house.the("sentence", State.REJECTED).id == proposed.id
    decide.undo(house.workspace, proposed.id, house.who())
    assert house.the("sentence").id == proposed.id


def test_taking_an_acceptance_back_opens_the_statement_and_the_name_again(house):
    sentence, _ = house.accepted_verdict()
    decide.undo(house.workspace, sentence, house.who())
    assert house.statements(state=State.ACCEPTED) == []
    assert house.person("Maryna Zialonka").state is State.PROPOSED
    with pytest.raises(Refused):
        decide.undo(house.workspace, sentence, house.who())


def test_there_is_no_answer_to_take_back_where_none_was_given(house):
    house.told_of_the_verdict()
    with pytest.raises(Refused, match="proposed: there is no answer"):
        decide.undo(house.workspace, house.the("sentence").id, house.who())


def test_different_is_stronger_than_what_is_computed_and_can_be_taken_back(house):
    house.told_of_the_verdict()
    house.add(VERDICT_TOO, "too.txt", About("2026-05-14", "Weekly Lantern"))
    first, second = (one.subjects[0] for one in house.statements("sentence"))
    assert house.hold().address(first) == house.hold().address(second)
    [entry] = decide.join(house.workspace, first, second, one=False, who=house.who("another patronymic"))
    assert house.hold().address(first) != house.hold().address(second)
    decide.undo(house.workspace, entry.id.hex()[:10], house.who())
    assert house.hold().address(first) == house.hold().address(second)


def test_same_joins_two_people_whose_names_differ_and_can_be_taken_back(house):
    house.accepted_verdict()
    house.add(YARD, "yard.txt", About("2026-06-03"))
    house.accept("detention")
    [entry] = decide.join(house.workspace, "Maryna Zialonka", "Piatro Lazavik", one=True, who=house.who())
    person = house.person("Maryna Zialonka")
    assert "Piatro Lazavik" in person.names
    assert len(house.hold().register.people) == 1
    assert house.hold().by_id[person.redirects[0]] == person
    decide.undo(house.workspace, entry.id.hex(), house.who())
    assert house.person("Maryna Zialonka").names == ("Maryna Zialonka",)
    assert len(house.hold().register.people) == 2


@pytest.mark.parametrize("nobody", ["Nobody Atall", "f" * 32, "p-" + "0" * 32, ""])
def test_nobody_is_joined_with_somebody_who_is_not_here(make, nobody):
    house = make()
    house.accepted_verdict()
    before = entries(house)
    with pytest.raises(Refused):
        decide.join(house.workspace, "Maryna Zialonka", nobody, one=True, who=house.who())
    assert entries(house) == before


def test_what_was_retracted_stands_as_taken_back_and_no_longer_counts(house):
    sentence, _ = house.accepted_verdict()
    retract(house.workspace, sentence, "the court never sat", house.who())
    assert [s.id for s in house.hold().held.retracted] == [sentence]
    assert house.statements("sentence") == [], "it is not asked again"
    assert [e.type for e in house.person("Maryna Zialonka").episodes] == []
    with pytest.raises(Refused, match="only what was accepted"):
        retract(house.workspace, sentence, "", house.who())


def test_another_program_that_writes_in_between_is_taken_into_account(tmp_path, house):
    """The register is derived before the lock is taken; what came in between is not overlooked."""
    house.told_of_the_verdict()
    proposed = house.the("sentence").id
    with Workspace.open(house.workspace.folder) as other:
        decide.reject(other, proposed, House(other, tmp_path).who())
        with pytest.raises(Refused, match="rejected, not proposed"):
            decide.accept(house.workspace, proposed, house.who())
        assert hold(other, today=TODAY).statements[proposed].state is State.REJECTED
