"""The benchmark of the pages measures what it says: every page answers, and others' lists stand beside it."""

from habeas.bench.web import drafts, measure


def test_every_page_is_asked_and_compared():
    found = measure(30, visits=5)
    assert {one.name for one in found.pages} >= {
        "the queue",
        "one person",
        "questions",
        "a search, in another script",
    }
    assert all(0 < one.median <= one.p95 and one.size > 1000 for one in (*found.pages, *found.peers))
    assert "Django admin: a list page" in {one.name for one in found.peers}
    assert len(found.peers) + len(found.missing) == 2
    assert len(list(drafts(30))) == 200 + 30 + 30 + 10
