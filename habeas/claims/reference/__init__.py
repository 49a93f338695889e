"""Whom the text is about: what pronouns and general words stand for."""
