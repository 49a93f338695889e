"""Scripts, letters, tokens, language identification, transliteration, names and their parts.

Pure functions over strings; every normal form is a view with a map back to the source's offsets.
No claim, no person, no date: only how things are written.
Imports: model, packs.
"""
