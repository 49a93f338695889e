"""The test vectors: they are what the code makes, and two readers that share no line agree on them."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from record_vectors import FOLDER, build

from habeas.record import cbor
from habeas.record.entry import decode_entry, encode_entry
from habeas.record.errors import RecordError
from habeas.record.header import KINDS
from habeas.record.heads import decode_head
from habeas.record.proof import decode_proof, verify_proof
from habeas.record.shapes import ACTS
from habeas.record.verify import read_entries, verify

CHECKER = Path(__file__).parents[2] / "tools/check_vectors.py"


def vectors(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return found


def rows(name: str) -> list[Any]:
    def label(row: dict[str, Any]) -> str:
        return str(
            row.get("refused") or row.get("accepted") or row.get("id") or row.get("cbor") or row["about"]
        )[:48]

    return [pytest.param(row, id=label(row)) for row in vectors(name)["vectors"]]


def test_the_committed_vectors_are_what_the_code_makes() -> None:
    made = build()
    assert sorted(made) == sorted(file.name for file in FOLDER.glob("*.json"))
    for name, text in made.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, (
            f"{name} differs: the format has changed. If that is meant, run tests/record/record_vectors.py "
            "and say in docs/record-format.md what changed and why."
        )


def test_the_independent_checker_agrees_with_every_vector() -> None:
    done = subprocess.run([sys.executable, CHECKER], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == len(build())


def test_the_independent_checker_imports_nothing_of_habeas() -> None:
    tree = ast.parse(CHECKER.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in named} <= set(sys.stdlib_module_names) | {"nacl"}


@pytest.mark.parametrize("name", ["entries.json", "logs.json", "proofs.json", "values.json"])
def test_the_independent_checker_notices_a_vector_that_is_wrong(name: str, tmp_path: Path) -> None:
    content = vectors(name)
    row = content["vectors"][-1]
    if "refused" in row:
        row["accepted"] = row.pop("refused")
    else:
        row["bytes"] = row["bytes"][:-2] + ("00" if row["bytes"][-2:] != "00" else "01")
    (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    done = subprocess.run([sys.executable, CHECKER, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout


@pytest.mark.parametrize("row", rows("values.json"))
def test_values(row: dict[str, Any]) -> None:
    data = bytes.fromhex(row["cbor"])
    if "refused" in row:
        with pytest.raises(RecordError):
            cbor.decode(data)
    else:
        assert cbor.encode(cbor.decode(data)) == data


@pytest.mark.parametrize("row", rows("entries.json"))
def test_entries(row: dict[str, Any]) -> None:
    data = bytes.fromhex(row["bytes"])
    entry = decode_entry(data)
    assert (entry.id.hex(), sorted(entry.erased)) == (row["id"], sorted(row["erased"]))
    assert encode_entry(entry) == data


def test_every_kind_and_act_has_a_vector() -> None:
    assert {row["header"]["kind"] for row in vectors("entries.json")["vectors"]} == set(KINDS)
    acts = {row["fields"].get("act") for row in vectors("entries.json")["vectors"]}
    assert set(ACTS) <= acts


@pytest.mark.parametrize("row", rows("logs.json"))
def test_logs(row: dict[str, Any]) -> None:
    pool = [bytes.fromhex(item) for item in vectors("logs.json")["pool"]]
    entries, broken = read_entries(pool[int(number)] for number in row["entries"].split())
    report = verify(entries, [decode_head(pool[int(number)]) for number in row["heads"].split()])
    assert (report.ok and not broken) == ("accepted" in row), report.sentences


@pytest.mark.parametrize("row", rows("proofs.json"))
def test_proofs(row: dict[str, Any]) -> None:
    proof = decode_proof(bytes.fromhex(row["proof"]))
    if "refused" in row:
        with pytest.raises(RecordError):
            verify_proof(proof)
    else:
        verify_proof(proof)
