"""Model cards: where each model's weights are, whose they are, and the hash they must have."""

from __future__ import annotations

import functools
import hashlib
import tomllib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lif_narrative.errors import NarrativeError
from lif_narrative.resources import shipped


def names() -> list[str]:
    """The models that have a card, sorted."""
    return sorted(path.parent.name for path in shipped("models").glob("*/card.toml"))


@functools.cache
def card(name: str) -> Mapping[str, Any]:
    """A model's card as written in `models/<name>/card.toml`.

    Raises
    ------
    NarrativeError
        There is no such card, or it cannot be read.
    """
    path = shipped("models") / name / "card.toml"
    if not path.is_file():
        raise NarrativeError(f"No model is called '{name}'. Known: {', '.join(names())}.")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise NarrativeError(f"The card of '{name}' is no TOML: {error}. Reinstall lif_narrative.") from None


def sha256(path: Path) -> str:
    """The hash of a file's bytes, as 64 hex digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def weights(name: str, file: str = "") -> Path:
    """The path of a model's file, checked against its card once per process and file.

    Parameters
    ----------
    file : str
        One of the card's files; the first when empty.

    Raises
    ------
    NarrativeError
        The package that brings it is not installed, or the file is missing or was changed.
    """
    files: Mapping[str, str] = card(name)["files"]
    file = file or next(iter(files))
    beside = shipped("models") / name / file
    path = beside if beside.is_file() else folder(name) / file
    if not path.is_file():
        raise NarrativeError(f"The model '{name}' lacks {file}. {_remedy(name)}")
    if _hash_once(path, path.stat().st_mtime_ns) != files[file]:
        raise NarrativeError(
            f"The model '{name}' was changed: {file} does not have the sha256 of its card. {_remedy(name)}"
        )
    return path


def folder(name: str) -> Path:
    """Where a model's files lie: beside its card, or in the installed package that the card names."""
    told = card(name)
    module = told.get("module", "")
    if not module:
        return shipped("models") / name
    spec = find_spec(module)  # finds the package without importing it
    if spec is None or spec.origin is None:
        raise NarrativeError(f"The model '{name}' is not installed. {_remedy(name)}")
    return Path(spec.origin).parent.joinpath(told.get("folder", ""))


def fingerprint(name: str) -> str:
    """One hash over the hashes of a model's files, checked."""
    files = card(name)["files"]
    found = [f"{file}:{files[file]}" for file in files if weights(name, file)]
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()


def _remedy(name: str) -> str:
    told = card(name)
    package = told.get("install", "--force-reinstall lif_narrative")
    return f"Install it: pip install {package}"


@functools.cache
def _hash_once(path: Path, changed: int) -> str:
    return sha256(path)
