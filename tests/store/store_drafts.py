"""Small drafts and captures for the tests of the store. All people are invented."""

import hashlib

from habeas.model.capture import Capture
from habeas.model.document import Document
from habeas.record.draft import Draft


def rejection(number=0, **more):
    """The smallest entry there is: “this proposal is none”."""
    return Draft("decision", {"act": "reject", "fingerprint": number.to_bytes(32, "big"), **more})


def capture_of(data, **more):
    """A capture that names the bytes."""
    return Capture(hashlib.sha256(data).hexdigest(), "text/html", len(data), 1_770_000_000, **more)


def document_of(data, text, reader="html/1", **more):
    """What a reader made of the bytes."""
    text_sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(hashlib.sha256(data).hexdigest(), reader, text, text_sha256, **more)


def claim_of(capture, text, quote):
    """A claim that quotes the whole of a text."""
    passage = {"capture": capture, "text": text, "at": [0, len(quote)], "quote": quote, "lang": "en"}
    return Draft("claim", {"type": "detention", "subjects": [b"p" * 16], "evidence": [passage]})
