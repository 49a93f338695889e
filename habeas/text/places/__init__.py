"""How places are written: towns, districts, regions, institutions, in any script, case and language of theirs.

The list of places (``packs/places``) is read when a place is first asked for, never at the start of the program.
"""

from habeas.text.places.reading import Place, PlaceReading, parse_place

__all__ = ["Place", "PlaceReading", "parse_place"]
