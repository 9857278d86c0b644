"""How an archive is read, and the names of its steps' folders: what changes a result changes a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Final

from lif_narrative import __version__
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.fingerprint import digest

READINGS: Final = ("quick", "whole")
STEPS: Final = ("segment", "encode", "appraise", "code", "assign", "count")
RULES: Final = 1  # raised when a step of the archive comes to work otherwise


@dataclass(frozen=True)
class Settings:
    """Encoder, reading, seed and sizes.

    `reading`: `whole` reads every excerpt as a project does; `quick` reads a sample of `sample` excerpts so
    and is taught by it. `size` (excerpts a shard) changes no result. `discover`: excerpts beyond the
    codebook that themes are sought in.
    """

    encoder: str = "static"
    reading: str = "quick"
    seed: int = 0
    sample: int = 2000
    discover: int = 1000
    size: int = 5000

    def __post_init__(self) -> None:
        if self.reading not in READINGS:
            raise UnknownChoice("reading", self.reading, list(READINGS))
        if min(self.sample, self.discover, self.size) < 1:
            raise NarrativeError("sample, discover and size are 1 or more.")


@dataclass(frozen=True)
class Folders:
    """The folder of each step, named by all that its rows depend on but the documents."""

    settings: Settings
    codebook: str  # fingerprint
    fits: Mapping[str, str]  # what was learned from a sample, by name: hash of its content

    @cached_property
    def names(self) -> dict[str, str]:
        """Step to folder."""
        from lif_narrative.appraise import fingerprints as reader
        from lif_narrative.coding import fingerprints as coder
        from lif_narrative.embed import Encoder

        quick, told = self.settings.reading == "quick", asdict(self.settings)
        base = [RULES, __version__]
        encoder = [*base, Encoder(self.settings.encoder).fingerprint]
        taught = self.fits.get("quick", "") if quick else ""
        read = [*encoder, taught] if quick else [*base, *reader().values()]
        coded = [*encoder, taught] if quick else [*encoder, self.codebook, *coder().values()]
        found = [*encoder, self.codebook, self.fits.get("found", "")]
        parts = {
            "segment": base, "encode": encoder, "appraise": ["appraise", *read], "code": ["code", *coded],
            "assign": [*coded, *found], "count": [*read, *coded, *found],
        }  # fmt: skip
        return {step: f"{step}-{digest([told['reading'], *part])[:12]}" for step, part in parts.items()}
