"""The words that say something has happened, and those that only look so."""
