"""A partnership's own coded sample: which excerpts people read, and what they said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    import pandas as pd

Pairs = frozenset[tuple[str, str]]  # excerpt id, theme id


@dataclass(frozen=True)
class Sample:
    """What people said of the excerpts they read.

    rows : excerpt_id, theme_id, coder, as given. read : excerpts that every coder read. true : what all of
    them gave. doubtful : what some gave and some did not; it counts neither for nor against the model.
    """

    rows: pd.DataFrame = field(repr=False)
    coders: tuple[str, ...]
    read: frozenset[str] = field(repr=False)
    true: Pairs = field(repr=False)
    doubtful: Pairs = field(repr=False)


def sample(codes: Path, known: frozenset[str]) -> Sample:
    """Read a sample: a CSV of excerpt_id, theme_id and, where more than one person coded, coder.

    Raises
    ------
    NarrativeError
        The file is not there, lacks a column, or names no excerpt of the project that every coder read.
    """
    rows = _rows(codes)
    coders = tuple(sorted(set(rows["coder"])))
    by_coder = {name: rows[rows["coder"] == name] for name in coders}
    read = frozenset.intersection(known, *(frozenset(held["excerpt_id"]) for held in by_coder.values()))
    if not read:
        told = "no excerpt of this project" if len(coders) < 2 else "no excerpt that every coder read"
        raise NarrativeError(f"{codes.name} names {told}. Export the project's excerpts, and code those.")
    given = [_given(held, read) for held in by_coder.values()]
    true = frozenset.intersection(*given)
    return Sample(rows, coders, read, true, frozenset.union(*given) - true)


def _rows(codes: Path) -> pd.DataFrame:
    import pandas as pd

    if not codes.is_file():
        raise NarrativeError(
            f"There is no file {codes}. Give a CSV with the columns excerpt_id and theme_id."
        )
    told = pd.read_csv(codes, dtype=str, keep_default_na=False)
    missing = [name for name in ("excerpt_id", "theme_id") if name not in told]
    if missing:
        raise NarrativeError(  # its own first line is not repeated: of a wrong file it may be case text
            f"{codes.name} has no column {', '.join(missing)}. Its first line should read:"
            " excerpt_id,theme_id,coder."
        )
    return told if "coder" in told else told.assign(coder="human:sample")


def _given(held: pd.DataFrame, read: frozenset[str]) -> Pairs:
    pairs = zip(map(str, held["excerpt_id"]), map(str, held["theme_id"]), strict=True)
    return frozenset(pair for pair in pairs if pair[1] and pair[0] in read)
