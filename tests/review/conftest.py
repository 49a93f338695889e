"""The tests of review use the story of the tests of the register."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "register"))
