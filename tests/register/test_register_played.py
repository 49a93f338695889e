"""A history that a long run found: what is only proposed once joined two accepted people, and changed the digest."""

from habeas.bench.histories import play


def test_proposals_join_no_two_accepted_people(tmp_path):
    assert play(67, tmp_path / "workspace", steps=28).wrong == ()
