"""A public lane written entry by entry, as widening would write it. All people and outlets are invented."""

from datetime import date
from hashlib import sha256

from habeas.publish.build import build
from habeas.publish.settings import SiteSettings
from habeas.record.chain import extend
from habeas.record.draft import Draft
from habeas.record.erasure import apply, erase_draft
from habeas.record.keys import Seeds, start_log
from habeas.record.lanes import PublicLane, Scope
from habeas.record.order import in_order

NOON = 1_774_180_800  # 22 March 2026, 12:00 UTC
SEEDS = Seeds(root=b"R" * 32, signing=b"S" * 32, receiving=b"E" * 32)


def some_id(name):
    return sha256(name.encode()).digest()[:16]


class Writer:
    """The public chain of one log."""

    def __init__(self, mode="trial"):
        numbers = iter(range(1_000_000))
        self.salt = lambda: sha256(f"salt {next(numbers)}".encode()).digest()[:16]
        self.mode = mode
        self.log = start_log(SEEDS, mode=mode, ts=NOON, salt=self.salt)
        self.entries = list(self.log.public.entries)
        self.position = self.log.public.position
        self.ts = NOON

    def write(self, kind, **fields):
        self.ts += 86_400
        (entry,), self.position = extend(
            self.position, [Draft(kind, fields)], scope=Scope.PUBLIC, ts=self.ts, salt=self.salt
        )
        self.entries.append(entry)
        return entry

    def person(self, name):
        self.write("decision", act="subject", id=some_id(name), sort="person")
        return some_id(name)

    def group(self, name):
        self.write("decision", act="subject", id=some_id(name), sort="group")
        return some_id(name)

    def source(self, name, **more):
        fields = {
            "publisher": name,
            "published": "2026-03-23",
            "url": f"https://{name.lower()}.example/",
            **more,
        }
        self.write("capture", id=some_id(name), **fields)
        return some_id(name)

    def say(self, type, subject, source, *stretches, said_by=None, modality=None, **fields):
        told = {f"f.{name}": ({"value": value, "lang": "en"},) for name, value in fields.items()}
        if said_by:
            told["said_by"] = ({"value": said_by, "lang": "en"},)
        if modality:
            told["modality"] = modality
        evidence = ({"source": source, "stretches": tuple(stretches), "lang": "en"},)
        return self.write(
            "claim", type=type, subjects=(subject,), certainty="plain", evidence=evidence, **told
        )

    def erase(self, entry):
        (said,), self.position = extend(
            self.position,
            [erase_draft([(entry, [leaf.name for leaf in entry.leaves])])],
            scope=Scope.PUBLIC,
            ts=self.ts,
            salt=self.salt,
        )
        self.entries.append(said)
        self.entries = list(apply(self.entries))

    @property
    def lane(self):
        return PublicLane(
            self.log.log, self.log.public.audience, self.mode, tuple(in_order(self.entries, {}))
        )


TODAY = date(2026, 6, 1)


def published(writer, **changes):
    options = {"today": TODAY, "version": "0.1.0", "languages": ("en",), **changes}
    return build(writer.lane, SiteSettings(), **options)


def a_person(writer, name="Zośka Padlipskaja"):
    person = writer.person(name)
    source = writer.source("Viestacka")
    writer.say("identity", person, source, name, name=name)
    arrest = writer.say(
        "detention", person, source, f"{name} was detained on 22 March", date="XXXX-03-22", place="Uzhorsk"
    )
    return person, source, arrest
