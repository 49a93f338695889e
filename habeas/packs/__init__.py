"""What is data, not code: languages, countries, vocabularies, words, page templates, and their loader.

YAML and worked examples only, CC BY 4.0; the loader explains a broken pack by file, line and fix.
Every derived value names the pack version that it came from.
Imports: model.
"""
