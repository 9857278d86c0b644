"""The steps over one shard by its name: cut, encode, appraise, code, assign, count.

They are the project's own steps and models; here they read and write Parquet. A shard's rows are sorted by
excerpt, and no row depends on the rows beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lif_narrative.archive.careful import Aside, each
from lif_narrative.archive.place import DOCUMENTS, Place
from lif_narrative.archive.settings import Settings
from lif_narrative.archive.vectors import keep, kept
from lif_narrative.records import Excerpt
from lif_narrative.schemas import schema_of
from lif_narrative.steps.reading import Plain, seen

OF_DOCUMENT = ("case", "method", "agency", "team", "period", "source_id")
TEXTS = ("id", "text", "context", "question", "method", "speaker")  # of Plain, in its order


@dataclass(frozen=True)
class Work:
    """One step of an archive, to be done on shards by name: all that travels to a worker."""

    root: Path
    step: str
    folders: dict[str, str]
    settings: Settings
    codebook: str = ""  # fingerprint

    def __call__(self, name: str) -> str:
        """Do the step on a shard; one that is done already is left as it is."""
        place = Place(self.root)
        if not place.path(self.folders[self.step], name).exists():
            from lif_narrative.archive import reads

            aside = Aside(self.step)
            makers: dict[str, Callable[[Work, Place, str, Aside], Any]] = {
                "segment": _segment, "encode": _encode, "appraise": reads.appraise, "code": reads.code,
                "assign": _assign,
            }  # fmt: skip
            table = makers[self.step](self, place, name, aside)
            told = {"aside": _joined(aside)} if aside.rows else {}
            place.write(self.folders[self.step], name, table, **told)
        return name


def _joined(aside: Aside) -> str:
    import json

    return json.dumps(sorted(aside.rows, key=lambda row: row["document_id"]))


def _segment(work: Work, place: Place, name: str, aside: Aside) -> Any:
    import pyarrow as pa

    from lif_narrative.segment import Segment

    rows = place.read(DOCUMENTS, name).to_pylist()
    cut = Segment()
    made = each(lambda some: [row for document in some for row in cut.cut(document)],
                {row["id"]: [row] for row in rows}, aside)  # fmt: skip
    return pa.Table.from_pylist(sorted(made, key=lambda row: row["id"]), schema=schema_of(Excerpt))


def plain_of(place: Place, folder: str, name: str) -> tuple[list[Plain], list[str]]:
    """The excerpts of a shard that have words, as models see them, with the document of each."""
    told = place.read(DOCUMENTS, name, ("id", "text", "method")).to_pylist()
    documents = {row["id"]: (row["text"], row["method"]) for row in told}
    excerpts = [Excerpt(**row) for row in place.read(folder, name).to_pylist() if not row["near_empty"]]
    return [seen(e, *documents[e.document_id]) for e in excerpts], [e.document_id for e in excerpts]


def grouped(rows: Sequence[Any], owners: Sequence[str]) -> dict[str, list[Any]]:
    """Rows by the id of their document."""
    groups: dict[str, list[Any]] = {}
    for row, owner in zip(rows, owners, strict=True):
        groups.setdefault(owner, []).append(row)
    return groups


def _encode(work: Work, place: Place, name: str, aside: Aside) -> Any:
    import numpy as np
    import pyarrow as pa

    from lif_narrative.embed import Encoder

    rows, owners = plain_of(place, work.folders["segment"], name)
    encoder, of = Encoder(work.settings.encoder), dict(zip((r.id for r in rows), owners, strict=True))

    def step(some: Sequence[Plain]) -> list[tuple[Plain, Any]]:
        return list(zip(some, encoder.fresh([row.text for row in some]), strict=True))

    made = sorted(each(step, grouped(rows, owners), aside), key=lambda pair: pair[0].id)
    vectors = np.stack([v for _, v in made]) if made else encoder.fresh([])
    keep(place, work.folders["encode"], name, vectors)
    columns = {name: [getattr(row, name) for row, _ in made] for name in TEXTS}
    columns["document_id"] = [of[row.id] for row, _ in made]
    return pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()})


def encoded(work: Work, place: Place, name: str) -> tuple[list[tuple[Plain, Any]], list[str]]:
    """Excerpts that have words and a vector, with it, and the document of each."""
    told = place.read(work.folders["encode"], name)
    columns = [told.column(column).to_pylist() for column in TEXTS]
    rows = [Plain(id_, text, context, question, method, speaker, False)
            for id_, text, context, question, method, speaker in zip(*columns, strict=True)]  # fmt: skip
    vectors = kept(place, work.folders["encode"], name)
    return list(zip(rows, vectors, strict=True)), told.column("document_id").to_pylist()


def _assign(work: Work, place: Place, name: str, aside: Aside) -> Any:
    """What no theme codes goes to the nearest theme that was found, or is emerging: `group` is "-" then."""
    import numpy as np
    import pyarrow as pa

    from lif_narrative.archive.found import Centres

    found, owners = encoded(work, place, name)
    coded = set(place.read(work.folders["code"], name).column("excerpt_id").to_pylist())
    beyond = [(row, vector) for row, vector in found if row.id not in coded]
    centres = Centres.read(work.root, work.folders["assign"])
    groups, near = centres.nearest(np.stack([v for _, v in beyond])) if beyond else ([], np.zeros(0))
    return pa.table({
        "excerpt_id": pa.array([row.id for row, _ in beyond], pa.string()),
        "group": pa.array(groups, pa.string()),
        "likeness": pa.array(near.tolist(), pa.float64()),
    })  # fmt: skip
