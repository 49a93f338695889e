"""The door: what may be published is a type that only the store makes, and a function cannot be given more."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HANDLES = {"PrivateLane", "PartnerLane", "PublicLane", "PartnerChain", "ReceivedLane"}

PLANTED = {
    "the private lane handed to the publisher": (
        "from habeas.publish.build import build\n"
        "from habeas.publish.settings import SiteSettings\n"
        "from habeas.record.lanes import PrivateLane\n"
        "from datetime import date\n\n"
        "def leak(lane: PrivateLane) -> object:\n"
        '    """Leak."""\n'
        "    return build(lane, SiteSettings(), today=date(2026, 1, 1), version='', languages=('en',))\n"
    ),
    "a partner's lane handed to the publisher": (
        "from habeas.publish.build import build\n"
        "from habeas.publish.settings import SiteSettings\n"
        "from habeas.record.lanes import PartnerLane\n"
        "from datetime import date\n\n"
        "def leak(lane: PartnerLane) -> object:\n"
        '    """Leak."""\n'
        "    return build(lane, SiteSettings(), today=date(2026, 1, 1), version='', languages=('en',))\n"
    ),
    "one lane taken for another": (
        "from habeas.record.lanes import PrivateLane, PublicLane\n\n"
        "def leak(lane: PrivateLane) -> PublicLane:\n"
        '    """Leak."""\n'
        "    return lane\n"
    ),
}
ALLOWED = (
    "from habeas.publish.build import build\n"
    "from habeas.publish.settings import SiteSettings\n"
    "from habeas.record.lanes import PublicLane\n"
    "from datetime import date\n\n"
    "def publish(lane: PublicLane) -> object:\n"
    '    """Publish."""\n'
    "    return build(lane, SiteSettings(), today=date(2026, 1, 1), version='', languages=('en',))\n"
)


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            yield function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_only_the_store_makes_the_handles_of_the_door():
    makers = {
        path.relative_to(ROOT).parts[1]
        for path in (ROOT / "habeas").rglob("*.py")
        if HANDLES & set(calls(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert makers == {"store"}


def test_publishing_and_exchange_name_no_wider_lane():
    for room in ("publish", "exchange"):
        for path in (ROOT / "habeas" / room).rglob("*.py"):
            names = {
                n.id for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Name)
            }
            assert "PrivateLane" not in names, path


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A copy of the code with the types checked once, so that each planted file is checked quickly."""
    folder = tmp_path_factory.mktemp("house")
    for source in (ROOT / "habeas").rglob("*.py"):
        target = folder / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    return folder


def typed(house, text):
    planted = house / "habeas" / "publish" / "planted.py"
    planted.write_text('"""Planted."""\n\n' + text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(house / "cache"), str(planted)]
    environment = {**os.environ, "PYTHONPATH": str(house)}
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True)


@pytest.mark.xdist_group("door")
def test_the_types_refuse_each_planted_leak_and_allow_the_public_lane(house):
    answer = typed(house, ALLOWED)
    assert answer.returncode == 0, answer.stdout
    for what, text in PLANTED.items():
        answer = typed(house, text)
        assert answer.returncode != 0, what
        assert "incompatible" in answer.stdout.lower(), answer.stdout
