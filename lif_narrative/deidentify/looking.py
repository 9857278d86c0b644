"""A document before and after: for those who may see the vault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lif_narrative.deidentify.findings import Redaction, moved
from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.deidentify.settle import Kept
    from lif_narrative.deidentify.veil import Veil


@dataclass(frozen=True)
class BeforeAfter:
    """The words as they came, the words as everything else reads them, and what was replaced where."""

    document_id: str
    before: str = field(repr=False)
    after: str = field(repr=False)
    redactions: tuple[Redaction, ...] = field(repr=False)

    def table(self) -> pd.DataFrame:
        """Replaced spans: start end (before) start_after end_after kind replacement words."""
        import pandas as pd

        names = ["start", "end", "start_after", "end_after", "kind", "replacement", "words"]
        rows = [
            (r.start, r.end, at := moved(r.start, self.redactions), at + len(r.replacement), r.kind,
             r.replacement, self.before[r.start : r.end])
            for r in self.redactions
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=names)


def raw_text(kept: Iterable[Kept], document_id: str, veil: Veil) -> str:
    """The words of a document as its file has them, but for names of people who were forgotten.

    Raises
    ------
    NarrativeError
        None of these sources holds the document any more.
    """
    from lif_narrative.deidentify.settle import documents_of

    for item in kept:
        for document in documents_of(item):
            if document.id == document_id:
                return veil.on(document).text
    raise NarrativeError("The vault no longer holds that document's words: they were forgotten or replaced.")
