"""A broken pack is explained by file, line and fix; a sound one names its version."""

import pytest
import yaml

from habeas.packs import loader
from habeas.packs.loader import PackError, parse


def test_a_key_that_stands_twice_is_refused_with_its_line():
    with pytest.raises(PackError) as refused:
        parse("languages/xx/dates.yml", "months:\n  march: 3\n  april: 4\n  march: 5\n")
    assert "languages/xx/dates.yml, line 4" in str(refused.value)
    assert "To mend it" in str(refused.value)


def test_broken_yaml_is_refused_with_its_line():
    with pytest.raises(PackError) as refused:
        parse("x.yml", "a: [1, 2\nb: 3\n")
    assert refused.value.line in (2, 3)


def test_a_problem_can_be_placed_at_its_line():
    pack = parse("x.yml", "a:\n  - b: 1\n  - b: 2\n")
    assert str(pack.error(("a", "1", "b"), "two is too many.", "write 1.")).startswith("x.yml, line 3")


def test_the_version_follows_the_bytes():
    assert parse("x.yml", "a: 1\n").version != parse("x.yml", "a: 2\n").version


def test_a_missing_pack_says_so():
    with pytest.raises(PackError, match="no such pack"):
        loader.load("languages/none/at-all.yml")


def test_every_pack_that_ships_is_sound():
    found = 0
    for folder in ("vocabulary", "languages", "countries", "words"):
        try:
            names = list(_yaml_below(folder))
        except OSError:
            continue
        for name in names:
            assert isinstance(loader.load(name).data, dict | list), name
            found += 1
    assert found > 0
    assert yaml.__version__


def _yaml_below(folder):
    for name in loader.names(folder):
        if name.endswith(".yml"):
            yield f"{folder}/{name}"
        elif "." not in name:
            yield from _yaml_below(f"{folder}/{name}")
