"""Small grammars, one per kind of value: dates, numbers, terms, articles, counts, courts, places.

Each takes a sentence and returns what it found with its rule; “unresolved” is an answer, a guess is none.
"""
