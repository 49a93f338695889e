"""Two groups over the real command line, and what becomes of what was sent: accepted, erased, set aside, withdrawn."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from exchange_house import claim, meet
from jsonschema import Draft202012Validator

from habeas.app.main import main
from habeas.model.statement import State
from habeas.register.statements import of_lane
from habeas.store.workspace import Workspace
from habeas.workflows import decide
from habeas.workflows.decide import Decider
from habeas.workflows.holding import hold
from habeas.workflows.partner_quarantine import impact, lift, quarantine
from habeas.workflows.partner_wider import everyones
from habeas.workflows.publish import publish
from habeas.workflows.refused import Refused
from habeas.workflows.widen import Asked, plan, widen
from habeas.workflows.withdraw import withdraw

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
TODAY = date(2026, 11, 20)
DAY = ["--today", "2026-11-20"]
REPORT = """Uzhorsk court sentences librarian

On 12 May 2026 the Uzhorsk district court sentenced Maryna Zialonka to three years in prison under article 130.
"""


@pytest.fixture
def cli(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HABEAS_WORKSPACE", raising=False)

    def run(*words, status=0):
        assert main([str(word) for word in words]) == status, capsys.readouterr()
        told = capsys.readouterr()
        return told.out

    return run


@pytest.mark.parametrize(
    "kind",
    ["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.xdist_group("postgres")])],
)
def test_two_groups_exchange_a_claim_by_file_on_the_command_line(kind, cli, tmp_path, request):
    cli("init", "anna")
    if kind == "postgres":
        Workspace.create(tmp_path / "berta", database=request.getfixturevalue("postgres")).close()
    else:
        cli("init", "berta")

    def anna(*words, **more):
        return cli("--workspace", "anna", *words, **more)

    def berta(*words, **more):
        return cli("--workspace", "berta", *words, **more)

    anna("partner", "card", "anna.card")
    berta("partner", "card", "berta.card")
    anna("partner", "add", "berta", "berta.card")
    berta("partner", "add", "anna", "anna.card")
    anna("send", "berta", "early.age", status=1)
    words = berta("partner", "verify", "anna", "--lang", "be").strip()
    assert anna("partner", "verify", "berta", "--lang", "be").strip() == words
    anna("partner", "verify", "berta", "--words", "бада " + words.split(" ", 1)[1], status=1)
    anna("partner", "verify", "berta", "--words", words)
    berta("partner", "verify", "anna", "--words", anna("partner", "verify", "berta", "--lang", "pl").strip())
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    anna("add", "report.txt", "--published", "2026-05-13", "--publisher", "Uzhorsk Courier")
    shown = json.loads(anna("show", "Maryna Zialonka", "--json", *DAY))
    anna(
        "decide",
        "accept",
        next(b["statements"][0] for b in shown["beliefs"] if b["property"] == "term"),
        *DAY,
    )
    shown = json.loads(anna("show", "Maryna Zialonka", "--json", *DAY))
    ids = sorted({one for b in shown["beliefs"] for one in b["statements"]})
    told = anna("widen", *ids, "--to", "partner:berta", "--basis", "published-by-own-side", *DAY)
    assert told.startswith("Berta will see exactly this:") or told.startswith("berta will see exactly this:")
    anna("send", "berta", "one.age")
    got = json.loads(berta("receive", "one.age", "--json"))
    assert_schema("receive", got)
    assert [(b["status"], b["partner"], b["entries"]) for b in got["bundles"]] == [("received", "anna", 5)]
    shown = json.loads(berta("show", "Марына Зялёнка", "--json", *DAY))
    term = next(b for b in shown["beliefs"] if b["property"] == "term")
    assert (term["value"][:3], term["state"], term["reports"]) == ("P3Y", "proposed", 1)
    berta("decide", "accept", term["statements"][0], *DAY)
    assert json.loads(berta("people", "--json", *DAY))["people"][0]["state"] == "accepted"
    berta("send", "anna", "two.age")
    anna("receive", "two.age")
    listed = json.loads(anna("partner", "list", "--json"))
    assert_schema("partners", listed)
    [row] = listed["partners"]
    assert (row["waiting"], row["erasures_unconfirmed"], row["state"]) == (0, 0, "verified")
    anna("narrow", ids[0], "--to", "partner:berta", *DAY)
    [row] = json.loads(anna("partner", "list", "--json"))["partners"]
    assert row["erasures_unconfirmed"] == 1
    anna("send", "berta", "three.age")
    berta("receive", "three.age")
    berta("send", "anna", "four.age")
    anna("receive", "four.age")
    [row] = json.loads(anna("partner", "list", "--json"))["partners"]
    assert row["erasures_unconfirmed"] == 0
    for one in (anna, berta):
        one("verify")
    root = anna("prove", ids[-1], "claim.proof", "--to", "partner:berta", *DAY).strip()
    tool = Path(__file__).parents[2] / "tools" / "verify.py"
    done = subprocess.run([sys.executable, tool, "claim.proof", root], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def assert_schema(name, answer):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(answer)) == []


def who(group):
    return Decider("R-07", TODAY, lambda: group.ids(16))


def named(group, name, words):
    """A person with a name, and what happened to her, in a lane for a partner."""
    from habeas.record.draft import Draft

    subject, card = group.ids(16), group.ids(16)
    return [
        Draft("decision", {"act": "subject", "id": subject, "sort": "person"}),
        Draft("capture", {"id": card, "publisher": "Lantern Fund", "published": "2026-06-03", "lang": "en"}),
        claim(
            group,
            words,
            subjects=[subject],
            evidence=[{"source": card, "stretches": [f"{name} in {words}"], "lang": "en"}],
        ),
        claim(
            group,
            words,
            type="identity",
            subjects=[subject],
            evidence=[{"source": card, "stretches": [name], "lang": "en"}],
            **{"f.place": [{"value": name}], "f.name": [{"value": name, "lang": "en"}]},
        ),
    ]


def accept_all(group):
    holding = hold(group.workspace, today=TODAY)
    for one in list(holding.told):
        try:
            decide.accept(group.workspace, one.id, who(group))
        except Refused:
            continue  # its name was taken along


def test_what_a_partner_erases_is_gone_here_too(pair):
    anna, berta = pair
    [entry] = anna.tell(berta, "Canarytown")
    berta.receive(anna.send(berta))
    assert b"Canarytown" in on_disk(berta)
    anna.erase(berta, entry)
    [receipt] = berta.receive(anna.send(berta))
    assert "erased something in 1 entry" in receipt.notes[0]
    assert b"Canarytown" not in on_disk(berta)
    assert b"Canarytown" not in on_disk(anna)


def on_disk(group):
    group.workspace.clean_up()
    return b"".join(file.read_bytes() for file in group.workspace.folder.rglob("*") if file.is_file())


def test_a_relay_cannot_erase_and_a_foreign_erasure_does_nothing(group):
    """Who names another group's entry in an erase entry of its own erases nothing."""
    anna, berta, vera = group("anna"), group("berta"), group("vera")
    meet(anna, berta)
    meet(vera, berta)
    [entry] = anna.tell(berta, "Mozyr")
    berta.receive(anna.send(berta))
    from habeas.record.erasure import erase_draft

    vera.append(berta, erase_draft([(entry, [leaf.name for leaf in entry.leaves])]))
    berta.receive(vera.send(berta))
    assert [e.erased for e in berta.told_by(anna)] == [frozenset(), frozenset()]


