"""How good is the coding here? Measured on a partnership's own coded sample, with its denominator."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative.evaluate.sample import Pairs, Sample, sample
from lif_narrative.evaluate.scores import confused, scored

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.plots import Picture
    from lif_narrative.project import Project


@dataclass(frozen=True)
class Evaluation:
    """How far a coder agrees with people's codes.

    Attributes
    ----------
    themes : DataFrame
        A row over all themes (micro-averaged) and one a theme: theme_id theme true placed both precision
        recall f1, their 95% intervals (recall_low … f1_high), and doubtful (pairs that the people themselves
        differ on, which are left out).
    calibration : DataFrame
        from to n expected observed low high. Empty for a person.
    confusion : DataFrame
        said_id placed_id said placed n excerpt_ids.
    agreement : DataFrame
        The people's own agreement, as `lif.agreement`; empty with one person. No model can be expected to
        agree with them more than they do with each other.
    denominator : int
        Excerpts that every person in the sample read.
    taught : int
        How many of them people's decisions in the project have taught the model: above nought, the figures of
        `themes` flatter it. Calibration is measured with these decisions withheld.
    """

    themes: pd.DataFrame = field(repr=False)
    calibration: pd.DataFrame = field(repr=False)
    confusion: pd.DataFrame = field(repr=False)
    agreement: pd.DataFrame = field(repr=False)
    denominator: int
    taught: int = 0

    @cached_property
    def picture(self) -> Picture:
        """The calibration curve, with its sentence and its table."""
        from lif_narrative.plots_research import calibrated

        return calibrated(self.calibration)


def evaluation(project: Project, codes: Path, coder: str = "model") -> Evaluation:
    """Measure a coder on a sample; what `Project.evaluate` does.

    Parameters
    ----------
    codes : path of a CSV
        Columns excerpt_id and theme_id, a row a code; theme_id is empty for an excerpt that was read and is
        under no theme. With a column coder, what all coders gave is true, and what some gave is doubtful.
        Excerpts that are not in it were not read and are not counted.
    coder : str
        `model`, or a person as `human:name`.

    Raises
    ------
    NarrativeError
        The file lacks a column, or names no excerpt of the project.
    """
    import pandas as pd

    from lif_narrative.evaluate import calibration

    said, placed, names = _sides(project, codes, coder)
    curve = pd.DataFrame(columns=calibration.COLUMNS)
    if coder == "model":
        likely = calibration.likely(project, said.read)
        sure = [pair not in said.doubtful
                for pair in zip(likely["excerpt_id"], likely["theme_id"], strict=True)]  # fmt: skip
        curve = calibration.curve(likely[sure], said.true)
    return Evaluation(
        scored(said.true, placed, said.doubtful, names), curve,
        confused(said.read, said.true, placed, said.doubtful, names), _agreed(said),
        len(said.read), _taught(project, said.read),
    )  # fmt: skip


def evaluate(project: Project, codes: Path, coder: str = "model") -> pd.DataFrame:
    """Precision, recall and F1 of a coder against a person's codes, theme by theme: `Evaluation.themes`.

    `attrs["denominator"]`: excerpts read.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22, 209-212. The interval of F1 is that of
    both / (true or placed), whose transform it is.
    """
    said, placed, names = _sides(project, codes, coder)
    table = scored(said.true, placed, said.doubtful, names)
    table.attrs["denominator"] = len(said.read)
    return table


def _sides(project: Project, codes: Path, coder: str) -> tuple[Sample, Pairs, dict[str, str]]:
    said = sample(Path(codes), frozenset(map(str, project.excerpts()["id"])))
    frame = project.codings()
    named = frame["coder"].str.startswith(coder) & (frame["score"] > 0)
    mine = frame[named & frame["excerpt_id"].isin(said.read)]
    placed = frozenset(zip(map(str, mine["excerpt_id"]), map(str, mine["theme_id"]), strict=True))
    themes = project.themes()
    return said, placed, dict(zip(themes["id"], themes["name"], strict=True))


def _agreed(said: Sample) -> pd.DataFrame:
    import pandas as pd

    from lif_narrative.agreement import agreement

    if len(said.coders) < 2:
        return pd.DataFrame()
    return agreement(said.rows[said.rows["excerpt_id"].isin(said.read)])


def _taught(project: Project, read: frozenset[str]) -> int:
    frame: Any = project.codings()
    people = frame[frame["coder"].str.startswith("human:") & frame["excerpt_id"].isin(read)]
    return int(people["excerpt_id"].nunique())
