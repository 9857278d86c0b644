"""What asks and what labels: questions and names of fields, in cells and in headings."""

from __future__ import annotations

import re
from typing import Final

from lif_narrative.ingest.field_words import LABEL
from lif_narrative.ingest.grid import Row, filled
from lif_narrative.ingest.names import is_name

_ASKING: Final = re.compile(
    r"^(?:q\d+\W*|\d+(?:\.\d+)*[.)]?\s+)?(?:what|how|did|do|does|is|are|was|were|why|who|where|when|which"
    r"|can|could|would|should|have|has)\b",
    re.I,
)


def asks(text: str) -> bool:
    """Whether a cell or heading reads as a question."""
    plain = text.strip()
    return plain.endswith("?") or (_ASKING.match(plain) is not None and len(plain.split()) >= 3)


def is_label(text: str) -> bool:
    """Whether a cell names a field of a form: "Child", "Completed by", "Date of audit:"."""
    plain = text.strip().rstrip(":").strip()
    return 0 < len(plain.split()) <= 6 and (
        LABEL.fullmatch(plain + ":") is not None or text.strip().endswith(":")
    )


def is_label_row(row: Row) -> bool:
    """A row that holds a field and its value ("Subject | WARD, Ann, born …") and heads no columns."""
    cells = filled(row)
    return (
        len(cells) == 2
        and is_label(cells[0].text)
        and (bool(re.search(r"\d", cells[1].text)) or is_name(cells[1].text))
    )
