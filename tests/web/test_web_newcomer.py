"""A new person by hand: who may be the same is shown while the name is typed, and a voice is a role, never a name."""

import pytest

from habeas.review.notes import names_somebody

TOLD = {"text": "A neighbour saw the police take her on 20 June.", "use": "us", "told": "2026-06-21"}


def test_somebody_new_is_entered_after_a_look_at_who_may_be_the_same(visitor, report, accept_all, workspace):
    accept_all("Hanna Kavalchuk")
    visitor.get("/people/")
    visitor.follow("New person")
    fact = {"type": "detention", "field": ["date", ""], "value": ["2026-06-20", ""], "voice": "neighbour"}
    typing = visitor.press("Enter the person", name="Ганна Кавальчук", near="1", **TOLD, **fact)
    assert visitor.status == 200
    assert "Hanna Kavalchuk" in visitor.words(typing.css_first("#near"))
    before = len(workspace.private().entries)
    visitor.press("Enter the person", **{"name": "Ганна Кавальчук", **TOLD, **fact})
    assert visitor.status == 422
    assert "Look at the people below" in visitor.text
    assert len(workspace.private().entries) == before
    visitor.press("Enter the person", sure="1")
    assert visitor.status == 200, visitor.text
    assert visitor.all("h1") == ["Ганна Кавальчук"]
    assert "20 June 2026" in visitor.text
    assert len(visitor.path.split("/")[2]) == 32
    visitor.get("/people/")
    assert len([one for one in visitor.all(".people h2") if one.startswith(("Hanna", "Ганна"))]) == 2


@pytest.mark.parametrize(
    "voice", ["mother", "Mother", "маці", "her lawyer", "Адвакат", "cellmate in April", "Sąsiadka"]
)
def test_a_role_is_a_role(voice):
    assert not names_somebody(voice)


@pytest.mark.parametrize(
    "voice",
    [
        "Maria",
        "Зося Падліпская",
        "Hanna K.",
        "@zoska",
        "t.me/zoska",
        "+375 29 123-45-67",
        "a@example.org",
        "Jan Kowalski",
    ],
)
def test_a_name_a_number_or_an_account_is_no_role(voice):
    assert names_somebody(voice)


def test_the_form_refuses_a_name_as_the_voice_and_keeps_what_was_written(visitor, workspace):
    visitor.get("/note/")
    visitor.press("Keep the note", voice="Зося Падліпская", **TOLD)
    assert visitor.status == 422
    assert "reads like a name" in visitor.text
    assert TOLD["text"] in visitor.answer.content.decode()
    assert not [e for e in workspace.private().entries if e.kind == "capture"]
