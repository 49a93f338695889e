"""What --json prints is what its schema says, key by key: every key is described, and what is measured from outside is there."""

import contextlib
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from habeas.app.main import main

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
NAMES = ("people", "show", "add", "extract", "match", "stats", "due", "worker")
TODAY = ["--today", "2026-11-20"]
REPORTS = {
    "verdict.txt": "On 12 May 2026 the Uzhorsk district court sentenced Maryna Zialonka to three years in prison under article 130.\n",
    "rival.txt": "Maryna Zialonka was sentenced to four years in prison on 12 May 2026. According to her lawyer, she was beaten in custody.\n",
    "raid.txt": "On 22 March police detained about a dozen people in Lasnychy. Most were given 10 to 15 days of "
    "administrative arrest. Two remain in custody: Piatro Lazavik and Volha Kirmash.\n\n"
    "The prisoners can be supported through the Lantern Fund.\n",
    "empty.txt": "",
}


def schema(name, closed=False):
    """A schema; ``closed``: no key may stand in the answer that it does not describe."""
    found = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return close(found) if closed else found


def close(node):
    if isinstance(node, dict):
        closed = {key: close(value) for key, value in node.items()}
        if node.get("type") == "object" and "additionalProperties" not in node and "properties" in node:
            closed["additionalProperties"] = False
        return closed
    return [close(one) for one in node] if isinstance(node, list) else node


def check(name, answer):
    problems = [
        f"{list(e.absolute_path)}: {e.message}"
        for e in Draft202012Validator(schema(name, closed=True)).iter_errors(answer)
    ]
    assert problems == []


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """One of everything, printed by the commands themselves."""
    folder = tmp_path_factory.mktemp("schemas")
    files = []
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
        files.append(str(folder / name))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.delenv("HABEAS_WORKSPACE", raising=False)

        def run(*words, status=0):
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                assert main(list(words)) == status, err.getvalue()
            return out.getvalue()

        run("init", str(folder / "ws"))
        patch.chdir(folder / "ws")
        found = {"add": run("add", *files, "--json", "--published", "2026-05-13", status=1)}
        found["add again"] = run("add", files[0], "--json")
        found["extract"] = [run("extract", file, "--json", "--published", "2026-05-13") for file in files[:3]]
        found["extract unknown"] = run("extract", files[2], "--json", "--published", "unknown")
        proposed = run("show", "Maryna Zialonka", "--json", *TODAY)
        term = next(b for b in json.loads(proposed)["beliefs"] if b["property"] == "term")
        run("decide", "accept", term["statements"][0], *TODAY)
        found["people"] = run("people", "--json", *TODAY)
        found["one"] = run("people", "Зялёнка", "--json", *TODAY)
        found["show"] = [
            proposed,
            *(run("show", one, "--json", *TODAY) for one in ("Maryna Zialonka", "Piatro Lazavik")),
        ]
        found["match"] = run("match", "Maryna Zialonka", "Марына Зялёнка", "--json")
        found["stats"] = run("stats", "--json", *TODAY)
        found["due"] = run("due", "--json", "--days", "400", *TODAY)
        incoming = folder / "incoming"
        incoming.mkdir()
        (incoming / "new.txt").write_text("On 3 June 2026 police detained Volha Kirmash in Lasnychy.\n")
        with (folder / "ws" / "habeas.toml").open("a", encoding="utf-8") as marker:
            marker.write(f"[[watch.source]]\nname = 'Couriers'\nfolder = '{incoming}'\n")
        found["worker"] = run("worker", "--once", "--json").splitlines()
        return found


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_a_schema(name):
    Draft202012Validator.check_schema(schema(name))


def test_people(answers):
    check("people", json.loads(answers["people"]))
    rows = {row["name"]: row for row in json.loads(answers["people"])["people"]}
    assert rows["Maryna Zialonka"]["state"] == "accepted"
    assert rows["Piatro Lazavik"]["state"] == "proposed"
    assert [row["name"] for row in json.loads(answers["one"])["people"]] == ["Maryna Zialonka"]
    wanted = {"id", "name", "names", "held", "held_as_of", "status", "state"}
    assert all(wanted <= set(row) for row in rows.values())


def test_show(answers):
    for text in answers["show"]:
        check("show", json.loads(text))
    proposed, accepted, other = (json.loads(text) for text in answers["show"])
    beliefs = [*proposed["beliefs"], *accepted["beliefs"]]
    wanted = {"property", "value", "state", "said_by", "reports", "origins", "evidence", "rivals"}
    assert all(wanted <= set(belief) for belief in beliefs)
    evidence = [one for belief in beliefs for one in belief["evidence"]]
    assert all({"capture", "start", "end", "text", "origin"} <= set(one) for one in evidence)
    texts = [text for text in REPORTS.values() if "Zialonka" in text]
    assert all(any(text[one["start"] : one["end"]] == one["text"] for text in texts) for one in evidence)
    assert any(belief["rivals"] for belief in proposed["beliefs"]), "three years or four: both are shown"
    assert other["groups"][0]["members"]


def test_add(answers):
    rows = [json.loads(line) for line in answers["add"].splitlines()]
    for row in rows:
        check("add", row)
    assert [row["status"] for row in rows] == ["added", "added", "added", "refused"]
    assert rows[0]["documents"][0]["text"] == REPORTS["verdict.txt"]
    assert rows[0]["documents"][0]["published"] == "2026-05-13"
    assert rows[3]["reason"]
    assert json.loads(answers["add again"])["status"] == "known"
    check("add", json.loads(answers["add again"]))


def test_extract(answers):
    for text in (*answers["extract"], answers["extract unknown"]):
        check("extract", json.loads(text))
    raid, unresolved = json.loads(answers["extract"][2]), json.loads(answers["extract unknown"])
    assert raid["groups"]
    assert raid["support"]
    dates = {v["value"] for c in unresolved["claims"] for v in c["fields"].get("date", [])}
    assert dates == {"XXXX-03-22"}
    assert {v["value"] for c in raid["claims"] for v in c["fields"].get("date", [])} == {"2026-03-22"}
    for name, text in zip(REPORTS, answers["extract"], strict=False):
        for span in spans(json.loads(text)):
            assert REPORTS[name][span["start"] : span["end"]] == span["text"]


def spans(node):
    if isinstance(node, dict):
        if node.get("start") is not None:
            yield node
        for value in node.values():
            yield from spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans(value)


def test_match(answers):
    check("match", json.loads(answers["match"]))
    assert json.loads(answers["match"])["score"] > 0.5


def test_due(answers):
    check("due", json.loads(answers["due"]))
    assert {"campaign"} < {row["kind"] for row in json.loads(answers["due"])["due"]}


def test_stats(answers):
    check("stats", json.loads(answers["stats"]))


def test_worker(answers):
    for line in answers["worker"]:
        check("worker", json.loads(line))


@pytest.mark.parametrize("name", NAMES)
def test_a_key_that_is_missing_or_not_described_is_noticed(answers, name):
    """Else the tests above could not fail."""
    text = (
        answers[name][0]
        if isinstance(answers[name], list)
        else answers[name].splitlines()[0]
        if name == "add"
        else answers[name]
    )
    answer = json.loads(text)
    validator = Draft202012Validator(schema(name, closed=True))
    assert not validator.is_valid({**answer, "unheard_of": 1})
    for key in answer:
        assert not validator.is_valid({k: v for k, v in answer.items() if k != key})
