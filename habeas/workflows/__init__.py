"""SHELL. One file per verb: read from the store, call the core, write.

Each web action is one verb here and one command in cli/; the clock and randomness enter here.
No Django import: the store speaks plain nouns.
Imports: model to store and fetch.
"""
