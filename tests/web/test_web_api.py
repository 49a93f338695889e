"""The API: tokens open what they are for and nothing else; it does what the pages and the command line do."""

import json
from base64 import b64encode
from pathlib import Path

import jsonschema
import pytest
from api_program import OPERATIONS, Program, tried
from web_visitor import Visitor

from habeas.store import tokens
from habeas.store.account_models import Account
from habeas.store.accounts import KEEPER, change_duty, close, invite
from habeas.store.duty import Duty
from habeas.store.errors import StoreError
from habeas.store.tokens import SCOPES, issue
from habeas.web.api.build import build

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
DESCRIPTION = Path(__file__).parents[2] / "docs" / "api-openapi.json"


@pytest.fixture
def token(workspace, served, visitor, clock):
    """Make a token of the keeper’s; ``duty``: of somebody else with that role."""

    def made(*scopes, duty=None, days=7):
        role = KEEPER
        if duty is not None:
            role = "R-02"
            other = Visitor()
            words = invite(workspace, role, now=clock(), random=served.random, duty=duty)
            other.get(f"/sign-in/{words}/")
            other.press("Sign in")
            change_duty(workspace, role, duty)
        account = Account.objects.get(role=role)
        return issue(workspace, account, scopes, days=days, now=clock(), random=served.random)

    return made


@pytest.fixture
def program(token):
    return Program(token(*SCOPES))


def test_nothing_opens_without_a_token_and_no_session_is_one(visitor, report, workspace):
    entries = len(workspace.private().entries)
    for words in (None, "x", "habeas_", "habeas_aaaaaaaa_bbbb", "ў", "R-01"):
        program = Program(words)
        program.client.cookies = visitor.client.cookies
        for one in OPERATIONS:
            assert tried(program, one) == 401, one.name
            assert program.answer.headers["WWW-Authenticate"] == "Bearer"
            assert "Kavalchuk" not in program.answer.content.decode()
    assert len(workspace.private().entries) == entries


def test_each_operation_needs_its_role_and_its_scope(token, report, workspace):
    entries = len(workspace.private().entries)
    tries = [(duty, SCOPES) for duty in Duty] + [(Duty.KEEPER, (scope,)) for scope in SCOPES]
    for duty, scopes in tries:
        program = Program(token(*scopes, duty=duty))
        for one in OPERATIONS:
            allowed = one.scope in scopes and duty.covers(one.duty)
            if allowed and one.name == "note":  # it would enter something; its own test does
                continue
            assert (tried(program, one) not in (401, 403)) is allowed, (one.name, duty, scopes)
    assert len(workspace.private().entries) == entries


def test_no_operation_is_outside_the_list():
    described = {
        (path, method.upper(), one["operationId"])
        for path, methods in build().get_openapi_schema(path_prefix="/").get("paths").items()
        for method, one in methods.items()
    }
    assert described == {(one.path, one.method, one.name) for one in OPERATIONS}
    assert {one.scope for one in OPERATIONS} == set(SCOPES)
    for one in OPERATIONS:
        assert one.duty is not Duty.READER or one.method == "GET" or one.name == "search", (
            "who reads changes nothing"
        )


def test_the_description_in_docs_is_the_one_that_is_served(program):
    program.get("/openapi.json")
    assert program.status == 200
    served_one = json.loads(json.dumps(program.answer.json(), sort_keys=True))
    assert json.loads(DESCRIPTION.read_text(encoding="utf-8")) == served_one, (
        "write it anew: tools/write_api.py"
    )


def test_a_token_that_ran_out_or_was_revoked_or_whose_owner_is_gone_opens_nothing(token, workspace, clock):
    short, other, third = token("read", days=1), token("read"), token("read", duty=Duty.READER)
    for one in (short, other, third):
        assert Program(one).get("/me")["scopes"] == ["read"]
    clock.seconds += 24 * 3600
    name = other.split("_")[1]
    assert tokens.revoke(workspace, KEEPER, name)
    assert not tokens.revoke(workspace, KEEPER, name)
    close(workspace, "R-02", now=clock())
    for one in (short, other, third):
        program = Program(one)
        program.get("/me")
        assert program.status == 401


def test_a_token_is_kept_as_a_hash_and_shown_once(visitor, workspace):
    visitor.get("/account/")
    visitor.press("Make a key", scope=["read"], days="7")
    [words] = [one for one in visitor.all("main code") if one.startswith("habeas_")]
    assert Program(words).get("/me")["role"] == KEEPER
    visitor.get("/account/")
    assert words not in visitor.page.html and words.split("_")[1] in visitor.text
    files = [file.read_bytes() for file in workspace.folder.rglob("*") if file.is_file()]
    assert not [data for data in files if words.encode() in data]
    visitor.press("Revoke")
    program = Program(words)
    program.get("/me")
    assert program.status == 401
    visitor.press("Make a key", scope=[], days="7")
    assert visitor.status == 422 and "Nothing was made" in visitor.text


