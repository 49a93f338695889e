"""What we were told, by hand: kept as a source of its own, and facts that rest on its words."""

import pytest
from workflows_house import NOON, YARD, About

from habeas.model.capture import CaptureKind
from habeas.model.claim import Modality
from habeas.model.statement import State
from habeas.review.notes import Note
from habeas.workflows.note import Typed, enter, note
from habeas.workflows.refused import Refused
from habeas.workflows.verify import verify

TOLD = "Her mother says that she was moved to Lasnychy prison on 3 June."


def told(text=TOLD, voice="mother", use="only us", day="2026-06-04"):
    return Note(text, voice, use, day)


def entries(house):
    return len(house.workspace.private().entries)


def test_a_note_is_a_source_of_its_own(house):
    document = note(house.workspace, told(), now=NOON)
    assert document.text == TOLD
    [report] = house.hold().reports.values()
    assert report.capture.kind is CaptureKind.TOLD
    assert (report.capture.voice, report.capture.use_for, report.published) == (
        "mother",
        "only us",
        "2026-06-04",
    )
    assert verify(house.workspace, now=NOON).ok


def test_what_a_note_tells_of_somebody_is_proposed_like_a_report(house):
    note(house.workspace, told("On 3 June 2026 police detained Piatro Lazavik in Lasnychy."), now=NOON)
    assert house.person("Piatro Lazavik").state is State.PROPOSED


@pytest.mark.parametrize("bad", [told("  "), told(voice=" "), told(voice="mo\u202ether")])
def test_an_empty_note_a_nameless_voice_and_hidden_signs_are_refused(make, bad):
    house = make()
    with pytest.raises(Refused, match=r"^Nothing was kept"):
        note(house.workspace, bad, now=NOON)
    assert entries(house) == 1
    assert house.hold().reports == {}


def accepted(house):
    house.add(YARD, "yard.txt", About("2026-06-03"))
    house.accept("detention")
    return house.person("Piatro Lazavik")


def test_a_fact_rests_on_the_words_of_the_note_in_the_voice_of_whoever_told_it(house):
    person = accepted(house)
    quote = "moved to Lasnychy prison on 3 June"
    typed = Typed(
        "transfer", {"date": ("2026-06-03",), "facility": ("Lasnychy prison",)}, Modality.ALLEGED, quote
    )
    enter(house.workspace, person.id, typed, told(), house.who("by telephone"), now=NOON)
    fact = house.the("transfer", State.ACCEPTED)
    assert fact.subjects == (person.id,)
    assert [v.value for v in fact.fields["facility"]] == ["Lasnychy prison"]
    assert [v.value for v in fact.said_by] == ["mother"]
    assert fact.modality is Modality.ALLEGED
    assert fact.evidence[0].text == quote
    assert fact.method == "by hand"
    assert "transfer" in [e.type for e in house.person("Piatro Lazavik").episodes]


@pytest.mark.parametrize(
    "person, typed",
    [
        ("f" * 32, Typed("transfer", {})),
        ("not an address, not even digits", Typed("transfer", {})),
        (None, Typed("teleported", {})),
        (None, Typed("transfer", {"shoe_size": ("43",)})),
        (None, Typed("transfer", {"date": ("in June",)})),
        (None, Typed("sentence", {"term": ("three years",)})),
        (None, Typed("transfer", {}, quote="words that stand nowhere")),
    ],
)
def test_what_means_nothing_to_us_is_refused_and_the_note_is_not_kept_either(make, person, typed):
    house = make()
    somebody = accepted(house)
    before = entries(house)
    with pytest.raises(Refused):
        enter(house.workspace, person or somebody.id, typed, told(), house.who(), now=NOON)
    assert entries(house) == before
    assert len(house.hold().reports) == 1
    assert not [p for p in (house.workspace.folder / "tmp").iterdir() if p.name.startswith("adding-")]


def test_a_fact_about_somebody_who_is_only_proposed_is_refused(house):
    house.add(YARD, "yard.txt", About("2026-06-03"))
    with pytest.raises(Refused, match="Accept a statement about her first"):
        enter(
            house.workspace,
            house.person("Piatro Lazavik").id,
            Typed("transfer", {}),
            told(),
            house.who(),
            now=NOON,
        )
