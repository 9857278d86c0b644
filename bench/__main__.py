"""Run rows of the benchmark and write the page: `python -m bench [rows …] [--again]`."""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.corpora import SHARED
from bench.registry import ROWS, in_order

HERE = Path(__file__).resolve().parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write `bench/RESULTS.md`; rows that are not asked for stand there as they did.

    0 when every row was measured, 1 when some were not, 2 refused.
    """
    import bench.rows  # noqa: F401  registers the rows
    from bench.report import page
    from bench.run import run

    asked = argparse.ArgumentParser(prog="bench", description=__doc__)
    asked.add_argument("rows", nargs="*", help="numbers of rows; all without")
    asked.add_argument("--again", action="store_true", help="measure anew what is measured already")
    asked.add_argument("--out", type=Path, default=HERE / "RESULTS.md")
    told = asked.parse_args(arguments)
    unknown = sorted(set(told.rows) - set(ROWS))
    if unknown:
        print(
            f"There is no row {', '.join(unknown)}. Known: {', '.join(in_order(list(ROWS)))}.",
            file=sys.stderr,
        )
        return 2
    if not SHARED.is_dir():
        print(f"Skipped: the corpora are not beside the repository ({SHARED.name}/ is absent).")
        return 0
    warnings.filterwarnings("ignore")
    notes = HERE / "NOTES.md"
    closing = notes.read_text(encoding="utf-8") if notes.exists() else ""

    before = told.out.read_text(encoding="utf-8") if told.rows and told.out.exists() else ""

    def write(found: dict[str, Any]) -> None:
        told.out.write_text(page(found, closing, before), encoding="utf-8")

    found = run(told.rows or list(ROWS), SHARED, keep=not told.again, after=write)
    print(f"Wrote {told.out}.")
    return 1 if any(row["problem"] for row in found.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
