"""What is being made of one file while it is mapped."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath

from lif_narrative.ingest.drafts import Draft, Line, Setting
from lif_narrative.ingest.layouts import Layout
from lif_narrative.ingest.proposals import Choice


@dataclass
class Work:
    """What is being made of one file."""

    path: PurePath
    setting: Setting
    said: list[tuple[str, float]]
    layout: Layout | None
    drafts: list[Draft] = field(default_factory=list)
    measures: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def told(layout: Layout | None) -> Setting:
    """What a template says of the whole file."""
    if not layout:
        return Setting()
    said = layout.settings
    hints = (said["case"],) if "case" in said else ()
    return Setting(
        said.get("method", ""),
        said.get("agency", ""),
        said.get("team", ""),
        said.get("period", ""),
        said.get("date", ""),
        hints,
    )
