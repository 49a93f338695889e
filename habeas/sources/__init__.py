"""Step 1: bytes become a Document.

One file per format in formats/, an explicit list; full text with offsets back to the bytes, nothing dropped.
Bad input is a SourceError with one sentence and the way out.
Imports: model, packs, text, law.
"""
