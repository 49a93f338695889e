"""An invented public register, made by hand, as the register's functions would give it."""

import pytest
from publish_story import story


@pytest.fixture(scope="session")
def edition():
    return story()


@pytest.fixture(scope="session")
def site(edition):
    from habeas.publish.build import files_of

    return files_of(edition)
