"""What a group says of itself on its site: a small file, refused with a plain sentence where it says something else."""

import pytest

from habeas.publish.settings import SiteSettings
from habeas.workflows.refused import Refused
from habeas.workflows.site_settings import read_settings

WHOLE = """
title: {en: Register of the Second Envelope, be: Рэестр Другога канверта}
publisher: Second Envelope
contact: letters@second-envelope.example
licence: CC BY 4.0
address: https://register.second-envelope.example
about:
  en: Five volunteers who write letters.
"""


def written(tmp_path, text):
    file = tmp_path / "site.yml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return file


def test_all_of_it_is_read(tmp_path):
    assert read_settings(written(tmp_path, WHOLE)) == SiteSettings(
        title={"en": "Register of the Second Envelope", "be": "Рэестр Другога канверта"},
        publisher="Second Envelope",
        contact="letters@second-envelope.example",
        licence="CC BY 4.0",
        address="https://register.second-envelope.example",
        about={"en": "Five volunteers who write letters."},
    )


def test_any_line_may_be_left_out(tmp_path):
    assert read_settings(written(tmp_path, "publisher: Kropka\nlicence:\n")) == SiteSettings(
        publisher="Kropka"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("publsher: Kropka", "“publsher” is none of title, publisher"),
        ("publisher: [a, b]", "publisher is to be a text"),
        ("title: Our site", "title is to hold a text for each language"),
        ("title: {xx: Our site}", "“xx” is none of be, de, en"),
        ("address: register.example", "address is to begin with https://"),
        ("address: javascript:alert(1)", "address is to begin with https://"),
        ("- a\n- b", "is to hold lines such as"),
        ("publisher: a\npublisher: b", "line 2: “publisher” stands here a second time"),
        ("title: {en: [", "this is no YAML"),
        (b"publisher: \xff\xfe", "not written in UTF-8"),
        ("publisher: " + "a" * 60_000, "is it the right file"),
        ("!!python/object/apply:os.system [ls]", "Nothing was changed"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_place_and_the_way_out(tmp_path, text, told):
    with pytest.raises(Refused, match="Nothing was changed") as refused:
        read_settings(written(tmp_path, text))
    assert told in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Refused, match=r"none\.yml could not be read"):
        read_settings(tmp_path / "none.yml")
