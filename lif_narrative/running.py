"""A run: every step up to one, with its settings, models and seed, and a manifest of the whole."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from typing import TYPE_CHECKING, Any

from lif_narrative import __version__, events, house, pipeline
from lif_narrative.adoption import adopt, codebook_of
from lif_narrative.codebook import Codebook
from lif_narrative.engine import choose
from lif_narrative.errors import NarrativeError, VaultLocked
from lif_narrative.fingerprint import digest, fingerprint
from lif_narrative.house import SETTINGS
from lif_narrative.pipeline import Step
from lif_narrative.progress import Progress
from lif_narrative.records import Document, Run, Source
from lif_narrative.research import kept
from lif_narrative.research.machine import machine
from lif_narrative.steps import finding, material, reading, triangulation

if TYPE_CHECKING:
    from lif_narrative.embed import Encoder
    from lif_narrative.project import Project

LIBRARIES = ("numpy", "scikit-learn", "spacy", "onnxruntime", "pandas", "pyarrow")


def settings_of(project: Project) -> dict[str, dict[str, Any]]:
    """What the project's `lif.toml` sets, by step; a missing file sets nothing.

    Raises
    ------
    NarrativeError
        The file is no TOML, or names a step that does not exist.
    """
    told = {name: value for name, value in house.told(project.folder).items() if name not in house.KNOWN}
    unknown = sorted(set(told) - set(pipeline.STEPS))
    if unknown:
        raise NarrativeError(f"{SETTINGS} sets [{unknown[0]}]. The steps are: {', '.join(pipeline.STEPS)}.")
    return told


def run(project: Project, upto: str, seed: int, engine: str, progress: Progress) -> Run:
    """Do what is not done yet; what `Project.run` does."""
    names = pipeline.upto(upto)
    chosen = choose(engine)
    if not project.store.read(Source):
        raise NarrativeError("The project holds no files yet. Take some in with lif ingest, then run again.")
    if "theme" in names and codebook_of(project) is None:
        adopt(project, Codebook.starter())
    try:
        steps = _steps(project, names, seed, chosen)
    except TypeError as error:
        raise _of_settings(error, settings_of(project)) from error
    done = pipeline.go(project, steps, progress)
    return _whole(project, upto, seed, engine, done)


def _of_settings(error: TypeError, told: Mapping[str, Any]) -> Exception:
    step, _, name = str(error).partition(".__init__() got an unexpected keyword argument ")
    if told and name:
        return NarrativeError(
            f"{SETTINGS} sets {name}, which {step.lower()} does not know. Correct or remove it."
        )
    return error


def encoder_of(project: Project) -> Encoder:
    """The encoder that the project's settings name, its vectors kept in the project."""
    from lif_narrative.embed import Encoder

    told = settings_of(project).get("embed", {})
    return Encoder(**{"name": "minilm", **told}, cache=project.folder / "vectors")


def _steps(project: Project, names: Sequence[str], seed: int, engine: Any) -> list[Step]:
    told, encoder = settings_of(project), encoder_of(project)
    makers: dict[str, Callable[[], Step]] = {
        "deidentify": material.step,
        "segment": lambda: reading.segment(engine, told.get("segment", {})),
        "embed": lambda: reading.embed(encoder),
        "appraise": lambda: reading.appraise(engine),
        "theme": lambda: finding.theme(encoder, seed, told.get("theme", {})),
        "triangulate": lambda: triangulation.triangulate(encoder, told.get("triangulate", {})),
    }
    return [makers[name]() for name in names if name != "deidentify" or _can_settle(project)]


def _can_settle(project: Project) -> bool:
    """Whether documents can be made now; with the vault away, the ones made before stand."""
    try:
        return bool(project.vault)
    except VaultLocked:
        if not project.store.read(Document):
            raise
        return False


def _whole(project: Project, upto: str, seed: int, engine: str, done: list[tuple[Run, bool]]) -> Run:
    """The run of all the steps: a new record only if something was done."""
    steps = {each.step: {"run": each.id, "inputs": each.inputs, "outputs": each.outputs} for each, _ in done}
    new = [each.step for each, now in done if now]
    inputs = fingerprint(source.sha256 for source in project.store.read(Source))
    models = {name: sha for each, _ in done for name, sha in each.manifest["models"].items()}
    manifest = {
        "upto": upto, "seed": seed, "engine": engine, "steps": steps, "done": new, "version": __version__,
        "python": platform.python_version(),
        "libraries": {name: metadata.version(name) for name in LIBRARIES},
        "models": models, "settings": settings_of(project), "machine": machine(),
    }  # fmt: skip
    outputs = digest({name: step["outputs"] for name, step in steps.items()})
    mark = digest([upto, seed, inputs, {name: step["run"] for name, step in steps.items()}])
    started = min((each.started for each, now in done if now), default=events.now())
    seconds = round(sum(each.seconds for each, now in done if now), 3)
    whole = Run(f"run-{mark[:16]}", f"run upto {upto}", mark, inputs, outputs, manifest,
                started, events.now(), seconds)  # fmt: skip
    if new:
        with project.store.writing() as connection:
            project.store.put(connection, whole)
            events.append(project.store, connection, project.actor, "finished", whole.step, after=mark)
    return kept.remembered(project, whole)
