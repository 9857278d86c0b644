"""The step that makes Documents of what the vault holds: the only one that needs it open."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from lif_narrative import pipeline, spans
from lif_narrative.arrivals import MOST_FILES
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import digest, short_id
from lif_narrative.indicators import read_measures
from lif_narrative.ingest.templates import Template
from lif_narrative.intake import reading_of
from lif_narrative.pipeline import Step, Written
from lif_narrative.progress import Progress, silent
from lif_narrative.records import Document, Indicator, Measure, SetAside, Source

if TYPE_CHECKING:
    from lif_narrative.deidentify.settle import Kept, Settled
    from lif_narrative.project import Project


def deidentified(project: Project, progress: Progress | None = None) -> Settled | None:
    """Make the project's documents if they are out of date; what was settled, None when they stand."""
    made: list[Settled] = []
    pipeline.go(project, [step(made)], progress or silent)
    return made[0] if made else None


def step(made: list[Settled] | None = None) -> Step:
    """The step; what it settled is put into `made` for whoever reports on it."""

    def work(project: Project, run_id: str, progress: Progress) -> Written:
        from lif_narrative.deidentify.said import Said
        from lif_narrative.deidentify.settle import settle
        from lif_narrative.deidentify.veil import Veil

        vault = project.vault
        settled = settle(kept(project), vault.pseudonym_key, progress, Veil.of(vault), Said.of(vault))
        settled = dataclasses.replace(settled, documents=_beside_closed(project, settled.documents))
        if made is not None:
            made.append(settled)
        _seal(project, settled)
        return _written(project, settled)

    return Step("deidentify", _reads, work)


def _reads(project: Project) -> Iterator[dict[str, Any]]:
    from lif_narrative.deidentify import remainder
    from lif_narrative.deidentify.said import Said

    vault, held = project.vault, set(project.vault.ids("names"))
    if said := Said.of(vault).mark(vault.pseudonym_key):
        yield {"said": said}
    for source in project.store.read(Source):
        if source.id in held:
            yield {
                "source": source.id,
                "names": json.loads(vault.get("names", source.id)),
                "template": digest(vault.get("template", source.id).decode()),
            }
        elif left := remainder.left(vault, source.id):
            yield {"source": source.id, "left": sorted(document.id for document in left)}


def kept(project: Project, only: str = "") -> Iterator[Kept]:
    """Every source as the vault keeps it, or one; one that is closed, with its keys gone, is not there."""
    from lif_narrative.deidentify import remainder
    from lif_narrative.deidentify.settle import Kept

    vault = project.vault
    for source in project.store.read(Source):
        if only and source.id != only:
            continue
        try:
            names = json.loads(vault.get("names", source.id))
        except NarrativeError:
            left = remainder.left(vault, source.id)
            if left:
                yield Kept(source.id, (), None, documents=tuple(left))
            continue
        form = vault.get("template", source.id).decode()
        reading = reading_of(vault.get("reading", source.id))
        yield Kept(
            source.id, tuple(tuple(parts) for parts in names), reading, Template.parse(form) if form else None
        )


def _beside_closed(project: Project, made: Sequence[Document]) -> tuple[Document, ...]:
    """The documents made now, with those of sources that the vault no longer opens: they stand as they were.

    A case keeps the label that its closed documents bear.
    """
    from lif_narrative.deidentify import remainder

    vault, held = project.vault, set(project.vault.ids("names"))
    gone = {s.id for s in project.store.read(Source) if s.id not in held}
    gone = {source for source in gone if not remainder.left(vault, source)}
    before = project.store.read(Document) if gone else []
    closed = [d for d in before if d.source_id in gone]
    bear, label = {d.case for d in closed if d.case}, {d.id: d.case for d in before}
    renamed = {d.case: label[d.id] for d in made if d.case and label.get(d.id) in bear}
    return (*(dataclasses.replace(d, case=renamed.get(d.case, d.case)) for d in made), *closed)


def _seal(project: Project, settled: Settled) -> None:
    """Which words were replaced by what stays in the vault, for those who may see it."""
    from lif_narrative.deidentify.items import Item

    made = {document.id: document for document in settled.documents}
    told = {
        document: json.dumps([dataclasses.asdict(r) for r in redactions], ensure_ascii=False).encode()
        for document, redactions in settled.redactions.items()
    }
    items = [Item("redactions", d, rows, made[d].source_id, (made[d].case,)) for d, rows in told.items()]
    for start in range(0, len(items), MOST_FILES):
        project.vault.put_all(items[start : start + MOST_FILES])


def _written(project: Project, settled: Settled) -> Written:
    indicators, measures, refused = _measures(settled)

    def first(project: Project, connection: sa.Connection) -> None:
        table = project.store.table(SetAside)
        connection.execute(sa.delete(table).where(table.c.step == "deidentify"))
        project.store.add(connection, refused)
        for source in _described(project, settled.documents):
            project.store.put(connection, source)
        spans.carry(project, connection, settled.documents)

    rows = {Document: settled.documents, Indicator: indicators, Measure: measures}
    notes = {"redactions": sum(map(len, settled.redactions.values()))}
    return Written(rows, first, {SetAside: refused}, notes)


def _measures(settled: Settled) -> tuple[list[Indicator], list[Measure], list[SetAside]]:
    """Performance tables read; one that cannot be is set aside with its reason."""
    indicators: dict[str, Indicator] = {}
    measures: dict[str, Measure] = {}
    refused: list[SetAside] = []
    for source, tables in sorted(settled.measures.items()):
        for position, rows in enumerate(tables):
            try:
                found, values = read_measures([list(row) for row in rows], source)
            except NarrativeError as error:
                name = short_id("sa", source, "measures", position)
                refused.append(SetAside(name, source, "deidentify", f"table {position + 1}", str(error)))
                continue
            indicators.update({i.id: i for i in found})
            measures.update({m.id: m for m in values})
    return list(indicators.values()), list(measures.values()), refused


def _described(project: Project, documents: Sequence[Document]) -> Iterator[Source]:
    """Sources with the method, agency, team and period that all their documents share."""
    by_source: dict[str, list[Document]] = {}
    for document in documents:
        by_source.setdefault(document.source_id, []).append(document)
    for source in project.store.read(Source):
        own = by_source.get(source.id, [])
        shared: dict[str, Any] = {
            name: next(iter(values)) if len(values := {getattr(d, name) for d in own}) == 1 else ""
            for name in ("method", "agency", "team", "period")
        }
        if own:
            yield dataclasses.replace(source, **shared)
