"""From what the vault holds to Documents: mapped, cases resolved, names learned, redacted.

Done over all of a project's files at once, because a name found in one file is looked for in every
other, and because the order in which files came must not matter.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from lif_narrative.deidentify.pseudonyms import case_name
from lif_narrative.deidentify.redact import Redaction, redact
from lif_narrative.deidentify.roster import Roster
from lif_narrative.deidentify.said import Said
from lif_narrative.deidentify.scene import scenes
from lif_narrative.deidentify.veil import Veil
from lif_narrative.errors import NarrativeError
from lif_narrative.ingest.cases import resolve_cases
from lif_narrative.ingest.mapping import map_reading
from lif_narrative.ingest.parts import Reading
from lif_narrative.ingest.periods import settle_periods
from lif_narrative.ingest.raw import Mapped, RawDocument
from lif_narrative.ingest.settling import settle_agencies
from lif_narrative.ingest.templates import Template
from lif_narrative.progress import Progress, track
from lif_narrative.records import Document


@dataclass(frozen=True)
class Kept:
    """A source as the vault keeps it: every name it came by, what the reader found, its template.

    A source that was forgotten in part is kept as the `documents` that are left of it.
    """

    source_id: str
    names: tuple[tuple[str, ...], ...] = field(repr=False)
    reading: Reading | None = field(repr=False)
    template: Template | None = None
    documents: tuple[RawDocument, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Settled:
    """De-identified documents, and what stays in the vault."""

    documents: tuple[Document, ...]
    redactions: dict[str, tuple[Redaction, ...]] = field(repr=False)
    measures: dict[str, tuple[tuple[tuple[str, ...], ...], ...]] = field(repr=False)  # by source
    unmapped: dict[str, tuple[str, ...]] = field(repr=False)
    set_aside: dict[str, tuple[tuple[str, str], ...]] = field(repr=False)
    remarks: dict[str, tuple[str, ...]] = field(repr=False)


def settle(
    kept: Iterable[Kept], key: bytes, progress: Progress | None = None, veil: Veil | None = None,
    said: Said | None = None,
) -> Settled:  # fmt: skip
    """Make the documents of these sources; the same whatever order they are given in.

    `veil` hides the names of those who were forgotten; `said` is what people told besides the files.
    """
    ordered = sorted(kept, key=lambda item: item.source_id)
    mapped = {item.source_id: mapping_of(item) for item in ordered}
    raw = placed([document for one in mapped.values() for document in one.documents])
    raw = [veil.on(document) for document in raw] if veil else raw
    said = said or Said()
    roster = Roster.learn(raw, key, said.mentions(raw, key))
    redacted = [
        redact(document, roster, key, said.on(document.id, case_name(document.case, key)))
        for document in track(_looked_at(raw), "De-identifying", progress, len(raw))
    ]
    return Settled(
        documents=tuple(document for document, _ in redacted),
        redactions={document.id: found for document, found in redacted},
        measures={source: one.measures for source, one in mapped.items() if one.measures},
        unmapped={source: one.unmapped for source, one in mapped.items() if one.unmapped},
        set_aside={source: one.set_aside for source, one in mapped.items() if one.set_aside},
        remarks={i.source_id: i.reading.remarks for i in ordered if i.reading and i.reading.remarks},
    )


def _looked_at(raw: Sequence[RawDocument]) -> Iterator[RawDocument]:
    """The documents, their texts read by the language model many at a time."""
    yield from (document for document, _ in zip(raw, scenes(d.text for d in raw), strict=True))


def placed(raw: list[RawDocument]) -> list[RawDocument]:
    """Raw documents with what all of them together say of each: its case, period and agency."""
    cases = resolve_cases(raw)
    return settle_agencies(
        settle_periods([dataclasses.replace(d, case=cases.get(d.id, d.case)) for d in raw])
    )


def documents_of(item: Kept) -> tuple[RawDocument, ...]:
    """One source's documents as the mapping makes them, each for itself."""
    return mapping_of(item).documents


def mapping_of(item: Kept) -> Mapped:
    """What the mapping makes of one source; a layout that breaks it stops no other source."""
    if item.reading is None:
        return Mapped(item.documents)
    try:
        return map_reading(item.reading, plainest(item.names), item.source_id, item.template)
    except NarrativeError as error:
        return Mapped((), set_aside=(("", str(error)),))
    except Exception as error:  # a fault of ours in one file may not stop the rest
        fault = type(error).__name__
        why = f"Its layout could not be made out ({fault}). Describe it in a template, or report it."
        return Mapped((), set_aside=(("", why),))


def plainest(names: Sequence[Sequence[str]]) -> PurePath:
    """Of all the names a file came by, the shortest: a copy's name is longer than its original's."""
    return PurePath(*min(names, key=lambda parts: (len(parts[-1]), list(parts))))
