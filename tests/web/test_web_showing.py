"""“Show to everyone”: nothing preset, exactly what is seen, a basis and the questions first; and hiding again."""

import pytest

from habeas.register.statements import of_lane

HARMLESS = {"harm__prisoner": "no", "harm__family": "no", "harm__case": "unknown"}


@pytest.fixture
def accepted(visitor, report, accept_all):
    """All that the report says is accepted."""
    accept_all()
    return visitor


@pytest.fixture
def public(workspace):
    """What everyone sees now, as (type, values)."""

    def seen():
        statements = of_lane(workspace.public()).statements
        return sorted((s.type, {n: [v.value for v in vs] for n, vs in s.fields.items()}) for s in statements)

    return seen


def of(visitor, name):
    visitor.get("/people/")
    visitor.follow(name)
    return visitor.path


def box(visitor, words):
    """The value of the box beside which ``words`` stand."""
    for row in visitor.page.css(".picks > li"):
        if words in visitor.words(row):
            return row.css_first("input").attributes["value"]
    raise AssertionError(f"no box says “{words}”: {visitor.all('.picks > li')}")


def choose(visitor, name, *words):
    person = of(visitor, name)
    visitor.follow("Show to everyone")
    visitor.press("See what will be shown", statement=[box(visitor, one) for one in words])
    return person


def test_nothing_is_chosen_beforehand(accepted):
    of(accepted, "Hanna Kavalchuk")
    accepted.follow("Show to everyone")
    assert len(accepted.page.css(".picks input")) >= 3
    assert not accepted.page.css(".picks input[checked]")
    assert not [b for b in accepted.all("main button, main a") if "all" in b.lower().split()]
    accepted.press("See what will be shown")
    assert accepted.status == 422
    assert "Nothing is chosen" in accepted.text


def test_the_plan_shows_exactly_what_everyone_will_see(accepted, public):
    choose(accepted, "Hanna Kavalchuk", "Who it is", "Detention")
    assert public() == [], "looking shows nothing"
    [detention] = [s for s in accepted.all(".seen") if s.startswith("Detention")]
    assert "Detention: 12 May 2026" in detention
    assert "About: Hanna Kavalchuk" in detention
    assert "12 May 2026 police detained the teacher Hanna Kavalchuk" in detention
    assert "Source as shown: Example Herald, 20 May 2026, https://example.org/news" in detention
    assert "Copies that others keep cannot be called back" in accepted.text
    assert not accepted.page.css("input[name=basis][checked], input[name^=harm][checked]")
    assert accepted.all(".doors li")[2].endswith("after this")


def test_somebody_whose_name_is_not_chosen_has_no_name(accepted):
    choose(accepted, "Hanna Kavalchuk", "Detention")
    [detention] = accepted.all(".seen")
    assert "Hanna" not in detention.replace("Without", "")
    assert "A person whose name is not published" in detention
    assert "are cut from the quote" in detention


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({**HARMLESS}, "Choose a basis"),
        ({"basis": "consent_person", **HARMLESS, "harm__case": []}, "Answer the three questions"),
        ({"basis": "made_up", **HARMLESS}, "Choose a basis"),
        ({"basis": "overriding", **HARMLESS}, "Say why in a few words"),
        ({"basis": "consent_person", **HARMLESS, "harm__family": "yes"}, "Say why in a few words"),
        ({"basis": "consent_person", **HARMLESS, "seen": "another plan"}, "has changed since you looked"),
    ],
)
def test_nothing_is_shown_before_all_is_answered(accepted, public, answers, says):
    choose(accepted, "Hanna Kavalchuk", "Who it is", "Detention")
    accepted.press("Show to everyone", **answers)
    assert accepted.status == 422
    assert says in accepted.all(".note.alarm")[0]
    assert public() == []
    if answers.get("basis") in ("consent_person", "overriding"):
        assert accepted.page.css_first(f"#basis-{answers['basis']}").attributes.keys() >= {"checked"}


def test_what_is_chosen_is_shown_and_nothing_else(accepted, public, workspace):
    person = choose(accepted, "Hanna Kavalchuk", "Who it is", "Detention")
    accepted.press("Show to everyone", basis="consent_family", words="told by phone", **HARMLESS)
    assert accepted.path == person
    assert "Everyone can see it after the next “habeas publish”" in accepted.all(".notice")[0]
    assert [kind for kind, _ in public()] == ["detention", "identity"]
    assert "2 facts for everyone" in accepted.text
    facts = dict(zip(accepted.all(".facts dt"), accepted.all(".facts dd"), strict=True))
    assert "everyone" in facts["Detention"]
    assert "everyone" not in facts["What the article threatens"]
    [row] = [e for e in workspace.private().entries if e.text("act") == "widen"]
    assert row.text("basis") == "consent of the family: told by phone"
    assert row.text("why") == "could it harm: prisoner no, family no, case unknown"
    assert row.text("by") == "R-01"
    whole = b"".join(leaf.value or b"" for e in workspace.public().entries for leaf in e.leaves)
    assert b"R-01" not in whole
    assert b"told by phone" not in whole
    assert b"Zaranka" not in whole


