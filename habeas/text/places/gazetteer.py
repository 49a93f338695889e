"""The list of places, read when it is first asked for: towns by the keys of their names, regions, countries.

Towns come from ``packs/places/geonames.tsv`` and its keys (built by ``tools/build_places.py``), regions and countries
from ``packs/places/regions.yml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from habeas.packs.loader import load, read_text
from habeas.text.places.keys import name_keys

TOWNS = "places/geonames.tsv"
KEYS = "places/keys.tsv"
REGIONS = "places/regions.yml"


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place: GeoNames' id, country (two small letters), region (GeoNames' admin1 code), people, names."""

    id: str
    country: str
    region: str
    population: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A region of a country (``code``: GeoNames' admin1) or a country (``code`` empty). ``seat``: the town it is called after."""

    country: str
    code: str
    name: str
    seat: str | None = None

    @property
    def id(self) -> str:
        """Return ``by`` or ``by-02``."""
        return f"{self.country}-{self.code}" if self.code else self.country


@cache
def _lines() -> tuple[str, ...]:
    return tuple(line for line in read_text(TOWNS).split("\n")[4:] if line)


@cache
def _keys() -> Mapping[str, str]:
    pairs = (line.partition("\t") for line in read_text(KEYS).split("\n")[5:] if line)
    return {key: numbers for key, _, numbers in pairs}


@cache
def _town(number: int) -> Town:
    place, country, region, population, names = _lines()[number].split("\t")
    return Town(place, country, region, int(population), tuple(names.split("|")))


@cache
def _numbers() -> Mapping[str, int]:
    return {line.split("\t", 1)[0]: number for number, line in enumerate(_lines())}


def town(place: str) -> Town | None:
    """Return the town with a GeoNames id, if the list has it."""
    number = _numbers().get(place)
    return None if number is None else _town(number)


def towns(keys: Iterable[str]) -> tuple[Town, ...]:
    """Return the towns that are listed under any of ``keys``, the most populous first."""
    listed = _keys()
    found = {int(number) for key in keys for number in listed.get(key, "").split()}
    return tuple(_town(number) for number in sorted(found))


@cache
def _areas() -> tuple[Mapping[str, tuple[Area, ...]], Mapping[str, tuple[Area, ...]], Mapping[str, Area]]:
    """Return the regions by the keys of their own names, by the id of their seat, and everything by its own id."""
    data = load(REGIONS).data
    named: dict[str, dict[Area, None]] = {}
    seated: dict[str, tuple[Area, ...]] = {}
    known: dict[str, Area] = {}
    for country, names in data["countries"].items():
        area = Area(country, "", names[0])
        _list(area, names, named, known)
    for country, rows in data["regions"].items():
        for row in rows:
            seat = str(row["seat"]) if "seat" in row else None
            area = Area(country, row["code"], row["names"][0] if row["names"] else "", seat)
            _list(area, row["names"], named, known)
            if seat:
                seated[seat] = (*seated.get(seat, ()), area)
    return {key: tuple(rows) for key, rows in named.items()}, seated, known


def _list(
    area: Area, names: Iterable[str], named: dict[str, dict[Area, None]], known: dict[str, Area]
) -> None:
    known[area.id] = area
    for name in names:
        for key in name_keys(name):
            named.setdefault(key, {})[area] = None


def areas(keys: Iterable[str]) -> tuple[Area, ...]:
    """Return the regions and countries that have a name of their own under any of ``keys``."""
    named = _areas()[0]
    return tuple(dict.fromkeys(area for key in keys for area in named.get(key, ())))


def seated(place: str) -> tuple[Area, ...]:
    """Return the regions that are called after the town with this GeoNames id."""
    return _areas()[1].get(place, ())


def area(identity: str) -> Area | None:
    """Return the country (``by``) or region (``by-02``) with this id."""
    return _areas()[2].get(identity)


def region_words(country: str, code: str) -> str:
    """Return how a region is told to a reader: “Homyel' region, Беларусь”; the country alone for a city of its own."""
    known = area(f"{country}-{code}")
    whole = area(country)
    land = whole.name if whole else country
    if known is None:
        return land
    seat = town(known.seat) if known.seat else None
    name = seat.names[0] if seat else known.name
    return f"{name} region, {land}" if name else land
