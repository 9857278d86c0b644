"""RawDocument: what ingestion makes of a file, before anything identifying has left it.

Imported by `ingest`, `deidentify` and `project` alone; a test says so. What comes after
sees only `records.Document`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lif_narrative.ingest.proposals import Proposal
from lif_narrative.records import Paragraph


@dataclass(frozen=True, slots=True)
class Named:
    """A name or number that a field of the file itself gives, and what the field said it is.

    `kind`: child, family member, worker, other professional, school, case id, nhs number, upn,
    date of birth, address, phone, e-mail, place, or unknown.
    """

    text: str = field(repr=False)
    kind: str
    relation: str = ""  # "mother", "allocated worker", as the field has it


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One record of a source as its writer wrote it; lives in the vault and nowhere else."""

    id: str
    source_id: str
    locator: str
    text: str = field(repr=False)
    paragraphs: tuple[Paragraph, ...] = field(default=(), repr=False)
    case: str = ""  # resolved over the project's files: an audit label (N3) or a case key
    case_hints: tuple[str, ...] = field(default=(), repr=False)  # as found: numbers, names, initials, labels
    named: tuple[Named, ...] = field(default=(), repr=False)
    method: str = ""
    agency: str = ""
    team: str = ""
    period: str = ""
    date: str = ""
    attributes: dict[str, str] = field(default_factory=dict, repr=False)  # what no mapping claimed


@dataclass(frozen=True, slots=True)
class Mapped:
    """What the mapping made of a reading: documents, tables of measures, and what it could not place."""

    documents: tuple[RawDocument, ...]
    measures: tuple[tuple[tuple[str, ...], ...], ...] = ()  # rows of a performance table, for `indicators`
    unmapped: tuple[str, ...] = ()  # column or heading names kept as attributes: reported, never dropped
    set_aside: tuple[tuple[str, str], ...] = ()  # (locator, reason)
    proposal: Proposal | None = field(default=None, repr=False)  # how it was read, for a person to correct