def test_no_token_for_nothing_for_ever_or_for_what_does_not_exist(workspace, visitor, served, clock):
    account = Account.objects.get(role=KEEPER)
    for scopes, days in (((), 7), (("all",), 7), (("read", "x"), 7), (("read",), 0), (("read",), 366)):
        with pytest.raises(StoreError):
            issue(workspace, account, scopes, days=days, now=clock(), random=served.random)


def test_it_answers_in_the_shapes_of_the_command_line(program, report, accept_all):
    accept_all("Hanna Kavalchuk")
    people = program.get("/people")
    checked("people", {name: people[name] for name in ("schema", "people")})
    person = next(one for one in people["people"] if "Kavalchuk" in one["name"])
    checked("show", program.get(f"/people/{person['id']}"))
    checked("show", program.get(f"/people/{person['id']}?as_of=2026-06-25"))
    checked("due", program.get("/due?days=90&lang=be"))
    checked("stats", program.get("/numbers"))


def checked(name, answer):
    jsonschema.validate(answer, json.loads((SCHEMAS / f"{name}.json").read_text("utf-8")))


def test_pages_of_rows_are_complete_and_hold_everybody_once(program, report, take_in):
    take_in("more.txt", "On 2 June 2026 police detained Piatro Dubrava and Volha Klenava in Lasnychy.\n")
    whole = [one["id"] for one in program.get("/people")["people"]]
    found, after = [], ""
    while after is not None:
        answer = program.get(f"/people?limit=1&after={after}")
        found += [one["id"] for one in answer["people"]]
        after = answer["next"]
    assert found == whole and len(set(whole)) == len(whole) > 2


def test_a_search_stands_in_the_body_and_finds_in_any_script(program, report):
    found = program.post("/people/search", {"query": "Ганна Кавальчук"})["people"]
    assert found[0]["name"] == "Hanna Kavalchuk" and found[0]["near"]
    program.get("/people/search?query=x")
    assert program.status == 405


def test_from_a_note_to_everyones_sight_and_back(program, workspace, served):
    told = {
        "text": "On 2 June 2026 Hanna Kavalchuk was detained in Dubrouna.",
        "voice": "mother",
        "use": "all",
    }
    report = program.post("/notes", told)["report"]
    rows = program.get(f"/reports/{report}")["statements_found"]
    [one] = [row for row in rows if row["type"] == "detention"]
    done = program.post(f"/statements/{one['id']}/accept")
    assert program.status == 200 and done["count"] >= 1
    by = [entry.text("by") for entry in workspace.private().entries if entry.text("by")]
    assert set(by) == {KEEPER}, "what is appended carries the role code"
    person = program.get("/people")["people"][0]["id"]
    standing = [
        row for row in program.get(f"/reports/{report}")["statements_found"] if row["state"] == "accepted"
    ]
    ids = [row["id"] for row in standing]
    look = program.post("/show/look", {"statements": ids})
    assert look["shown"]
    harms = {"prisoner": "no", "family": "no", "case": "no"}
    asked = {"statements": ids, "basis": "consent_family", "harms": harms}
    for wrong in ({"seen": "0" * 64}, {"seen": look["seen"], "harms": {"prisoner": "no"}}):
        program.post("/show", {**asked, **wrong})
        assert program.status == 409
        assert not [e for e in workspace.public().entries if e.kind == "claim"]
    program.post("/show", {**asked, "seen": look["seen"]})
    assert program.status == 200, program.answer.json()
    assert [e for e in workspace.public().entries if e.kind == "claim"]
    program.post("/hide", {"person": person})
    assert program.status == 200
    program.post("/hide", {})
    assert program.status == 422


def test_answers_by_the_api_are_those_of_the_page(program, report, visitor):
    rows = program.get(f"{report.rstrip('/')}")["statements_found"]
    first, second, third = [row["id"] for row in rows if row["type"] != "identity"][:3]
    program.post(f"/statements/{first}/accept")
    program.post(f"/statements/{second}/reject")
    corrected = program.post(f"/statements/{third}/correct", {"modality": "alleged"})
    assert program.status == 200, corrected
    program.post(f"/statements/{first}/accept")
    assert program.status == 409 and program.answer.json()["error"].startswith("Nothing was decided")
    visitor.get(report)
    states = " ".join(visitor.all(".statement .st"))
    assert "accepted" in states and "rejected" in states
    accepted = next(
        r["id"] for r in program.get(f"{report.rstrip('/')}")["statements_found"] if r["state"] == "accepted"
    )
    program.post(f"/statements/{accepted}/retract", {"words": "another person"})
    assert program.status == 200
    program.post(f"/statements/{second}/undo")
    assert program.status == 200


