"""A warning about a story: it teaches and never blocks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to look at: the check, the block it concerns ("" for the whole story), and why."""

    check: str
    block: str
    reason: str
