"""What a project gives to an archive: its de-identified documents, and what people decided on excerpts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lif_narrative import decisions, events
from lif_narrative.archive import intake
from lif_narrative.archive.flat import DECIDED
from lif_narrative.archive.place import Place
from lif_narrative.records import Coding, Document, Event, Excerpt, Theme
from lif_narrative.schemas import row_of, table_of

if TYPE_CHECKING:
    from lif_narrative.project import Project


def take(place: Place, given: Any, size: int) -> dict[str, int]:
    """Documents and decisions of a project; the trail says that they left it.

    What its people decided before and have withdrawn since is withdrawn here too.
    """
    project: Project = given
    with project.allowing("export"):
        store = project.store
        documents = store.read(Document)
        counts = intake.take(place, [table_of(Document, documents)], size)
        excerpts, themes = {e.id for e in store.read(Excerpt)}, {t.id for t in store.read(Theme)}
        said = decisions.replay(store.read(Event), excerpts, themes).codings
        kept = [row for row in place.note(DECIDED) or [] if row["excerpt_id"] not in excerpts]
        place.note(DECIDED, sorted([*kept, *map(_row, said)], key=lambda r: tuple(map(str, r.values()))))
        with store.writing() as connection:
            events.append(store, connection, project.actor, "gave to archive", f"{len(documents)} documents")
    return {**counts, "decisions": len(said)}


def _row(coding: Coding) -> dict[str, Any]:
    return dict(sorted(row_of(coding).items()))
