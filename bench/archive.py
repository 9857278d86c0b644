"""The archive's curve: `python -m bench.archive 10000 [--encoder static] [--more 0.05]`.

Sentences of the shared corpora, each with a number of its own so that no two are equal, in documents of some
eight sentences, are taken in and run in this process; processor seconds by step and peak memory are printed.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.corpora import SHARED
from lif_narrative.archive import Archive, Settings
from lif_narrative.fingerprint import short_id
from lif_narrative.records import Document, Paragraph
from lif_narrative.schemas import schema_of, table_of

METHODS = ("inspection", "single-agency audit", "dip sample", "family feedback", "focus group")
A_DOCUMENT, AT_ONCE = 8, 20_000


def sentences() -> list[str]:
    """Every sentence of both corpora, once."""
    import pandas as pd

    from lif_narrative.sentences import spans

    corpora = SHARED / "corpora"
    texts = [*pd.read_parquet(corpora / "ofsted_ilacs.parquet")["text"],
             *pd.read_parquet(corpora / "patient_feedback.parquet")["text"]]  # fmt: skip
    cut = {text[a:b].rstrip(".") for text in texts for a, b in spans(text)}
    return sorted(s for s in cut if 20 <= len(s) <= 300 and s[-1].isalnum())


def documents(n: int, first: int, known: list[str]) -> Iterator[Document]:
    """Documents of so many excerpts in all, numbered from `first`."""
    for number in range(first, first + n // A_DOCUMENT):
        chance = random.Random(number)
        body = [f"{chance.choice(known)} in {number * A_DOCUMENT + i:x}." for i in range(A_DOCUMENT)]
        halves = [" ".join(body[:4]), " ".join(body[4:])]
        cut, account = len(halves[0]), f"a{number}"
        text = "\n".join(halves)
        yield Document(
            short_id("d", number), f"s{number // 20}", "", f"N{number // 3}", METHODS[number % 5],
            ("health", "police", "school")[number % 3], "", f"{2016 + number % 10}", "", text,
            (Paragraph(0, cut, account=account), Paragraph(cut + 1, len(text), account=account)),
        )  # fmt: skip


def written(folder: Path, n: int, first: int = 0) -> list[Path]:
    """The documents as Parquet."""
    import pyarrow.parquet as pq

    known, path, batch = sentences(), folder / f"given-{first}.parquet", []
    with pq.ParquetWriter(path, schema_of(Document)) as file:
        for document in documents(n, first, known):
            batch.append(document)
            if len(batch) == AT_ONCE:
                file.write_table(table_of(Document, batch))
                batch = []
        if batch:
            file.write_table(table_of(Document, batch))
    return [path]


class Spent:
    """Processor seconds by step, told by the progress of a run."""

    def __init__(self) -> None:
        self.begun: dict[str, float] = {}
        self.seconds: dict[str, float] = {}

    def __call__(self, label: str, done: int, total: int) -> None:
        """Take the time at the first and at every later word of a step."""
        now = time.process_time()
        self.begun.setdefault(label, now)
        self.seconds[label] = round(now - self.begun[label], 2)


def main() -> None:
    """Measure one size."""
    asked = argparse.ArgumentParser(prog="bench.archive", description=__doc__)
    asked.add_argument("n", type=int)
    asked.add_argument("--encoder", default="static")
    asked.add_argument("--reading", default="quick")
    asked.add_argument("--sample", type=int, default=2000)
    asked.add_argument("--more", type=float, default=0.0)
    asked.add_argument("--work", type=Path)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=told.work) as folder:
        print(json.dumps(measured(Path(folder), told), indent=1), flush=True)


def measured(folder: Path, told: argparse.Namespace) -> dict[str, Any]:
    """Take in, run, count; then a few more documents."""
    archive, out = Archive(folder / "archive"), {"excerpts": told.n, "encoder": told.encoder}
    given = written(folder, told.n)
    out["take"] = _timed(lambda: archive.take(given))
    spent, settings = Spent(), Settings(told.encoder, told.reading, sample=told.sample)
    out["run"] = _timed(lambda: out.update(report=_plain(archive.run(settings=settings, progress=spent))))
    out["steps"] = spent.seconds
    out["issues"] = _timed(archive.issues)
    out["convergence"] = _timed(archive.convergence)
    if told.more:
        extra = written(folder, int(told.n * told.more), first=told.n)
        out["take more"] = _timed(lambda: archive.take(extra))
        out["run more"] = _timed(lambda: out.update(more=_plain(archive.run())))
    out["near"] = _timed(lambda: [archive.near(text) for text in sentences()[:20]])
    out["peak_gb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 3)
    return out


def _plain(report: Any) -> dict[str, Any]:
    names = ("fingerprint", "shards", "excerpts", "codings", "emerging", "loss", "seconds", "done")
    return {name: getattr(report, name) for name in names}


def _timed(act: Any) -> dict[str, float]:
    wall, own = time.perf_counter(), time.process_time()
    act()
    return {
        "seconds": round(time.perf_counter() - wall, 2),
        "processor": round(time.process_time() - own, 2),
    }


if __name__ == "__main__":
    main()
