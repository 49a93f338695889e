"""Where nothing changed, nothing is read; and whatever may have changed is looked at."""

import os
from datetime import timedelta

import pytest
from workflows_house import TODAY

from habeas.publish.settings import SiteSettings
from habeas.record.draft import Draft
from habeas.store.workspace import Workspace
from habeas.workflows import as_left
from habeas.workflows.narrow import narrow
from habeas.workflows.publish import publish, set_settings
from habeas.workflows.sign_off import change_rule


class ReadTheLane(Exception):
    """Somebody asked for what is public."""


@pytest.fixture
def house(make):
    """One database is enough: nothing here asks it for more than other verbs do."""
    return make()


@pytest.fixture
def site(house, tmp_path):
    house.ids_shown = house.accepted_verdict()
    house.widen(*house.ids_shown)
    renew(house, tmp_path / "site")
    return tmp_path / "site"


def renew(house, folder, today=TODAY, languages=("en",)):
    return publish(house.workspace, folder, today=today, languages=languages)


def reads(house, folder, monkeypatch, **more):
    """Whether publishing reads what is public."""

    def read(self):
        raise ReadTheLane

    with monkeypatch.context() as patched:
        patched.setattr(Workspace, "public", read)
        try:
            again = renew(house, folder, **more)
        except ReadTheLane:
            return True
    assert again.made == 0 and again.purge == () and again.purge_list.read_text() == ""
    return False


def files(folder):
    return {p.relative_to(folder): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_where_nothing_changed_nothing_is_read(house, site, monkeypatch):
    before = files(site)
    assert not reads(house, site, monkeypatch)
    house.told_of_the_verdict()  # what only we hold
    assert not reads(house, site, monkeypatch)
    assert files(site) == before
    assert renew(house, site).files == len(before)


def test_a_folder_that_somebody_touched_is_put_in_order(house, site, monkeypatch):
    good = files(site)
    page = site / "en" / "about.html"

    def touch(how):
        match how:
            case "page" | "sums":
                (page if how == "page" else site / "SHA256SUMS").write_text("somebody else was here")
            case "gone" | "link":
                page.unlink()
        if how == "more":
            (site / "en" / "more.html").write_text("not of ours")
        if how == "link":
            page.symlink_to(site / "en" / "index.html")

    for how in ("page", "sums", "gone", "more", "link"):
        touch(how)
        assert reads(house, site, monkeypatch), how
        renew(house, site)
        assert files(site) == good, how
    assert not reads(house, site, monkeypatch)


def test_another_day_setting_language_rule_or_program_is_another_edition(house, site, monkeypatch, tmp_path):
    assert reads(house, site, monkeypatch, today=TODAY + timedelta(days=1))
    assert reads(house, site, monkeypatch, languages=("en", "be"))
    set_settings(house.workspace, SiteSettings(publisher="Kropka"))
    assert reads(house, site, monkeypatch)
    renew(house, site)
    change_rule(house.workspace, True, house.who())
    assert reads(house, site, monkeypatch)
    renew(house, site)
    (tmp_path / "program").mkdir()
    monkeypatch.setattr(as_left, "PROGRAM", tmp_path / "program")
    assert reads(house, site, monkeypatch)


def test_our_own_lane_is_read_for_a_rule_only_where_one_may_have_been_made(house, site, monkeypatch):
    house.workspace.append_public([Draft("decision", {"act": "subject", "id": bytes(16), "sort": "person"})])

    def publish_unread():
        with monkeypatch.context() as patched:
            patched.setattr(Workspace, "private", lambda self: pytest.fail("our own lane was read"))
            return renew(house, site)

    assert publish_unread().waiting == 0
    change_rule(house.workspace, True, house.who())
    house.workspace.append_public([Draft("decision", {"act": "subject", "id": b"1" * 16, "sort": "person"})])
    for _ in range(2):  # whoever has the rule is always asked what waits
        assert renew(house, site).waiting == 1


def test_an_erasure_throws_away_what_was_kept_in_its_own_transaction(house, site, monkeypatch):
    def kept():
        folder = as_left._name(site)
        return house.workspace.setting(folder, None)

    assert kept()
    with pytest.raises(ReadTheLane), house.workspace.transaction():
        narrow(house.workspace, house.ids_shown, house.who())
        assert kept() is None, "gone before it is said that the erasure is done"
        raise ReadTheLane
    assert kept(), "what was not erased is still known"
    narrow(house.workspace, house.ids_shown, house.who())
    assert kept() is None
    assert reads(house, site, monkeypatch)
    renew(house, site)
    assert b"Zialonka" not in b"".join(files(site).values())


def test_how_a_folder_looks_sees_every_file_once(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_text("x")
    (tmp_path / "d").write_text("y")
    looks, number = as_left.sight(tmp_path)
    assert number == 2 and as_left.sight(tmp_path) == (looks, 2)
    os.utime(tmp_path / "d", ns=(0, 1))
    assert as_left.sight(tmp_path) != (looks, 2)
    assert as_left.sight(tmp_path / "nowhere")[1] == 0
