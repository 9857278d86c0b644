"""A source's documents as they were written, made again from what the vault keeps; never stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lif_narrative.deidentify.findings import Redaction
from lif_narrative.ingest.mapping import map_reading
from lif_narrative.ingest.templates import Template

if TYPE_CHECKING:
    from lif_narrative.ingest.raw import RawDocument
    from lif_narrative.project import Project


def raw_of(project: Project, source_id: str) -> Iterator[tuple[RawDocument, tuple[Redaction, ...]]]:
    """Each document of a source before de-identification, and the redactions that its text was given.

    Raises
    ------
    VaultLocked
        The vault is absent or locked.
    """
    from lif_narrative.deidentify.settle import plainest
    from lif_narrative.intake import reading_of

    vault = project.vault
    form = vault.get("template", source_id).decode()
    names = [tuple(parts) for parts in json.loads(vault.get("names", source_id))]
    reading = reading_of(vault.get("reading", source_id))
    mapped = map_reading(reading, plainest(names), source_id, Template.parse(form) if form else None)
    for document in mapped.documents:
        rows = json.loads(vault.get("redactions", document.id))
        yield document, tuple(Redaction(**row) for row in rows)
