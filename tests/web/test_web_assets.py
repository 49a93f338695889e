"""Style sheets and fonts are cached for ever under a name that changes with them; the published site is files alone."""

import re
from io import BytesIO

import pytest

from habeas.app.wsgi import application, known_hosts_only, with_assets, with_site
from habeas.web import assets


def asked(app, path, host="localhost:8765", method="GET"):
    """What a WSGI callable answers: (status, headers, body)."""
    heard = {}

    def start_response(status, headers, exc_info=None):
        heard["status"], heard["headers"] = status, dict(headers)

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode("utf-8").decode("latin-1"),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8765",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.url_scheme": "http",
    }
    if host is not None:
        environ["HTTP_HOST"] = host
    body = b"".join(app(environ, start_response))
    return heard["status"], heard["headers"], body


def nothing(environ, start_response):
    start_response("404 Not Found", [])
    return [b"nothing here"]


def test_every_file_is_served_and_cached_for_ever():
    app = with_assets(nothing)
    assert {"habeas.css", "app.css", "keys.js", "htmx.min.js", "literata-400.woff2"} <= set(assets.files())
    for name, data in assets.files().items():
        status, headers, body = asked(app, assets.address_of(name))
        assert (status, body) == ("200 OK", data), name
        assert "immutable" in headers["Cache-Control"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Access-Control-Allow-Origin" not in headers
    assert asked(app, assets.folder() + "../pages.py")[0] == "404 Not Found"
    assert asked(app, "/static/old/habeas.css")[0] == "404 Not Found"


def test_the_folder_has_another_name_when_a_file_is_another(monkeypatch):
    before = assets.folder()
    changed = {**assets.files(), "app.css": b"body{}"}
    monkeypatch.setattr(assets, "files", lambda: changed)
    assets.folder.cache_clear()
    try:
        assert assets.folder() != before
    finally:
        monkeypatch.undo()
        assets.folder.cache_clear()
    assert assets.folder() == before


def test_a_file_that_is_not_there_is_an_error_while_building_the_page():
    with pytest.raises(KeyError):
        assets.address_of("missing.css")


def test_style_sheets_name_only_files_that_are_there_and_nobody_else():
    for name in ("habeas.css", "app.css"):
        css = assets.files()[name].decode()
        for target in re.findall(r"url\(([^)]*)\)", css):
            if not target.startswith("#"):
                assert target in assets.files(), (name, target)
        assert "@import" not in css
        assert "http" not in css


def test_htmx_is_the_version_whose_licence_stands_beside_it():
    assert b'version:"2.0.11"' in assets.files()["htmx.min.js"]
    assert b"Zero-Clause BSD" in assets.files()["htmx.LICENSE.txt"]


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "public"
    (folder / "en").mkdir(parents=True)
    (folder / "index.html").write_text("<p>first</p>")
    (folder / "en" / "index.html").write_text("<p>people</p>")
    (tmp_path / "secret.txt").write_text("only us")
    return folder


def test_the_published_site_is_shown_as_it_is_now(site):
    app = with_site(nothing, site)
    status, headers, body = asked(app, "/site/en/")
    assert (status, body) == ("200 OK", b"<p>people</p>")
    assert headers["Cache-Control"] == "no-store"
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert asked(app, "/site/")[2] == b"<p>first</p>"
    (site / "index.html").write_text("<p>second</p>")
    assert asked(app, "/site/")[2] == b"<p>second</p>"


@pytest.mark.parametrize(
    "path",
    [
        "/site/../secret.txt",
        "/site/%2e%2e/secret.txt",
        "/site//../secret.txt",
        "/site/en/../../secret.txt",
        "/site\\..\\secret.txt",
        "/secret.txt",
        "/site/ў",
    ],
)
def test_nothing_beside_the_site_is_served(site, path):
    assert b"only us" not in asked(with_site(nothing, site), path)[2]


def test_other_names_of_this_computer_are_refused_before_anything_answers(site):
    app = known_hosts_only(with_site(with_assets(nothing), site))
    for host in (
        "evil.example",
        "evil.example:8765",
        "localhost.evil.example",
        "",
        None,
        "127.0.0.2",
        "x:localhost",
    ):
        status, _, body = asked(app, "/site/", host=host)
        assert status == "400 Bad Request", host
        assert b"first" not in body
    for host in ("localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]:8765", "[::1]"):
        assert asked(app, "/site/", host=host)[0] == "200 OK", host


def test_the_whole_app_answers(served):
    status, headers, body = asked(application(), "/")
    assert status.startswith("403")
    assert headers["Cache-Control"] == "no-store"
    assert assets.address_of("habeas.css").encode() in body
