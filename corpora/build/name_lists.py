"""The names that de-identification ships, drawn from lists that know nothing of any case.

Sources: Faker's person providers (MIT licence; en_GB from the Office for National Statistics), the United
States census of 1990 as the package `names` carries it (public domain), `nicknames` (Apache-2.0), the word
lists of SCOWL (Debian's `scowl`, free for any use), and `names/*.txt` beside this file, written from general
knowledge of British birth registrations. Run `python corpora/build/name_lists.py SCOWL_FOLDER`.
"""

from __future__ import annotations

import csv
import importlib
import sys
import unicodedata
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).parent / "names"
DATA = Path(__file__).parents[2] / "lif_narrative" / "deidentify" / "data"
LOCALES = {
    "british and american": "en_GB en en_US en_NZ",
    "irish": "en_IE ga_IE",
    "south asian": "en_IN en_PK",
    "african": "yo_NG ig_NG ha_NG en_NG en_KE tw_GH zu_ZA sw",
    "eastern european": "pl_PL ro_RO cs_CZ sk_SK hu_HU lt_LT lv_LV hr_HR sl_SI uk_UA bg_BG ru_RU",
    "turkish and central asian": "tr_TR az_AZ uz_UZ",
    "western and northern european": "de_DE fr_FR it_IT es_ES pt_PT pt_BR nl_NL sv_SE da_DK fi_FI no_NO",
    "east asian": "vi_VN zh_CN",
}
# Ukrainian by the Cabinet of Ministers' table (2010), which serves for Bulgarian and Russian near enough.
CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяъыэё",
        ("a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch  iu ia a y e e").split(" "),
        strict=True,
    )
)
FIRST_SURNAMES = 10_000  # of the census, by frequency
WORDLIKE_SURNAMES = 800  # of those that are among the commonest ten thousand words


def fold(name: str) -> str:
    """Lower case without accents, Cyrillic in Latin letters; "" for what is in another script."""
    latin = "".join(CYRILLIC.get(c, c) for c in name.lower()).translate(str.maketrans("łøđı’", "lodi'"))
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return (
        plain
        if plain and (len(plain) >= len(latin) - 1) and plain.replace("-", "").replace("'", "").isalpha()
        else ""
    )


def faker_names(locale: str, kind: str) -> set[str]:
    """Every name of one kind ("first", "last") that a locale's provider lists."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    parts = [
        value
        for name in dir(provider)
        if name.startswith(f"{kind}_")
        and isinstance(value := getattr(provider, name), (tuple, list, dict, set))
    ]
    return {fold(name) for part in parts for name in part if isinstance(name, str)} - {""}


def census(which: str, most: int = 10**6) -> dict[str, int]:
    """Names of the census with their rank."""
    rows = (files("names") / f"dist.{which}").read_text().splitlines()[:most]
    return {fold(row.split()[0]): rank for rank, row in enumerate(rows, 1)}


def community(kind: str) -> dict[str, set[str]]:
    """Names by community, as written beside this file."""
    found: dict[str, set[str]] = defaultdict(set)
    heading = ("", "")
    for line in (HERE / "communities.txt").read_text(encoding="utf-8").splitlines():
        first, _, rest = line.partition(" ")
        if first in ("given", "surname") and rest:
            heading = (first, rest)
        elif not line.startswith("#") and heading[0] == kind:
            found[heading[1]] |= {fold(name) for name in line.split()} - {""}
    return found


def words(scowl: Path, most: int) -> set[str]:
    """Words written small in SCOWL's British lists up to a size: 10 holds the commonest thousand."""
    sizes = [size for size in (10, 20, 35, 40, 50, 55, 60, 70) if size <= most]
    lists = [scowl / f"{part}-words.{size}" for part in ("english", "british") for size in sizes]
    lines = (line for path in lists if path.exists() for line in path.read_text("latin-1").splitlines())
    return {line for line in lines if line.isascii() and line.isalpha()}


def sections(name: str) -> dict[str, set[str]]:
    """The sections of a list whose headings stand alone on their line."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line in ("given", "place", "area"):
            heading = line
        elif not line.startswith("#"):
            found[heading] |= set(line.split())
    return found


def by_origin(kind: str) -> dict[str, set[str]]:
    """Every source's names of a kind, by origin."""
    first = "first" if kind == "given" else "last"
    found = {
        origin: set().union(*(faker_names(one, first) for one in locales.split()))
        for origin, locales in LOCALES.items()
    }
    if kind == "given":
        found["british and american"] |= set(census("female.first")) | set(census("male.first"))
    else:
        found["british and american"] |= set(census("all.last", FIRST_SURNAMES))
    return {**found, **community(kind)}