@pytest.mark.parametrize(
    "path, body",
    [
        ("/notes", {"text": "\ud800", "voice": "mother", "use": "us"}),
        ("/notes", {"text": "a\0b", "voice": "mother", "use": "us"}),
        ("/notes", {"text": "   ", "voice": "mother", "use": "us"}),
        ("/notes", {"text": "x", "voice": "mother", "use": "nobody"}),
        ("/notes", {"text": "x", "voice": "mother", "use": "us", "told": "yesterday"}),
        ("/notes", {"text": "x", "voice": "mother", "use": "us", "also": 1}),
        ("/notes", []),
        ("/people/search", {"query": ""}),
        ("/people/same", {"a": "Hanna", "b": "x", "same": True}),
    ],
)
def test_what_makes_no_sense_is_refused_by_field(program, workspace, path, body):
    entries = len(workspace.private().entries)
    told = program.post(path, body)
    assert program.status == 422
    assert told["error"] and told["fields"]
    assert len(workspace.private().entries) == entries


def test_what_is_too_large_is_refused(program):
    program.post("/notes", {"text": "x" * 1_100_000, "voice": "mother", "use": "us"})
    assert program.status in (413, 422, 400)


def test_a_report_is_sent_as_text_or_file_and_what_it_says_is_proposed(program, workspace):
    text = "On 12 May 2026 police detained Hanna Kavalchuk in Dubrouna-on-the-Hill."
    told = program.post(
        "/reports", {"name": "a.txt", "text": text, "publisher": "Example Herald", "published": "2026-05-20"}
    )
    assert (told["status"], told["reason"]) == ("added", None)
    [report] = told["reports"]
    assert {one["state"] for one in program.get(f"/reports/{report}")["statements_found"]} == {"proposed"}
    data = b64encode(text.encode()).decode()
    assert program.post("/reports", {"name": "b.txt", "base64": data})["status"] == "known"
    for body in (
        {"name": "a.txt"},
        {"name": "a.txt", "text": "x", "base64": "eA=="},
        {"name": "a.txt", "base64": "x"},
        {"name": "a.txt", "text": "x", "url": "javascript:alert(1)"},
    ):
        program.post("/reports", body)
        assert program.status == 422, body
    assert program.post("/reports", {"name": "a.pdf", "text": "%PDF-1.7 broken"})["status"] in (
        "refused",
        "added",
    )
    program.post("/show/look", {"statements": ["0" * 64], "to": ["Nobody"]})
    assert program.status in (404, 409)


def test_an_address_that_is_not_there_is_said_in_json(program):
    program.get("/nowhere")
    assert program.status == 404 and "openapi" in program.answer.json()["way_out"]


def test_the_table_in_docs_names_every_operation():
    text = (DESCRIPTION.parent / "api.md").read_text(encoding="utf-8")
    rows = {
        tuple(cell.strip() for cell in line.split("|")[1:4])
        for line in text.splitlines()
        if line.startswith("| ")
    }
    assert {(one.name, f"{one.method} `{one.path}`", one.scope) for one in OPERATIONS} <= rows


def test_a_question_is_asked_given_and_closed(program, report, accept_all, workspace):
    accept_all()
    person = next(one["id"] for one in program.get("/people")["people"] if "Kavalchuk" in one["name"])
    number = program.post(f"/people/{person}/questions", {"words": "Who is her lawyer?", "due": "2026-07"})[
        "number"
    ]
    [row] = [one for one in program.get("/questions")["questions"] if one["number"] == number]
    assert (row["words"], row["due"], row["by"]) == ("Who is her lawyer?", "2026-07", KEEPER)
    program.post(f"/questions/{number}/give", {"of": "R-02", "due": "2026-07-01"})
    assert program.status == 200
    program.post(f"/questions/{number}/close", {"fact": "0" * 64})
    assert program.status == 409
    program.post(f"/questions/{number}/close", {})
    assert program.status == 200
    program.post(f"/questions/{number}/close", {})
    assert program.status == 409
    program.post(f"/people/{person}/questions", {"words": "x", "due": "XXXX-03-22"})
    assert program.status == 409
