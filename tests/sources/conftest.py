import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # write_expected.py stands beside these tests
