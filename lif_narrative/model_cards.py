"""What `lif models` does: list the cards, check the weights, build the quick encoders, train our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lif_narrative import cards
from lif_narrative.errors import NarrativeError
from lif_narrative.progress import Progress
from lif_narrative.resources import shipped


def act(what: str, shared: Path | None, progress: Progress) -> list[dict[str, Any]]:
    """List the cards, check the weights against them, or build or train weights first.

    Raises
    ------
    NarrativeError
        `what` is none of list, check, build and train; there is nothing to train on; weights were changed.
    """
    if what not in ("list", "check", "build", "train"):
        raise NarrativeError(f"'{what}' is nothing to do with models. Say list, check, build or train.")
    if what == "build":
        from lif_narrative.embed.building import build

        near = build(shipped("models"), progress)
        made = {"minilm-fast": "mean cosine to MiniLM", "static": "correlation of cosines with MiniLM's"}
        return [{**cards.card(name), "name": name, "state": f"built: {said} {near[name]}"}
                for name, said in made.items()]  # fmt: skip
    if what == "train":
        if shared is None or not shared.is_dir():
            raise NarrativeError("Training needs coded sentences: lif models train --shared FOLDER.")
        from lif_narrative.training import train

        train(shared, shipped("models"), progress)
        cards.card.cache_clear()  # the new weights have new hashes
    return [{**cards.card(name), "name": name, "state": _state(name, what)} for name in cards.names()]


def _state(name: str, what: str) -> str:
    """Whether the weights are there and, when asked to check, are those of the card."""
    if what == "list":
        return "not checked"
    try:
        for file in cards.card(name)["files"]:
            cards.weights(name, file)
    except NarrativeError as error:
        if "was changed" in str(error):
            raise
        return "not installed"
    return "as the card says"
