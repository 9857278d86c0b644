"""Where the things that travel with the program lie: in the wheel, or in the checkout it runs from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from lif_narrative.errors import NarrativeError


def shipped(name: str) -> Path:
    """The path of a shipped file or folder: `models`, `corpora/synthetic`, `app.py`, `.streamlit`.

    Raises
    ------
    NarrativeError
        It is in neither place: the installation is not whole.
    """
    package = Path(str(files("lif_narrative")))
    for place in (package / "_shipped" / name, package.parent / name):
        if place.exists():
            return place
    raise NarrativeError(f"'{name}' did not travel with this installation. Install lif_narrative again.")
