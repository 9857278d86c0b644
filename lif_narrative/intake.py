"""Taking files into a project: originals to the vault, one Source a distinct file, the rest set aside.

Each file is one transaction, so that an interrupted intake goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from lif_narrative import events
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import short_id
from lif_narrative.ingest import discover
from lif_narrative.ingest.mapping import map_reading
from lif_narrative.ingest.parts import Reading, Unreadable
from lif_narrative.ingest.read import read_all
from lif_narrative.ingest.templates import Template
from lif_narrative.ingest.wire import packed, unpacked
from lif_narrative.progress import Progress, track
from lif_narrative.records import SetAside, Source

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.deidentify.settle import Settled
    from lif_narrative.project import Project

NAME_PARTS = 3  # a file's own name and two folders: enough for cues, and the same however it is handed in
CHUNK = 1 << 20
WHOLE_PROJECT = (
    "It is a whole project of another program, with its codes. Take it in with lif receive, which keeps them."
)
CHANGED = "The file changed while it was read. Close it in the program that is writing it, and add it again."


@dataclass(frozen=True)
class IngestReport:
    """What became of every file handed in.

    `taken`: path, source, documents, same_as, unmapped (columns or headings kept as attributes), remarks.
    `set_aside`: path, locator, reason.
    """

    taken: pd.DataFrame = field(repr=False)
    set_aside: pd.DataFrame = field(repr=False)


@dataclass(frozen=True)
class Taken:
    """One file that is in the project, and the path it came by."""

    path: Path
    source_id: str
    same_as: str = ""


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, read in pieces."""
    hasher = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            hasher.update(piece)
    return hasher.hexdigest()


def take(
    project: Project, paths: Any, template: Path | None, progress: Progress | None
) -> tuple[list[Taken], list[tuple[Path, str, str]]]:
    """Read the files into the vault; returns what was taken and what was set aside (path, where, why)."""
    files, passed_over = discover(paths)
    aside = [(path, "", reason) for path, reason in passed_over]
    by_content: dict[str, list[Path]] = {}
    for path in files:
        try:
            by_content.setdefault(sha256_of(path), []).append(path)
        except OSError as error:
            aside.append((path, "", f"the file could not be opened: {error.strerror or 'no reason given'}"))
    form = template.read_text(encoding="utf-8") if template else ""
    known = {source.sha256: source.id for source in project.store.read(Source)}
    held = {sha: ways for sha, ways in by_content.items() if sha in known}
    taken = [t for sha, ways in held.items() for t in _known(project, known[sha], ways, form)]
    fresh = {ways[0]: (sha, ways) for sha, ways in by_content.items() if sha not in known}
    for path, outcome in track(read_all(list(fresh), progress=None), "Reading files", progress, len(fresh)):
        sha, ways = fresh[path]
        if isinstance(outcome, Reading) and outcome.format == "qdpx":
            outcome = Unreadable(WHOLE_PROJECT)
        data = _as_hashed(ways, sha) if isinstance(outcome, Reading) else None
        if isinstance(outcome, Reading) and data is None:
            outcome = Unreadable(CHANGED)
        if isinstance(outcome, Reading) and data is not None:
            taken += _keep(project, sha, ways, data, outcome, form)
        else:
            aside += [(way, "", str(outcome)) for way in ways]
            _remember(project, sha, str(outcome))
    return sorted(taken, key=lambda t: str(t.path)), sorted(aside, key=lambda row: str(row[0]))


def _as_hashed(ways: Iterable[Path], sha: str) -> bytes | None:
    """The bytes that were hashed before the file was read; None if no path holds them any more."""
    for way in ways:
        try:
            data = way.read_bytes()
        except OSError:  # moved or locked meanwhile
            continue
        if hashlib.sha256(data).hexdigest() == sha:
            return data
    return None


