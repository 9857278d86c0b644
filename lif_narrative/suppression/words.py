"""Small counts in sentences, put into words that do not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lif_narrative.export.profiles import Profile


def uncounted(text: str, profile: Profile) -> str:
    """A sentence without counts that are too small to show."""
    return text
