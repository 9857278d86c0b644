# ruff: noqa: E501
"""Audits that nobody wrote: families, workers and what is said of them, with every identifier marked."""

import random
import re
from dataclasses import dataclass, field

import invented_sentences as said
from invented_names import drawn

from lif_narrative.deidentify import checks
from lif_narrative.deidentify.lexicon import fold, nicknames
from lif_narrative.ingest.raw import Named, RawDocument

_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
ROLES = {"c": "child", "s": "child", "m": "family member", "f": "family member", "g": "family member",
         "w": "worker", "h": "worker", "t": "other professional", "p": "other professional",
         "n": "stranger"}  # fmt: skip
TITLES = {"w": "Ms", "h": "Mrs", "t": "Miss", "p": "PC", "m": "Ms", "f": "Mr", "g": "Mrs", "n": "Mr"}


@dataclass(frozen=True)
class Planted:
    """An identifier where it stands: `way` is how it is written, `group` and `origin` whose name it is."""

    start: int
    end: int
    kind: str
    entity: str
    way: str = ""
    group: str = ""
    origin: str = ""


@dataclass
class Written:
    """A document with what is planted in it."""

    raw: RawDocument
    planted: list = field(default_factory=list)


class Family:
    """A case: ten people with names of any origin, and the numbers and places of one child."""

    def __init__(self, case, rng):
        self.case, self.rng = case, rng
        self.people: dict = {}
        for role in ROLES:  # nobody could tell two people of one first name apart by it
            while (who := drawn(rng))[2] in {p[2] for p in self.people.values()}:
                pass
            self.people[role] = who
        group, origin, _, surname = self.people["c"]
        for kin in "sg":  # a family shares its surname more often than not
            _, _, first, own = drawn(rng) if kin == "g" else self.people[kin]
            self.people[kin] = (*self.people[kin][:3], surname if rng.random() < 0.7 else own)
        if rng.random() < 0.25:
            self.people["c"] = (group, origin, self.people["c"][2], f"{surname}-{self.people['m'][3]}")
        self.values = values(rng)

    def text(self, slot, way):
        """What is written for a slot."""
        if slot in self.values:
            return self.values[slot]
        _, _, first, surname = self.people[slot]
        title = TITLES.get(slot, "")
        return {
            "full": f"{first} {surname}", "first": first, "sur": surname, "poss": f"{first}'s",
            "titled": f"{title} {surname}".strip(), "dot": f"{first[0]}. {surname}",
            "sinit": f"{first} {surname[0]}", "rev": f"{surname.upper()}, {first}", "nick": short(first),
            "init": initials(first, surname), "slip": f"{first} {slip(surname, self.rng)}",
            "low": first.lower(), "lowsur": surname.lower(),
        }[way]  # fmt: skip

    def write(self, name, lines, *, named=(), case=True, joint="\n"):
        """A document of these lines."""
        text, planted = "", []
        for line in lines:
            at = 0
            for match in _SLOT.finditer(line):
                text += line[at : match.start()]
                slot, way = match[1], match[2] or ""
                form = self.text(slot, way)
                cut = 2 if way == "poss" else 0
                planted.append(self.mark(len(text), len(text) + len(form) - cut, slot, way))
                text += form
                at = match.end()
            text += line[at:] + (joint if line[-1] in ".?!" else "\n")
        raw = RawDocument(f"{self.case}-{name}", f"{self.case}-{name}", "p1", text,
                          case=self.case if case else "", named=tuple(named))  # fmt: skip
        return Written(raw, planted)

    def mark(self, start, end, slot, way):
        """The record of one planted identifier."""
        if slot in self.values:
            return Planted(start, end, slot, f"{self.case} {slot}")
        group, origin, *_ = self.people[slot]
        return Planted(start, end, ROLES[slot], f"{self.case} {slot}", way, group, origin)

    def fields(self):
        """What a form's own fields name."""
        full = {slot: self.text(slot, "full") for slot in ROLES}
        return (
            Named(full["c"], "child"), Named(full["m"], "family member", "mother"),
            Named(full["w"], "worker", "allocated social worker"), Named(self.values["school"], "school"),
            Named(self.values["nhs"], "nhs number"), Named(self.values["case"], "case id"),
            Named(self.values["dob"], "date of birth"),
        )  # fmt: skip


