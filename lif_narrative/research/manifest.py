"""The manifest of a run: what it was made of, and marks of what went in and came out; never the material.

One written on one machine is checked on another: the same files, settings and models must come to the same
decisions. Processors differ in the last bits of a float, and vault keys in their pseudonyms, so marks are
taken of text with its pseudonyms made plain, and of decisions (polarity, voice, scope, themes, counts,
badges, relations, gaps); probabilities are compared by their number and mean, to 0.001.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import events
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Run
from lif_narrative.research import marks
from lif_narrative.research.machine import machine

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

FORM: Final = "lif_narrative run 1"
CLOSE: Final = 1e-3
PARTS: Final = ("files", "inputs", "outputs", "numbers", "settings", "models", "libraries", "machine")
MUST: Final = {"files", "inputs", "outputs", "numbers"}  # the rest explains, and decides nothing


@dataclass(frozen=True)
class Checked:
    """Whether a project comes to what a manifest says.

    ok : the same material went in and the same decisions came out. rows : DataFrame, a row a thing compared:
    part, what, manifest, here, same, decides (whether `ok` hangs on it).
    """

    ok: bool
    rows: pd.DataFrame = field(repr=False)

    @property
    def apart(self) -> pd.DataFrame:
        """The rows that differ."""
        return self.rows[~self.rows["same"]]


def kept(project: Project, path: Path | None = None) -> dict[str, Any]:
    """The manifest of a project's last run; written to `path` too."""
    from lif_narrative.export import whole
    from lif_narrative.research.kept import latest, stands

    run = latest(project)
    if not stands(project, run):
        raise NarrativeError("Something changed since the last run. Run again, then write its manifest.")
    told = of(project, run)
    if path is not None:
        text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

        def put(place: Path) -> None:
            place.write_text(text, encoding="utf-8")

        whole(path, put)
    return told


def of(project: Project, run: Run) -> dict[str, Any]:
    """A run's own manifest, with the marks of what went in and what came out as it stands."""
    own = run.manifest
    runs = {one.id: one for one in project.store.read(Run)}
    seconds = {name: runs[step["run"]].seconds for name, step in own["steps"].items()}
    return {
        "form": FORM, "run": run.id, "written": events.now(), "upto": own["upto"], "seed": own["seed"],
        "engine": own["engine"], "started": run.started, "finished": run.finished, "seconds": seconds,
        "settings": own["settings"], "models": own["models"], "version": own["version"],
        "libraries": {"python": own["python"], **own["libraries"]},
        "machine": own.get("machine") or machine(),
        "files": marks.files(project), "inputs": marks.inputs(project),
        "outputs": marks.outputs(project, own["steps"]), "numbers": marks.numbers(project, own["steps"]),
    }  # fmt: skip


def verified(project: Project, path: Path) -> Checked:
    """Set a manifest against the project's last run, part by part."""
    import pandas as pd

    told, here = read(path), kept(project)
    rows = []
    for part in PARTS:
        one, other = ({part: side} if isinstance(side, str) else side
                      for side in (told.get(part, {}), here[part]))  # fmt: skip
        for what in sorted(set(one) | set(other)):
            first, second = one.get(what), other.get(what)
            same = _close(first, second) if part == "numbers" else first == second
            rows.append((part, what, first, second, same, part in MUST))
    for what in ("upto", "seed", "version"):
        rows.append(("settings", what, told.get(what), here[what], told.get(what) == here[what], False))
    table = pd.DataFrame(rows, columns=["part", "what", "manifest", "here", "same", "decides"])
    return Checked(bool(table.loc[table["decides"], "same"].all()), table)


def _close(first: Any, second: Any) -> bool:
    return bool(first and second and first[0] == second[0] and abs(first[1] - second[1]) < CLOSE)


def read(path: Path) -> dict[str, Any]:
    """A manifest from its file.

    Raises
    ------
    NarrativeError
        It is not there, or it is no manifest of a run.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = None
    if not isinstance(told, dict) or told.get("form") != FORM:
        raise NarrativeError(f"{path.name} is no manifest of a run. lif manifest writes one.")
    return told


def flat(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What a run was made of, a line a thing: what `compare` says was changed."""
    told = {name: manifest[name] for name in ("upto", "seed", "engine", "version", "python")}
    for part in ("libraries", "models", "changed"):
        told |= {f"{part}.{name}": value for name, value in manifest.get(part, {}).items()}
    for step, settings in manifest.get("settings", {}).items():
        told |= {f"{step}.{name}": value for name, value in settings.items()}
    return told