def test_a_quarantine_is_instant_says_what_changes_and_can_be_lifted(pair):
    anna, berta = pair
    anna.append(berta, *named(anna, "Piatro Lazavik", "Lasnychy"))
    berta.receive(anna.send(berta))
    before = [(s.id, s.state) for s in hold(berta.workspace, today=TODAY).told]
    accept_all(berta)
    held = of_lane(berta.workspace.private()).statements
    assert {s.evidence[0].text_sha256 for s in held} == {None}  # as quoted by anna, not seen by us
    clean = site(berta)
    show_everyone(berta, [s.id for s in held])
    assert site(berta) != clean
    assert impact(berta.workspace, "anna").shown == len(held)
    changed = quarantine(berta.workspace, "anna", who(berta))
    assert (len(changed.ours), changed.shown) == (len(held), len(held))
    assert hold(berta.workspace, today=TODAY).told == ()
    assert of_lane(berta.workspace.private()).statements == ()
    assert site(berta) == clean  # as if anna had never been a partner
    with pytest.raises(Refused):
        quarantine(berta.workspace, "anna", who(berta))
    anna.append(berta, *named(anna, "Volha Kirmash", "Vetka"))
    berta.receive(anna.send(berta))
    assert hold(berta.workspace, today=TODAY).told == ()
    lift(berta.workspace, "anna", who(berta))
    assert len(of_lane(berta.workspace.private()).statements) == len(held)
    assert len(everyones(berta.workspace).map(hold(berta.workspace, today=TODAY)).claims) == len(held)
    assert len(hold(berta.workspace, today=TODAY).told) == 2
    assert before


def show_everyone(group, ids):
    seen = plan(group.workspace, Asked(tuple(ids)), today=TODAY)
    widen(group.workspace, seen, basis="already published by the person's own side", words="", who=who(group))


def site(group):
    """Every published byte but the list of sums and what says when: by file."""
    folder = group.folder / f"site-{group.files}"
    group.files += 1
    publish(group.workspace, folder, today=TODAY, languages=["en"])
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_what_its_origin_withdraws_counts_no_more(pair):
    anna, berta = pair
    anna.append(berta, *named(anna, "Piatro Lazavik", "Lasnychy"))
    berta.receive(anna.send(berta))
    assert hold(berta.workspace, today=TODAY).told
    done = withdraw(anna.workspace, ["berta"], first=TODAY, last=TODAY, why="the laptop was out of our hands")
    assert (done.words, done.entries) == ("berta", 4)
    berta.receive(anna.send(berta))
    assert hold(berta.workspace, today=TODAY).told == ()
    with pytest.raises(Refused):
        withdraw(anna.workspace, [], first=TODAY, last=TODAY)


def test_an_accepted_claim_of_a_partner_is_ours_with_its_origin(pair):
    anna, berta = pair
    anna.append(berta, *named(anna, "Piatro Lazavik", "Lasnychy"))
    berta.receive(anna.send(berta))
    told = next(s for s in hold(berta.workspace, today=TODAY).told if s.type == "detention")
    assert (told.state, told.method) == (State.PROPOSED, "partner:anna")
    decide.accept(berta.workspace, told.id, who(berta))
    mine = next(e for e in berta.workspace.private().entries if e.text("type") == "detention")
    assert mine.octets("from") == bytes.fromhex(told.id)
    assert (mine.text("method"), "source" in mine.maps("evidence")[0]) == ("partner:anna", True)


def test_a_lane_for_two_is_not_the_lane_for_one(group):
    anna, berta, vera = group("anna"), group("berta"), group("vera")
    meet(anna, berta)
    meet(anna, vera)
    assert anna.lane(berta, vera).audience != anna.lane(berta).audience
    assert anna.lane(vera, berta).audience == anna.lane(berta, vera).audience
