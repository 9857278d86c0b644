"""One file with a section for each child, meeting, record or partner: each becomes a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lif_narrative.ingest.agencies import agency_of, agency_stated
from lif_narrative.ingest.dates import date_of, day_without_year
from lif_narrative.ingest.drafts import Draft, Line, Setting
from lif_narrative.ingest.fields import read_field
from lif_narrative.ingest.methods import FEEDBACK
from lif_narrative.ingest.names import NAME, is_name, labels_in, numbers_in
from lif_narrative.ingest.prose import questioned
from lif_narrative.ingest.raw import Named
from lif_narrative.ingest.shapes import asks
from lif_narrative.ingest.templates import Layout

_ABOUT: Final = re.compile(r"\b(?:about|re|regarding|for|child|case|concerning)\b[: ]+([A-Z]{2,4})(?![\w-])|^([A-Z]{2,4})(?:$|[ ]?[-–:(,])")
_MONTH: Final = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.I
)
_PER_CHILD: Final = frozenset({"multi-agency audit", "thematic audit", "supervision", "dip sample", "observation", "conversation", "audit", "case review", ""})
_NUMBER: Final = re.compile(r"^\s*\d{1,2}[.)]\s+")


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; the first of a file has no heading."""

    heading: Line | None
    lines: tuple[Line, ...] = field(repr=False)


def split(lines: Sequence[Line], method: str, layout: Layout | None = None) -> list[Section]:
    """The sections of a file, [] if it is one document: its headings are questions and not entries."""
    levels = sorted({line.level for line in lines if line.role == "heading" and line.level})
    if layout and (named := [n for n, x in enumerate(lines) if x.role == "heading" and layout.heading_role(x.text) == "section"]):
        return _cut(lines, named)
    for level in levels:
        places = [n for n, line in enumerate(lines) if line.role == "heading" and line.level == level]
        heads = [lines[n].text for n in places]
        if len(places) > 1 and _are_entries(heads, method, lines):
            above = {n for n, line in enumerate(lines) if line.role == "heading" and 0 < line.level < level}
            return _cut(lines, sorted({*places, *above}))
    return []


def _cut(lines: Sequence[Line], places: list[int]) -> list[Section]:
    ends = [*places[1:], len(lines)]
    cut = [Section(lines[a], tuple(lines[a + 1 : b])) for a, b in zip(places, ends, strict=True)]
    return [Section(None, tuple(lines[: places[0]])), *cut]


def _are_entries(heads: list[str], method: str, lines: Sequence[Line]) -> bool:
    """Whether at least half the headings name a case, a day or, in replies, who replied."""
    told = sum(_is_entry(head) for head in heads)
    if told >= max(2, 0.5 * len(heads)):
        return True
    if method in FEEDBACK and not any(map(asks, heads)):
        whose = sum(bool(agency_of([(h, 1)])) or is_name(re.split(r"[,(:]", h)[0].strip()) for h in heads)
        return whose >= max(2, 0.5 * len(heads))
    if method not in _PER_CHILD:
        return False
    words = {word for line in lines if line.role == "body" for word in re.findall(r"\b[a-z]+\b", line.text)}
    return sum(_is_person(head, words) for head in heads) >= max(2, 0.6 * len(heads))


def _is_entry(head: str) -> bool:
    if asks(head):
        return False
    day = date_of(head) or day_without_year(head)
    return bool(labels_in(head) or numbers_in(head) or _initials(head) or day)


def _is_person(head: str, words: set[str]) -> bool:
    """A heading that is a name: capitals, and no word that the text also uses as a plain one."""
    plain = _NUMBER.sub("", head).strip(" :")
    name = re.split(r" [-–(]|,", plain)[0]
    parts = [part.casefold() for part in re.split(r"[\s-]+", name)]
    return is_name(name) and len(parts) <= 3 and not agency_of([(name, 1)]) and not any(part in words for part in parts)


def _initials(head: str) -> list[str]:
    return [a or b for a, b in _ABOUT.findall(_NUMBER.sub("", head))]


def section_drafts(sections: Sequence[Section], setting: Setting, front: Sequence[Line], locator: str) -> list[Draft]:
    """The documents of a file's sections.

    The title and the fields above the first section stand at the head of each. Prose there is a
    document of its own. Sections on one child are one account: the same reader tells of the same child.
    """
    opening = Draft(locator, tuple(questioned([*front, *sections[0].lines])), setting)
    shared = tuple(line for line in opening.lines if line.role != "body")
    drafts = [opening] if opening.has_body else []
    told: dict[str, str] = {}
    persons = not any(_is_entry(s.heading.text) for s in sections if s.heading)
    for section in sections[1:]:
        assert section.heading is not None
        if not section.lines:
            shared = (*shared, section.heading)
            continue
        own = heading_setting(section.heading.text, setting, persons)
        draft = _draft(section, shared, own.over(setting))
        case = next(iter(sorted(own.hints)), "")
        told.setdefault(case, draft.locator)
        drafts.append(replace(draft, told_at=told[case] if case else ""))
    return drafts


def _draft(section: Section, shared: Sequence[Line], setting: Setting) -> Draft:
    assert section.heading is not None
    for line in section.lines:
        if line.role == "meta":
            setting = read_field(line.text).over(setting)
    heading = replace(section.heading, level=0)  # an entry's heading names it and asks nothing
    return Draft(heading.locator, tuple(questioned([*shared, heading, *section.lines])), setting)


def heading_setting(head: str, setting: Setting, persons: bool) -> Setting:
    """What an entry's heading says: whose case, when, who was there, which agency replied."""
    said = read_field(head)
    plain = _NUMBER.sub("", head)
    first = re.match(rf"({NAME})\s*(?:[(\[:,–-]|$)", plain)
    child = first[1].strip() if first and is_name(first[1]) and (persons or numbers_in(head) or labels_in(head)) and not _MONTH.match(first[1]) else ""
    whole = re.fullmatch(rf"{NAME}\s*[(\[–-]?\s*[^,:]*", plain) is not None
    hints = [*labels_in(head), *numbers_in(head)]
    hints += [] if labels_in(head) else _initials(head)
    named = list(said.named)
    if child and whole and setting.method not in FEEDBACK:
        hints.append(child)
        named.append(Named(child, "child"))
    named += [Named(n, "unknown", "heading") for piece in re.split(r"[,:;.] | about | and ", plain) if is_name(n := piece.strip(" .")) and n != child and not _MONTH.match(n) and (" " in n or setting.method == "supervision")]
    year = setting.date[:4] or setting.period[:4]
    day = date_of(head) or (year + tail if (tail := day_without_year(head)) and year else "")
    agency = agency_stated(agency_of([(head, 1)]) or "") if setting.method in FEEDBACK else ""
    return Setting(date=day, hints=tuple(dict.fromkeys(hints)), named=tuple(named), agency=agency)
