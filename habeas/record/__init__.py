"""The signed log: entries, lanes, heads, retraction, erasure.

Entries are only appended; an erasure destroys values and salts and leaves the digests.
The bytes are those of docs/record-format.md; the test vectors hold them. Randomness and time are arguments.
Imports: model to claims.
"""
