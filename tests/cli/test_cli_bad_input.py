"""Bad input: one clear sentence a file with the way out, exit status 1, the other files done, nothing half-written."""

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from habeas.app.main import main
from habeas.store.workspace import Workspace

ROOT = Path(__file__).parents[2]
GOOD = "On 12 May 2026 the Uzhorsk district court sentenced Maryna Zialonka to three years in prison under article 130.\n"


@pytest.fixture
def place(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("HABEAS_WORKSPACE", raising=False)
    assert main(["init", str(tmp_path / "ws")]) == 0
    monkeypatch.chdir(tmp_path / "ws")
    capsys.readouterr()
    return tmp_path


def pdf(encrypt=None):
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=encrypt)
    canvas.drawString(72, 720, "Maryna Zialonka was sentenced.")
    canvas.save()
    return out.getvalue()


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * 300_000_000)
    return out.getvalue()


BAD = {
    "empty.txt": lambda: b"",
    "wrong-extension.docx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "broken.pdf": lambda: pdf()[:300],
    "encrypted.pdf": lambda: pdf(pdfencrypt.StandardEncryption("secret", ownerPassword="owner")),
    "bomb.docx": bomb,
    "noise.txt": lambda: bytes(range(256)) * 40,
    "invalid.txt": lambda: b"Maryna \xff\xfe\xc3 Zialonka " * 30,
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_file_among_good_ones(place, name, capsys):
    (place / "a-good.txt").write_text(GOOD)
    (place / name).write_bytes(BAD[name]())
    (place / "z-good.txt").write_text(GOOD.replace("Maryna", "Alena"))
    status = main(["add", str(place / "a-good.txt"), str(place / name), str(place / "z-good.txt")])
    told = capsys.readouterr()
    assert status == 1
    refused = told.err.strip().splitlines()
    assert len(refused) == 1, told.err
    assert refused[0].startswith(f"{place / name}: ")
    assert refused[0].count(". ") >= 1, "what happened, and the way out"
    assert told.out.count("added;") == 2
    with Workspace.open(place / "ws") as workspace:
        assert len(workspace.documents()) == 2
        assert not list((place / "ws" / "tmp").iterdir())


def test_200_megabytes_of_text_are_refused_unread(place, capsys):
    with (place / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    begun = time.process_time()
    assert main(["add", str(place / "huge.txt")]) == 1
    assert time.process_time() - begun < 5
    assert "MB" in capsys.readouterr().err


def test_a_file_that_is_not_there(place, capsys):
    assert main(["add", str(place / "nowhere.txt")]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_an_address_is_not_fetched_without_leave(place, capsys):
    assert main(["add", "http://127.0.0.1:1/report"]) == 1
    assert "--allow-network" in capsys.readouterr().err


def test_no_workspace_says_how_to_make_one(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HABEAS_WORKSPACE", raising=False)
    assert main(["people"]) == 1
    assert "habeas init" in capsys.readouterr().err


def test_a_pairs_file_with_a_broken_line_writes_nothing(tmp_path, capsys):
    (tmp_path / "pairs.jsonl").write_text('{"a": "Maryna Zialonka", "b": "Марына Зялёнка"}\nnot json\n')
    assert main(["match", "--pairs", str(tmp_path / "pairs.jsonl"), "--out", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
    assert "nothing was written" in capsys.readouterr().err


def test_ctrl_c_in_the_middle_leaves_what_was_done_and_nothing_half(place):
    for number in range(60):
        (place / f"r{number:02}.txt").write_text(
            GOOD.replace("Maryna", f"Maryna{'abcdefgh'[number % 8]}") * 40 + str(number)
        )
    files = [str(place / f"r{number:02}.txt") for number in range(60)]
    process = subprocess.Popen(
        [sys.executable, "-m", "habeas", "add", *files],
        cwd=place / "ws",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    for _ in range(3):
        assert "added" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1, err
    assert "stopped" in err
    assert "Traceback" not in err
    with Workspace.open(place / "ws") as workspace:
        kept = workspace.documents()
        assert 3 <= len(kept) < 60
        assert all(workspace.blob(document.capture) is not None for document in kept)
    assert main(["verify"]) == 0
