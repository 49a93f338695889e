"""Step 2: a Document becomes Claims.

No quote, no claim: every value carries its span, checked against the text.
“Unresolved” is an answer; nothing invents a day or a year.
Imports: model, packs, text, law, sources.
"""
