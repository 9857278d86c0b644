"""RawDocument to JSON and back, for the vault; no pickle."""

from __future__ import annotations

import json
from dataclasses import asdict

from lif_narrative.deidentify.findings import Redaction
from lif_narrative.ingest.raw import Named, RawDocument
from lif_narrative.records import Paragraph


def encode(document: RawDocument) -> bytes:
    """UTF-8 JSON, keys sorted: the same document is the same bytes on every machine."""
    return json.dumps(asdict(document), ensure_ascii=False, sort_keys=True).encode()


def decode(data: bytes) -> RawDocument:
    """The document that was encoded."""
    fields = json.loads(data)
    fields["paragraphs"] = tuple(Paragraph(**paragraph) for paragraph in fields["paragraphs"])
    fields["named"] = tuple(Named(**named) for named in fields["named"])
    fields["case_hints"] = tuple(fields["case_hints"])
    return RawDocument(**fields)


def encode_redactions(redactions: tuple[Redaction, ...]) -> bytes:
    """UTF-8 JSON of a document's redaction table."""
    return json.dumps([asdict(redaction) for redaction in redactions], sort_keys=True).encode()


def decode_redactions(data: bytes) -> tuple[Redaction, ...]:
    """The redaction table that was encoded."""
    return tuple(Redaction(**fields) for fields in json.loads(data))
