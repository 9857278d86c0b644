"""The step `count`: a flat row an excerpt and theme, with whose it is; people's word before the model's."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative import decisions
from lif_narrative.archive.place import DOCUMENTS, Place, mark_of
from lif_narrative.archive.work import OF_DOCUMENT, Work
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import digest
from lif_narrative.records import Coding
from lif_narrative.schemas import record_of
from lif_narrative.triangulate.convergence import Rules
from lif_narrative.triangulate.duplicates import bag

if TYPE_CHECKING:
    import pyarrow as pa

DECIDED: Final = "decided"
COLUMNS: Final = ("excerpt_id", "theme_id", "score", "polarity", "voice", "group", "account", "words",
                  "case", "method", "agency", "team", "period", "source")  # fmt: skip


def rows_of(work: Work, place: Place, name: str, decided: Mapping[str, Sequence[Coding]]) -> pa.Table:
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


@dataclass(frozen=True)
class Flat:
    """The step `count` on a shard by its name."""

    work: Work
    mark: str  # of the decisions as they stand

    def __call__(self, name: str) -> str:
        """Write a shard's flat rows, with what they come to."""
        place = Place(self.work.root)
        decided = decisions_of(place, self.mark)
        table = rows_of(self.work, place, name, decided)
        ids, themes = table.column("excerpt_id").to_pylist(), table.column("theme_id").to_pylist()
        once = dict(zip(ids, table.column("group").to_pylist(), strict=True))
        place.write(
            self.work.folders["count"], name, table, mark=str(marks(table)),
            decided=self.decided_in(place, name), excerpts=str(len(once)),
            codings=str(sum(map(bool, themes))), emerging=str(list(once.values()).count("-")),
        )  # fmt: skip
        return name

    def is_done(self, name: str) -> bool:
        """Whether the shard is there, with people's decisions as they stand now."""
        place, folder = Place(self.work.root), self.work.folders["count"]
        if not place.path(folder, name).exists():
            return False
        return place.told(folder, name).get("decided") == self.decided_in(place, name)

    def decided_in(self, place: Place, name: str) -> str:
        """A hash of the decisions about a shard's excerpts; "" where there is none."""
        decided = decisions_of(place, self.mark)
        if not decided:
            return ""
        ids = place.read(self.work.folders["segment"], name, ("id",)).column("id").to_pylist()
        mine = [asdict(coding) for id_ in ids for coding in decided.get(id_, ())]
        return digest(mine) if mine else ""


@functools.lru_cache(maxsize=2)
def decisions_of(place: Place, mark: str) -> dict[str, list[Coding]]:
    """What people said of excerpts, in the projects they came from; `mark` is of the file as it stands."""
    told: dict[str, list[Coding]] = {}
    for row in place.note(DECIDED) or []:
        told.setdefault(row["excerpt_id"], []).append(record_of(Coding, row))
    return {id_: sorted(rows, key=lambda c: (c.theme_id, c.coder)) for id_, rows in sorted(told.items())}


def aside_of(place: Place, folders: dict[str, str], names: Sequence[str]) -> list[dict[str, str]]:
    """What each step set aside, and why."""
    rows = []
    for step in ("segment", "encode", "appraise", "code"):
        for name in names:
            rows += json.loads(place.told(folders[step], name).get("aside", "[]"))
    return sorted(rows, key=lambda row: (row["document_id"], row["step"]))


def flat_files(place: Place) -> list[Path]:
    """The flat shards of the last run.

    Raises
    ------
    NarrativeError
        Nothing was run yet, or material came since.
    """
    told = place.note("run")
    names = place.names()
    files = [place.path(told["folders"]["count"], name) for name in names] if told else []
    if not files or not all(path.exists() for path in files):
        raise NarrativeError(
            "The archive was not run on all that it holds. Do lif archive run, then try again."
        )
    return files
