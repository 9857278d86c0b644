"""A theme that was found, as it is proposed to people."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FoundTheme:
    """A theme that the texts themselves suggest: a proposal, until a person accepts it."""

    name: str
    words: tuple[str, ...]  # noun phrases, the most telling first
    size: int  # texts
    stability: float  # 0 to 1: how well it is found again in parts of the texts
    central: tuple[str, ...] = field(repr=False)  # the texts nearest to its centre
    covered_by: str = ""  # id of the codebook's theme that it is; "" for a new one
    likeness: float = 0.0  # cosine to the nearest of the codebook's themes
    nearest: str = ""  # that theme's name; "" without a codebook

    @property
    def definition(self) -> str:
        """One sentence to start from."""
        return f"Texts about {', '.join(self.words)}." if self.words else ""

    @property
    def memo(self) -> str:
        """How it was found, for whoever accepts or refuses it."""
        place = f"covered by {self.covered_by}" if self.covered_by else "new"
        if self.nearest and not self.covered_by:
            place += f", nearest to “{self.nearest}” (likeness {self.likeness:.2f})"
        return f"Found in {self.size} texts; {place}; stability {self.stability:.2f} under resampling."