def short(first):
    """A familiar form: the one people use, or the first syllable or two."""
    known = sorted(form for form in nicknames().get(fold(first), ()) if len(form) > 2)
    stem = first.split("-")[0]
    return known[0].capitalize() if known else stem[: 4 if len(stem) > 6 else 3]


def initials(first, surname):
    """Two letters, three for a double surname."""
    return (first[0] + "".join(part[0] for part in surname.split("-"))).upper()


def slip(name, rng):
    """One letter dropped, doubled or swapped, not the first."""
    at = max(rng.randrange(1, max(2, len(name) - 1)), name.rfind("-") + 2)
    return rng.choice([name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:],
                       name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]])  # fmt: skip


def values(rng):
    """Numbers and places of one family."""
    figure = lambda n: "".join(rng.choice("0123456789") for _ in range(n))  # noqa: E731
    letters = lambda n: "".join(rng.choice("ABCDEFGHJKLMNPRSTUWXY") for _ in range(n))  # noqa: E731
    stem = rng.choice("Harrow Lark Thistle Copper Quarry Mill Ashen Bram Fallow Tarn Sparrow Wether".split())
    tail = rng.choice("bourne wick low mere stead cote garth shaw".split())
    nhs = next(n for _ in iter(int, 1) if checks.nhs_number(n := "9" + figure(9)))
    upn = next(u for _ in iter(int, 1) if checks.upn(u := letters(1) + figure(12)))
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(2009, 2024)
    months = "January February March April May June July August September October November December".split()
    dob = rng.choice([f"{day:02d}/{month:02d}/{year}", f"{day}.{month}.{year % 100:02d}",
                      f"{day} {months[month - 1]} {year}", f"{year}-{month:02d}-{day:02d}"])  # fmt: skip
    street = rng.choice(
        "Road Street Avenue Close Crescent Lane Terrace Drive Court Walk Grove Gardens".split()
    )
    kind = rng.choice(
        ["Primary School", "Academy", "C of E Primary", "High School", "Junior School", "Community College"]
    )
    return {
        "nhs": rng.choice([nhs, f"{nhs[:3]} {nhs[3:6]} {nhs[6:]}"]), "upn": upn, "dob": dob,
        "ni": f"{rng.choice(['AB', 'JK', 'PX', 'SN'])} {figure(2)} {figure(2)} {figure(2)} {rng.choice('ABCD')}",
        "case": rng.choice([f"LCS-{figure(6)}", f"{rng.choice('CP')}{figure(7)}", "7" + figure(6)]),
        "phone": rng.choice([f"07{figure(3)} {figure(6)}", f"07{figure(9)}", f"01{figure(3)} {figure(6)}", f"+44 7{figure(3)} {figure(6)}"]),
        "email": f"{rng.choice('kjmrt')}.{fold(stem)}{figure(2)}@example.{rng.choice(['org', 'co.uk', 'net'])}",
        "car": f"{letters(2)}{figure(2)} {letters(3)}", "handle": f"@{fold(stem)}_{fold(tail)}{figure(2)}",
        "address": f"{rng.choice(['', 'Flat 3, '])}{rng.randint(1, 190)} {stem}{tail} {street}",
        "postcode": f"ZZ{figure(1)} {figure(1)}{letters(2)}",
        "school": f"{rng.choice(['', 'St ', 'Old '])}{stem}{rng.choice(['ford', 'ley', 'field'])} {kind}",
        "place": f"{stem}{tail} {rng.choice(['Recreation Ground', 'Park', 'Shopping Centre', 'Estate', 'Community Centre'])}",
    }  # fmt: skip


def audit(seed, families=6, *, new=True, label="T"):
    """The documents of an audit: a form, notes, a talk and a child's words for each family."""
    rng = random.Random(seed)
    lines = [line.replace("\\n", "\n") for line in (said.NEW if new else said.OLD).strip().splitlines()]
    low = (said.LOW_NEW if new else said.LOW_OLD).strip().splitlines()
    made = []
    for at in range(1, families + 1):
        family = Family(f"{label}{at}", rng)
        told = rng.sample(lines, len(lines))
        third = len(told) // 3
        made += [
            family.write("form", told[:third], named=family.fields()),
            family.write("notes", told[third : 2 * third], joint=" "),
            family.write(
                "talk", [f"Speaker {n % 3 + 1}: {line}" for n, line in enumerate(told[2 * third :])]
            ),
            family.write("child", low),
        ]
    return made
