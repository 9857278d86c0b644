"""The steps that read Documents closely: cut into excerpts, embed, appraise."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative.engine import Engine, over_shards
from lif_narrative.pipeline import Step, Written
from lif_narrative.progress import Progress
from lif_narrative.records import Appraisal, Document, Excerpt
from lif_narrative.schemas import record_of, records_of, row_of, schema_of, table_of

if TYPE_CHECKING:
    import pyarrow as pa

    from lif_narrative.project import Project


def segment(engine: Engine, settings: Mapping[str, Any]) -> Step:
    """Documents to Excerpts."""
    from lif_narrative.segment import Segment

    cut = Segment(**settings)

    def work(project: Project, run_id: str, progress: Progress) -> Written:
        documents = table_of(Document, project.store.read(Document))
        folder = project.folder / "shards" / f"segment-{run_id[4:]}"
        excerpts = over_shards(engine, cut, documents, folder, "Cutting into excerpts", progress)
        return Written({Excerpt: records_of(Excerpt, excerpts)})

    return Step("segment", lambda p: map(row_of, p.store.read(Document)), work, vars_of(cut))


def vars_of(step: Any) -> dict[str, Any]:
    """The settings of a step, which are its fields."""
    return {field.name: getattr(step, field.name) for field in dataclasses.fields(step)}


@dataclass(frozen=True)
class Plain:
    """An excerpt as the models see it: pseudonyms as plain words, so that no result hangs on the key."""

    id: str
    text: str
    context: str  # the question above, a line break, the paragraph around it
    question: str
    method: str
    speaker: str
    near_empty: bool


def plain(project: Project) -> list[Plain]:
    """Every excerpt as the models see it, ordered by id."""
    documents = {d.id: (d.text, d.method) for d in project.store.read(Document)}
    return [seen(e, *documents[e.document_id]) for e in project.store.read(Excerpt)]


def seen(excerpt: Excerpt, whole: str, method: str) -> Plain:
    """An excerpt as the models see it; `whole` and `method` are its document's."""
    from lif_narrative.deidentify.pseudonyms import neutral

    e, paragraph = excerpt, whole[excerpt.paragraph_start : excerpt.paragraph_end]
    return Plain(e.id, neutral(e.text), neutral(f"{e.question}\n{paragraph}"), neutral(e.question),
                 method, e.speaker_hint, e.near_empty)  # fmt: skip


def read_plain(project: Project) -> Iterator[dict[str, Any]]:
    """What a model's result depends on, for fingerprints."""
    return (vars_of(row) for row in plain(project))


def embed(encoder: Any) -> Step:
    """Excerpts, questions and paragraphs to vectors, kept beside the project by content; makes no rows."""

    def work(project: Project, run_id: str, progress: Progress) -> Written:
        rows = plain(project)
        texts = sorted({text for row in rows for text in (row.text, row.context, row.question) if text})
        progress("Embedding", 0, len(texts))
        encoder.encode(texts)
        progress("Embedding", len(texts), len(texts))
        return Written({}, notes={"texts": len(texts)})

    return Step("embed", read_plain, work, models={encoder.name: encoder.fingerprint})


@dataclass(frozen=True)
class Appraise:
    """Polarity, voice and scope of excerpts, as a step over tables."""

    cache: Path | None = None

    def __call__(self, table: pa.Table) -> pa.Table:
        """One appraisal for each row of id, text, context, method and speaker."""
        from lif_narrative.appraise import Appraiser

        rows = table.to_pylist()
        told = Appraiser(cache=self.cache).predict(
            [row["text"] for row in rows],
            contexts=[row["context"] for row in rows],
            methods=[row["method"] for row in rows],
            speakers=[row["speaker"] for row in rows],
        )
        names = [name for name in schema_of(Appraisal).names if name != "excerpt_id"]
        judged = [{str(name): value for name, value in row.items()} for row in told[names].to_dict("records")]
        found = [{"excerpt_id": row["id"], **one} for row, one in zip(rows, judged, strict=True)]
        return table_of(Appraisal, [record_of(Appraisal, row) for row in found])


def appraise(engine: Engine) -> Step:
    """Excerpts to Appraisals."""
    from lif_narrative.appraise import fingerprints

    def work(project: Project, run_id: str, progress: Progress) -> Written:
        import pyarrow as pa

        names = ("id", "text", "context", "method", "speaker")
        rows = [{name: getattr(row, name) for name in names} for row in plain(project)]
        table = pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in names]))
        folder = project.folder / "shards" / f"appraise-{run_id[4:]}"
        step = Appraise(cache=project.folder / "vectors")
        told = over_shards(engine, step, table, folder, "Appraising", progress)
        return Written({Appraisal: records_of(Appraisal, told)})

    return Step("appraise", read_plain, work, models=fingerprints())
