"""Run again with something changed, in a copy of the project: people's decisions go with it.

The copy lies in the project's `replicas/`, without the vault, and is derived: it can be deleted, and goes
when a case is forgotten. The original, its trail included, is not touched.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from lif_narrative import pipeline
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import digest
from lif_narrative.house import SETTINGS
from lif_narrative.progress import Progress
from lif_narrative.records import Run

if TYPE_CHECKING:
    from lif_narrative.project import Project

FOLDER: Final = "replicas"
OWN: Final = ("seed", "upto", "engine", "encoder", "codebook")
STEPS: Final = tuple(name for name in pipeline.STEPS if name not in ("deidentify", "embed", "appraise"))


def replicate(run: Run | Project, *, progress: Progress | None = None, **changed: Any) -> Run:
    """Run again with something changed, in a copy that leaves the original as it is.

    Parameters
    ----------
    run : Run or Project
        As `project.run()` gave it; of a project, its last run.
    changed
        `seed` (int), `encoder` (a name), `codebook` (Codebook, DataFrame or path), `upto`, `engine`, or the
        settings of a step: `segment={"max_words": 40}`, `triangulate={…}`. Nothing changed replicates the
        run as it was.

    Returns
    -------
    Run
        It knows its project: `run.project` is the copy, to be read like any other.

    Raises
    ------
    NarrativeError
        What is to be changed is not known, or the run does not know its project.
    """
    project = run if not isinstance(run, Run) else getattr(run, "project", None)
    if project is None:
        raise NarrativeError(
            "This run does not know its project. Give what project.run() gave, or the project."
        )
    if isinstance(run, Run):
        changed = {"seed": run.manifest["seed"], "upto": run.manifest["upto"], **changed}
    return cast("Project", project).replicate(progress=progress, **changed)


def again(project: Project, changed: Mapping[str, Any], progress: Progress) -> Run:
    """Make the copy and run it; what `Project.replicate` does."""
    from lif_narrative.research.kept import latest
    from lif_narrative.running import settings_of

    strange = sorted(set(changed) - {*OWN, *STEPS})
    if strange:
        known = ", ".join((*OWN, *STEPS))
        raise NarrativeError(f"'{strange[0]}' is nothing that a replica can change. Known: {known}.")
    own = latest(project).manifest
    told = {step: dict(values) for step, values in settings_of(project).items()}
    for step in STEPS:
        if step in changed:
            told[step] = {**told.get(step, {}), **changed[step]}
    if "encoder" in changed:
        told["embed"] = {**told.get("embed", {}), "name": str(changed["encoder"])}
    copy = _copied(project, _named(changed), told)
    if "codebook" in changed:
        copy.adopt(changed["codebook"])
    asked = {name: changed.get(name, own[name]) for name in ("upto", "seed", "engine")}
    return copy.run(**asked, progress=progress)


def wished(wishes: Sequence[str]) -> dict[str, Any]:
    """Wishes of the command line ("seed=1", "segment.max_words=40") as what `replicate` takes.

    Raises
    ------
    NarrativeError
        One is not of the form name=value.
    """
    changed: dict[str, Any] = {}
    for wish in wishes:
        name, equals, text = wish.partition("=")
        if not (name and equals):
            raise NarrativeError(f"'{wish}' is not of the form name=value. Say for example seed=1.")
        try:
            value: Any = json.loads(text)
        except ValueError:
            value = text
        step, dot, setting = name.partition(".")
        if dot:
            changed.setdefault(step, {})[setting] = value
        else:
            changed[name] = value
    return changed


def _named(changed: Mapping[str, Any]) -> str:
    """The folder of a replica, from what was changed: the same wish, the same place."""
    return digest({name: repr(value) for name, value in changed.items()})[:12]


def _copied(project: Project, name: str, told: Mapping[str, Mapping[str, Any]]) -> Project:
    """A copy of the record and its vectors, under the settings `told`; one of the same name makes way."""
    from lif_narrative.migrate import upgrade
    from lif_narrative.project import DATABASE, Project
    from lif_narrative.store import Store, sqlite_url

    place = project.folder / FOLDER / name
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    store = Store(sqlite_url(place / DATABASE))
    upgrade(store)
    project.store.copy_into(store)
    _lend(project.folder / "vectors", place / "vectors")
    (place / SETTINGS).write_text(_toml(told), encoding="utf-8")
    copy = Project(place, store, project.actor, project.lock, place / "no-vault")
    copy.sitting = project.sitting
    return copy


def _lend(vectors: Path, to: Path) -> None:
    """Vectors are kept by content, so that a copy may use the original's; where links are barred, copied."""
    if vectors.is_dir():
        try:
            to.symlink_to(vectors.resolve(), target_is_directory=True)
        except OSError:
            shutil.copytree(vectors, to)


def _toml(told: Mapping[str, Mapping[str, Any]]) -> str:
    """Settings as TOML, whose plain values are written as in JSON."""
    lines: list[str] = []
    for step, values in sorted(told.items()):
        lines += [f"[{step}]", *(f"{name} = {json.dumps(value)}" for name, value in values.items()), ""]
    return "\n".join(lines)
