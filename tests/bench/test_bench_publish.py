"""The measurement of publishing: what it makes is whole, what did not change is not made, and absent peers are said so."""

import pytest

from habeas.bench.publish import measure, table
from habeas.bench.publish_peers import Timed
from habeas.bench.publish_people import PeopleLane


@pytest.fixture(scope="module")
def found():
    return measure(4)


def test_every_person_has_a_page_in_every_language_and_what_is_unchanged_is_not_made(found):
    nothing, at_once, one, day = found.steps
    assert found.full.pages > 4 * 6
    assert nothing.pages == at_once.pages == 0
    assert 6 <= one.pages < found.full.pages
    assert day.pages < one.pages + 4 * 6, "a new day makes no page of a person again"
    assert 5_000 < found.largest < 50_000


def test_peers_stand_in_the_table_or_are_said_to_be_missing(found):
    text = table(found)
    for name in ("Pelican", "Hugo"):
        assert name in text
    assert len(found.peers) + len(found.missing) == 2
    assert all(isinstance(peer, Timed) and peer.pages >= 4 * 6 for peer in found.peers)


def test_the_invented_people_are_the_same_in_every_run():
    ids = []
    for _ in range(2):
        lane = PeopleLane(seed=3)
        lane.add(5)
        ids.append([entry.id for entry in lane.standing()])
    assert ids[0] == ids[1]
