"""What may stand in a language pack: every file, every key, and how each key is written.

``text`` is plain text; ``keys`` are words by themselves, folded; ``list`` are words as written;
``words`` are patterns (:mod:`habeas.text.patterns`); ``senses`` are patterns under names that mean
something to the grammars; ``nested`` are patterns under names one level deeper; ``own`` has a reader of its own.
Described for volunteers, key by key, in ``docs/recipes/language.md``.
"""

from __future__ import annotations

FILES: dict[str, dict[str, str]] = {
    "language.yml": {
        "name": "text",
        "script": "text",
        "alphabet": "text",
        "based_on": "text",
        "key_rules": "text",
        "words": "keys",
        "endings": "endings",
        "abbreviations": "keys",
        "links": "senses",
        "articles": "flag",
        "definite": "words",
    },
    "time.yml": {
        "months": "senses",
        "months_after_day": "senses",
        "weekdays": "senses",
        "seasons": "senses",
        "month_first": "flag",
        "bare_years": "flag",
        "day_endings": "keys",
        "day_joins": "words",
        "year_words": "words",
        "year_after": "words",
        "parts": "senses",
        "relative": "senses",
        "last": "words",
        "this": "words",
        "next": "words",
        "ago": "words",
        "later": "words",
        "after_event": "words",
        "whole_terms": "senses",
        "until": "words",
        "until_weak": "words",
        "since": "words",
        "units": "senses",
        "numbers": "senses",
        "ordinals": "senses",
        "fractions": "senses",
        "single": "words",
        "range": "words",
        "range_from": "words",
        "counts": "senses",
    },
    "law.yml": {
        "article": "words",
        "part": "words",
        "point": "words",
        "codes": "senses",
        "same_article": "words",
        "courts": "words",
        "court_words": "words",
        "penalties": "senses",
        "life": "words",
        "up_to": "words",
        "at_least": "words",
        "term_after": "words",
        "facilities": "senses",
        "facility_words": "words",
        "facility_number": "words",
        "agencies": "senses",
        "agency_not_after": "words",
        "currencies": "senses",
    },
    "places.yml": {"places": "list", "place_words": "words", "region_endings": "keys"},
    "people.yml": {
        "given": "own",
        "declensions": "own",
        "surname_endings": "keys",
        "patronymic_endings": "keys",
        "not_names": "words",
        "roles": "senses",
        "relatives": "words",
        "persons": "senses",
        "peoples": "words",
        "held_people": "words",
        "plural_anaphora": "words",
        "pronouns": "senses",
        "ages": "words",
        "birth": "words",
    },
    "events.yml": {
        "events": "own",
        "modality": "senses",
        "hedged": "words",
        "hypothetical": "words",
        "accusation": "senses",
        "accusation_ends": "words",
        "voices": "nested",
        "bodies": "senses",
        "support": "senses",
    },
}
RESPELLING = "respelling.yml"
IDENTIFYING = ("name", "script", "alphabet", "words", "based_on", "key_rules")
EVENT_KEYS = frozenset({"words", "who", "needs", "implicit", "weak", "voice", "modality", "case"})
WHO = frozenset({"before", "after", "owner", "any"})
