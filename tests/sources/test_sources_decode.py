"""Bytes to text: nothing changed, nothing replaced, a guess said to be one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from habeas.sources.decode import decode
from habeas.sources.errors import SourceError
from habeas.sources.read import read_bytes

BE = "Затрыманую Вольгу Жураўскую трымаюць у СІЗА-1; адвакат прыходзіў 3 траўня. «Усё добра», — напісала яна."
RU = "Задержанного Петра Ладутько держат в СИЗО-1; адвокат приходил 3 мая. «Всё хорошо», — написал он родным."
UK = "Затриманого Євгена Ґудзя тримають у СІЗО-1; адвокат приходив 3 травня. «Усе добре», — написав він."
PL = "Zatrzymana Grażyna Wąsowska pisała, że prośbę o paczkę złożyła matka; sędzia odrzucił ją później."

# Letters that the encoding has no sign for cannot have been in such a file.
written = st.text(
    alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
    | st.sampled_from("абвгдўіёйŁąćńśč \r\n\t"),
    min_size=1,
    max_size=200,
).filter(lambda text: text.strip("\ufeff\u200b \t\r\n\f\v\u00a0"))


@given(written)
@example("a\r\nb\rc\n\u2028d\u0085e")
@example("й й Å Å ﬁ \u00a0")
def test_utf8_comes_out_exactly_as_it_went_in(text: str) -> None:
    try:
        assert decode(text.encode()).text == text.removeprefix("\ufeff")
    except SourceError as error:  # mostly control characters is no text
        assert "binary" in str(error)


@given(written, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_is_dropped_and_the_rest_kept(text: str, encoding: str) -> None:
    try:
        assert decode(text.encode(encoding)).text == text
    except SourceError as error:
        assert "binary" in str(error)


@pytest.mark.parametrize(
    ("text", "encoding", "called"),
    [
        (BE, "cp1251", "Windows-1251"),
        (RU, "cp1251", "Windows-1251"),
        (UK, "cp1251", "Windows-1251"),
        (RU.upper(), "cp1251", "Windows-1251"),
        (RU.replace("«", '"').replace("»", '"').replace("—", "-"), "koi8-r", "KOI8"),
        (RU.upper().replace("«", '"').replace("»", '"').replace("—", "-"), "koi8-r", "KOI8"),
        (RU.replace("«", '"').replace("»", '"').replace("—", "-"), "cp866", "DOS 866"),
        (PL, "iso8859-2", "ISO 8859-2"),
        (PL, "cp1250", "Windows-1250"),
    ],
    ids=lambda value: value[:12],
)
def test_an_old_encoding_is_guessed_and_said_to_be_a_guess(text: str, encoding: str, called: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    (note,) = decoded.notes
    assert called in note.words and "check that the words look right" in note.words


def test_the_guess_looks_at_where_the_letters_are_and_must_fit_to_the_end() -> None:
    english = b"The list follows, as it was sent.\n" * 10_000
    assert decode(english + RU.encode("cp1251")).text.endswith(RU)
    with pytest.raises(SourceError, match="not valid UTF-8"):
        decode(RU.encode("cp1251") + english + b"\x98")


def test_typographic_quotes_of_old_windows_are_no_obstacle() -> None:
    assert decode("“Nobody told us”, Daryna’s sister said – twice…".encode("cp1252")).text.startswith(
        "“Nobody told us”"
    )


@pytest.mark.parametrize("text", [BE, RU, UK, PL], ids=["be", "ru", "uk", "pl"])
def test_damaged_utf8_is_refused_with_the_place_and_never_guessed(text: str) -> None:
    data = bytearray((f"First line\n{text}\n" * 5).encode())
    data[data.index("а".encode()) if "а" in text else data.index("ą".encode())] = 0xFF
    with pytest.raises(SourceError, match=r"not valid UTF-8 .*line 2.* UTF-8\.$"):
        decode(bytes(data))


def test_half_a_character_at_the_end_is_refused() -> None:
    with pytest.raises(SourceError, match="not valid UTF-8"):
        decode(BE.encode()[:3])


def test_what_fits_no_language_is_refused_rather_than_guessed() -> None:
    with pytest.raises(SourceError, match="no other encoding"):
        decode(bytes(range(0xA0, 0x100)) * 3)


def test_a_text_that_contradicts_its_own_mark_is_refused() -> None:
    with pytest.raises(SourceError, match="says that it is UTF-16-LE"):
        decode(b"\xff\xfe" + b"\x00\xd8" * 3)


def test_declared_encoding_is_believed_where_the_bytes_are_no_utf8() -> None:
    decoded = decode(RU.encode("iso8859-5", "ignore"), declared="ISO-8859-5")
    assert decoded.encoding == "iso8859-5" and not decoded.notes


def test_valid_utf8_wins_over_a_wrong_declaration() -> None:
    assert decode(BE.encode(), declared="windows-1251").text == BE


def test_a_declared_codec_outside_the_list_is_never_loaded() -> None:
    assert decode(b"+AGEAYg- plain", declared="utf-7").text == "+AGEAYg- plain"
    assert decode(b"uryyb", declared="rot13").text == "uryyb"


@pytest.mark.parametrize("noise", [bytes(range(256)) * 40, b"\x00" * 5000, b"\x01\x02\x03text" * 50])
def test_binary_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(SourceError, match="binary data"):
        read_bytes("noise.txt", noise)


@given(st.binary(max_size=3000))
def test_random_bytes_are_text_or_one_sentence(data: bytes) -> None:
    try:
        (document,) = read_bytes("anything.txt", data)
    except SourceError as error:
        assert str(error).endswith(".") and "\n" not in str(error)
    else:
        assert document.text and "\ufffd" not in document.text.replace(
            "\ufffd", "", data.count(b"\xef\xbf\xbd")
        )
