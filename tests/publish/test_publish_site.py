"""The site says every fact with its words, its voice and its source, and asks nothing of anybody else."""

import itertools
import re
from dataclasses import replace
from posixpath import dirname, join, normpath

import pytest
from publish_story import MIKITA, NAMELESS, OLD_ZOSKA, ZOSKA, card, story
from selectolax.lexbor import LexborHTMLParser

from habeas.model.statement import Evidence
from habeas.publish.build import files_of
from habeas.publish.edition import PublishError
from habeas.publish.settings import SiteSettings


def pages(site):
    return {
        path: LexborHTMLParser(data.decode("utf-8")) for path, data in site.items() if path.endswith(".html")
    }


def page(site, path):
    return LexborHTMLParser(site[path].decode("utf-8"))


def text(node):
    return " ".join(node.text(separator=" ").split())


def flat(node):
    """The text as it is read: without the markup's own gaps, with plain spaces."""
    return " ".join(node.text().replace("\u00a0", " ").split())


def scripts_of(tree, path):
    """What could run on a page: data for machines cannot, and the search has its one script."""
    run = [s for s in tree.css("script") if s.attributes.get("type") != "application/ld+json"]
    if path.endswith("/search.html"):
        run = [
            s for s in run if not re.fullmatch(r"../assets/search[.][0-9a-f]{10}[.]js", s.attributes["src"])
        ]
    return run


def person(site, identity=ZOSKA, lang="en"):
    return page(site, f"{lang}/people/{identity}.html")


def test_every_statement_stands_with_its_quote_its_voice_and_its_source(edition, site):
    for statement in edition.statements.values():
        subject = statement.subjects[0]
        is_person = f"en/people/{subject}.html" in site
        tree = person(site, subject) if is_person else page(site, "en/groups.html")
        quotes = [flat(q) for q in tree.css(".quote")]
        for evidence in statement.evidence:
            carrying = [q for q in quotes if evidence.text in q and evidence.publisher in q]
            assert carrying, (statement.type, evidence.text)
            voice = statement.said_by[0].value if statement.said_by else "the publication itself"
            assert any(f"Who says so: {voice}" in q for q in carrying)
        links = {a.attributes["href"] for a in tree.css(".quote a")}
        assert {e.url for e in statement.evidence} <= links


def test_a_quote_keeps_its_language_and_cuts_are_marked(edition):
    (first, *_) = edition.statements.values()
    cut = card("v1", "начало")
    cut = replace(cut, stretches=("начало", "конец"))
    statements = {**edition.statements, first.id: replace(first, evidence=(cut,))}
    tree = person(files_of(replace(edition, statements=statements)))
    quote = next(q for q in tree.css("blockquote") if "начало" in q.text())
    assert quote.text() == "начало [...] конец"
    assert quote.attributes["lang"] == "ru"
    assert quote.attributes["dir"] == "auto"


def test_where_no_words_are_left_the_fact_stands_on_the_word_of_its_source(site):
    (held,) = person(site).css(".quote .held")
    assert "On the word of this source" in held.text()
    assert "сваякі" in held.parent.text()


def test_an_allegation_is_told_in_the_voice_of_the_report(site):
    (fact,) = [f for f in person(site).css(".fact") if text(f.css_first("dt")) == "Ill-treatment"]
    assert text(fact.css_first(".says")) == "One report says: Ill-treatment"
    assert "It is an allegation" in fact.text()


def test_rivals_stand_side_by_side_with_the_reason_for_their_order(site):
    (rivals,) = person(site).css(".rivals")
    values = [text(rival.css_first("b")) for rival in rivals.css(".rival")]
    assert values == ["22 November 2026", "between 21 and 30 November 2026"]
    assert "a court's own document" in rivals.css_first(".why").text()
    assert all(rival.css_first("blockquote") for rival in rivals.css(".rival"))
    assert "sources differ" in rivals.parent.text()


def test_copies_count_once_and_stand_under_one_quote(site):
    (fact,) = [f for f in person(site).css(".fact") if text(f.css_first("dt")) == "Charge"]
    assert "3 reports, 2 origins" in flat(fact)
    (copies,) = fact.css(".copies")
    assert "Кропка" in copies.text()
    assert len([q for q in fact.css("blockquote") if "разжигала" in q.text()]) == 1


def test_a_date_is_never_more_exact_than_its_source(site):
    assert "22 March, year not known" in flat(person(site, MIKITA).css_first("main"))
    assert "In custody, under investigation. Held since August 2026." in flat(
        person(site, NAMELESS).css_first(".lede")
    )