def _keep(
    project: Project, sha: str, ways: list[Path], data: bytes, reading: Reading, form: str
) -> list[Taken]:
    source_id = short_id("so", sha)
    if form:  # a template that does not fit is refused before anything is kept
        map_reading(reading, PurePath(*_names(ways)[0]), source_id, Template.parse(form))
    vault = project.vault
    vault.put("original", source_id, data, source=source_id)
    vault.put("reading", source_id, json.dumps(packed(reading)).encode(), source=source_id)
    vault.put("names", source_id, json.dumps(_names(ways)).encode(), source=source_id)
    vault.put("template", source_id, form.encode(), source=source_id)
    source = Source(source_id, sha, reading.format, len(data))
    with project.store.writing() as connection:
        project.store.put(connection, source)
        connection.execute(sa.delete(table := project.store.table(SetAside)).where(table.c.sha256 == sha))
        events.append(project.store, connection, project.actor, "took", source_id, after=sha)
    return [Taken(ways[0], source_id), *(Taken(way, source_id, str(ways[0])) for way in ways[1:])]


def _known(project: Project, source_id: str, ways: list[Path], form: str) -> list[Taken]:
    """A file that is in the project already: a new name or template is kept, and it stays one source."""
    if form:
        reading = reading_of(project.vault.get("reading", source_id))
        map_reading(reading, PurePath(*_names(ways)[0]), source_id, Template.parse(form))
        project.vault.put("template", source_id, form.encode(), source=source_id)
    names = json.loads(project.vault.get("names", source_id))
    more = sorted({*map(tuple, names), *map(tuple, _names(ways))})
    if len(more) > len(names):
        project.vault.put("names", source_id, json.dumps(more).encode(), source=source_id)
    return [Taken(way, source_id, "/".join(names[0])) for way in ways]


def _names(ways: Iterable[Path]) -> list[list[str]]:
    return sorted([list(way.resolve().parts[-NAME_PARTS:]) for way in ways])


def _remember(project: Project, sha: str, reason: str) -> None:
    item = SetAside(short_id("sa", sha, "ingest"), sha, "ingest", "", reason)
    with project.store.writing() as connection:
        project.store.put(connection, item)
        events.append(project.store, connection, project.actor, "set aside", item.id, after=sha)


def reading_of(data: bytes) -> Reading:
    """The reading that the vault kept."""
    reading = unpacked(json.loads(data))
    assert isinstance(reading, Reading)  # only readings are kept
    return reading


def ingest(
    project: Project, paths: Any, template: Any, progress: Progress | None, roster: Any = None
) -> IngestReport:  # fmt: skip
    """Take files and make their documents; what `Project.ingest` does."""
    from lif_narrative.steps.material import deidentified

    form = _template(template)
    taken, aside = take(project, paths, form, progress)
    if roster is not None:
        refused = project.add_roster(roster, rerun=False)
        aside += [(Path(roster), row, why) for row, why in refused.itertuples(index=False)]
    settled = deidentified(project, progress) if taken or roster is not None else None
    return report(project, taken, aside, settled)


def _template(template: Any) -> Path | None:
    if template is None:
        return None
    path = Path(template)
    if not path.is_file():
        raise NarrativeError(f"There is no template at {path}. Give the path of a YAML file.")
    Template.read(path)  # a template that cannot be read is refused before any file is taken
    return path


def report(
    project: Project, taken: Iterable[Taken], aside: Iterable[tuple[Path, str, str]], settled: Settled | None
) -> IngestReport:
    """What became of every file, as two tables."""
    import pandas as pd

    rows, refused = [], [(str(path), place, reason) for path, place, reason in aside]
    counts = project.documents()["source_id"].value_counts()
    for item in taken:
        source = item.source_id
        unmapped = settled.unmapped.get(source, ()) if settled else ()
        remarks = settled.remarks.get(source, ()) if settled else ()
        if settled and not item.same_as:
            refused += [(str(item.path), place, why) for place, why in settled.set_aside.get(source, ())]
        rows.append((str(item.path), source, int(counts.get(source, 0)), item.same_as,
                     "; ".join(unmapped), "; ".join(remarks)))  # fmt: skip
    return IngestReport(
        pd.DataFrame(rows, columns=["path", "source", "documents", "same_as", "unmapped", "remarks"]),
        pd.DataFrame(refused, columns=["path", "locator", "reason"]),
    )
