"""Taking files into a project: originals to the vault, one Source a distinct file, the rest set aside.

Files are kept a few at a time (see `arrivals`), so that an interrupted intake goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from lif_narrative.arrivals import Arrivals, names_of
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import short_id
from lif_narrative.ingest import discover
from lif_narrative.ingest.mapping import map_reading
from lif_narrative.ingest.parts import Reading, Unreadable
from lif_narrative.ingest.read import read_all
from lif_narrative.ingest.templates import Template
from lif_narrative.ingest.wire import unpacked
from lif_narrative.progress import Progress, track
from lif_narrative.received import IngestReport, Taken, report
from lif_narrative.records import Source

if TYPE_CHECKING:
    from lif_narrative.project import Project

CHUNK = 1 << 20
WHOLE_PROJECT = (
    "It is a whole project of another program, with its codes. Take it in with lif receive, which keeps them."
)
CHANGED = "The file changed while it was read. Close it in the program that is writing it, and add it again."


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
    with Arrivals(project, form) as arrivals:
        for path, outcome in track(read_all(list(fresh)), "Reading files", progress, len(fresh)):
            sha, ways = fresh[path]
            data = _as_hashed(ways, sha) if isinstance(outcome, Reading) else None
            if isinstance(outcome, Reading) and data is not None and outcome.format != "qdpx":
                _check_template(outcome, ways, short_id("so", sha), form)
                taken += _taken(ways, arrivals.take(sha, ways, data, outcome))
                continue
            why = _why_not(outcome, data)
            aside += [(way, "", why) for way in ways]
            arrivals.refuse(sha, why)
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


def _why_not(outcome: Reading | Unreadable, data: bytes | None) -> str:
    """Why a file is not taken."""
    if isinstance(outcome, Unreadable):
        return str(outcome)
    return CHANGED if data is None else WHOLE_PROJECT


def _check_template(reading: Reading, ways: list[Path], source_id: str, form: str) -> None:
    """A template that does not fit is refused before anything is kept."""
    if form:
        map_reading(reading, PurePath(*names_of(ways)[0]), source_id, Template.parse(form))


def _taken(ways: list[Path], source_id: str) -> list[Taken]:
    return [Taken(ways[0], source_id), *(Taken(way, source_id, str(ways[0])) for way in ways[1:])]


def _known(project: Project, source_id: str, ways: list[Path], form: str) -> list[Taken]:
    """A file that is in the project already: a new name or template is kept, and it stays one source."""
    if form:
        reading = reading_of(project.vault.get("reading", source_id))
        _check_template(reading, ways, source_id, form)
        project.vault.put("template", source_id, form.encode(), source=source_id)
    names = json.loads(project.vault.get("names", source_id))
    more = sorted({*map(tuple, names), *map(tuple, names_of(ways))})
    if len(more) > len(names):
        project.vault.put("names", source_id, json.dumps(more).encode(), source=source_id)
    return [Taken(way, source_id, "/".join(names[0])) for way in ways]


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
