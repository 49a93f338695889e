"""Tests that share something costly (a browser, a server, a demonstration) run in one worker, so that it is made once."""

import pytest


@pytest.mark.xdist_group("gathered")
def test_workers_gather_what_belongs_together(request):
    """With a pytest that pytest-xdist does not know well enough, groups are scattered without a word."""
    if getattr(request.config.option, "loadgroup", False):  # what pytest-xdist notes in its workers
        assert request.node.nodeid.endswith("@gathered")
