"""One file with a section for each child, meeting, record or partner: each becomes a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lif_narrative.ingest.agencies import agency_of, agency_stated
from lif_narrative.ingest.dates import date_of, day_without_year
from lif_narrative.ingest.drafts import Draft, Line, Setting, unused
from lif_narrative.ingest.entries import NUMBER, are_entries, initials_anywhere, is_entry
from lif_narrative.ingest.fields import read_field
from lif_narrative.ingest.layouts import Layout
from lif_narrative.ingest.methods import FEEDBACK
from lif_narrative.ingest.names import NAME, SCHOOL, is_name, labels_in, numbers_in
from lif_narrative.ingest.prose import questioned
from lif_narrative.ingest.raw import Named

_MONTH: Final = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.I
)


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; the first of a file has no heading."""

    heading: Line | None
    lines: tuple[Line, ...] = field(repr=False)


def split(lines: Sequence[Line], method: str, layout: Layout | None = None) -> list[Section]:
    """The sections of a file, [] if it is one document: its headings are questions and not entries."""
    levels = sorted({line.level for line in lines if line.role == "heading" and line.level})
    if layout and (
        named := [
            n for n, x in enumerate(lines) if x.role == "heading" and layout.heading_role(x.text) == "section"
        ]
    ):
        return _cut(lines, named)
    for level in levels:
        places = [n for n, line in enumerate(lines) if line.role == "heading" and line.level == level]
        heads = [lines[n].text for n in places]
        if len(places) > 1 and are_entries(heads, method, lines):
            above = {n for n, line in enumerate(lines) if line.role == "heading" and 0 < line.level < level}
            return _cut(lines, sorted({*places, *above}))
    return []


def _cut(lines: Sequence[Line], places: list[int]) -> list[Section]:
    ends = [*places[1:], len(lines)]
    cut = [Section(lines[a], tuple(lines[a + 1 : b])) for a, b in zip(places, ends, strict=True)]
    return [Section(None, tuple(lines[: places[0]])), *cut]


def section_drafts(
    sections: Sequence[Section], setting: Setting, front: Sequence[Line], locator: str
) -> list[Draft]:
    """The documents of a file's sections.

    The title and the fields above the first section stand at the head of each. Prose there is a
    document of its own. Sections on one child are one account: the same reader tells of the same child.
    """
    opening = Draft(locator, tuple(questioned([*front, *sections[0].lines])), setting)
    shared = tuple(line for line in opening.lines if line.role != "body")
    drafts = [opening] if opening.has_body else []
    told: dict[str, str] = {}
    persons = not any(is_entry(s.heading.text) for s in sections if s.heading)
    over: tuple[Line, ...] = ()  # headings with nothing under them but the sections that follow
    used = True
    for section in sections[1:]:
        assert section.heading is not None
        if not section.lines:
            over = (section.heading,) if used else (*over, section.heading)
            used = False
            continue
        used = True
        own = heading_setting(section.heading.text, setting, persons)
        below = replace(setting, hints=()) if own.hints else setting
        draft = _draft(section, (*shared, *over), own.over(below))
        draft = replace(draft, locator=unused(draft.locator, [d.locator for d in drafts]))
        case = next(iter(sorted(own.hints)), "")
        told.setdefault(case, draft.locator)
        drafts.append(replace(draft, told_at=told[case] if case else ""))
    return _with_last(drafts, () if used else over, Draft(locator, shared, setting))


def _with_last(drafts: list[Draft], left: tuple[Line, ...], empty: Draft) -> list[Draft]:
    """Headings at the end of a file stand at the end of its last document."""
    if not drafts:
        return [replace(empty, lines=(*empty.lines, *left))]
    return [*drafts[:-1], replace(drafts[-1], lines=(*drafts[-1].lines, *left))]


def _draft(section: Section, shared: Sequence[Line], setting: Setting) -> Draft:
    assert section.heading is not None
    for line in section.lines:
        if line.role == "meta":
            setting = read_field(line.text).over(setting)
    heading = replace(section.heading, level=0)  # an entry's heading names it and asks nothing
    return Draft(heading.locator, tuple(questioned([*shared, heading, *section.lines])), setting)


def _people(head: str, method: str) -> list[str]:
    """Names in an entry's heading; a first name or a surname alone only where workers are named so."""
    pieces = [piece.strip(" .") for piece in re.split(r"[,:;] | about | and ", head)]
    named = [p for p in pieces if is_name(p) and not _MONTH.match(p) and not SCHOOL.fullmatch(p)]
    return [p for p in named if " " in p or (method == "supervision" and len(pieces) > 1 and not p.isupper())]


def heading_setting(head: str, setting: Setting, persons: bool) -> Setting:
    """What an entry's heading says: whose case, when, who was there, which agency replied."""
    said = read_field(head)
    plain = NUMBER.sub("", head)
    first = re.match(rf"({NAME})\s*(?:[(\[:,–-]|$)", plain)
    child = (
        first[1].strip()
        if first
        and is_name(first[1])
        and (persons or numbers_in(head) or labels_in(head))
        and not _MONTH.match(first[1])
        else ""
    )
    whole = re.fullmatch(rf"{NAME}\s*[(\[–-]?\s*[^,:]*", plain) is not None
    hints = [*labels_in(head), *numbers_in(head)]
    hints += [] if labels_in(head) else initials_anywhere(head)
    named = list(said.named)
    if child and whole and setting.method not in FEEDBACK:
        hints.append(child)
        named.append(Named(child, "child"))
    named += [Named(n, "unknown", "heading") for n in _people(plain, setting.method) if n != child]
    year = setting.date[:4] or setting.period[:4]
    day = date_of(head) or (year + tail if (tail := day_without_year(head)) and year else "")
    agency = agency_stated(agency_of([(head, 1)]) or "") if setting.method in FEEDBACK else ""
    return Setting(date=day, hints=tuple(dict.fromkeys(hints)), named=tuple(named), agency=agency)
