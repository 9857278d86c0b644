"""Marks of what went into a run and what came of it, order-free, in which no word can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import decisions
from lif_narrative.fingerprint import fingerprint
from lif_narrative.records import (
    Appraisal,
    Change,
    Coding,
    Convergence,
    Document,
    Event,
    Excerpt,
    Gap,
    Issue,
    Measure,
    Plan,
    Source,
    Theme,
)  # fmt: skip
from lif_narrative.schemas import row_of, types_of

if TYPE_CHECKING:
    from lif_narrative.project import Project

FOUND: Final[dict[str, tuple[type, ...]]] = {  # what each step leaves that two machines must agree on
    "segment": (Excerpt,), "appraise": (Appraisal,), "theme": (Theme, Coding),
    "triangulate": (Issue, Convergence, Change, Gap),
}  # fmt: skip
APART: Final = {"run", "memo"}  # a pointer, and a sentence with a probability in it


def files(project: Project) -> str:
    """The files as they were received."""
    return fingerprint(source.sha256 for source in project.store.read(Source))


def outputs(project: Project, steps: Mapping[str, Any]) -> dict[str, str]:
    """What these steps decided, by record."""
    return {
        record.__name__: fingerprint(_decided(project, record))
        for step, records in FOUND.items() if step in steps for record in records
    }  # fmt: skip


def inputs(project: Project) -> dict[str, str]:
    """Order-free marks of the material as models read it, and of what people brought to it."""
    from lif_narrative.deidentify.pseudonyms import neutral

    store = project.store
    settled = decisions.replay(store.read(Event), {e.id for e in store.read(Excerpt)},
                               {t.id for t in store.read(Theme)})  # fmt: skip
    return {
        "documents": fingerprint(neutral(d.text) for d in store.read(Document)),
        "codebook": fingerprint(row_of(t) for t in store.read(Theme) if t.status == "accepted"),
        "decisions": fingerprint(row_of(c) for c in settled.codings),
        "measures": fingerprint(row_of(m) for m in store.read(Measure)),
        "plans": fingerprint(row_of(p) for p in store.read(Plan)),
    }


def _decided(project: Project, record: type) -> Iterator[dict[str, Any]]:
    """Rows without their probabilities, and with their words as models read them."""
    from lif_narrative.deidentify.pseudonyms import neutral

    exact = {name for name, kind in types_of(record).items() if kind is not float} - APART
    rows: list[Any] = project.store.read(record)
    for item in rows:
        yield {name: neutral(value) if isinstance(value, str) else value
               for name, value in row_of(item).items() if name in exact}  # fmt: skip


def numbers(project: Project, steps: Mapping[str, Any]) -> dict[str, list[float]]:
    """How many probabilities of a kind there are, and their mean."""
    asked = {"appraise": (Appraisal, ("p_strength", "p_concern", "p_mixed", "p_neutral")),
             "theme": (Coding, ("score",))}  # fmt: skip
    told = {}
    for step, (record, names) in asked.items():
        rows: list[Any] = project.store.read(record) if step in steps else []
        for name in names if rows else ():
            values = [float(getattr(row, name)) for row in rows]
            told[f"{record.__name__}.{name}"] = [len(values), round(sum(values) / len(values), 6)]
    return told
