"""One page for each invented person of the sample story: what the register says of her, for anybody to read and mend."""

import pytest
from golden_people import FOLDER, page, people


def test_every_person_has_a_page_and_every_page_a_person():
    assert {file.stem for file in FOLDER.glob("*.txt")} == set(people())


@pytest.mark.parametrize("key", sorted(people()))
def test_page(key):
    kept = (FOLDER / f"{key}.txt").read_text("utf-8")
    assert page(key) == kept, (
        "If this is meant: python tests/register/golden_people.py, then read the difference."
    )
