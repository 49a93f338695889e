"""The one error of the record, in a sentence that a volunteer can read."""

from __future__ import annotations


class RecordError(ValueError):
    """Bytes or a draft that the record does not take. The message says what is wrong and, where one exists, the way out."""
