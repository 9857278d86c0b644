"""How a conversation ends: its record comes in by the door of all files, and its notes take its words."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import events
from lif_narrative.conversing.holding import going_on, held
from lif_narrative.conversing.script import Script, script
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Conversation, Document, Note, Source
from lif_narrative.scratch import scratch

if TYPE_CHECKING:
    from lif_narrative.project import Project

TEMPLATE: Final = "method: conversation\ndate: '{date}'\nperiod: '{year}'\n"


def end(project: Project, conversation_id: str) -> Conversation:
    """See `Project.end_conversation`."""
    now = going_on(held(project, conversation_id), conversation_id)
    notes = said_in(project, conversation_id)
    if not notes:
        raise NarrativeError(
            "Nothing was said yet. Write down what was said, or leave the conversation open."
        )
    themes = project.themes()
    told = script(now, notes, dict(zip(themes["id"], themes["name"], strict=True)))
    source = _taken(project, now, told)
    fresh = dataclasses.replace(now, ended=events.now(), source_id=source)
    words = _words(project, source, told)
    with project.store.writing() as connection:
        project.store.put(connection, fresh)
        for note in notes:  # what the vault holds as it was said is here as it may be read
            project.store.put(connection, dataclasses.replace(note, text=words.get(note.id, "")))
        events.append(project.store, connection, project.actor, "ended conversation", conversation_id,
                      after=source)  # fmt: skip
    project.store.compact()  # or what was said stays in the database's freed pages
    return fresh


def said_in(project: Project, conversation_id: str) -> list[Note]:
    """What was said, in the order of saying; what was taken back is left out."""
    table = project.store.table(Note)
    mine = project.store.read(Note, table.c.about.startswith(conversation_id), table.c.status != "withdrawn")
    return sorted((n for n in mine if n.about.split()[0] == conversation_id), key=lambda n: (n.at, n.id))


def _taken(project: Project, now: Conversation, told: Script) -> str:
    """Ingest the record; the id of its source."""
    before = {source.id for source in project.store.read(Source)}
    with scratch(project.folder) as place:
        record, template = place / f"conversation {now.id}.vtt", place / "template.yaml"
        record.write_text(told.text, encoding="utf-8")
        template.write_text(TEMPLATE.format(date=now.at[:10], year=now.at[:4]), encoding="utf-8")
        report = project.ingest([record], template)
    if len(report.set_aside) or report.taken.empty:
        why = str(report.set_aside["reason"].iloc[0]) if len(report.set_aside) else "no reason was given"
        raise NarrativeError(f"The record could not be taken in: {why}. The conversation is still open.")
    source = str(report.taken["source"].iloc[0])
    if source in before:
        raise NarrativeError("The record of this conversation is in the project already.")
    return source


def _words(project: Project, source_id: str, told: Script) -> dict[str, str]:
    """The de-identified words of each note, found by its cue."""
    documents = project.store.read(Document, project.store.table(Document).c.source_id == source_id)
    by_cue: dict[str, Any] = {}
    for document in documents:
        for part in document.paragraphs:
            if part.role == "body":
                by_cue[part.locator] = document.text[part.start : part.end]
    return {note: by_cue.get(f"cue{cue}", "") for note, cue in told.cues.items()}
