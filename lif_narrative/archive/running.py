"""A run of an archive: every step over every shard that is not done, on one process or many."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any, Final

from lif_narrative.archive import fitting
from lif_narrative.archive.flat import DECIDED, Flat, aside_of
from lif_narrative.archive.place import Place, added
from lif_narrative.archive.reads import book_of
from lif_narrative.archive.settings import Folders, Settings
from lif_narrative.archive.work import Work
from lif_narrative.engine import Engine
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import digest
from lif_narrative.progress import Progress, track

LABELS: Final = {
    "segment": "Cutting into excerpts", "encode": "Embedding", "appraise": "Appraising", "code": "Coding",
    "assign": "Assigning", "count": "Counting",
}  # fmt: skip


@dataclass(frozen=True)
class Report:
    """What a run did: `fingerprint` of all its rows, and seconds, new shards and rows by step."""

    fingerprint: str
    shards: int
    excerpts: int
    codings: int
    emerging: int
    set_aside: list[dict[str, str]] = field(repr=False)
    loss: dict[str, Any] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)


@dataclass
class Running:
    """One run over a place, with what it has learned so far."""

    place: Place
    settings: Settings
    engine: Engine
    progress: Progress
    refit: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    fits: dict[str, str] = field(default_factory=dict)

    def go(self) -> Report:
        """Do what is not done."""
        names = self.place.names()
        if not names:
            raise NarrativeError("The archive holds no documents yet. Take some in with lif archive take.")
        self.book = book_of(self.place)
        loss: dict[str, Any] = {}
        for step in ("segment", "encode"):
            self.over(step, names)
        if self.settings.reading == "quick":
            loss = self.learn("quick", names)["loss"]
        for step in ("appraise", "code"):
            self.over(step, names)
        self.learn("found", names)
        self.over("assign", names)
        return self.counted(names, loss)

    def work(self, step: str) -> Work:
        """A step with the folders as they are named by now."""
        folders = Folders(self.settings, self.book.fingerprint, self.fits).names
        return Work(self.place.root, step, folders, self.settings, self.book.fingerprint)

    def over(self, step: str, names: Sequence[str]) -> None:
        """Do a step on the shards that lack it; a shard that ends its workers is set aside."""
        from lif_narrative.engine.on_dask import Lost

        work, clock = self.work(step), time.perf_counter()
        folder = work.folders[step]
        self.place.clear(step, folder, names)
        missing = [name for name in names if not self.place.path(folder, name).exists()]
        try:
            for _ in track(self.engine.map(work, missing), LABELS[step], self.progress, len(missing)):
                pass
        except Lost as lost:
            raise NarrativeError(f"{lost} They are {', '.join(lost.names)}, at the step {step}.") from None
        self.done[step] = len(missing)
        self.seconds[step] = round(time.perf_counter() - clock, 3)

    def learn(self, name: str, names: Sequence[str]) -> dict[str, Any]:
        """Learn what a step needs from a sample, once."""
        clock = time.perf_counter()
        work, make = self.work("assign"), {"quick": fitting.quick, "found": fitting.found}[name]
        kept = {k: v for k, v in asdict(self.settings).items() if k not in ("size",)}
        key = digest([self.book.fingerprint, kept, work.folders["code" if name == "found" else "encode"]])
        told = fitting.once(
            self.place, name, key, names,
            partial(make, work, self.place, names, self.book), again=self.refit,
        )  # fmt: skip
        self.fits[name] = told["mark"]
        self.seconds[f"learn {name}"] = round(time.perf_counter() - clock, 3)
        return told

    def counted(self, names: Sequence[str], loss: dict[str, Any]) -> Report:
        """Flat rows of every shard, written anew where a person decided since; and the fingerprint."""
        work, clock = self.work("count"), time.perf_counter()
        folder, place = work.folders["count"], self.place
        place.clear("count", folder, names)
        flat = Flat(work, digest(place.note(DECIDED) or []))
        missing = [name for name in names if not flat.is_done(name)]
        for _ in track(self.engine.map(flat, missing), LABELS["count"], self.progress, len(missing)):
            pass
        self.done["count"], self.seconds["count"] = len(missing), round(time.perf_counter() - clock, 3)
        told = [place.told(folder, name) for name in names]
        place.note("run", {"folders": work.folders, "settings": asdict(self.settings)})
        sums = {what: sum(int(row[what]) for row in told) for what in ("excerpts", "codings", "emerging")}
        return Report(
            added(int(row["mark"]) for row in told), len(names), **sums,
            set_aside=aside_of(place, work.folders, names), loss=loss, seconds=self.seconds, done=self.done,
        )  # fmt: skip
