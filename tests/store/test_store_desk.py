"""Every table says what it is; settings and cached readings come back, and caches can be thrown away."""

import pytest
from django.apps import apps
from django.db import connections
from hypothesis import given, settings
from hypothesis import strategies as st
from store_drafts import capture_of, document_of

from habeas.model.capture import Capture
from habeas.model.claim import Certainty, Claim, Modality, Value
from habeas.model.document import Document
from habeas.model.reading import GroupRead, PersonRead, Reading, Rejected, SupportRead
from habeas.model.reason import Reason
from habeas.model.span import Span
from habeas.store import setup
from habeas.store.desk import FILES, TABLES, Kind
from habeas.store.models import ReadingRow
from habeas.store.nouns import NounError, dump, load
from habeas.store.workspace import Workspace

TEXT = "Алена Канарэйка затрыманая"
SPAN = Span(0, 5, "Алена")
WHY = (Reason("claim.phrase", "the word “затрыманая”", (("word", "затрыманая"),)),)


def a_reading(text_sha256, reader="reader/1", published=None):
    value = Value("XXXX-03-22", SPAN, "be", as_read="22 сакавіка", reason=WHY[0])
    claim = Claim(
        "c1",
        "detention",
        ("p1",),
        SPAN,
        {"date": (value,)},
        Modality.ALLEGED,
        Certainty.HEDGED,
        "be",
        "phrases/1",
        0.5,
        WHY,
    )
    return Reading(
        text_sha256,
        published,
        ("be",),
        (PersonRead("p1", "Алена", "subject", None, (SPAN,), "be", "f", WHY),),
        (GroupRead("g1", 10, None, SPAN, equals=("p1",)),),
        (SupportRead("Example Aid", SPAN),),
        (claim,),
        (Rejected(SPAN, WHY[0]),),
        reader,
    )


def test_every_table_says_what_it_is(workspace):
    alias = workspace._alias
    with connections[alias].cursor() as cursor:
        tables = set(connections[alias].introspection.table_names(cursor))
    assert tables - set(TABLES) == set(), "declare these in habeas/store/desk.py"
    ours = {name for name in TABLES if name.startswith(("record_", "derived_", "desk_"))}
    assert ours - tables == set(), "these are declared, and do not exist"


def test_a_table_is_named_for_what_it_is():
    for name, declared in TABLES.items():
        if name.split("_")[0] in {"record", "derived", "desk"}:
            assert name.startswith(f"{declared.kind}_")
        else:
            assert declared.kind is Kind.DESK
        assert declared.erasure
        assert declared.expires
    ours = apps.get_app_config("store").get_models()
    assert {model._meta.db_table for model in ours} <= set(TABLES)


def test_every_file_of_a_workspace_is_declared(tmp_path):
    with Workspace.create(tmp_path / "w") as workspace:
        workspace.add_capture(b"x", capture_of(b"x"))
        [entry] = [entry for entry in workspace.private().entries if entry.kind == "capture"]
        workspace.erase({entry.id: {"got"}})
        for file in (tmp_path / "w").rglob("*"):
            name = file.relative_to(tmp_path / "w").as_posix()
            known = name in FILES or name.split("/")[0] in ("blobs", "tmp") or name == "keys"
            assert known or name.startswith("habeas.sqlite"), f"declare {name} in habeas/store/desk.py"


def test_a_table_that_declares_nothing_fails():
    """The same comparison as above, with a planted table."""
    assert {"desk_planted", *TABLES} - set(TABLES) == {"desk_planted"}


def test_settings_come_back(tmp_path, workspace):
    assert workspace.setting("site", {"title": ""}) == {"title": ""}
    workspace.set_setting("site", {"title": "Вязні", "languages": ["be", "en"], "n": 3})
    assert workspace.setting("site") == {"title": "Вязні", "languages": ["be", "en"], "n": 3}
    workspace.set_setting("site", None)
    assert workspace.setting("site") is None


def test_readings_come_back_by_text_reader_and_date(workspace):
    page = TEXT.encode()
    document = document_of(page, TEXT)
    workspace.add_capture(page, capture_of(page), [document])
    first, dated = a_reading(document.text_sha256), a_reading(document.text_sha256, published="2026-03-23")
    workspace.keep_readings([first, dated])
    assert workspace.reading(document.text_sha256, "reader/1", None) == first
    assert workspace.reading(document.text_sha256, "reader/1", "2026-03-23") == dated
    assert workspace.reading(document.text_sha256, "reader/2", None) is None
    workspace.keep_readings([first])
    assert workspace.reading(document.text_sha256, "reader/1", None) == first


def test_a_reading_of_a_text_that_is_gone_is_not_kept(workspace):
    workspace.keep_readings([a_reading("0" * 64)])
    assert workspace.reading("0" * 64, "reader/1", None) is None


def test_a_reading_that_no_longer_fits_is_read_again(workspace):
    page = TEXT.encode()
    document = document_of(page, TEXT)
    workspace.add_capture(page, capture_of(page), [document])
    workspace.keep_readings([a_reading(document.text_sha256)])
    rows = ReadingRow.objects.using(workspace._alias)
    for broken in (
        "{}",
        "[]",
        "nonsense",
        '{"text_sha256": 7}',
        rows.get().reading.replace('"people"', '"persons"'),
    ):
        rows.update(reading=broken)
        assert workspace.reading(document.text_sha256, "reader/1", None) is None


spans = st.text(max_size=8).map(lambda text: Span(3, 3 + len(text), text))
reasons = st.builds(Reason, st.text(), st.text(), st.lists(st.tuples(st.text(), st.text())).map(tuple))
values = st.builds(
    Value, st.text(), st.none() | spans, st.none() | st.text(), st.none() | st.text(), st.none() | reasons
)
claims = st.builds(
    Claim,
    st.text(),
    st.text(),
    st.lists(st.text()).map(tuple),
    spans,
    st.dictionaries(st.text(), st.lists(values).map(tuple)),
    st.none() | st.sampled_from(Modality),
    st.sampled_from(Certainty),
    st.text(),
    st.text(),
    st.floats(allow_nan=False),
    st.lists(reasons).map(tuple),
)


@settings(max_examples=30, deadline=None)
@given(claims)
def test_any_claim_comes_back_from_its_json(claim):
    assert load(Claim, dump(claim)) == claim


@given(st.builds(Capture, st.text(), st.text(), st.integers(), st.integers(), name=st.none() | st.text()))
def test_any_capture_comes_back_from_its_json(capture):
    assert load(Capture, dump(capture)) == capture


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_other_json_is_refused_in_one_way(data):
    import json

    for kind in (Document, Claim, Reading):
        with pytest.raises(NounError):
            load(kind, json.dumps(data))


def test_what_is_kept_of_a_noun_is_ascii():
    assert dump(a_reading("0" * 64)).isascii()
    assert "\0" not in dump(Reason("a\0", "b"))


def test_the_served_workspace_is_djangos_own(tmp_path):
    with Workspace.create(tmp_path / "a", served=True):
        assert ReadingRow.objects.count() == 0
        assert connections["default"].settings_dict["NAME"].startswith(str(tmp_path / "a"))
    with Workspace.create(tmp_path / "b", served=True):
        assert connections["default"].settings_dict["NAME"].startswith(str(tmp_path / "b"))
    assert connections["default"].settings_dict["NAME"] == ""


def test_setting_up_twice_changes_nothing():
    from django.conf import settings

    before = settings.ALLOWED_HOSTS
    setup.configure({"ALLOWED_HOSTS": ["evil.example"]})
    assert before == settings.ALLOWED_HOSTS
