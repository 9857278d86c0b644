"""A step over rows of which some may be poisoned: those are set aside, the rest is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from lif_narrative.errors import NarrativeError

T = TypeVar("T")


@dataclass
class Aside:
    """What a step could not use: document, step and reason; never its words."""

    step: str
    rows: list[dict[str, str]] = field(default_factory=list)

    def put(self, document: str, error: Exception) -> None:
        """Set a document aside."""
        plain = isinstance(error, NarrativeError)
        reason = str(error) if plain else f"{type(error).__name__} while the step '{self.step}' read it."
        self.rows.append({"document_id": document, "step": self.step, "reason": reason})


def each(step: Callable[[Sequence[T]], list[Any]], groups: dict[str, list[T]], aside: Aside) -> list[Any]:
    """What the step makes of all rows; documents that it fails on are found by halving and set aside.

    Parameters
    ----------
    groups : dict
        Rows by the id of their document.
    """
    names = sorted(groups)
    try:
        return step([row for name in names for row in groups[name]]) if names else []
    except MemoryError:
        raise
    except Exception as error:
        if len(names) == 1:
            aside.put(names[0], error)
            return []
    half = len(names) // 2
    parts = ({n: groups[n] for n in some} for some in (names[:half], names[half:]))
    return [made for part in parts for made in each(step, part, aside)]
