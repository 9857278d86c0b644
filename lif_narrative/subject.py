"""Subject access: all that is held on one case, gathered for whoever answers the request.

Originals hold other people's names too: a person masks them before anything is handed over.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import erasing, events
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Coding, Document, Event, Excerpt, Source, Story, Theme
from lif_narrative.schemas import row_of

if TYPE_CHECKING:
    from lif_narrative.erasing import Gone
    from lif_narrative.project import Project

READ_ME: Final = """What is held on {case}, gathered on {at}.

originals/        files as they were received: {originals}
documents/        their text with names replaced: {documents}
codings.json      what people and models said of each sentence: {codings}
stories.json      blocks of practice stories that rest on it: {blocks}
notes.json        what people wrote beside it: {notes}
trail.json        who did what with it: {events}

Originals name other people, and files marked "shared" hold other cases. Mask what is not this person's
before anything is handed over. {closed}
"""


def gather(project: Project, case: str, to: Path) -> Path:
    """Write the folder, or the archive when `to` ends in .zip.

    Raises
    ------
    NarrativeError
        Nothing is held on the case, the vault is closed, or the place is taken.
    """
    held = erasing.held(project.store, f"case {case}")
    if not held.documents:
        raise NarrativeError(f"Nothing is held on a case '{case}'. See lif retention for the cases.")
    if to.exists():
        raise NarrativeError(f"{to} exists. Name a new place.")
    to.parent.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=".gathering-", dir=to.parent))
    try:
        _fill(project, case, held, place)
        with project.store.writing() as connection:  # on record before anyone can look
            events.append(project.store, connection, project.actor, "viewed original", f"case {case}",
                          reason="subject access")  # fmt: skip
        if to.suffix == ".zip":
            _zip(place, to)
        else:
            os.replace(place, to)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return to


def _fill(project: Project, case: str, held: Gone, place: Path) -> None:
    closed = list(_originals(project, held, place / "originals"))
    documents = [d for d in project.store.read(Document) if d.id in held.documents]
    (place / "documents").mkdir()
    for document in documents:
        (place / "documents" / f"{document.id}.txt").write_text(document.text, encoding="utf-8")
    told = {
        "codings": list(_codings(project, held)), "stories": list(_blocks(project, held)),
        "notes": list(_notes(project, held)), "trail": list(_events(project, case, held)),
    }  # fmt: skip
    for name, rows in told.items():
        text = json.dumps(rows, ensure_ascii=False, indent=1)
        (place / f"{name}.json").write_text(text, encoding="utf-8")
    counts = {
        "originals": len(held.sources | held.shared) - len(closed), "documents": len(documents),
        "codings": len(told["codings"]), "blocks": len(told["stories"]), "notes": len(told["notes"]),
        "events": len(told["trail"]),
    }  # fmt: skip
    left_out = f"Originals that are held no more: {len(closed)}." if closed else ""
    (place / "READ ME.txt").write_text(
        READ_ME.format(case=case, at=events.now()[:10], closed=left_out, **counts), encoding="utf-8"
    )


def _originals(project: Project, held: Gone, place: Path) -> Iterator[str]:
    """Write the files as they came, under their own names; the sources that could not be."""
    vault = project.vault  # not at hand is said, and is not the same as held no more
    place.mkdir()
    formats = {source.id: source.format for source in project.store.read(Source)}
    for source in sorted(held.sources | held.shared):
        try:
            data = vault.get("original", source)
            names = json.loads(vault.get("names", source))
        except NarrativeError:
            yield source
            continue
        mark = "shared " if source in held.shared else ""
        stem = PurePath(names[0][-1]).stem if names else source
        (place / f"{mark}{stem} ({source[-8:]}).{formats[source]}").write_bytes(data)


def _codings(project: Project, held: Gone) -> Iterator[dict[str, Any]]:
    words = {e.id: e.text for e in project.store.read(Excerpt) if e.id in held.excerpts}
    themes = {t.id: t.name for t in project.store.read(Theme)}
    for coding in project.store.read(Coding):
        if coding.excerpt_id in words:
            yield {"text": words[coding.excerpt_id], "theme": themes[coding.theme_id], **row_of(coding)}


def _blocks(project: Project, held: Gone) -> Iterator[dict[str, Any]]:
    for story in project.store.read(Story):
        for block in story.blocks:
            if any(e.excerpt_id in held.excerpts for e in block.evidence):
                yield {"story": story.title, **row_of(block)}


def _notes(project: Project, held: Gone) -> Iterator[dict[str, Any]]:
    from lif_narrative.records import Note

    for note in project.store.read(Note):
        if not held.ids.isdisjoint(note.about.split()):
            yield row_of(note)


def _events(project: Project, case: str, held: Gone) -> Iterator[dict[str, Any]]:
    for event in project.store.read(Event):
        if event.object == f"case {case}" or not held.ids.isdisjoint(event.object.split()):
            yield {n: getattr(event, n) for n in ("position", "at", "actor", "verb", "object", "reason")}


def _zip(place: Path, to: Path) -> None:
    part = to.with_name(f".{to.name}.part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as box:
        for path in sorted(place.rglob("*")):
            if path.is_file():
                box.write(path, path.relative_to(place).as_posix())
    os.replace(part, to)
