"""What a file says of itself apart from its words: folders, name, title, headers, sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from lif_narrative.ingest.agencies import agency_of
from lif_narrative.ingest.dates import date_of
from lif_narrative.ingest.drafts import Setting
from lif_narrative.ingest.fields import read_field
from lif_narrative.ingest.methods import FEEDBACK, method_of
from lif_narrative.ingest.names import labels_in, numbers_in
from lif_narrative.ingest.parts import Part, Reading
from lif_narrative.ingest.periods import period_of

# How far each place is to be believed: a title is written for the reader, a folder for the shelf.
TITLE, FILE, SHEET, FOLDER, UPPER, NOTE = 5.0, 4.0, 3.0, 3.0, 1.0, 3.0
_NO_AGENCY: Final = FEEDBACK | {"complaint", "compliment", "focus group", "conversation"}
_SHARED: Final = frozenset({"multi-agency audit", "case review"})
_REFERENCE: Final = re.compile(
    r"\b(?:complaints?|compliments?|survey|form|ref|reply|letter|version|v)[ #-]*[A-Z]{1,3}[- ]?\d{1,4}\b",
    re.I,
)


def words_of(
    path: PurePath, title: str, notes: Iterable[str] = (), sheet: str = ""
) -> list[tuple[str, float]]:
    """Names and titles, and how far to believe each."""
    folders = [part for part in path.parts[:-1] if part not in ("/", "\\", ".", "..")]
    said = [(title, TITLE), (spaced(path.stem), FILE), (sheet, SHEET), *((note, NOTE) for note in notes)]
    said += [(spaced(folder), FOLDER if n == 0 else UPPER) for n, folder in enumerate(reversed(folders))]
    return [(words, weight) for words, weight in said if words.strip()]


def spaced(name: str) -> str:
    """A file's or folder's name with its words apart: `N1_csc` is "N1 csc"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.replace("_", " ").replace("+", " "))


def setting_of(said: Sequence[tuple[str, float]], path: PurePath) -> Setting:
    """Method, agency, period, date and case as names and titles say them."""
    method = _returned(said) or method_of(said)
    texts = [words for words, _ in sorted(said, key=lambda x: -x[1])]
    labels = dict.fromkeys(label for words in texts for label in labels_in(_REFERENCE.sub(" ", words)))
    hints = [*labels] if len(labels) == 1 else []  # "L1 to L4" says which children an audit read
    hints += [number for words in texts for number in numbers_in(words)]
    hints += re.findall(r"\(([A-Z]{2,4})\)", path.stem)
    return Setting(
        method=method,
        agency=agency_for(method, said),
        period=next((p for words in texts if (p := period_of(words))), ""),
        date=next((d for words in texts if (d := date_of(words))), ""),
        hints=tuple(dict.fromkeys(hints)),
    )


def _returned(said: Sequence[tuple[str, float]]) -> str:
    """What one agency returns to a themed or joint audit is that agency's own audit."""
    returned = any(re.search(r"\breturns?\b", words, re.I) for words, _ in said)
    themed = method_of(said) in ("thematic audit", "multi-agency audit", "audit")
    joint = any(re.search(r"\b(joint|discussion|meeting|minutes)\b", words, re.I) for words, _ in said[:2])
    agency = agency_of(said)
    return (
        "single-agency audit"
        if returned and themed and not joint and agency not in ("", "partnership")
        else ""
    )


def agency_for(method: str, said: Sequence[tuple[str, float]]) -> str:
    """The agency a file comes from: none for what families say, all for what agencies do together."""
    if method in _NO_AGENCY:
        return ""
    if method in _SHARED:
        return "partnership"
    return agency_of(said) or ("partnership" if method == "thematic audit" else "")


def settled_method(setting: Setting, n_cases: int) -> Setting:
    """An audit's kind, once it is known how many children it tells of.

    "Audit" alone is a single agency's if one is named, else a thematic one if it tells of several
    children. What one agency returns to a themed audit about one child is that agency's audit.
    """
    if not setting.method and setting.agency and any(map(labels_in, setting.hints)):
        return replace(setting, method="single-agency audit")  # a file named by a case and an agency
    if setting.method not in ("audit", "thematic audit"):
        return setting
    if setting.method == "thematic audit":
        single = n_cases <= 1 and setting.agency not in ("", "partnership")
    else:
        single = n_cases <= 1 or setting.agency != ""
    if single:
        return replace(setting, method="single-agency audit")
    return replace(setting, method="thematic audit", agency="partnership")


def margins(reading: Reading) -> Setting:
    """What running headers, footers and the fields of the format say."""
    setting = Setting()
    for unit in reading.units:
        if isinstance(unit, Part) and unit.role in ("header", "footer"):
            setting = setting.over(read_field(unit.text))
        elif isinstance(unit, Part) and unit.role == "meta":
            dated = (
                Setting(date=date_of(unit.text))
                if unit.name.casefold() in ("date", "sent", "created")
                else Setting()
            )
            setting = setting.over(read_field(f"{unit.name}: {unit.text}")).over(dated)
    return replace(setting, hints=tuple(h for h in setting.hints if numbers_in(h) or labels_in(h)))


def title_of(reading: Reading) -> str:
    """The title that the reader found, or the first part that is one."""
    first = next((u.text for u in reading.units if isinstance(u, Part) and u.role == "title"), "")
    return first or reading.title
