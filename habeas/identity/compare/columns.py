"""What columns of numbers are called where many names are compared at once."""

from __future__ import annotations

from typing import Any

Numbers = Any  # an array of whole numbers or of truths: numpy's types say no more than that here
