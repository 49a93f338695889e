"""Pictures of shared links: one a person and language, only where the site's address is known, gone when she is."""

import struct

import pytest
from workflows_house import TODAY

from habeas.publish.checksums import SUMS
from habeas.publish.settings import SiteSettings
from habeas.workflows.narrow import narrow
from habeas.workflows.publish import publish, set_settings

ADDRESS = SiteSettings(address="https://register.example/ours")


def size_of(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


def pngs(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.png"))


@pytest.fixture
def shown(make):
    house = make()
    house.verdict = house.accepted_verdict()
    house.widen(*house.verdict)
    set_settings(house.workspace, ADDRESS)
    return house


def test_each_page_of_a_person_names_a_picture_that_is_there(shown, tmp_path):
    site = tmp_path / "site"
    publish(shown.workspace, site, today=TODAY, languages=("be", "en"))
    found = pngs(site)
    assert {path.split("/")[0] for path in found} == {"be", "en"}
    for path in found:
        assert size_of((site / path).read_bytes()) == (1200, 630)
        page = (site / path).with_suffix(".html").read_text("utf-8")
        assert f'<meta property="og:image" content="https://register.example/ours/{path}">' in page
        assert path in (site / SUMS).read_text("utf-8")


def test_what_did_not_change_is_not_set_again_and_what_is_narrowed_is_gone(shown, tmp_path):
    site = tmp_path / "site"
    first = publish(shown.workspace, site, today=TODAY, languages=("en",))
    assert pngs(site) and set(pngs(site)) <= set(first.purge)
    again = publish(shown.workspace, site, today=TODAY, languages=("en",))
    assert again.made == 0
    gone = pngs(site)
    narrow(shown.workspace, shown.verdict, shown.who())
    after = publish(shown.workspace, site, today=TODAY, languages=("en",))
    assert pngs(site) == [] and set(gone) <= set(after.purge)


def test_a_site_that_may_stand_anywhere_has_no_pictures_and_promises_none(make, tmp_path):
    house = make()
    house.widen(*house.accepted_verdict())
    publish(house.workspace, tmp_path / "site", today=TODAY, languages=("en",))
    assert pngs(tmp_path / "site") == []
    assert not any("og:image" in page.read_text("utf-8") for page in (tmp_path / "site").rglob("*.html"))
