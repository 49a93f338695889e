"""Places as texts write them: the forms in the language packs, what is read beside a place, the lists themselves."""

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.packs.loader import load, read_text
from habeas.text.places import parse_place
from habeas.text.places.gazetteer import KEYS, TOWNS, area, town
from habeas.text.places.keys import name_keys

# towns of Belarus in the Belarusian pack: the form in a text and its base form must mean one town
FORMS = load("languages/be/places.yml").data["places"]
BASES = re.findall(r"(?:^|, )([А-ЯЁІЎа-яёіў'’ -]+?) = ([^=]*?)(?=, [^,=/]+ = |$)", " ".join(FORMS.split()))


def first(text):
    places = parse_place(text).places
    return places[0].id if places else None


def test_forms_of_the_language_pack_lead_to_the_place_of_the_base_form():
    every, wrong = 0, []
    for base, forms in BASES:
        meant = first(base)
        if meant is None or not meant.startswith("town:") or " " in base:
            continue
        for form in re.split(r"[/;,]", forms):
            form = form.strip()
            if form and " " not in form:
                every += 1
                if first(form) != meant:
                    wrong.append((base, form))
    assert every > 400
    assert len(wrong) <= every * 0.03, wrong  # Полацкам is also a case of the larger Наваполацк


@pytest.mark.parametrize(
    ("text", "kind", "place", "country"),
    [
        ("у Мазыры", "town", "town:625324", "by"),
        ("г. Мозырь", "town", "town:625324", "by"),
        ("Mozyr District, Homel region", "district", "district:625324", "by"),
        ("Гродзенская вобласць", "region", "region:by-03", "by"),
        ("w obwodzie mińskim", "region", "region:by-05", "by"),
        ("ў Беларусі", "country", "country:by", "by"),
        ("АР Крим", "region", "region:ua-11", "ua"),
    ],
)
def test_kind_and_place(text, kind, place, country):
    reading = parse_place(text)
    assert (reading.kind, reading.places[0].id, reading.places[0].country) == (kind, place, country)


def test_a_region_beside_a_name_chooses_among_places_of_that_name():
    alone, beside = parse_place("Каменка"), parse_place("Каменка, Пензенская область")
    assert len(alone.places) > 5
    assert {(p.country, p.region) for p in beside.places} == {("ru", "57")}


def test_streets_and_spots_are_no_towns():
    assert parse_place("на вуліцы Гомельскай").places == ()
    reading = parse_place("Джанкої на ринку")
    assert (reading.places[0].country, reading.spot) == ("ua", "ринку")
    assert parse_place("Minsk and Grodno").many


def test_a_name_that_no_list_has_is_not_guessed():
    reading = parse_place("Узгорск")
    assert (reading.kind, reading.places) == ("town", ())
    assert reading.sounds <= reading.keys


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_reading(text):
    reading = parse_place(text)
    assert reading.text == text
    assert parse_place(text) == reading


def test_the_keys_are_those_of_the_rules_as_they_stand():
    """A slice of the generated file is made again: if this fails, run tools/build_places.py."""
    rows = [line.split("\t") for line in read_text(TOWNS).split("\n")[4:] if line]
    keys = dict(line.split("\t") for line in read_text(KEYS).split("\n")[5:] if line)
    for number, row in enumerate(rows):
        if number % 151 == 0:
            name = next((n for n in row[4].split("|") if "\u0400" <= n[0] <= "\u04ff"), row[4].split("|")[0])
            own = name_keys(name)[:1]
            assert any(str(number) in keys.get(key, "").split() for key in name_keys(name)), (name, own)


def test_regions_are_those_of_the_list_and_their_seats_are_in_it():
    rows = {tuple(line.split("\t")[1:3]) for line in read_text(TOWNS).split("\n")[4:] if line}
    for country, regions in load("places/regions.yml").data["regions"].items():
        for region in regions:
            assert (country, region["code"]) in rows
            assert "seat" not in region or town(str(region["seat"])).country == country
    assert area("by").name == "Belarus"
    assert {code for country, code in rows if country == "by"} == {
        region["code"] for region in load("places/regions.yml").data["regions"]["by"]
    }


def test_the_list_is_not_read_before_a_place_is_asked_for():
    code = (
        "import habeas.identity.values, habeas.text.places.gazetteer as g;"
        "assert not g._lines.cache_info().currsize and not g._keys.cache_info().currsize"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
