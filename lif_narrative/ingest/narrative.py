"""Prose on its way: letters, returns and notes as documents, one for each or one for each section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lif_narrative.ingest import correspondence, sections
from lif_narrative.ingest.clues import agency_for, setting_of, settled_method
from lif_narrative.ingest.dates import date_of
from lif_narrative.ingest.drafts import Draft, Line, Setting
from lif_narrative.ingest.fields import read_field
from lif_narrative.ingest.proposals import Choice
from lif_narrative.ingest.prose import questioned, structured
from lif_narrative.ingest.work import Work, told


def narrate(work: Work, locator: str = "text") -> None:
    """One document, or one a section; a letter's margins are told from its words."""
    setting, lines = work.setting, work.lines
    if correspondence.is_letter(lines, setting.method):
        lines = correspondence.letter(lines)
        if setting.method not in ("complaint", "compliment", ""):
            lines = questioned(structured(lines, work.layout))
        margin, voice = correspondence.about_letter(lines, work.path.stem)
        spoken = tuple(replace(x, speaker=voice) if x.role == "body" else x for x in lines)
        finer = margin.date if margin.date.startswith(setting.date) else setting.date
        work.drafts.append(Draft(locator, spoken, replace(setting, date=finer).over(margin)))
        return
    lines = structured(lines, work.layout)
    setting = _with_title(work, lines)
    cut = sections.split(lines, setting.method, work.layout)
    for line in cut[0].lines if cut else lines:
        if line.role == "meta":
            setting = setting.over(read_field(line.text))
    setting = settled_method(setting, len(cut))
    if cut:
        work.drafts += sections.section_drafts(cut, setting, (), locator)
    elif work.drafts and not any(x.role in ("body", "note") for x in lines):
        work.drafts = [_under(lines, draft, setting) for draft in work.drafts]
    else:
        dated = replace(setting, date=setting.date or _first_date(lines))
        work.drafts.append(Draft(locator, tuple(questioned(lines)), dated))
    asked = [x for x in lines if x.role == "heading" and x.level and not cut]
    work.choices += [
        Choice("heading", x.locator, x.text, "question", "a heading over prose", 0.7) for x in asked
    ]


def _under(lines: Sequence[Line], draft: Draft, setting: Setting) -> Draft:
    """A reply under the title and fields of the document that its table stands in."""
    above = tuple(replace(line, level=0) for line in lines)
    return replace(
        draft, lines=(*above, *draft.lines), setting=draft.setting.over(replace(setting, hints=()))
    )


def _first_date(lines: Sequence[Line]) -> str:
    """The date that a note begins with."""
    first = next((line.text for line in lines if line.role in ("body", "heading")), "")
    return date_of(first) if len(first.split()) <= 12 else ""


def _with_title(work: Work, lines: Sequence[Line]) -> Setting:
    """A title that only the words showed (a first line in capitals) is read as one."""
    title = next((x.text for x in lines if x.role == "heading" and not x.level), "")
    if not title or any(title == words for words, _ in work.said):
        return work.setting
    said = [*work.said, (title, 5.0)]
    own = setting_of(said, work.path)
    by_layout = told(work.layout)
    agency = agency_for(own.method, said)
    return (
        by_layout.over(replace(own, agency=agency))
        .over(replace(read_field(title), date="", period=""))
        .over(replace(work.setting, method="", agency=""))
    )
