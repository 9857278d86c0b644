"""An invented archive: documents of several audits and periods, as many as a test asks for, no two alike."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lif_narrative.fingerprint import short_id
from lif_narrative.records import Document, Paragraph
from lif_narrative.schemas import table_of

WHO = ("The social worker", "The health visitor", "The school", "The team manager", "The police officer",
       "The family support worker", "Her keyworker", "The reviewing officer")  # fmt: skip
DID = ("visited the child at home and saw her alone", "did not ask what the father thought",
       "wrote a plan that the parents could read", "waited six weeks before anybody rang back",
       "listened and changed the plan after it", "missed two reviews and gave no reason",
       "shared what it knew with the hospital in good time", "recorded the visit late and without detail",
       "kept the same worker through the whole plan", "closed the case while the dentist was still worried",
       "mended bicycles in the yard with the older boys", "counted the fire extinguishers again")  # fmt: skip
AND = ("and this made a difference", "which left the children at risk", "as the plan had asked",
       "though nobody had asked them to", "and the mother said that she felt heard", "for the third time",
       "but the record does not say why", "so that the brothers could stay together")  # fmt: skip
METHODS = ("single-agency audit", "dip sample", "family feedback", "focus group", "inspection")


def sentence(chance: random.Random, number: int) -> str:
    """A sentence that no other number has."""
    told = f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(AND)}"
    return f"{told} in week {number % 53} of case {number}."


def documents(n: int, sentences: int = 6, first: int = 0) -> list[Document]:
    """So many documents; the same for the same numbers."""
    made = []
    for number in range(first, first + n):
        chance = random.Random(number)
        body = [sentence(chance, number * 100 + i) for i in range(sentences)]
        halves = [" ".join(body[: sentences // 2]), " ".join(body[sentences // 2 :])]
        text = "\n".join(halves)
        cut = len(halves[0])
        paragraphs = (
            Paragraph(0, cut, account=f"a{number // 2}", question="How well was the child heard?"),
            Paragraph(cut + 1, len(text), account=f"a{number // 2}"),
        )
        made.append(Document(
            short_id("d", number), f"s{number // 4}", f"p{number}", f"N{number // 3}",
            METHODS[number % len(METHODS)], ("health", "police", "")[number % 3], "", f"20{20 + number % 5}",
            "", text, paragraphs, {"age": str(number % 17)},
        ))  # fmt: skip
    return made


def written(folder: Path, docs: list[Document], name: str = "docs") -> Path:
    """As a Parquet file."""
    path = folder / f"{name}.parquet"
    pq.write_table(table_of(Document, docs) if docs else pa.table({}), path)
    return path
