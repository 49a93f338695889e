"""Whatever is lost, repeated, reordered, forked, restored or erased on the way: in the end all hold the same."""

import os

import pytest
from exchange_simulation import disagreements, play

HARDEN = bool(os.environ.get("HABEAS_HARDEN"))
SEEDS = range(1_000 if HARDEN else 20)
MOST, STEPS = (8, 60) if HARDEN else (3, 10)


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_all_hold_the_same_in_the_end(seed, tmp_path):
    world = play(seed, tmp_path, most=MOST, steps=STEPS)
    try:
        assert disagreements(world) == [], world.told
    finally:
        for one in world.groups:
            one.close()


def test_a_seed_tells_the_same_story_twice(tmp_path):
    stories = []
    for number in (1, 2):
        world = play(3, tmp_path / str(number), most=MOST, steps=STEPS)
        stories.append([(act, what) for act, what in world.told])
        for one in world.groups:
            one.close()
    assert stories[0] == stories[1]
