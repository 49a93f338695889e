"""Web archives that lie about their lengths, or hold more than they may: what can be read is, the rest is named, nothing hangs."""

import gzip
import io
import zipfile

import pytest

from habeas.fetch.child import LimitedReader
from habeas.sources.errors import SourceError
from habeas.sources.read import read_bytes

PAGE = b"<!doctype html><p>On 2 June 2026 police detained Piatro Lazavik.</p>"


def record(body=PAGE, length=None, address=b"https://news.example/1"):
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    told = str(len(answer)).encode() if length is None else length
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + address + b"\r\n"
    return (
        head
        + b"Content-Type: application/http\r\nContent-Length: "
        + told
        + b"\r\n\r\n"
        + answer
        + b"\r\n\r\n"
    )


@pytest.mark.parametrize("length", [b"99999999999999", b"-1", b"12", b"0", b"none", b"1e9"])
def test_a_lying_length_takes_nothing_with_it_that_stands_before(length):
    data = record() + record(PAGE.replace(b"Piatro", b"Juras"), length, b"https://news.example/2")
    documents = read_bytes("crawl.warc", data)
    assert "Piatro Lazavik" in documents[0].text


@pytest.mark.parametrize("length", [b"99999999999999", b"-1", b"0", b"none"])
def test_an_archive_of_nothing_but_a_lie_ends_in_a_page_or_a_sentence(length):
    with LimitedReader() as reader:
        try:
            documents = reader.read("crawl.warc", record(length=length))
        except SourceError as error:
            assert error.way_out
        else:
            assert all("Piatro" in one.text for one in documents)


def test_an_archive_that_unpacks_to_far_more_is_not_unpacked_further():
    bomb = gzip.compress(record(PAGE + b" " * 25_000_000))
    with pytest.raises(SourceError, match=r"no page with words|unpacks to far more"):
        read_bytes("crawl.warc.gz", bomb)


@pytest.mark.parametrize("packed_again", [False, True], ids=["warc.gz", "wacz"])
def test_what_stands_between_the_records_is_weighed_too(packed_again):
    data = gzip.compress(record()) + gzip.compress(b"\n" * 250_000_000)
    if packed_again:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("datapackage.json", "{}")
            archive.writestr("archive/data.warc.gz", data)
        data = out.getvalue()
    with LimitedReader() as reader, pytest.raises(SourceError, match="unpacks to far more"):
        reader.read("crawl.wacz" if packed_again else "crawl.warc.gz", data)
