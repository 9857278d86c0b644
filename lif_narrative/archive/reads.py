"""Appraising and coding a shard: wholly, by the project's own models, or quickly, by what was taught."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from lif_narrative.archive.careful import Aside, each
from lif_narrative.archive.place import Place
from lif_narrative.archive.quick import Quick
from lif_narrative.archive.work import Work, encoded, grouped
from lif_narrative.codebook import Codebook
from lif_narrative.records import Appraisal, Theme
from lif_narrative.schemas import record_of, row_of, schema_of
from lif_narrative.steps.reading import Plain

CODEBOOK: Final = "codebook"
CODED: Final = (("excerpt_id", "string"), ("theme_id", "string"), ("score", "double"))


def appraise(work: Work, place: Place, name: str, aside: Aside) -> Any:
    """An appraisal for every excerpt of a shard."""
    import pyarrow as pa

    found, owners = encoded(work, place, name)
    step = _appraised_quickly if work.settings.reading == "quick" else _appraised
    made = each(lambda some: step(work, some), grouped(found, owners), aside)
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
        who = row.speaker or VOICES[int(told["speaker"][i].argmax())]
        reported = VOICES[int(told["reported"][i].argmax())]
        strength, concern, both, neutral = (float(share) for share in shares)
        polarity = POLARITIES[int(shares.argmax())]
        made.append(Appraisal(row.id, polarity, strength, concern, both, neutral, who, reported,
                              scope.band, scope.words))  # fmt: skip
    return [row_of(one) for one in made]


def code(work: Work, place: Place, name: str, aside: Aside) -> Any:
    """The themes of every excerpt of a shard, one a row, with their probability."""
    import pyarrow as pa

    found, owners = encoded(work, place, name)
    step = _coded_quickly if work.settings.reading == "quick" else _coded
    made = each(lambda some: step(work, some), grouped(found, owners), aside)
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
    return Quick.read(root / "quick.safetensors")
