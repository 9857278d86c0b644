"""Learning from safeguarding practice: from audit narratives to a practice story.

Every claim of a story leads back to words that someone wrote. Names load on first use, so that
importing the package is quick and brings neither torch, spaCy, BERTopic nor Streamlit.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "Appraiser": "appraise",
    "Codebook": "codebook",
    "Encoder": "embed",
    "NarrativeError": "errors",
    "Project": "project",
    "ThemeCoder": "coding",
    "ThemeFinder": "theme",
    "agreement": "agreement",
    "compare": "research.comparing",
    "deidentify": "deidentify",
    "export": "export",
    "replicate": "research.replicating",
    "triangulate": "triangulate",
    "verify": "verification",
}

__all__ = [
    "Appraiser",
    "Codebook",
    "Encoder",
    "NarrativeError",
    "Project",
    "ThemeCoder",
    "ThemeFinder",
    "agreement",
    "compare",
    "deidentify",
    "export",
    "replicate",
    "triangulate",
    "verify",
    "__version__",
]

if TYPE_CHECKING:
    from lif_narrative.agreement import agreement
    from lif_narrative.appraise import Appraiser
    from lif_narrative.codebook import Codebook
    from lif_narrative.coding import ThemeCoder
    from lif_narrative.deidentify import deidentify
    from lif_narrative.embed import Encoder
    from lif_narrative.errors import NarrativeError
    from lif_narrative.export import export
    from lif_narrative.project import Project
    from lif_narrative.research.comparing import compare
    from lif_narrative.research.replicating import replicate
    from lif_narrative.theme import ThemeFinder
    from lif_narrative.triangulate import triangulate
    from lif_narrative.verification import verify


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'lif_narrative' has no attribute {name!r}")
    home = importlib.import_module(f"lif_narrative.{_HOMES[name]}")
    value = getattr(home, name)
    if _HOMES[name] != name:  # a module of the same name answers to calls itself, see `verbs`
        globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
