"""From what a reader found to documents: the mapping of bespoke formats, proposed or as a template says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from lif_narrative.ingest import correspondence, forms, replies, sections, speech
from lif_narrative.ingest.clues import agency_for, margins, setting_of, settled_method, title_of, words_of
from lif_narrative.ingest.columns import choose
from lif_narrative.ingest.drafts import Draft, Line, Setting, build
from lif_narrative.ingest.fields import read_field
from lif_narrative.ingest.grid import Grid, filled, lay_out
from lif_narrative.ingest.lines import all_lines, part_lines
from lif_narrative.ingest.methods import voice_of
from lif_narrative.ingest.parts import Part, Reading, Table
from lif_narrative.ingest.proposals import Choice, Proposal
from lif_narrative.ingest.prose import structured
from lif_narrative.ingest.raw import Mapped
from lif_narrative.ingest.shapes import shape_of
from lif_narrative.ingest.templates import Layout, Template
from lif_narrative.ingest.voices import crowd

__all__ = ["map_reading", "voice_of"]
_SHEETS = frozenset({"xlsx", "xls", "ods", "csv", "tsv"})


@dataclass
class _Work:
    """What is being made of one file."""

    path: PurePath
    setting: Setting
    said: list[tuple[str, float]]
    layout: Layout | None
    drafts: list[Draft] = field(default_factory=list)
    measures: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


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
            _prose(work)
    if layout:
        _check(layout, path, work)
    return _finish(work, source_id)


def _begin(reading: Reading, path: PurePath, layout: Layout | None) -> _Work:
    title = title_of(reading)
    notes = [u.text for u in reading.units if isinstance(u, Part) and u.role in ("note", "meta", "header") and u.page <= 1][:6]
    notes = [note for note in notes if len(note.split()) <= 25]
    said = words_of(path, title, notes)
    setting = margins(reading).over(setting_of(said, path))
    if title:
        setting = replace(read_field(title), date="", period="").over(setting)
    return _Work(path, _told(layout).over(setting), said, layout)


def _told(layout: Layout | None) -> Setting:
    """What a template says of the whole file."""
    if not layout:
        return Setting()
    said = layout.settings
    hints = (said["case"],) if "case" in said else ()
    return Setting(said.get("method", ""), said.get("agency", ""), said.get("team", ""), said.get("period", ""), said.get("date", ""), hints)


def _units(work: _Work, reading: Reading) -> None:
    """Tables of replies and figures go their way; everything else is prose in reading order."""
    sheets = reading.format in _SHEETS
    for unit in reading.units:
        if isinstance(unit, Part):
            work.lines += part_lines(unit)
        elif any(filled(row) for row in unit.rows):
            _table(work, unit, sheets)


def _table(work: _Work, table: Table, sheets: bool) -> None:
    grid = lay_out(table)
    choices = [_by_layout(choice, work.layout) for choice in choose(grid)]
    shape = shape_of(table, grid, choices)
    if shape == "figures":
        work.measures.append(tuple(tuple(cell.text for cell in row) for row in table.rows))
        return
    if shape in ("replies", "long", "across"):
        _replies(work, grid, choices, shape)
        return
    rows = [row for row in table.rows if filled(row)]
    if shape == "pairs":
        lines = forms.pair_lines(rows)
    elif shape == "form":
        headed = grid.headed and choices and choices[0].role == "ask"
        lines = forms.form_lines([*grid.above, *grid.rows] if headed else rows, grid.header if headed else (), work.layout)
    else:
        lines = forms.as_box(table)
    if sheets:
        sheet = _Work(work.path, _sheet_setting(work, grid), work.said, work.layout, lines=lines)
        _prose(sheet, grid.locator)
        work.drafts += sheet.drafts
    else:
        work.lines += lines


def _replies(work: _Work, grid: Grid, choices: list[Choice], shape: str) -> None:
    """Each row, group of rows or column a document; a title above the header stands at the head of each."""
    title = [Line(cell.text.strip(), "heading", cell.locator) for row in grid.above for cell in filled(row)]
    setting = _sheet_setting(work, grid)
    for line in title:
        setting = setting.over(read_field(line.text))
    n_cases = len({v for n, c in enumerate(choices) if c.role == "case" for v in grid.column(n)})
    setting = settled_method(setting, n_cases)
    work.choices += choices
    if shape == "across":
        work.drafts += replies.column_drafts(grid, title, setting)
        return
    make = replies.group_drafts if shape == "long" else replies.row_drafts
    work.drafts += make(grid, choices, title, setting)


def _sheet_setting(work: _Work, grid: Grid) -> Setting:
    """What a sheet's name and the lines above its header add to what the file says."""
    above = " ".join(cell.text for row in grid.above for cell in filled(row))
    said = [*work.said, (above, 5.0), (grid.name, 3.0), (" ".join(grid.header[:30]), 1.0)]
    own = setting_of([x for x in said if x[0].strip()], work.path)
    if work.setting.method and not own.method:
        own = replace(own, method=work.setting.method)
    return _told(work.layout).over(own).over(replace(work.setting, method="", agency=""))