def allowed(names: set[str], kind: str, scowl: Path, named: set[str]) -> set[str]:
    """Without the everyday words that are seldom a name: they would cost more text than they hide."""
    common, all_words = words(scowl, 35), words(scowl, 60)
    if kind == "surname":
        ranks = census("all.last")
        kept = faker_names("en_GB", "last") | set().union(*community(kind).values())
        return {n for n in names if n not in common or n in kept or ranks.get(n, 10**6) <= WORDLIKE_SURNAMES}
    return {n for n in names if len(n) > 1 and (n not in all_words or n in named)}


def mainly_names(names: set[str], scowl: Path) -> set[str]:
    """Words so rare, beside a name so common, that a capital means the name: martin, john, griffin."""
    common, given = words(scowl, 35), {**census("female.first", 200), **census("male.first", 200)}
    last = census("all.last", 3000)
    return {n for n in names if (n in given or n in last) and n not in common} | {
        n for n in given if n not in words(scowl, 20)
    }


def written(path: Path, head: str, parts: dict[str, set[str]]) -> None:
    """A list with its sources in its header, each name once, under the first origin that has it."""
    seen: set[str] = set()
    lines = [f"# {line}" for line in head.splitlines()]
    for origin, names in parts.items():
        lines += [f"# {origin}", " ".join(sorted(names - seen))]
        seen |= names
    path.write_text("\n".join(line for line in lines if line) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(seen)}")


SCOWL = """
Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists,
the associated scripts, the output created from the scripts, and its documentation for any purpose is hereby
granted without fee, provided that the above copyright notice appears in all copies and that both that
copyright notice and this permission notice appear in supporting documentation. Kevin Atkinson makes no
representations about the suitability of this array for any purpose. It is provided "as is" without express
or implied warranty."""
SOURCES = """Made by corpora/build/name_lists.py; do not edit. From Faker's person providers (MIT), the United
States census of 1990 (public domain), and lists by community written from general knowledge of registrations
in the United Kingdom. No case was looked at. By origin; a name of several stands under the first."""


def main(scowl: Path) -> None:
    """Write given.txt, surnames.txt, wordnames.txt and nicknames.txt."""
    own = sections("words.txt")
    given = {o: allowed(n, "given", scowl, own["given"]) for o, n in by_origin("given").items()}
    given = {"names that are words": own["given"], **given}
    surnames = {o: allowed(n, "surname", scowl, set()) for o, n in by_origin("surname").items()}
    every = set().union(*given.values(), *surnames.values())
    written(DATA / "given.txt", SOURCES, given)
    written(DATA / "surnames.txt", SOURCES, surnames)
    head = (
        "Names that are also everyday words (SCOWL, British lists up to size 60) or places: context decides."
    )
    both = (every & words(scowl, 60)) - mainly_names(every, scowl)
    both |= own["given"] & (words(scowl, 50) | {"april", "june"})
    written(DATA / "wordnames.txt", head + SCOWL, {"": both, "places": own["place"]})
    head = "Counties, boroughs and large towns: only people called so are hidden."
    first = own["given"].union(census("female.first", 300), census("male.first", 300))
    written(DATA / "areas.txt", head, {"": own["area"] - first})
    head = "Everyday words in every form, none of them a name (SCOWL, British lists up to size 70)."
    written(DATA / "everyday.txt", head + SCOWL, {"": words(scowl, 70) - every - own["place"]})
    forms = defaultdict(set)
    with (files("nicknames") / "names.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["name1"] in set().union(*given.values()):
                forms[row["name1"]].add(row["name2"])
    lines = [" ".join([name, *sorted(short - words(scowl, 35))]) for name, short in sorted(forms.items())]
    head = (
        "# Familiar forms: `nicknames` (Apache-2.0), then British and other forms from general knowledge.\n"
    )
    more = (HERE / "familiar.txt").read_text(encoding="utf-8")
    (DATA / "nicknames.txt").write_text(
        head + "\n".join(line for line in lines if " " in line) + "\n" + more, encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
