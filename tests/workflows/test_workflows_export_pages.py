"""Pages that are kept go out as one WACZ: the archives unchanged, found by the index, and read again by our own reader."""

import gzip
import hashlib
import io
import json
import zipfile

import pytest
from workflows_house import NOON

from habeas.app.main import main
from habeas.fetch.wacz import sort_key, wacz_of
from habeas.fetch.warc import Step, archive_of
from habeas.sources.read import read_bytes
from habeas.workflows.add import add_given
from habeas.workflows.export_pages import export_pages
from habeas.workflows.refused import Refused

PAGE = b"<!doctype html><p>On 2 June 2026 police detained Piatro Lazavik in Lasnychy.</p>"


def archive(address, body=PAGE):
    answered = (("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body))))
    moved = (("Location", address), ("Content-Length", "0"))
    way = Step("http://news.example/old", "/old", (), 301, moved, b"", NOON)
    return archive_of(
        [way, Step(address, "/1?b=2&a=1", (("Host", "news.example"),), 200, answered, body, NOON)]
    )


def test_every_page_is_in_it_unchanged_and_found_by_the_index(make, tmp_path):
    house, file = make(), tmp_path / "pages-ONLY-FOR-US.wacz"
    with pytest.raises(Refused, match="no page is kept"):
        export_pages(house.workspace, file, now=NOON)
    kept = archive("https://news.example/1?b=2&a=1")
    list(add_given(house.workspace, [("page.warc.gz", kept), ("note.txt", b"On 3 June nothing.")], now=NOON))
    assert export_pages(house.workspace, file, now=NOON) == 1
    with zipfile.ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    package = json.loads(parts["datapackage.json"])
    assert package["wacz_version"] == "1.1.1" and package["created"] == "2026-11-20T12:00:00Z"
    for one in package["resources"]:
        assert one["hash"] == f"sha256:{hashlib.sha256(parts[one['path']]).hexdigest()}"
        assert one["bytes"] == len(parts[one["path"]])
    assert json.loads(parts["datapackage-digest.json"])["hash"].endswith(
        hashlib.sha256(parts["datapackage.json"]).hexdigest()
    )
    [name] = [path for path in parts if path.startswith("archive/")]
    assert parts[name] == kept
    lines = [line.split(" ", 2) for line in parts["indexes/index.cdx"].decode().splitlines()]
    assert [line[0] for line in lines] == ["example,news)/1?a=1&b=2", "example,news)/old"]
    where = json.loads(lines[0][2])
    start, length = int(where["offset"]), int(where["length"])
    record = gzip.GzipFile(fileobj=io.BytesIO(kept[start : start + length])).read()
    assert record.startswith(b"WARC/1.1\r\n") and PAGE in record and where["status"] == "200"
    pages = [json.loads(line) for line in parts["pages/pages.jsonl"].decode().splitlines()]
    assert [page["url"] for page in pages[1:]] == ["https://news.example/1?b=2&a=1"]

    [again] = read_bytes(file.name, file.read_bytes())
    assert again.text == "On 2 June 2026 police detained Piatro Lazavik in Lasnychy."
    house.workspace.close()
    assert main(["--workspace", str(house.workspace.folder), "export", str(tmp_path / "pages.wacz")]) == 1
    assert not (tmp_path / "pages.wacz").exists(), "its name must say that it is only for us"


def test_what_is_no_web_archive_is_refused_and_addresses_are_sorted_by_host():
    with pytest.raises(ValueError, match="no web archive"):
        wacz_of({"x.warc.gz": b"no archive at all"}, title="", created="")
    assert sort_key("https://WWW.News.Example:8080") == "example,news:8080)/"
    assert sort_key("http://10.0.0.1/A") == "10.0.0.1)/a"
