"""Tables of every shape: where the header stands, what the columns are, and who is in the rows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.exchange.lists.as_json import list_json
from habeas.exchange.lists.layout import guess_mapping, guess_sheet
from habeas.exchange.lists.mapping import FIELDS, MappingError, from_yaml, index_of, letter_of, to_yaml
from habeas.exchange.lists.rows import ListRow, PassedOver, rows_of_table
from habeas.sources.tables import Table, rows_of, table_of, tables_of, texts_of

HEADERS = {
    "be": [
        "Прозвішча і імя",
        "Дата нараджэння",
        "Затрыманы",
        "Артыкул",
        "Тэрмін",
        "Дзе ўтрымліваецца",
        "Статус",
    ],
    "be-Latn": [
        "Prozvišča i imia",
        "Data naradžeńnia",
        "Zatrymany kali",
        "Artykuł",
        "Termin",
        "Adras",
        "Status",
    ],
    "ru": ["ФИО", "д.р.", "Дата задержания", "ст. УК", "Срок", "Колония", "Статус"],
    "uk": ["ПІБ", "Дата народження", "Затримано", "Стаття КК", "Строк", "Місце утримання", "Стан"],
    "pl": ["Imię i nazwisko", "Data ur.", "Data zatrzymania", "Artykuł", "Kara", "Zakład karny", "Status"],
    "en": ["Name", "DOB", "Date of arrest", "Article", "Sentence", "Prison", "Status"],
}
WANTED = ["name", "born", "arrested", "articles", "term", "facility", "status"]
ROW = ["Рудько Алена", "12.03.1985", "15.03.2022", "ст. 342 ч. 1", "3 года", "ИК-4", "отбывает"]


def table(*rows: list[str], sheet: str = "S") -> Table:
    return Table(sheet, 1, rows_of(rows))


def fields(found: Table) -> dict[str, str | None]:
    return {column.letter: column.field for column in guess_sheet(found).columns}


def people(found: Table) -> list[ListRow]:
    return [one for one in rows_of_table(found, guess_sheet(found)) if isinstance(one, ListRow)]


def test_headers_in_six_languages() -> None:
    for lang, header in HEADERS.items():
        columns = guess_sheet(table(header, ROW)).columns
        assert [column.field for column in columns] == WANTED, lang


def test_the_header_need_not_come_first() -> None:
    found = table(["Список на 1 ноября"], [], ["обновлено"], HEADERS["ru"], ROW, ["Всего", "1"])
    assert guess_sheet(found).header == (4,)
    said = list(rows_of_table(found, guess_sheet(found)))
    assert [one.why for one in said if isinstance(one, PassedOver)] == [
        "above the header",
        "above the header",
        "a total",
    ]
    assert [one.name for one in said if isinstance(one, ListRow)] == ["Рудько Алена"]


# Columns of lists that groups keep in other programs, as those write them out; the people are invented.
MIGRATIONS = {
    "support group's register": (
        "id name description articles photo institution_short_name address date_of_arrest date_of_birth gender status release_date sentence slug",
        [
            "7f3",
            "Рудько Алена",
            "учительница",
            "342 ч. 1",
            "a.jpg",
            "ИК-4",
            "Гомель, ул. Новая 1",
            "2022-03-15",
            "1985-03-12",
            "female",
            "in_prison",
            "",
            "3 года",
            "rudko",
        ],
        {
            "name": "name",
            "articles": "articles",
            "institution_short_name": "facility",
            "date_of_arrest": "arrested",
            "date_of_birth": "born",
            "status": "status",
            "release_date": "released",
            "sentence": "term",
            "id": "id",
        },
    ),
    "register of prisoners and incidents": (
        "prisoner portrait currently_imprisoned date_of_birth gender date_of_arrest prison date_of_release article criminal_code",
        ["Rudko Alena", "", "true", "1985-03-12", "f", "2022-03-15", "Prison No. 4", "", "234.4.3", "CC"],
        {
            "prisoner": "name",
            "currently_imprisoned": "status",
            "date_of_birth": "born",
            "date_of_arrest": "arrested",
            "prison": "facility",
            "date_of_release": "released",
            "article": "articles",
        },
    ),
    "document base, CSV": (
        "id|language|title|date_added|template|Date of birth|Date of arrest|Prison",
        ["k2", "en", "Rudko Alena", "2026-01-01", "Person", "1985-03-12", "2022-03-15", "SIZO-1"],
        {"title": "name", "Date of birth": "born", "Date of arrest": "arrested", "Prison": "facility"},
    ),
    "graph of entities, CSV": (
        "id|schema|caption|birthDate|gender|sourceUrl",
        ["p1", "Person", "Rudko Alena", "1985-03-12", "female", "https://example.org/1"],
        {"id": "id", "caption": "name", "birthDate": "born"},
    ),
}


def test_lists_out_of_other_programs_are_understood() -> None:
    for name, (header, row, wanted) in MIGRATIONS.items():
        found = table(header.split("|") if "|" in header else header.split(), row)
        columns = {column.header: column.field for column in guess_sheet(found).columns}
        assert {key: columns[key] for key in wanted} == wanted, name
        assert len(people(found)) == 1


def test_two_rows_of_header() -> None:
    found = table(
        ["Фамилия", "Имя", "Задержание", "", "Суд", ""],
        ["", "", "дата", "место", "дата", "срок"],
        ["Лазовик", "Пётр", "01.09.2021", "г. Минск", "05.05.2022", "18 мес."],
    )
    assert list(fields(found).values()) == ["surname", "given", "arrested", "place", "sentenced", "term"]
    (row,) = people(found)
    assert (row.name, row.one("place"), row.one("term")) == ("Лазовик Пётр", "Минск", "P18M")


def test_without_a_header_the_cells_decide() -> None:
    found = table(ROW, ["Пётр Лазовик", "01.02.1990", "01.09.2021", "368", "18 мес.", "СИЗО-1", "вышел"])
    mapping = guess_sheet(found)
    assert mapping.header == ()
    assert [column.field for column in mapping.columns] == WANTED
    assert [note.rule for note in mapping.notes] == ["list.no-header"]
    assert len(people(found)) == 2


def test_where_the_cells_say_other_than_the_header_the_cells_win_and_it_is_said() -> None:
    found = table(["ФИО", "Приговор"], ["Рудько Алена", "3 года"], ["Пётр Лазовик", "18 мес."])
    column = guess_sheet(found).columns[1]
    assert column.field == "term"
    assert column.reason.rule == "list.header-doubted"


def test_a_column_that_is_not_understood_is_kept_with_its_row() -> None:
    found = table(["ФИО", "Задержан", "Цвет глаз"], ["Рудько Алена", "когда-то", "зелёный"])
    (row,) = people(found)
    assert ("Цвет глаз", "зелёный") in row.unread
    assert ("Задержан", "когда-то") in row.unread
    assert any("когда-то" in problem for problem in row.problems)


def test_strokes_go_by_what_the_column_shows() -> None:
    found = table(["Name", "Date of arrest"], ["Olha Kirmash", "3/15/22"], ["Piotr Zabielny", "03/04/22"])
    assert guess_sheet(found).month_first
    assert [row.one("arrested") for row in people(found)] == ["2022-03-15", "2022-03-04"]


def test_a_sheet_without_people_is_kept_and_said() -> None:
    mapping = guess_sheet(table(["Товар", "Цена"], ["Чай", "5"], ["Сахар", "3"]))
    assert not mapping.names
    assert [note.rule for note in mapping.notes] == ["list.no-names"]


def test_the_mapping_survives_its_file() -> None:
    mapping = guess_mapping([table(HEADERS["ru"], ROW), table(HEADERS["pl"], ROW, sheet="Лист: 2")])
    again = from_yaml(to_yaml(mapping))
    for old, new in zip(mapping.sheets, again.sheets, strict=True):
        assert (old.sheet, old.header, old.month_first) == (new.sheet, new.header, new.month_first)
        assert [(c.index, c.field) for c in old.columns] == [(c.index, c.field) for c in new.columns]


def test_a_mapping_that_is_none_says_how_to_mend_it() -> None:
    texts = [
        "",
        "a: [",
        "list: 1\nsheets: [{columns: {A: nonsense}}]",
        "list: 2\nsheets: []",
        "list: 1\nsheets: [{columns: {A1: name}}]",
    ]
    for text in texts:
        try:
            from_yaml(text)
        except MappingError as error:
            assert str(error).endswith(".")
        else:
            raise AssertionError(text)


@given(st.integers(0, 16_383))
def test_columns_have_letters(index: int) -> None:
    assert index_of(letter_of(index)) == index


CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from([word for header in HEADERS.values() for word in header]),
    st.sampled_from(
        [*ROW, "3/4/22", "ок. 2021", "44635", "н/д", "Рудько А.; Лазовик П. (р. 1990)", "1,5", "=1+1"]
    ),
)
TABLES = st.lists(st.lists(CELLS, max_size=9), max_size=12)


@given(TABLES)
@settings(max_examples=150)
def test_any_table_is_read_without_an_error_and_no_row_vanishes(rows: list[list[str]]) -> None:
    found = Table("S", 1, rows_of(rows))
    mapping = guess_mapping([found])
    said = list(rows_of_table(found, mapping.sheets[0]))
    if mapping.sheets[0].names:
        header = set(mapping.sheets[0].header)
        assert {one.row.number for one in said} == {row.number for row in found.rows} - header
    taken = [column.field for column in mapping.sheets[0].columns if column.field]
    assert len(taken) == len(set(taken)), "no field twice"
    body = list_json(said, mapping, ())
    assert all(set(row["fields"]) == set(FIELDS) for row in body["rows"])


@given(TABLES)
def test_a_table_survives_as_text(rows: list[list[str]]) -> None:
    found = Table("Лист 1", 1, rows_of(rows), old_epoch=True)
    texts = list(texts_of(found))
    if not found.rows:
        assert texts == []
        return
    (back,) = tables_of(texts)
    assert [(r.number, r.cells) for r in back.rows] == [(r.number, r.cells) for r in found.rows]
    assert back.old_epoch
    for text in texts:
        for row in table_of(text).rows:
            for column, cell in enumerate(row.cells):
                start, end = row.place(column)
                assert text[start:end] == cell


def test_a_long_sheet_is_cut_between_rows() -> None:
    found = Table("S", 1, rows_of([["Рудько Алена", "x" * 900]] * 200))
    texts = list(texts_of(found))
    assert len(texts) > 3
    assert max(map(len, texts)) <= 60_000
    assert sum(len(table_of(text).rows) for text in texts) == 200
