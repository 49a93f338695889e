"""`habeas accounts` as it is typed: a link for one use, roles, an account that is closed."""

import json
from pathlib import Path

import jsonschema

from habeas.cli.commands import run
from habeas.store.accounts import redeem
from habeas.store.duty import Duty
from habeas.store.workspace import Workspace

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "accounts.json"


def test_invite_change_close(tmp_path, capsys):
    folder = tmp_path / "w"
    with Workspace.create(folder):
        pass
    at = ["--workspace", str(folder), "accounts"]
    assert run([*at, "list"]) == 0
    assert "Nobody has signed in yet" in capsys.readouterr().err
    assert (
        run([*at, "invite", "R-01"])
        == run([*at, "invite", "R-02", "--duty", "reviewer", "--hours", "2"])
        == 0
    )
    links = capsys.readouterr().out.split()
    with Workspace.open(folder) as workspace:
        roles = [redeem(workspace, link.split("/")[-2], now=workspace.clock()) for link in links]
    assert roles == ["R-01", "R-02"]
    assert run([*at, "change", "R-02", "--duty", "editor"]) == 0
    capsys.readouterr()
    assert run([*at, "list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, json.loads(SCHEMA.read_text("utf-8")))
    assert [(one["role"], one["duty"]) for one in told["accounts"]] == [
        ("R-01", "keeper"),
        ("R-02", Duty.EDITOR),
    ]
    assert run([*at, "close", "R-02"]) == 0
    assert run([*at, "invite", "R-02"]) == 1
    assert run([*at, "close", "R-01"]) == 1
    assert run([*at, "change", "R-01", "--duty", "reader"]) == 1
    assert "only keeper" in capsys.readouterr().err
    assert run([*at, "invite", "Anna"]) == 1
    assert run([*at, "invite", "R-03", "--hours", "400"]) == 1
    said = capsys.readouterr().err
    assert "no role code" in said and "for 1 to 336 hours" in said
