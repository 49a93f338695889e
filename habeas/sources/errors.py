"""The one way in which a source says that it cannot be read."""

from __future__ import annotations


class SourceError(ValueError):
    """A file cannot be read as a report: ``sentence`` says what is wrong, ``way_out`` what to do about it.

    ``str(error)`` is both, in plain English and without the file's name (whoever lists files puts it before).
    No other exception leaves this room for bad input.
    """

    def __init__(self, sentence: str, way_out: str) -> None:
        super().__init__(f"{sentence} {way_out}")
        self.sentence, self.way_out = sentence, way_out


class PicturesError(SourceError):
    """The file holds words as pictures only: an OCR program may read them, where one is installed."""


OCR_WAY_OUT = (
    "Install tesseract, which reads words off pictures (Debian: apt-get install tesseract-ocr tesseract-ocr-bel "
    "tesseract-ocr-rus tesseract-ocr-ukr tesseract-ocr-pol), and add it again; or copy out what it says into a .txt file."
)
