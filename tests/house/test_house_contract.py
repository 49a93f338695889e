"""The map is executable: each rule of the house is proven by planting its violation and seeing it refused."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent

PLANTED_IMPORTS = {
    "an upward import": ("habeas/model/span.py", "import habeas.record\n", "Imports run one way"),
    "an import that only type checking sees": (
        "habeas/claims/__init__.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import habeas.register\n",
        "Imports run one way",
    ),
    "record and identity knowing each other": (
        "habeas/record/__init__.py",
        "import habeas.identity\n",
        "Imports run one way",
    ),
    "a room of reading that looks ahead": (
        "habeas/claims/names/__init__.py",
        "import habeas.claims.story.tell\n",
        "Reading goes one way",
    ),
    "a room nobody has put in its place": (
        "habeas/attic/__init__.py",
        '"""A room of its own."""\n',
        "not listed as layers",
    ),
    "the core asking for the disk": ("habeas/register/__init__.py", "import pathlib\n", "touches no clock"),
    "the core rolling dice": ("habeas/claims/__init__.py", "import random\n", "touches no clock"),
    "a noun leaning on a library": ("habeas/model/claim.py", "import cbor2\n", "standard library alone"),
    "Django outside its rooms": (
        "habeas/workflows/__init__.py",
        "import django\n",
        "Django lives in three rooms",
    ),
}

PLANTED_CALLS = {
    "a clock in the core": "import datetime\n\nNOW = datetime.datetime.now(tz=datetime.UTC)\n",
    "today in the core": "from datetime import date\n\nTODAY = date.today()\n",
    "chance in the core": "from secrets import token_bytes\n\nSALT = token_bytes(16)\n",
    "the environment in the core": "from os import environ\n\nHOME = environ['HOME']\n",
}


@pytest.fixture
def house(tmp_path):
    """A copy of the code, to plant in."""
    for source in (ROOT / "habeas").rglob("*.py"):
        target = tmp_path / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def plant(house, file, text):
    target = house / file
    target.parent.mkdir(parents=True, exist_ok=True)
    old = target.read_text(encoding="utf-8") if target.exists() else ""
    target.write_text(
        old.replace("from __future__ import annotations\n", "", 1) + "\n" + text, encoding="utf-8"
    )


def run(house, *command):
    environment = {**os.environ, "PYTHONPATH": str(house), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [str(c) for c in command], cwd=house, env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize("what", PLANTED_IMPORTS)
def test_a_planted_import_breaks_the_contract(house, what):
    file, text, contract = PLANTED_IMPORTS[what]
    plant(house, file, text)
    answer = run(house, BIN / "lint-imports", "--no-cache")
    assert answer.returncode != 0, answer.stdout
    flat = " ".join(answer.stdout.split())
    assert contract in flat
    assert "BROKEN" in flat


@pytest.mark.parametrize("what", PLANTED_CALLS)
def test_a_planted_effect_is_refused_in_the_core_and_allowed_in_the_shell(house, what):
    for room, refused in (("register", True), ("workflows", False)):
        file = house / "habeas" / room / "planted.py"
        file.write_text('"""Planted."""\n\n' + PLANTED_CALLS[what], encoding="utf-8")
        answer = run(house, BIN / "ruff", "check", "--no-cache", "--select", "TID251", file)
        assert (answer.returncode != 0) is refused, answer.stdout


def test_every_room_states_its_law():
    rooms = sorted(p.parent for p in (ROOT / "habeas").glob("*/__init__.py"))
    assert len(rooms) >= 19
    for room in rooms:
        text = (room / "__init__.py").read_text(encoding="utf-8")
        assert text.startswith('"""'), room.name
        assert "Imports: " in text, f"{room.name}/__init__.py must say what it may import"


def test_no_file_has_a_name_that_says_nothing():
    named = {p.stem for p in (ROOT / "habeas").rglob("*.py")}
    assert not named & {"utils", "util", "helpers", "helper", "misc", "common", "tools", "stuff"}


def test_importing_habeas_pulls_no_django():
    code = (
        "import sys, habeas, habeas.app.main; print([m for m in sys.modules if m.startswith('django')][:3])"
    )
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert answer.stdout.strip() == "[]", answer.stdout + answer.stderr
