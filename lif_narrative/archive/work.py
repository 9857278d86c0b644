"""The steps over one shard by its name: cut, encode, appraise, code, assign, count.

They are the project's own steps and models; here they read and write Parquet. A shard's rows are sorted by
excerpt, and no row depends on the rows beside it.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative.archive.careful import Aside, each
from lif_narrative.archive.place import DOCUMENTS, Place
from lif_narrative.archive.settings import Settings
from lif_narrative.codebook import Codebook
from lif_narrative.records import Appraisal, Excerpt, Theme
from lif_narrative.schemas import record_of, row_of, schema_of
from lif_narrative.steps.reading import Plain, seen

if TYPE_CHECKING:
    import numpy.typing as npt

    from lif_narrative.archive.quick import Quick

CODEBOOK = "codebook"
OF_DOCUMENT = ("case", "method", "agency", "team", "period", "source_id")
CODED = (("excerpt_id", "string"), ("theme_id", "string"), ("score", "double"))
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
            aside = Aside(self.step)
            makers = {"segment": _segment, "encode": _encode, "appraise": _appraise, "code": _code,
                      "assign": _assign}  # fmt: skip
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


def _grouped(rows: Sequence[Any], owners: Sequence[str]) -> dict[str, list[Any]]:
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

    made = sorted(each(step, _grouped(rows, owners), aside), key=lambda pair: pair[0].id)
    vectors = np.stack([v for _, v in made]) if made else encoder.fresh([])
    _vectors_kept(place, work.folders["encode"], name, vectors)
    columns = {name: [getattr(row, name) for row, _ in made] for name in TEXTS}
    columns["document_id"] = [of[row.id] for row, _ in made]
    return pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()})


def _vectors_kept(place: Place, folder: str, name: str, vectors: npt.NDArray[Any]) -> None:
    """As float32, and as 8-bit numbers with a scale a row; both can be mapped into memory."""
    import numpy as np

    scale = np.maximum(np.abs(vectors).max(axis=1, initial=0), 1e-9).astype(np.float32) / 127
    whole = np.round(vectors / scale[:, None]).astype(np.int8)
    for ending, array in (("f4", vectors), ("scale", scale), ("i1", whole)):
        target = place.path(folder, name, f"{ending}.npy")
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        with part.open("wb") as stream:
            np.save(stream, array)
        part.replace(target)


def vectors_of(place: Place, folder: str, name: str, ending: str = "f4") -> Any:
    """The vectors of a shard, mapped into memory, in the order of its `id` column."""
    import numpy as np

    return np.load(place.path(folder, name, f"{ending}.npy"), mmap_mode="r", allow_pickle=False)


def encoded(work: Work, place: Place, name: str) -> tuple[list[tuple[Plain, Any]], list[str]]:
    """Excerpts that have words and a vector, with it, and the document of each."""
    told = place.read(work.folders["encode"], name)
    columns = [told.column(column).to_pylist() for column in TEXTS]
    rows = [Plain(*row, near_empty=False) for row in zip(*columns, strict=True)]
    vectors = vectors_of(place, work.folders["encode"], name)
    return list(zip(rows, vectors, strict=True)), told.column("document_id").to_pylist()


def _appraise(work: Work, place: Place, name: str, aside: Aside) -> Any:
    import pyarrow as pa

    found, owners = encoded(work, place, name)
    step = _appraised_quickly if work.settings.reading == "quick" else _appraised
    made = each(lambda some: step(work, some), _grouped(found, owners), aside)
    return pa.Table.from_pylist(sorted(made, key=lambda row: row["excerpt_id"]), schema_of(Appraisal))


def _appraised(work: Work, some: Sequence[tuple[Plain, Any]]) -> list[dict[str, Any]]:
    import pyarrow as pa

    from lif_narrative.steps.reading import Appraise

    names = ("id", "text", "context", "method", "speaker")
    given = [{name: getattr(row, name) for name in names} for row, _ in some]
    told: list[dict[str, Any]] = Appraise()(pa.Table.from_pylist(given)).to_pylist()
    return told


def _appraised_quickly(work: Work, some: Sequence[tuple[Plain, Any]]) -> list[dict[str, Any]]:
    import numpy as np

    from lif_narrative.appraise.scope import scope_of
    from lif_narrative.records import POLARITIES, VOICES

    rows = [row for row, _ in some]
    told = _student(work.root, work.folders["code"]).answers(rows, np.stack([vector for _, vector in some]))
    made = []
    for i, row in enumerate(rows):
        scope, shares = scope_of(row.text), told["polarity"][i]
        made.append(row_of(Appraisal(
            row.id, POLARITIES[int(shares.argmax())], *map(float, shares),
            row.speaker or VOICES[int(told["speaker"][i].argmax())],
            VOICES[int(told["reported"][i].argmax())], scope.band, scope.words,
        )))  # fmt: skip
    return made


def _code(work: Work, place: Place, name: str, aside: Aside) -> Any:
    import pyarrow as pa

    found, owners = encoded(work, place, name)
    step = _coded_quickly if work.settings.reading == "quick" else _coded
    made = each(lambda some: step(work, some), _grouped(found, owners), aside)
    return pa.Table.from_pylist(sorted(made, key=lambda row: (row["excerpt_id"], row["theme_id"])),
                                pa.schema(CODED))  # fmt: skip


def _coded(work: Work, some: Sequence[tuple[Plain, Any]]) -> list[dict[str, Any]]:
    from lif_narrative.embed import Encoder
    from lif_narrative.embed.vectors import MEMORY

    coder = coder_of(work.root, work.codebook, work.settings.encoder)
    rows = [row for row, _ in some]
    MEMORY.put(Encoder(work.settings.encoder).fingerprint, {row.text: vector for row, vector in some})
    given = [row.text for row in rows], [row.context for row in rows], [row.method for row in rows]
    likely, chosen = coder.predict_proba(*given).to_numpy(), coder.predict(*given).to_numpy()
    return [{"excerpt_id": row.id, "theme_id": theme, "score": round(float(likely[i, j]), 6)}
            for i, row in enumerate(rows) for j, theme in enumerate(coder.themes)
            if chosen[i, j]]  # fmt: skip


def _coded_quickly(work: Work, some: Sequence[tuple[Plain, Any]]) -> list[dict[str, Any]]:
    import numpy as np

    student = _student(work.root, work.folders["code"])
    rows = [row for row, _ in some]
    likely = student.answers(rows, np.stack([vector for _, vector in some]))["themes"]
    return [{"excerpt_id": rows[i].id, "theme_id": student.themes[j], "score": float(likely[i, j])}
            for i, j in zip(*np.nonzero(likely >= student.cuts), strict=True)]  # fmt: skip


def _assign(work: Work, place: Place, name: str, aside: Aside) -> Any:
    """What no theme codes goes to the nearest theme that was found, or is emerging: `group` is "-" then."""
    import numpy as np
    import pyarrow as pa

    from lif_narrative.archive.found import Centres

    found, owners = encoded(work, place, name)
    coded = set(place.read(work.folders["code"], name).column("excerpt_id").to_pylist())
    beyond = [(row, vector) for row, vector in found if row.id not in coded]
    centres = Centres.read(work.root, work.folders["assign"])
    groups, near = centres.nearest(np.stack([v for _, v in beyond])) if beyond else ([], [])
    return pa.table({
        "excerpt_id": pa.array([row.id for row, _ in beyond], pa.string()),
        "group": pa.array(list(groups), pa.string()),
        "likeness": pa.array([float(v) for v in near], pa.float64()),
    })  # fmt: skip


@functools.lru_cache(maxsize=2)
def coder_of(root: Path, codebook: str, encoder: str) -> Any:
    """The coder of an archive's codebook, once per process; `codebook` is its fingerprint."""
    from lif_narrative.coding import ThemeCoder
    from lif_narrative.embed import Encoder

    return ThemeCoder(book_of(Place(root)), encoder=Encoder(encoder))


def book_of(place: Place) -> Codebook:
    """The codebook that the archive codes with; the starting-point one before another was adopted."""
    told = place.note(CODEBOOK)
    return Codebook(tuple(record_of(Theme, row) for row in told)) if told else Codebook.starter()


@functools.lru_cache(maxsize=2)
def _student(root: Path, folder: str) -> Quick:
    """The student that was taught for this folder: another one has another folder."""
    from lif_narrative.archive.quick import Quick

    return Quick.read(root / "quick.safetensors")
