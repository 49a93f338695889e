"""Word documents: the words that Word shows; bombs are weighed, never unpacked."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import docx
import pytest

from habeas.sources import office_zip
from habeas.sources.errors import SourceError
from habeas.sources.read import read_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_body(body: str, **parts: bytes) -> bytes:
    document = f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode(), **parts})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def text_of(data: bytes) -> str:
    (document,) = read_bytes("a.docx", data)
    return document.text


def test_words_of_runs_tables_links_and_lists_come_out() -> None:
    made = docx.Document()
    made.add_heading("Ліст", 1)
    made.add_paragraph("Два").add_run("два").bold = True
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Імя", "Тэрмін"
    made.core_properties.title = "Ліст & адказ"
    buffer = io.BytesIO()
    made.save(buffer)
    (document,) = read_bytes("a.docx", buffer.getvalue())
    assert document.text == "Ліст\n\nДвадва\n\nІмя\tТэрмін"
    assert document.title == "Ліст & адказ"


def test_deleted_words_are_gone_and_inserted_ones_are_there() -> None:
    body = "<w:p><w:del><w:r><w:delText>two</w:delText></w:r></w:del><w:ins><w:r><w:t>three</w:t></w:r></w:ins></w:p>"
    assert text_of(with_body(body)) == "three"


def test_footnotes_stand_at_the_end_without_the_converters_arrow() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="1">{paragraph("per her sister")}</w:footnote></w:footnotes>'
    body = '<w:p><w:r><w:t>Held</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    assert text_of(with_body(body, **{"word/footnotes.xml": notes.encode()})) == "Held[1]\n\nper her sister"


def test_markup_in_words_stays_words() -> None:
    assert text_of(with_body(paragraph("&lt;b&gt; &amp;lt; a"))) == "<b> &lt; a"


def test_what_was_not_read_is_said() -> None:
    header = f"<w:hdr {W}>{paragraph('Centre for Prisoners')}</w:hdr>".encode()
    parts = {"word/header1.xml": header, "word/footer1.xml": b"<w:ftr/>", "word/media/image1.png": b"x"}
    (document,) = read_bytes("a.docx", with_body(paragraph("Held."), **parts))
    (note,) = document.notes
    assert note.words == "Not read from this Word document: page headers, a picture. Look there yourself."


def test_no_words_is_said() -> None:
    with pytest.raises(SourceError, match="holds no words"):
        text_of(with_body("<w:p/>"))


def test_a_bomb_is_refused_by_what_it_declares() -> None:
    with pytest.raises(
        SourceError, match=r"made to do harm: it would unpack to more than 50 MB\. It was not unpacked"
    ):
        text_of(packed({"[Content_Types].xml": b"", "word/a.xml": b" " * 51_000_000}))
    with pytest.raises(SourceError, match="more than 200 times its size"):
        text_of(packed({"[Content_Types].xml": b"", "word/a.xml": b" " * 5_000_000}))


def test_a_bomb_that_lies_about_its_size_is_refused_or_broken() -> None:
    """The sizes that the zip declares are lowered; what comes out must still not get past the count."""
    data = bytearray(packed({"[Content_Types].xml": b"", "word/document.xml": b" " * 5_000_000}))
    true, lie = struct.pack("<L", 5_000_000), struct.pack("<L", 1_000)
    while (at := data.find(true)) >= 0:
        data[at : at + 4] = lie
    with pytest.raises(SourceError, match=r"harm|broken"):
        text_of(bytes(data))


def test_what_really_comes_out_is_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_zip, "weigh", lambda members, size, kind: None)
    with pytest.raises(SourceError, match="more than 200 times its size"):
        text_of(packed({"[Content_Types].xml": b"", "word/document.xml": b" " * 5_000_000}))


def test_many_parts_are_refused() -> None:
    parts = {f"word/{number}.xml": b"" for number in range(5_001)}
    with pytest.raises(SourceError, match="5,002 parts"):
        text_of(packed({"[Content_Types].xml": b"", **parts}, zipfile.ZIP_STORED))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_names_itself_is_refused(encoding: str) -> None:
    laughs = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with pytest.raises(SourceError, match="defines its own XML"):
        text_of(packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": laughs.encode(encoding)}))


def test_deep_xml_is_refused() -> None:
    with pytest.raises(SourceError, match="broken inside"):
        text_of(with_body("<w:ins>" * 20_000 + "</w:ins>" * 20_000))


def test_nothing_outside_the_document_is_opened() -> None:
    """A picture by link would be fetched from disk by a trusting converter."""
    link = (
        '<w:p><w:r><w:t>Held</w:t></w:r><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/'
        'drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/'
        'main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'r:link="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file:///etc/passwd" '
        'TargetMode="External"/></Relationships>'
    )
    assert text_of(with_body(link, **{"word/_rels/document.xml.rels": relations.encode()})) == "Held"


def test_damaged_documents_raise_nothing_but_the_sentence() -> None:
    chance = random.Random(7)
    whole = with_body(paragraph("Held since May.") * 20)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        try:
            documents = read_bytes("a.docx", bytes(data))
        except SourceError as error:
            assert str(error).endswith(".")
        else:
            assert documents[0].text


def test_damaged_xml_raises_nothing_but_the_sentence() -> None:
    """Here the zip is sound, so that the damage reaches the converter."""
    chance = random.Random(8)
    pieces = [
        "<w:p>",
        "</w:p>",
        "<w:tbl>",
        "<w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:hyperlink>",
        "<w:sym/>",
        "<w:fldChar/>",
        "<w:drawing/>",
        "<w:pict/>",
        "<w:sdt/>",
        "<w:t>x</w:t>",
        "<w:footnoteReference/>",
        "<w:vMerge/>",
        "&x;",
        "<w:r>",
    ]
    for _ in range(300):
        body = "".join(chance.choice(pieces) for _ in range(chance.randint(1, 12)))
        closed = "".join(
            f"<w:p><w:r>{piece}</w:r></w:p>"
            for piece in pieces
            if piece.endswith("/>") and chance.random() < 0.3
        )
        try:
            read_bytes("a.docx", with_body(closed + body + paragraph("x")))
        except SourceError as error:
            assert str(error).endswith(".")
