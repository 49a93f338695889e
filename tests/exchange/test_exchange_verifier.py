"""One claim, one file, one public key: ours and a verifier that shares no line with it say the same of every vector."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from exchange_vectors import FOLDER, texts

from habeas.record.errors import RecordError
from habeas.record.proof import decode_proof, verify_claim

TOOL = Path(__file__).parents[2] / "tools" / "verify.py"
FILES = sorted(FOLDER.glob("*.json"))


def test_the_committed_vectors_are_what_the_code_makes():
    assert {file.name: file.read_text(encoding="utf-8") for file in FILES} == texts()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_we_say_of_each_vector_what_it_says(file):
    row = json.loads(file.read_text(encoding="utf-8"))
    try:
        verify_claim(decode_proof(bytes.fromhex(row["proof"])), bytes.fromhex(row["root"]))
        found = True
    except RecordError:
        found = False
    assert found == (row["expect"] == "success")


def test_the_other_verifier_says_of_each_vector_what_it_says():
    done = subprocess.run([sys.executable, TOOL, "--vectors", FOLDER], capture_output=True, text=True)
    assert done.stdout.strip() == f"{len(FILES)} vectors, 0 not as they say", done.stdout + done.stderr
    assert done.returncode == 0


def test_the_other_verifier_is_short_and_imports_nothing_of_ours():
    text = TOOL.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    tree = ast.parse(text)
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in named} - set(sys.stdlib_module_names) == {"cbor2", "cryptography"}


def test_it_checks_a_file_and_says_what_the_claim_says(tmp_path):
    row = json.loads((FOLDER / "a-claim.json").read_text(encoding="utf-8"))
    proof = tmp_path / "claim.proof"
    proof.write_bytes(bytes.fromhex(row["proof"]))
    done = subprocess.run([sys.executable, TOOL, proof, row["root"]], capture_output=True, text=True)
    assert (done.returncode, "place: Lasnychy" in done.stdout) == (0, True)
    proof.write_bytes(bytes.fromhex(row["proof"]).replace(b"Lasnychy", b"Lasnychi"))
    done = subprocess.run([sys.executable, TOOL, proof, row["root"]], capture_output=True, text=True)
    assert (done.returncode, done.stdout.startswith("NOT PROVEN: ")) == (1, True)