def _by_layout(choice: Choice, layout: Layout | None) -> Choice:
    role = layout.column_role(choice.name) if layout else ""
    return replace(choice, role=role, why="the template says so", confidence=1.0) if role else choice


def _speech(work: _Work, parts: Sequence[Part]) -> None:
    words = " ".join(text for text, _ in work.said)
    method = work.setting.method if work.setting.method not in ("", "audit") else "focus group"
    voice = crowd(words) or voice_of(method)
    lines, named = speech.speech_lines(parts, voice)
    own = replace(work.setting, method=method, named=(*work.setting.named, *named))
    work.drafts.append(Draft(lines[0].locator if lines else "cue1", tuple(lines), own))


def _prose(work: _Work, locator: str = "") -> None:
    """One document, or one a section; a letter's margins are told from its words."""
    setting, lines = work.setting, work.lines
    place = locator or "text"
    if correspondence.is_letter(lines, setting.method):
        lines = correspondence.letter(lines)
        margin, voice = correspondence.about_letter(lines, work.path.stem)
        spoken = tuple(replace(x, speaker=voice) if x.role == "body" else x for x in lines)
        work.drafts.append(Draft(place, spoken, setting.over(margin)))
        return
    lines = structured(lines, work.layout)
    setting = _with_title(work, lines)
    cut = sections.split(lines, setting.method, work.layout)
    for line in cut[0].lines if cut else lines:
        if line.role == "meta":
            setting = setting.over(read_field(line.text))
    setting = settled_method(setting, len(cut))
    if cut:
        work.drafts += sections.section_drafts(cut, setting, (), place)
    else:
        work.drafts.append(Draft(place, tuple(lines), setting))
    work.choices += [
        Choice("heading", x.locator, x.text, "question", "a heading over prose", 0.7) for x in lines if x.role == "heading" and x.level and not cut
    ]


def _with_title(work: _Work, lines: Sequence[Line]) -> Setting:
    """A title that only the words showed (a first line in capitals) is read as one."""
    title = next((x.text for x in lines if x.role == "heading" and not x.level), "")
    if not title or any(title == words for words, _ in work.said):
        return work.setting
    said = [*work.said, (title, 5.0)]
    own = setting_of(said, work.path)
    told = _told(work.layout)
    agency = agency_for(own.method, said)
    return told.over(replace(own, agency=agency)).over(replace(read_field(title), date="", period="")).over(replace(work.setting, method="", agency=""))


def _check(layout: Layout, path: PurePath, work: _Work) -> None:
    """Refuse a template that names what is not there."""
    columns = [choice.name for choice in work.choices if choice.place == "column"]
    headings = [x.text for draft in work.drafts for x in draft.lines if x.role in ("heading", "meta")]
    layout.check(path, "columns", columns)
    layout.check(path, "headings", headings)
    layout.check(path, "rows", [h.partition(":")[0] if ":" in h else h for h in headings] + headings)


def _finish(work: _Work, source_id: str) -> Mapped:
    voice = work.layout.settings.get("voice", "") if work.layout else ""
    documents = []
    for draft in work.drafts:
        lines = draft.lines if not voice else tuple(replace(x, speaker=voice) if x.role == "body" else x for x in draft.lines)
        documents.append(build(replace(draft, lines=lines), source_id))
    kept = dict.fromkeys(c.name for c in work.choices if c.place == "column" and c.role == "attribute")
    setting = work.drafts[0].setting if work.drafts else work.setting
    settings = {k: v for k in ("method", "agency", "team", "period") if (v := getattr(setting, k))}
    proposal = Proposal(work.path.name, settings, tuple(work.choices))
    return Mapped(tuple(documents), tuple(work.measures), tuple(kept), (), proposal)
