"""A roster that a person supplies: a csv of who belongs to which case, kept in the vault alone.

Columns `case`, `name`, `kind` (or `role`) and, if people are called otherwise too, `aka` (several
divided by semicolons). Headings may be written in any case of letters.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative.deidentify.identity import Mention
from lif_narrative.deidentify.names import parse
from lif_narrative.deidentify.pseudonyms import ROLES
from lif_narrative.deidentify.roles import role_in_words
from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    from lif_narrative.ingest.raw import RawDocument

_HEADINGS: Final = {
    "case": ("case", "case id", "case number", "case ref", "label", "family"),
    "name": ("name", "full name", "person"),
    "kind": ("kind", "role", "relation", "relationship", "who"),
    "aka": ("aka", "also known as", "known as", "alias", "aliases", "other names", "nickname"),
}
_LONGEST: Final = 120


@dataclass(frozen=True, order=True)
class Entry:
    """One person of a supplied roster."""

    case: str = field(repr=False)
    name: str = field(repr=False)
    role: str = ""
    aka: str = field(default="", repr=False)

    def mentions(self, cases: dict[str, str]) -> Iterator[Mention]:
        """The person under each of the names; `cases` leads from what a case is called to its label."""
        case = cases.get(self.case.casefold(), self.case)
        whole = parse(self.name)
        yield Mention(whole, case, self.role, True)
        for other in filter(None, (part.strip() for part in self.aka.split(";"))):
            yield Mention(parse(other), case, self.role, True, whole)


@dataclass(frozen=True)
class Supplied:
    """What was read of a roster: its entries, and the rows that say nothing that can be used."""

    entries: tuple[Entry, ...] = field(repr=False)
    refused: tuple[tuple[str, str], ...]  # (row, reason)


def read_roster(path: Path) -> Supplied:
    """The entries of a roster csv, in UTF-8 or Windows' Western letters, divided by comma, semicolon or tab.

    Raises
    ------
    NarrativeError
        There is no such file, or it has no column of names or of cases.
    """
    if not path.is_file():
        raise NarrativeError(f"There is no roster at {path}. Give the path of a csv file.")
    data = path.read_bytes()
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    first = text.splitlines()[0] if text.strip() else ""
    divider = max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=divider))
    columns = _columns(rows[0] if rows else [])
    entries, refused = [], []
    for number, row in enumerate(rows[1:], 2):
        told = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if not any(told.values()):
            continue
        if why := _fault(told):
            refused.append((f"row {number}", why))
        else:
            entries.append(
                Entry(told["case"], told["name"], _role(told.get("kind", "")), told.get("aka", ""))
            )
    return Supplied(tuple(sorted(set(entries))), tuple(refused))


def _columns(headings: Sequence[str]) -> dict[str, int]:
    plain = [" ".join(heading.casefold().replace("_", " ").split()) for heading in headings]
    found = {
        name: plain.index(word) for name, words in _HEADINGS.items() for word in words[::-1] if word in plain
    }
    if missing := [name for name in ("case", "name") if name not in found]:
        raise NarrativeError(
            f"The roster has no column '{missing[0]}'. Its first line should read: case,name,kind,aka."
        )
    return found


def _fault(told: dict[str, str]) -> str:
    """Why a row cannot be used, or ""."""
    name = told["name"]
    if not name:
        return "it names nobody: fill the column 'name'"
    if len(name) > _LONGEST or any(c.isdigit() for c in name):
        return "what stands in the column 'name' is no person's name: it is too long or holds figures"
    parsed = parse(name)
    if not (parsed.given or parsed.surname):
        return "initials alone are too little to look for: give a first name or a surname"
    kind = told.get("kind", "")
    if kind and not _role(kind):
        return "its kind is not known; say child, sibling, mother, social worker, teacher and the like"
    if not told["case"] and _role(kind) in ("", "child"):
        return "a child belongs to a case: fill the column 'case'"
    return ""


def _role(kind: str) -> str:
    plain = kind.casefold().strip()
    return plain if plain in ROLES and plain != "school" else role_in_words(kind)


def cases_of(documents: Sequence[RawDocument]) -> dict[str, str]:
    """What each case is called in the files (label, number, child's name), folded, and its label."""
    said: dict[str, set[str]] = {}
    for document in documents:
        for name in (document.case, *document.case_hints):
            if document.case and name:
                said.setdefault(name.casefold(), set()).add(document.case)
    return {name: next(iter(cases)) for name, cases in said.items() if len(cases) == 1}
