"""Passages that people marked blind, as unitised alpha takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lif_narrative.errors import NarrativeError
from lif_narrative.records import BlindCoding, Document, Sample

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project


def passages(project: Project, coders: Sequence[str] | None, seed: int) -> pd.DataFrame:
    """See `Project.agreement_passages`.

    A coder has read a document in which they marked something blind, or whose excerpts of a sample they
    coded blind; documents that not all of the coders read are not counted.
    """
    from lif_narrative.agreement import unitised

    spans = project.spans()
    spans = spans[spans["blind"].astype(bool)]
    names = sorted(set(spans["coder"]) if coders is None else coders)
    read = {name: _read(project, name) | set(spans.loc[spans["coder"] == name, "document_id"])
            for name in names}  # fmt: skip
    common = set.intersection(*read.values()) if len(read) > 1 else set()
    if not common:
        raise NarrativeError("No document was read blind by two people who marked passages in it.")
    lengths = {d.id: len(d.text) for d in project.store.read(Document) if d.id in common}
    return unitised(spans, lengths, names, seed=seed)


def _read(project: Project, coder: str) -> set[str]:
    """Documents of which a coder coded, blind, every excerpt that a sample holds."""
    store = project.store
    table = store.table(BlindCoding)
    done = {(c.sample_id, c.excerpt_id) for c in store.read(BlindCoding, table.c.coder == coder)}
    homes = dict(zip(project.excerpts()["id"], project.excerpts()["document_id"], strict=True))
    asked: dict[str, set[tuple[str, str]]] = {}
    for sample in store.read(Sample):
        for excerpt in sample.excerpts:
            if excerpt in homes:
                asked.setdefault(homes[excerpt], set()).add((sample.id, excerpt))
    return {document for document, pairs in asked.items() if pairs <= done}
