"""What is left of a source when one of its cases is forgotten: the other cases' documents, each for itself.

The file as it came cannot be cut, so it goes whole. The raw documents of the other cases are sealed
one by one, so that a better redaction still reaches them, and a second case can be forgotten too.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING

from lif_narrative.deidentify import codec
from lif_narrative.deidentify.vault import rest_of
from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    from lif_narrative.deidentify.vault import Vault
    from lif_narrative.ingest.raw import RawDocument


def keep(vault: Vault, source: str, raw: Collection[RawDocument], cases: dict[str, str]) -> None:
    """Seal these documents of a source; `cases` names the case of each by its id."""
    for document in raw:
        case = [cases[document.id]] if cases.get(document.id) else []
        vault.put("document", document.id, codec.encode(document), source=rest_of(source), cases=case)
    listed = json.dumps(sorted(document.id for document in raw))
    vault.put("remainder", source, listed.encode(), source=rest_of(source))


def left(vault: Vault, source: str) -> list[RawDocument] | None:
    """The documents that are left of a source; None when it is whole, or nothing of it is here."""
    try:
        listed = json.loads(vault.get("remainder", source))
    except NarrativeError:
        return None
    found = []
    for name in listed:
        try:
            found.append(codec.decode(vault.get("document", name)))
        except NarrativeError:  # of a case that was forgotten since
            continue
    return found
