"""The story that the tests of publishing read: three invented people and a group, in an invented town."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from habeas.model.claim import Certainty, Modality, Value
from habeas.model.reason import Reason
from habeas.model.record import Belief, Episode, GroupRecord, Record, Register, Rival
from habeas.model.statement import Evidence, State, Statement
from habeas.publish.edition import Correction, Edition
from habeas.publish.settings import SiteSettings

ZOSKA = "a1" * 16
OLD_ZOSKA = "a2" * 16
MIKITA = "b1" * 16
NAMELESS = "c1" * 16
GROUP = "d1" * 16
TODAY = date(2026, 12, 2)
BECAUSE = Reason("belief.only", "It is the only value that anybody gives.")

VIESTACKA = ("Весточка", "ru")
CARDS = {
    "v1": {"publisher": "Весточка", "published": "2026-03-23", "url": "https://viestacka.example/1"},
    "v2": {"publisher": "Весточка", "published": "2026-11-14", "url": "https://viestacka.example/2"},
    "court": {
        "publisher": "Расклад суда",
        "published": "2026-08-22",
        "url": "https://court.example/list?day=22&m=8",
    },
    "copy": {
        "publisher": "Кропка",
        "published": "2026-11-15",
        "url": "https://kropka.example/x",
        "origin": "o-v2",
    },
    "apora": {"publisher": "Цэнтр «Апора»", "published": "2026-04-02", "url": "https://apora.example/zp"},
}


def card(name, quote, lang="ru", **more):
    fields = {"origin": f"o-{name}", **CARDS[name], **more}
    return Evidence(
        capture=name.encode().hex().ljust(32, "0"), stretches=(quote,) if quote else (), lang=lang, **fields
    )


class Book:
    """Collects statements and gives them ids, so that beliefs can name them."""

    def __init__(self):
        self.statements = {}

    def say(self, type, subjects, evidence, *, voice=(), modality=None, certainty=Certainty.PLAIN, **fields):
        number = len(self.statements) + 1
        identity = sha256(str(number).encode()).hexdigest()
        self.statements[identity] = Statement(
            id=identity,
            state=State.ACCEPTED,
            type=type,
            subjects=tuple(subjects),
            fields={name: value if isinstance(value, tuple) else (value,) for name, value in fields.items()},
            modality=modality,
            certainty=certainty,
            said_by=tuple(voice),
            evidence=tuple(evidence),
            day=f"2026-11-{number % 28 + 1:02d}",
            order=(number, "lane", number),
        )
        return identity

    def belief(self, property, value, *ids, rivals=(), reason=BECAUSE, state=State.ACCEPTED):
        said = [self.statements[i] for i in ids]
        evidence = tuple(e for s in said for e in s.evidence)
        return Belief(
            property=property,
            value=value,
            state=state,
            said_by=tuple(v.value for s in said for v in s.said_by),
            reports=len({e.capture for e in evidence}),
            origins=len({e.origin for e in evidence}),
            evidence=evidence,
            rivals=tuple(rivals),
            reason=reason,
            modality=said[0].modality,
            certainty=said[0].certainty,
            statements=ids,
            episode_type=said[0].type,
        )

    def rival(self, value, *ids):
        said = [self.statements[i] for i in ids]
        return Rival(
            value=value,
            said_by=tuple(v.value for s in said for v in s.said_by),
            evidence=tuple(e for s in said for e in s.evidence),
            statements=ids,
            certainty=said[0].certainty,
            modality=said[0].modality,
        )

    def episode(self, type, date, *ids, beliefs=(), state=State.ACCEPTED, group=None, denied=None):
        """As the register gives it: the first belief is that the event took place, its value how that is told."""
        first = self.belief(type, "stated", *ids, rivals=[self.rival("denied", denied)] if denied else ())
        beliefs = (replace(first, value=first.modality or "stated"), *beliefs)
        return Episode(
            id=ids[0],
            type=type,
            date=date,
            beliefs=tuple(replace(b, episode=ids[0], episode_type=type) for b in beliefs),
            statements=ids,
            modality=self.statements[ids[0]].modality,
            state=state,
            reason=Reason("episode.one", "Same kind, same person, same day."),
            group=group,
            sort_key=(date or "9999", type),
        )


def value(text, lang=None):
    return Value(text, lang=lang)


def _zoska(book):
    name = book.say(
        "identity", [ZOSKA], [card("v1", "Зося Подлипская, библиотекарь 1991 года рождения")],
        name=value("Зося Подлипская", "ru"), born=value("1991"), occupation=value("библиотекарь", "ru"),
    )  # fmt: skip
    name_be = book.say(
        "identity", [ZOSKA], [card("apora", "Зоська Падліпская (Zośka Padlipskaja)", "be")],
        name=(value("Зоська Падліпская", "be"), value("Zośka Padlipskaja", "be-Latn")),
    )  # fmt: skip
    arrest = book.say(
        "detention", [ZOSKA], [card("v1", "22 марта в Узгорске задержали библиотекаря Зосю Подлипскую")],
        date=value("2026-03-22"), place=value("Узгорск", "ru"), agency=value("ГУБАЗіК", "be"),
    )  # fmt: skip
    charge = book.say(
        "charge", [ZOSKA],
        [card("v2", "разжигала социальную рознь (ч. 1 ст. 130 УК)"), card("copy", "разжигала социальную рознь (ч. 1 ст. 130 УК)", origin="o-v2"),
         card("apora", "абвінавачваюць паводле часткі 1 артыкула 130", "be")],
        voice=[value("следствие", "ru")], article=value("130 1"), accusation=value("разжигала социальную рознь", "ru"),
    )  # fmt: skip
    until_day = book.say(
        "custody_extension",
        [ZOSKA],
        [card("court", "мера пресечения до 22.11.2026")],
        until=value("2026-11-22"),
    )
    until_end = book.say(
        "custody_extension", [ZOSKA], [card("v2", "Срок стражи продлили до конца ноября")],
        until=value("2026-11-21/2026-11-30"), facility=value("СИЗО № 9, Узгорск", "ru"), certainty=Certainty.HEDGED,
    )  # fmt: skip
    beaten = book.say(
        "ill_treatment",
        [ZOSKA],
        [card("v2", "По некоторым сведениям, в первые дни её избивали.")],
        modality=Modality.ALLEGED,
    )
    trial = book.say(
        "hearing", [ZOSKA], [card("v2", "Суд, вероятно, начнётся в декабре")],
        modality=Modality.EXPECTED, certainty=Certainty.HEDGED, date=value("2026-12"),
    )  # fmt: skip
    known = book.say(
        "recognition", [ZOSKA], [card("apora", "Прызнаём Зоську Падліпскую палітычнай зняволенай", "be")],
        date=value("2026-04-02"), body=value("Цэнтр «Апора»", "be"),
    )  # fmt: skip
    silent = book.say("health", [ZOSKA], [card("apora", "", "be")], voice=[value("сваякі", "be")])
    because = Reason("belief.document", "It stands first because it is a court's own document.")
    return Record(
        id=ZOSKA,
        name="Зося Подлипская",
        names=("Зося Подлипская", "Зоська Падліпская", "Zośka Padlipskaja"),
        held=None,
        held_as_of="2026-11-14",
        status="term-over",
        state=State.ACCEPTED,
        status_reason=Reason("status.term-over", "The term ended and nothing was heard."),
        beliefs=(
            book.belief("name", "Зося Подлипская", name),
            book.belief("name", "Зоська Падліпская", name_be),
            book.belief("born", "1991", name),
            book.belief("occupation", "библиотекарь", name),
        ),
        episodes=(
            book.episode(
                "detention", "2026-03-22", arrest, group=GROUP,
                beliefs=[
                    book.belief("date", "2026-03-22", arrest),
                    book.belief("place", "Узгорск", arrest),
                    book.belief("agency", "ГУБАЗіК", arrest),
                ],
            ),
            book.episode(
                "charge", None, charge,
                beliefs=[
                    book.belief("article", "130 1", charge),
                    book.belief("accusation", "разжигала социальную рознь", charge),
                ],
            ),
            book.episode(
                "custody_extension", None, until_day, until_end, state=State.DISPUTED,
                beliefs=[
                    book.belief(
                        "until", "2026-11-22", until_day, state=State.DISPUTED, reason=because,
                        rivals=[book.rival("2026-11-21/2026-11-30", until_end)],
                    ),
                    book.belief("facility", "СИЗО № 9, Узгорск", until_end),
                ],
            ),
            book.episode("ill_treatment", None, beaten),
            book.episode("hearing", "2026-12", trial, beliefs=[book.belief("date", "2026-12", trial)]),
            book.episode(
                "recognition", "2026-04-02", known,
                beliefs=[book.belief("date", "2026-04-02", known), book.belief("body", "Цэнтр «Апора»", known)],
            ),
            book.episode("health", None, silent),
        ),
        groups=(GROUP,),
        completeness=(("identity", True), ("reason", True), ("authority", False), ("health", False)),
        joined=(Reason("same.judged", "A person of ours judged the two spellings to be one person."),),
        redirects=(OLD_ZOSKA,),
    )  # fmt: skip


def _mikita(book):
    name = book.say(
        "identity",
        [MIKITA],
        [card("v1", "Mikita Viarbina-Haj", "be-Latn")],
        name=value("Mikita Viarbina-Haj", "be-Latn"),
    )
    arrest = book.say(
        "detention", [MIKITA], [card("v1", "Микиту Вербину-Гая задержали 22 марта")], date=value("XXXX-03-22")
    )
    term = book.say(
        "sentence",
        [MIKITA],
        [card("v2", "дали от 10 до 15 суток")],
        term=value("P10D..P15D administrative arrest"),
    )
    out = book.say("release", [MIKITA], [card("v2", "в апреле вышел на свободу")], date=value("2026-04"))
    return Record(
        id=MIKITA,
        name="Mikita Viarbina-Haj",
        names=("Mikita Viarbina-Haj",),
        held=False,
        held_as_of="2026-04",
        status="released",
        state=State.ACCEPTED,
        status_reason=Reason("status.release", "A release is reported."),
        beliefs=(book.belief("name", "Mikita Viarbina-Haj", name),),
        episodes=(
            book.episode("detention", "XXXX-03-22", arrest, beliefs=[book.belief("date", "XXXX-03-22", arrest)]),
            book.episode("sentence", None, term, beliefs=[book.belief("term", "P10D..P15D administrative arrest", term)]),
            book.episode("release", "2026-04", out, beliefs=[book.belief("date", "2026-04", out)]),
        ),
    )  # fmt: skip


def _nameless(book):
    held = book.say(
        "custody",
        [NAMELESS],
        [card("v2", "ещё один человек остаётся под стражей с августа")],
        date=value("2026-08"),
    )
    return Record(
        id=NAMELESS,
        name="",
        names=(),
        held=True,
        held_as_of="2026-11-14",
        status="under-investigation",
        state=State.ACCEPTED,
        status_reason=Reason("status.custody", "A report says so."),
        beliefs=(),
        episodes=(book.episode("custody", "2026-08", held, beliefs=[book.belief("date", "2026-08", held)]),),
    )


def story(**changes):
    """Return the edition; ``changes`` replace parts of it."""
    book = Book()
    people = (_zoska(book), _mikita(book), _nameless(book))
    raid = book.say(
        "detention", [GROUP], [card("v1", "задержали около десяти человек")], date=value("2026-03-22")
    )
    wrong = book.say(
        "transfer", [ZOSKA], [card("v2", "перевели в тюрьму № 4")], facility=value("Турма № 4, Ляснічы", "be")
    )
    taken_back = book.statements.pop(wrong)
    group = GroupRecord(
        id=GROUP, least=10, most=10, of=None, members=(ZOSKA, MIKITA),
        episodes=(book.episode("detention", "2026-03-22", raid, beliefs=[book.belief("date", "2026-03-22", raid)]),),
        evidence=(card("v1", "около десяти человек"),), state=State.ACCEPTED, reason=Reason("group.said", "A report says so."),
    )  # fmt: skip
    support = (("Цэнтр «Апора»", (card("apora", "Падтрымаць можна праз нас", "be"),)),)
    whole = Edition(
        register=Register(people, (group,), support, digest="0" * 64),
        mode="demo",
        settings=SiteSettings(
            title={"en": "Register “Apora”", "be": "Рэестр «Апора»", "ru": "Реестр «Опора»"},
            publisher="Цэнтр «Апора»",
            contact="post@apora.example",
            licence="CC BY 4.0",
        ),
        today=TODAY,
        version="0.1.0",
        languages=("en",),
        statements=book.statements,
        corrections=(
            Correction(replace(taken_back, state=State.RETRACTED), "2026-06-03", "The source wrote about another person."),
        ),
    )  # fmt: skip
    return replace(whole, **changes) if changes else whole
