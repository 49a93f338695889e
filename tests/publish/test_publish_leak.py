"""Nothing that stands only in the private lane reaches a byte of any output, and every output is on the list here."""

from publish_lane import Writer

from habeas.publish.outputs import OUTPUTS

# Whoever adds an output adds it here, and sees to it that the test below covers its files.
LISTED = ("site", "search", "feeds", "calendars", "dataset", "tables", "workbook", "ftm", "describe")
FILES = {
    "site": ("index.html", "404.html", "assets/", "en/"),
    "search": ("search/",),
    "feeds": ("en/feeds/",),
    "calendars": ("en/calendars/",),
    "dataset": ("data/habeas.json", "data/people/"),
    "tables": ("data/people.csv", "data/statements.csv"),
    "workbook": ("data/people.xlsx",),
    "ftm": ("data/entities.ftm.json",),
    "describe": (
        "data/habeas.schema.json",
        "data/datapackage.json",
        "data/dcat.jsonld",
        "CITATION.cff",
        "LICENCE.txt",
        "robots.txt",
        "sitemap.xml",
    ),
}
CANARY = "kanarejka-7f3a"


def test_every_output_is_on_the_list():
    assert tuple(output.name for output in OUTPUTS) == LISTED


def test_every_file_belongs_to_an_output_on_the_list(edition):
    assert set(FILES) == set(LISTED)
    for output in OUTPUTS:
        for piece in output.pieces(edition):
            assert piece.path.startswith(FILES[output.name]), f"{output.name} writes {piece.path}"


def test_what_no_page_may_show_is_in_no_file():
    """Methods, fingerprints, role codes, offsets and text hashes may stand on a statement of the private lane."""
    from dataclasses import replace

    from publish_story import story

    from habeas.publish.build import files_of

    edition = story()
    marked = {
        key: replace(
            s,
            method=CANARY,
            fingerprint=CANARY,
            names={s.subjects[0]: (CANARY,)},
            evidence=tuple(
                replace(e, text_sha256=CANARY, start=8_123_457, end=8_123_459) for e in s.evidence
            ),
        )
        for key, s in edition.statements.items()
    }
    made = b"".join(files_of(replace(edition, statements=marked)).values())
    assert CANARY.encode() not in made
    assert b"812345" not in made


def test_leaves_of_the_private_lane_are_refused_before_they_can_be_published():
    import pytest

    from habeas.record.errors import RecordError

    writer = Writer()
    person, source = writer.person("x"), writer.source("Kropka")
    evidence = ({"source": source, "stretches": ("x",), "lang": "en"},)
    for private in ({"from": b"f" * 32}, {"method": CANARY}, {"by": CANARY}):
        with pytest.raises(RecordError):
            writer.write("claim", type="detention", subjects=(person,), evidence=evidence, **private)
