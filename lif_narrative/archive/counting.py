"""Counting over shards: one flat row an excerpt and theme, and DuckDB, which spills to disk, to count them.

The rules are those of `triangulate`: accounts and never mentions, copies once, a model's codings while it is
nearly as sure of them as of its surest. Copies are sought by the same words in any order; near-copies, which
`triangulate` finds too, are not. The only module that imports DuckDB.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative import decisions
from lif_narrative.archive.place import DOCUMENTS, Place, mark_of
from lif_narrative.archive.work import OF_DOCUMENT, Work
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Coding
from lif_narrative.triangulate.convergence import Rules
from lif_narrative.triangulate.duplicates import bag

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

MEMORY: Final = "2GB"
COLUMNS: Final = ("excerpt_id", "theme_id", "score", "polarity", "voice", "group", "account", "words",
                  "case", "method", "agency", "team", "period", "source")  # fmt: skip


def flat(work: Work, place: Place, name: str, decided: Mapping[str, Sequence[Coding]]) -> pa.Table:
    """Every excerpt of a shard with its themes ("" for none), what it says, and whose it is."""
    import pyarrow as pa

    of = {row["id"]: row for row in place.read(DOCUMENTS, name, ("id", *OF_DOCUMENT)).to_pylist()}
    said = {row["excerpt_id"]: row for row in place.read(work.folders["appraise"], name,
            ("excerpt_id", "polarity", "speaker")).to_pylist()}  # fmt: skip
    group = {row["excerpt_id"]: row["group"] for row in place.read(work.folders["assign"], name).to_pylist()}
    codes: dict[str, list[Coding]] = {}
    for row in place.read(work.folders["code"], name).to_pylist():
        codes.setdefault(row["excerpt_id"], []).append(
            Coding(row["excerpt_id"], row["theme_id"], "model:archive", row["score"])
        )
    rows = []
    for excerpt in place.read(work.folders["segment"], name).to_pylist():
        id_, document = excerpt["id"], of[excerpt["document_id"]]
        told = said.get(id_, {"polarity": "", "speaker": ""})
        scored = decisions.scored([*codes.get(id_, ()), *decided.get(id_, ())])
        shared = (told["polarity"], told["speaker"], group.get(id_, ""),
                  excerpt["account"] or document["source_id"], _words(excerpt["text"]),
                  *(document[name] for name in OF_DOCUMENT))  # fmt: skip
        themes = [(theme, score) for (_, theme), score in sorted(scored.items())] or [("", 0.0)]
        rows += [(id_, theme, float(score), *shared) for theme, score in themes]
    kinds = [pa.float64() if name == "score" else pa.string() for name in COLUMNS]
    columns = zip(*rows, strict=True) if rows else [[]] * len(COLUMNS)
    return pa.table({n: pa.array(list(c), k) for n, c, k in zip(COLUMNS, columns, kinds, strict=True)})


def _words(text: str) -> str:
    """A hash of an excerpt's words in any order; "" where so few are no sign of a copy."""
    words = bag(text)
    if len(words) < Rules().min_words:
        return ""
    return hashlib.sha256(repr(sorted(words)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def marks(table: pa.Table) -> int:
    """The rows of a flat table as one number that hangs on no order."""
    return sum(mark_of(row) for row in zip(*(c.to_pylist() for c in table.columns), strict=True))


class Counter:
    """Counts over flat shards, at most so much in memory and the rest on disk."""

    def __init__(self, files: Sequence[Path], rules: Rules, spill: Path, memory: str = MEMORY) -> None:
        try:
            import duckdb
        except ImportError:
            raise NarrativeError(
                "Counting an archive needs DuckDB. Install it: pip install 'lif_narrative[archive]'."
            ) from None
        self.db = duckdb.connect(config={
            "memory_limit": memory, "temp_directory": str(spill), "preserve_insertion_order": False,
            "autoinstall_known_extensions": False, "autoload_known_extensions": False,
        })  # fmt: skip
        self.rules = rules
        self.db.execute(f"CREATE VIEW flat AS SELECT * FROM read_parquet({[str(f) for f in files]!r})")
        for name, query in _views(rules):
            kind = "TABLE" if name in ("counted", "tellings") else "VIEW"
            self.db.execute(f"CREATE TEMP {kind} {name} AS {query}")

    def frame(self, query: str) -> pd.DataFrame:
        """The answer to a query over `flat`, `counted` and `tellings`."""
        return self.db.execute(query).df()

    def held(self, *by: str) -> pd.DataFrame:
        """Accounts by group: as `tellings.held` and `tellings.spread` give them, sorted."""
        names = ", ".join(by)
        spread = ", ".join(
            f"count(DISTINCT nullif(nullif({name}, ''), 'none')) AS {as_}"
            for name, as_ in (("\"case\"", "n_cases"), ("source", "n_sources"), ("method", "n_methods"),
                              ("agency", "n_agencies"), ("voice", "n_voices"))
        )  # fmt: skip
        return self.frame(f"""
            WITH each AS (SELECT {names}, account, bool_or(strength) AS s, bool_or(concern) AS c,
                                 max(sure) AS sure FROM tellings GROUP BY ALL),
                 counts AS (SELECT {names}, count(*) AS n_accounts, count(*) FILTER (s OR c) AS judged,
                                   count(*) FILTER (s) AS strengths, count(*) FILTER (c) AS concerns,
                                   coalesce(sum(sure) FILTER (s OR c), 0.0) AS expected
                            FROM each GROUP BY ALL),
                 spread AS (SELECT {names}, {spread} FROM tellings GROUP BY ALL)
            SELECT * FROM counts JOIN spread USING ({names}) ORDER BY {names}
        """)

    def close(self) -> None:
        """Give memory and disk back."""
        self.db.close()


def _views(rules: Rules) -> Iterator[tuple[str, str]]:
    """`counted`: the codings that count; `tellings`: one row a theme, account and voice."""
    yield (
        "coded",
        f"""
        SELECT *, max(score) OVER (PARTITION BY excerpt_id) - {rules.margin} AS of_text
        FROM flat WHERE theme_id <> '' QUALIFY {rules.margin >= 1} OR score >= of_text""",
    )
    yield (
        "near",
        f"""
        SELECT *, max(score) OVER (PARTITION BY account, theme_id) - {rules.margin} AS of_account
        FROM coded QUALIFY {rules.margin >= 1} OR score >= of_account OR score >= 1""",
    )
    yield (
        "firsts",
        """
        SELECT words, arg_min(account, account || chr(31) || excerpt_id) AS first
        FROM near WHERE words <> '' GROUP BY words HAVING count(DISTINCT account) > 1""",
    )
    yield (
        "counted",
        """
        SELECT near.* EXCLUDE (account),
               CASE WHEN method = 'single-agency audit' AND "case" <> '' AND agency <> ''
                    THEN min(account) OVER (PARTITION BY method, agency, team, "case", period)
                    ELSE account END AS account
        FROM near LEFT JOIN firsts USING (words) WHERE first IS NULL OR first = account""",
    )
    yield (
        "tellings",
        """
        SELECT theme_id, method, voice, agency, account, source, "case", period,
               bool_or(polarity IN ('strength', 'mixed')) AS strength,
               bool_or(polarity IN ('concern', 'mixed')) AS concern, max(score) AS sure
        FROM counted GROUP BY ALL""",
    )
