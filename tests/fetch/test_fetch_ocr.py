"""Words off pictures: a photographed note and a scanned PDF are read by tesseract where it is installed, and said to be so.

All people are invented. The pictures are drawn here, with the project's own fonts.
"""

from importlib import resources

import pytest
import typst

from habeas.fetch import ocr
from habeas.fetch.child import LimitedReader
from habeas.sources.errors import SourceError

needs_tesseract = pytest.mark.skipif(
    "bel" not in ocr.languages() or "eng" not in ocr.languages(),
    reason="tesseract is not installed: apt-get install tesseract-ocr tesseract-ocr-bel tesseract-ocr-eng",
)
WORDS = "12 траўня суд асудзіў Марыну Зялёнку да трох гадоў калоніі."
ENGLISH = "On 2 June 2026 police detained Piatro Lazavik."
PAGE = '#set page(width: 150mm, height: 40mm, margin: 8mm)\n#set text(font: "Fira Sans", size: 13pt)\n#sys.inputs.words'


def picture_of(words):
    with resources.as_file(resources.files("habeas.packs").joinpath("letters", "fonts")) as fonts:
        return typst.compile(
            PAGE.encode(), format="png", ppi=220, sys_inputs={"words": words},
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
        )  # fmt: skip


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A Belarusian sentence as PNG, and an English one as a PDF that holds nothing but its picture."""
    folder = tmp_path_factory.mktemp("scan")
    (folder / "scan.png").write_bytes(picture_of(ENGLISH))
    (folder / "scan.typ").write_text('#set page(width: 150mm, height: 40mm, margin: 0mm)\n#image("scan.png")')
    return picture_of(WORDS), typst.compile(folder / "scan.typ", format="pdf")


def read(name, data):
    with LimitedReader() as reader:
        return reader.read(name, data)


@needs_tesseract
@pytest.mark.parametrize("place", [0, 1], ids=["picture", "scanned PDF"])
def test_a_picture_and_a_scan_are_read_in_two_scripts(drawn, place):
    [document] = read(("note.png", "scan.pdf")[place], drawn[place])
    assert " ".join(document.text.split()) == (WORDS, ENGLISH)[place]
    assert document.reader == ocr.READER
    assert [note.rule for note in document.notes][:1] == ["source.ocr"]


@needs_tesseract
@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 99,
        b"\xff\xd8\xff\xe0" + b"\x01" * 5_000,
        b"II*\x00" + b"\xff" * 2_000,
    ],
)
def test_a_broken_picture_is_refused_in_one_sentence(data):
    with pytest.raises(SourceError) as error:
        read("a.png", data)
    assert error.value.way_out


def test_where_tesseract_is_missing_the_refusal_says_how_to_get_it(drawn, monkeypatch):
    monkeypatch.setattr(ocr, "languages", tuple)
    for name, data in zip(("note.png", "scan.pdf"), drawn, strict=True):
        with pytest.raises(SourceError, match="apt-get install tesseract-ocr"):
            read(name, data)