def test_a_person_without_a_published_name_has_a_page_and_no_made_up_name(site):
    assert flat(person(site, NAMELESS).css_first("h1")) == "A person whose name is not published"


def test_the_bar_says_in_words_what_it_draws(site):
    bar = person(site).css_first("svg.bar")
    assert bar.attributes["role"] == "img"
    assert bar.attributes["aria-label"].startswith("22\u00a0March 2026: Detention")
    kinds = [p.attributes["class"] for p in bar.css("rect, path")]
    assert kinds[:2] == ["solid", "dashed"]


def test_an_event_that_is_expected_stands_among_the_dates_ahead_until_it_is_past(edition, site):
    assert "Court hearing" in person(site).css_first("[aria-labelledby=ahead]").text()
    later = files_of(replace(edition, today=edition.today.replace(year=2027)))
    assert not person(later).css("[aria-labelledby=ahead]")
    assert "Expected: Court hearing" in person(later).css_first("[aria-labelledby=timeline]").text()


def test_what_is_not_known_is_said(site):
    assert "authority that ordered it" in person(site).css_first("[aria-labelledby=unknown]").text()


def test_a_correction_keeps_the_old_value_visible_and_says_whose_error_it_was(site):
    corrections = person(site).css_first("[aria-labelledby=corrections]")
    assert corrections.css_first("s").text() == "Турма № 4, Ляснічы"
    assert "We were wrong. The source wrote about another person." in flat(corrections)
    assert "taken back" in corrections.text()


def test_the_index_lists_people_by_letter_and_groups_without_counting_anybody_twice(site):
    tree = page(site, "en/index.html")
    assert [text(h) for h in tree.css(".lines h2")] == ["P", "V", "other"]
    assert "3 people on this register. 1 is held" in flat(tree.css_first(".lede"))
    (group,) = page(site, "en/groups.html").css("#g-" + "d1" * 16)
    assert flat(group.css_first("h2")) == "10 people"
    assert len(group.css("circle.named")) == 2
    assert len(group.css("circle.unnamed")) == 8


def test_an_earlier_address_leads_to_the_page(site):
    moved = page(site, f"en/people/{OLD_ZOSKA}.html")
    assert moved.css_first("meta[http-equiv=refresh]").attributes["content"] == f"0; url={ZOSKA}.html"
    assert moved.css_first("main a").attributes["href"] == f"{ZOSKA}.html"


@pytest.mark.parametrize("mode", ["trial", "demo"])
def test_a_site_that_is_not_for_real_cases_says_so_on_every_page(mode, edition):
    for path, tree in pages(files_of(replace(edition, mode=mode))).items():
        assert tree.css(".mode"), path
        assert tree.css_first("meta[name=robots]").attributes["content"] == "noindex, nofollow"


def test_a_real_site_has_no_such_line(edition):
    for path, tree in pages(files_of(replace(edition, mode="real"))).items():
        assert not tree.css(".mode"), path


def test_nothing_runs_and_nothing_is_asked_of_other_sites(edition, site):
    allowed = {e.url for s in edition.statements.values() for e in s.evidence}
    allowed |= {e.url for _, evidence in edition.register.support for e in evidence}
    for path, tree in pages(site).items():
        assert not tree.css("iframe, img, object, embed, base, style, [style], form[action]"), path
        assert not scripts_of(tree, path), path
        assert bool(tree.css("form")) is path.endswith("/search.html")
        for node in tree.css("*"):
            assert not [name for name in node.attributes if name.startswith("on")], path
        policy = tree.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        for node in tree.css("[href], [src]"):
            target = node.attributes.get("href") or node.attributes.get("src")
            if target.startswith(("#", "mailto:")):
                continue
            if "//" in target:
                assert node.tag == "a" and target in allowed, (path, target)
                assert "noreferrer" in node.attributes["rel"]
            else:
                assert normpath(join(dirname(path), target.split("#")[0])) in site, (path, target)
    css = next(data for path, data in site.items() if path.endswith(".css")).decode("utf-8")
    assert "//" not in css and "@import" not in css
    for name in re.findall(r"url\(([^)]+)\)", css):
        assert f"assets/{name}" in site


def test_every_fragment_that_is_linked_exists_and_every_id_is_there_once(site):
    trees = pages(site)
    ids = {path: [n.attributes["id"] for n in tree.css("[id]")] for path, tree in trees.items()}
    for path, tree in trees.items():
        assert len(ids[path]) == len(set(ids[path])), path
        for node in tree.css("a[href*='#'], use"):
            file, _, fragment = node.attributes["href"].partition("#")
            target = normpath(join(dirname(path), file)) if file else path
            assert fragment in ids[target], (path, node.attributes["href"])