def test_what_is_shown_is_what_was_looked_at(accepted, public, report):
    choose(accepted, "Hanna Kavalchuk", "Who it is", "Detention")
    form = accepted.page.css_first("main form")
    sent = accepted._fields(form) | {"step": ["show"], "basis": ["consent_person"]}
    sent |= {f"harm-{one}": ["no"] for one in ("prisoner", "family", "case")}
    here = accepted.path
    accepted.get(report)
    accepted.press("Undo", within="#c1")
    accepted.send(here, sent)
    assert accepted.status == 422
    assert public() == []


def test_a_quote_and_a_field_can_be_left_out(accepted, public):
    choose(accepted, "Hanna Kavalchuk", "Who it is", "Detention")
    detention = next(
        i for i in accepted.page.css("input[name=drop]") if i.attributes["value"].endswith(":place")
    )
    statement = detention.attributes["value"].split(":")[0]
    accepted.press("Show it again", drop=[f"{statement}:place"], noquote=[statement])
    [seen] = [s for s in accepted.all(".seen") if s.startswith("Detention")]
    assert "Dubrouna" not in seen
    assert "The quote is not shown" in seen
    accepted.press("Show to everyone", basis="consent_person", **HARMLESS)
    [(_, fields)] = [row for row in public() if row[0] == "detention"]
    assert "place" not in fields
    assert fields["date"] == ["2026-05-12"]


def test_what_is_told_to_us_is_shown_without_its_words(accepted, public, workspace):
    of(accepted, "Hanna Kavalchuk")
    accepted.follow("Enter a fact")
    accepted.press(
        "Enter the fact",
        text="She was moved, her mother says.",
        voice="mother",
        use="all",
        type="transfer",
        field=["facility"],
        value=["SIZO No. 9"],
    )
    choose(accepted, "Hanna Kavalchuk", "Who it is", "Transfer")
    [seen] = [s for s in accepted.all(".seen") if s.startswith("Transfer")]
    assert "her mother says" not in seen
    assert "mother" not in seen
    assert "The quote is not shown" in seen
    accepted.press("Show to everyone", basis="consent_person", **HARMLESS)
    whole = b"".join(leaf.value or b"" for e in workspace.public().entries for leaf in e.leaves)
    assert b"mother" not in whole


def shown(visitor):
    person = choose(visitor, "Hanna Kavalchuk", "Who it is", "Detention")
    visitor.press("Show to everyone", basis="consent_person", **HARMLESS)
    return person


def test_hiding_a_fact_keeps_it_with_us(accepted, public):
    person = shown(accepted)
    accepted.follow("Hide from everyone")
    assert len(accepted.page.css(".picks input")) == 2
    accepted.press("Hide what is marked", statement=[box(accepted, "Detention")])
    assert accepted.path == person
    assert [kind for kind, _ in public()] == ["identity"]
    assert "Detention" in accepted.all(".facts dt")


def test_hiding_nothing_says_so(accepted, public):
    shown(accepted)
    accepted.follow("Hide from everyone")
    accepted.press("Hide what is marked")
    assert accepted.status == 409
    assert "Nothing is marked" in accepted.text
    assert len(public()) == 2


def test_hiding_a_person_leaves_nothing_of_her(accepted, public, workspace):
    shown(accepted)
    accepted.follow("Hide from everyone")
    accepted.press("Hide the whole person")
    assert public() == []
    whole = b"".join(leaf.value or b"" for e in workspace.public().entries for leaf in e.leaves)
    assert b"Kavalchuk" not in whole
    assert "Hide from everyone" not in accepted.text


def test_somebody_of_whom_nothing_is_accepted_cannot_be_shown(visitor, report):
    person = of(visitor, "Hanna Kavalchuk")
    visitor.get(f"{person}show/")
    assert "Accept statements first" in visitor.text
    visitor.send(
        f"{person}show/", visitor._fields(visitor.page.css_first("form")) | {"statement": ["0" * 64]}
    )
    assert visitor.status == 409
