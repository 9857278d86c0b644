"""Model cards: where each model comes from, under which licence, with which limits; weights checked."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from lif_narrative.errors import NarrativeError
from lif_narrative.progress import Progress
from lif_narrative.resources import shipped


def cards() -> list[dict[str, Any]]:
    """Every card, by name, as its TOML has it."""
    found = sorted(shipped("models").glob("*/card.toml"))
    return [{"folder": path.parent.name, **tomllib.loads(path.read_text(encoding="utf-8"))} for path in found]


def act(what: str, shared: Path | None, progress: Progress) -> list[dict[str, Any]]:
    """List the cards, check the weights against them, or train our own weights first.

    Raises
    ------
    NarrativeError
        `what` is none of list, check and train; there is nothing to train on; weights were changed.
    """
    if what == "train":
        if shared is None or not shared.is_dir():
            raise NarrativeError("Training needs the folder of coded sentences: lif models train --shared FOLDER.")
        from lif_narrative.training import train

        train(shared, shipped("models"), progress)
    elif what not in ("list", "check"):
        raise NarrativeError(f"'{what}' is nothing to do with models. Say list, check or train.")
    told = [{**card, "state": _state(card) if what != "list" else "not checked"} for card in cards()]
    changed = [card["name"] for card in told if card["state"] == "changed"]
    if changed:
        raise NarrativeError(f"The weights of {', '.join(changed)} are not those of their card. Install them again.")
    return told


def _state(card: dict[str, Any]) -> str:
    """Whether the weights are there and are the ones that the card names."""
    for name, expected in card.get("files", {}).items():
        path = _weights(card, name)
        if path is None:
            return "not installed"
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            return "changed"
    return "as the card says"