def test_pages_are_whole_documents(site):
    for path, data in site.items():
        if path.endswith(".html"):
            html = data.decode("utf-8")
            tree = LexborHTMLParser(html)
            assert html.startswith("<!doctype html>\n<html lang="), path
            assert html.endswith("</html>\n")
            assert tree.css_first("title").text().strip()
            assert len(tree.css("main")) == 1
            if 'http-equiv="refresh"' not in html and path != "index.html":
                assert len(tree.css("h1")) == 1, path
            levels = [int(h.tag[1]) for h in tree.css("h1, h2, h3")]
            assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), path


def test_the_same_edition_gives_the_same_bytes(edition, site):
    assert dict(files_of(story())) == dict(site)


def test_a_language_switch_leads_to_the_same_page(edition):
    both = files_of(replace(edition, languages=("en", "be")))
    links = [a.attributes["href"] for a in person(both).css(".langs a")]
    assert links == [f"../../be/people/{ZOSKA}.html"]
    root = page(both, "index.html")
    assert [a.attributes["href"] for a in root.css("main a")] == ["en/index.html", "be/index.html"]


def test_a_register_without_anybody_still_gives_a_site(edition):
    empty = replace(edition.register, people=(), groups=(), support=())
    made = files_of(replace(edition, register=empty, statements={}, corrections=()))
    assert "Nobody is published here yet" in page(made, "en/index.html").css_first("main").text()


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "</title></blockquote></main>",
    "a\u202eb\u2066c",
    "null\x00 bell\x07 \x9f",
    "'; -- &amp; &lt;",
    "{n} {name} %s",
]


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_words_stay_words(edition, bad):
    def spoil(evidence):
        return replace(
            evidence, stretches=(bad,), publisher=bad, published=bad, url=bad, lang=bad, origin=bad
        )

    statements = {
        key: replace(
            s,
            evidence=tuple(spoil(e) for e in s.evidence),
            fields={k: tuple(replace(v, value=bad, lang=bad) for v in vs) for k, vs in s.fields.items()},
            said_by=tuple(replace(v, value=bad, lang=bad) for v in s.said_by),
        )
        for key, s in edition.statements.items()
    }
    people = tuple(
        replace(
            p, name=bad, names=(bad,), status=bad,
            beliefs=tuple(replace(b, value=bad) for b in p.beliefs),
            episodes=tuple(
                replace(e, type=bad, date=bad, beliefs=tuple(replace(b, value=bad, property=bad) for b in e.beliefs))
                for e in p.episodes
            ),
        )
        for p in edition.register.people
    )  # fmt: skip
    settings = SiteSettings(title={"en": bad}, publisher=bad, contact=bad, licence=bad, about={"en": bad})
    support = ((bad, (spoil(Evidence("00" * 16, ("x",))),)),)
    register = replace(edition.register, people=people, support=support)
    made = files_of(replace(edition, register=register, statements=statements, settings=settings))
    for path, tree in pages(made).items():
        assert not scripts_of(tree, path) and not tree.css("img"), path
        html = made[path].decode("utf-8")
        assert not any(ord(c) < 32 and c not in "\n\t" for c in html)
        for node in tree.css("*"):
            assert not [name for name in node.attributes if name.startswith("on")], path
        assert all(not (a.attributes["href"] or "").startswith("javascript") for a in tree.css("a"))
        if "alert" in bad or "7*7" in bad:
            assert (
                path in ("index.html", "404.html")
                or bad in tree.css_first("title").text() + tree.css_first(".mark").text()
            )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "https://", "http://a b/",
     "https://user:secret@host.example/", "ftp://host.example/", "\njavascript:x", "https://[broken", "mailto:a@b.c"],
)  # fmt: skip
def test_only_web_addresses_of_sources_become_links(edition, address):
    statements = {
        key: replace(s, evidence=tuple(replace(e, url=address) for e in s.evidence))
        for key, s in edition.statements.items()
    }
    register = replace(edition.register, groups=(), support=())
    made = files_of(replace(edition, statements=statements, register=register))
    links = [a.attributes["href"] for tree in pages(made).values() for a in tree.css(".quote a")]
    spare = {e.url for p in register.people for b in p.beliefs for e in b.evidence}
    assert address not in links and set(links) <= spare


def test_what_is_only_proposed_is_refused(edition):
    from habeas.model.statement import State

    (first, *rest) = edition.register.people
    for bad in (
        replace(first, state=State.PROPOSED),
        replace(first, id="p-12"),
        replace(first, redirects=("../../x",)),
    ):
        with pytest.raises(PublishError, match="nothing was written"):
            replace(edition, register=replace(edition.register, people=(bad, *rest)))
