"""Counting over shards: one flat row an excerpt and theme, and DuckDB, which spills to disk, to count them.

The rules are those of `triangulate`: accounts and never mentions, copies once, a model's codings while it is
nearly as sure of them as of its surest. Copies are sought by the same words in any order; near-copies, which
`triangulate` finds too, are not. The only module that imports DuckDB.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative.errors import NarrativeError
from lif_narrative.triangulate.convergence import Rules

if TYPE_CHECKING:
    import pandas as pd

MEMORY: Final = "1.5GB"  # of DuckDB's own; a process around it takes some 0.3 GB more


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

    @functools.cached_property
    def _ready(self) -> bool:
        for name, query in _views(self.rules):
            kind = "TABLE" if name in ("counted", "tellings") else "VIEW"
            self.db.execute(f"CREATE TEMP {kind} {name} AS {query}")
        return True

    def accounts(self) -> pd.DataFrame:
        """Distinct accounts of all codings, as they stand: theme_id method polarity n_accounts."""
        return self.db.execute("""SELECT theme_id, method, polarity, count(DISTINCT account) AS n_accounts
                                  FROM flat WHERE theme_id <> '' GROUP BY ALL ORDER BY ALL""").df()

    def frame(self, query: str) -> pd.DataFrame:
        """The answer to a query over `flat`, `counted` (the codings that count) and `tellings`."""
        assert self._ready
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
