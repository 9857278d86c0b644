"""Whether enough was heard: a rule over the curve of new themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

BASE: Final = 4
RUN: Final = 2
THRESHOLD: Final = 0.05


@dataclass(frozen=True)
class Enough:
    """After how many sources new ones stop bringing new themes; `after` 0 while they still do.

    `new` is the share that the last `run` sources added, of the themes of the first `base`.
    """

    after: int
    sources: int
    new: float
    base: int = BASE
    run: int = RUN
    threshold: float = THRESHOLD

    @property
    def says(self) -> str:
        """The same in a sentence."""
        if self.sources < self.base + self.run:
            return (
                f"Too early to say: {self.sources} sources were heard, and the rule needs "
                f"{self.base + self.run}."
            )
        rule = f"the last {self.run} of them add {self.new:.0%} to the themes of the first {self.base}"
        if self.after:
            return f"Enough was heard after {self.after} of {self.sources} sources: {rule}."
        return f"Not enough yet: of {self.sources} sources {rule}, and the rule wants {self.threshold:.0%}."


def enough(curve: pd.DataFrame, base: int = BASE, run: int = RUN, threshold: float = THRESHOLD) -> Enough:
    """Apply the rule to the curve that `triangulate.saturation.curve` gives, in which order does not matter.

    References
    ----------
    Guest, Namey and Chen (2020), A simple method to assess and report thematic saturation in qualitative
    research, PLOS ONE 15(5): e0232076. They read sources in the order they came; the curve is the mean over
    every order, so that the answer does not hang on who was heard first.
    """
    themes = [0.0, *(float(t) for t in curve["themes"])]
    heard, after, new = len(themes) - 1, 0, float("nan")
    if heard >= base + run and themes[base] > 0:
        added = {n: (themes[n] - themes[n - run]) / themes[base] for n in range(base + run, heard + 1)}
        new = added[heard]
        after = next((n for n, share in added.items() if share <= threshold + 1e-9), 0)
        new = added[after] if after else new
    return Enough(after, heard, new, base, run, threshold)
