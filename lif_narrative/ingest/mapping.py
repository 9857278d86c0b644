"""From what a reader found to documents: the mapping of bespoke formats, proposed or as a template says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from lif_narrative.ingest import speech
from lif_narrative.ingest.clues import margins, setting_of, title_of, words_of
from lif_narrative.ingest.drafts import Draft, build, unused
from lif_narrative.ingest.fields import read_field
from lif_narrative.ingest.grid import filled, lay_out
from lif_narrative.ingest.layouts import Layout
from lif_narrative.ingest.lines import part_lines
from lif_narrative.ingest.methods import voice_of
from lif_narrative.ingest.narrative import narrate
from lif_narrative.ingest.parts import Part, Reading
from lif_narrative.ingest.proposals import Proposal
from lif_narrative.ingest.raw import Mapped
from lif_narrative.ingest.tabular import sheet_setting, table_lines
from lif_narrative.ingest.templates import Template
from lif_narrative.ingest.voices import crowd
from lif_narrative.ingest.work import Work, told

__all__ = ["map_reading", "voice_of"]
_SHEETS = frozenset({"xlsx", "xls", "ods", "csv", "tsv"})


def map_reading(reading: Reading, path: PurePath, source_id: str, template: Template | None = None) -> Mapped:
    """Make documents of a reading.

    Parameters
    ----------
    reading : Reading
        What the reader found.
    path : PurePath
        The file's name with a folder or two: they say method, agency, case and date.
    source_id : str
        The source's id; documents' ids are made from it.
    template : Template, optional
        A person's word on the layout; without it, or where it has no layout for this file, the
        mapping is proposed from headings, columns and names.

    Returns
    -------
    Mapped
        Documents before de-identification, tables of measures, and the names of columns that stayed
        attributes. Every word of the reading is in a document, in an attribute or in a measure.

    Raises
    ------
    NarrativeError
        The template names a column, heading or row that the file does not have.
    """
    layout = template.layout_for(path) if template else None
    work = _begin(reading, path, layout)
    parts = [unit for unit in reading.units if isinstance(unit, Part)]
    if speech.is_speech(parts):
        _speech(work, parts)
    else:
        _units(work, reading)
        if work.lines:
            narrate(work)
    if layout:
        _check(layout, path, work)
    return _finish(work, source_id)


def _begin(reading: Reading, path: PurePath, layout: Layout | None) -> Work:
    title = title_of(reading)
    notes = [
        u.text
        for u in reading.units
        if isinstance(u, Part) and u.role in ("note", "meta", "header") and u.page <= 1
    ][:6]
    notes = [note for note in notes if len(note.split()) <= 25]
    said = words_of(path, title, notes)
    setting = margins(reading).over(setting_of(said, path))
    if title:
        setting = replace(read_field(title), date="", period="").over(setting)
    return Work(path, told(layout).over(setting), said, layout)


def _units(work: Work, reading: Reading) -> None:
    """Tables of replies and figures go their way; everything else is prose in reading order."""
    sheets = reading.format in _SHEETS
    for unit in reading.units:
        if isinstance(unit, Part):
            work.lines += part_lines(unit)
        elif any(filled(row) for row in unit.rows):
            lines = table_lines(work, unit, sheet=sheets)
            if lines and sheets:  # a sheet is a document of its own
                sheet = Work(
                    work.path, sheet_setting(work, lay_out(unit)), work.said, work.layout, lines=lines
                )
                narrate(sheet, unit.locator)
                work.drafts += sheet.drafts
            else:
                work.lines += lines


def _speech(work: Work, parts: Sequence[Part]) -> None:
    words = " ".join(text for text, _ in work.said)
    method = work.setting.method if work.setting.method not in ("", "audit") else "focus group"
    voice = crowd(words) or voice_of(method)
    lines, named = speech.speech_lines(parts, voice)
    own = replace(work.setting, method=method, named=(*work.setting.named, *named))
    work.drafts.append(Draft(lines[0].locator if lines else "cue1", tuple(lines), own))


def _check(layout: Layout, path: PurePath, work: Work) -> None:
    """Refuse a template that names what is not there."""
    columns = [choice.name for choice in work.choices if choice.place == "column"]
    headings = [x.text for draft in work.drafts for x in draft.lines if x.role in ("heading", "meta")]
    layout.check(path, "columns", columns)
    layout.check(path, "headings", headings)
    layout.check(path, "rows", [h.partition(":")[0] if ":" in h else h for h in headings] + headings)


def _finish(work: Work, source_id: str) -> Mapped:
    voice = work.layout.settings.get("voice", "") if work.layout else ""
    documents = []
    used: set[str] = set()
    for draft in work.drafts:
        draft = replace(draft, locator=unused(draft.locator, used))
        used.add(draft.locator)
        lines = (
            draft.lines
            if not voice
            else tuple(replace(x, speaker=voice) if x.role == "body" else x for x in draft.lines)
        )
        documents.append(build(replace(draft, lines=lines), source_id))
    kept = dict.fromkeys(
        c.name for c in work.choices if c.place == "column" and c.role == "attribute" and c.name
    )
    setting = work.drafts[0].setting if work.drafts else work.setting
    settings = {k: v for k in ("method", "agency", "team", "period") if (v := getattr(setting, k))}
    proposal = Proposal(work.path.name, settings, tuple(work.choices))
    return Mapped(tuple(documents), tuple(work.measures), tuple(kept), (), proposal)
