"""The commands are documented, all of them, and what messages and documents tell people to type is there to be typed."""

import argparse
import json
import re
from pathlib import Path

import pytest

from habeas.cli.commands import parser

ROOT = Path(__file__).parents[2]
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
GENERAL = CLI[: CLI.index("\n## Reading")]  # what holds for all commands is said once


def commands(of=None, name="habeas"):
    """Every command with its parser, sub-commands included."""
    of = of or parser()
    yield name, of
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, sub in action.choices.items():
                yield from commands(sub, f"{name} {word}")


def section(name):
    """What docs/cli.md says under the command's heading."""
    top = " ".join(name.split()[:2])
    found = re.search(rf"^### {top}\n(.*?)(?=^##|\Z)", CLI, re.DOTALL | re.MULTILINE)
    return found.group(1) if found else ""


def options():
    for name, of in commands():
        for action in of._actions:
            for option in action.option_strings:
                if option.startswith("--") and option != "--help":
                    yield name, option


@pytest.mark.parametrize("name", [name for name, _ in commands()][1:])
def test_every_command_is_described_with_an_example(name):
    text = section(name)
    assert text, f"docs/cli.md has no heading for {name}"
    typed = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    assert sum(name in line for line in typed) >= 1, f"no line of docs/cli.md shows {name} as it is typed"
    assert len(typed) >= 2, "a form, and an example"


@pytest.mark.parametrize("name, option", sorted(set(options())))
def test_every_option_is_described_where_its_command_is(name, option):
    known = GENERAL if name == "habeas" or option in ("--workspace", "--json") else section(name)
    assert re.search(rf"{option}(?![\w-])", known), f"docs/cli.md does not mention {option} of {name}"


def test_no_command_is_described_that_does_not_exist():
    described = re.findall(r"^### (habeas [\w ]+)$", CLI, re.MULTILINE)
    assert set(described) <= {name for name, _ in commands()}


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_help_says_what_everything_is_for(name):
    [of] = [of for one, of in commands() if one == name]
    for action in of._actions:
        if action.option_strings and action.dest not in ("json", "by", "workspace"):
            assert action.help, f"{name} {action.option_strings} has no words of help"
    assert len(of.format_help()) > 50


def told():
    """Every `habeas ...` that the program, its packs and its documents put in front of people."""
    for folder, ending in (
        ("habeas", "*.py"),
        ("habeas", "*.yml"),
        ("habeas", "*.html"),
        ("docs", "*.md"),
        (".", "*.md"),
    ):
        files = (ROOT / folder).glob(ending) if folder == "." else (ROOT / folder).rglob(ending)
        for file in files:
            for words in re.findall(r"`habeas ([a-z][^`\n]*)`", file.read_text(encoding="utf-8")):
                yield str(file.relative_to(ROOT)), words


def test_what_people_are_told_to_type_can_be_typed():
    known = {name.removeprefix("habeas ") for name, _ in commands()}
    by_name = dict(commands())
    wrong = []
    for file, words in told():
        word = words.split()[0].rstrip(".,;:")
        if word not in known:
            wrong.append(f"{file}: habeas {words}")
            continue
        texts = [of.format_help() for name, of in by_name.items() if name.split()[:2] == ["habeas", word]]
        for option in re.findall(r"--[a-z][a-z-]+", words):
            if not any(re.search(rf"{option}(?![\w-])", text) for text in texts):
                wrong.append(f"{file}: habeas {words} ({option})")
    assert wrong == []


def test_the_schemas_are_the_ones_that_the_document_names():
    named = set(
        re.findall(r"\(schemas/([\w]+\.json)\)", CLI + (ROOT / "docs" / "extract.md").read_text("utf-8"))
    )
    there = {file.name for file in (ROOT / "docs" / "schemas").glob("*.json")}
    assert named == there
    for name in there:
        title = json.loads((ROOT / "docs" / "schemas" / name).read_text("utf-8"))["title"]
        assert title == f"habeas.{name.removesuffix('.json')}/1"
        assert f"`{title}`" in CLI
