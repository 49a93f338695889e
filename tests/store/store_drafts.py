"""Small drafts for the tests of the store."""

from habeas.record.draft import Draft


def rejection(number=0, **more):
    """The smallest entry there is: “this proposal is none”."""
    return Draft("decision", {"act": "reject", "fingerprint": number.to_bytes(32, "big"), **more})
