"""The tables of a page row by row: merged cells, frames, several tables, no table at all, and pages made to do harm."""

import pytest

from habeas.fetch.child import LimitedReader
from habeas.fetch.warc import Step, archive_of
from habeas.sources.errors import SourceError
from habeas.sources.read import read_tables

PAGE = """<!doctype html><table><tr><td>menu</td><td>
<table><caption>Wanted</caption><thead><tr><th>ФИО</th><th colspan="2">Когда</th></tr></thead>
<tr><td rowspan="2">Рудько <b>Алена</b></td><td>1.2.2026</td><td>a</td></tr><tr><td>3.4.2026</td><td hidden>no</td></tr>
</table></td></tr></table><table><tr><td>x</td><td>y</td></tr></table>"""
WANTED = "[Wanted]\t1\n1\tФИО\tКогда\tКогда\n2\tРудько Алена\t1.2.2026\ta\n3\tРудько Алена\t3.4.2026"


def texts(page, name="list.html"):
    return [one.text for one in read_tables(name, page.encode())]


def test_merged_cells_say_in_every_row_what_they_say_and_frames_are_no_tables():
    first, second = texts(PAGE)
    assert first.startswith(WANTED)
    assert second == "[table 2]\t2\n1\tx\ty"


def test_a_page_without_a_table_is_compared_line_by_line():
    assert texts("<!doctype html><h1>List</h1><p>Рудько Алена<p>Лазовик Пётр") == [
        "[page]\t1\n1\tList\n3\tРудько Алена\n5\tЛазовик Пётр"
    ]


def test_what_is_got_as_a_web_archive_is_read_as_its_last_answer():
    def step(status, media, body):
        answered = (("Content-Type", media), ("Content-Length", str(len(body))))
        return Step("https://court.example/a.csv?x=1", "/", (), status, answered, body, 0.0)

    page = archive_of([step(301, "text/html", b"<html>moved"), step(200, "text/html", PAGE.encode())])
    table = archive_of([step(200, "text/csv", "ФИО;Статья\nРудько Алена;130\n".encode())])
    with LimitedReader() as reader:
        [first, _] = reader.read_tables("list.warc.gz", page)
        [csv] = reader.read_tables("list.warc.gz", table)
    assert first.text.startswith(WANTED) and first.reader == "table/1"
    assert csv.text.endswith("2\tРудько Алена\t130")


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><table>" + "<tr><td colspan=1000>a</td></tr>" * 7_000 + "</table>",
        "<!doctype html>" + "<table><tr><td>a<td>b</table>" * 300,
        "<!doctype html><script>list()</script>",
    ],
)
def test_what_is_no_list_is_refused_with_a_way_out(page):
    with pytest.raises(SourceError) as error:
        texts(page)
    assert error.value.way_out
