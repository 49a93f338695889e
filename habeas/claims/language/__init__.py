"""The language packs as the reader uses them: their words, the forms of names, the events that phrases tell."""
