"""Has the coder learned from us? Each twenty decisions are foretold before they are learned from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.progress import Progress, silent

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

EACH: Final = 20  # decisions
COLUMNS: Final = ("learned_from", "texts", "codes", "f1", "f1_without", "gain", "f1_so_far", "without_so_far",
                  "gain_low", "gain_high")  # fmt: skip
DRAWS: Final = 2000  # resamples of the texts, for the interval


def improvement(
    coder: Any, texts: Sequence[str], labels: Sequence[set[str]], contexts: Sequence[str] | None = None,
    each: int = EACH, progress: Progress = silent,
) -> pd.DataFrame:  # fmt: skip
    """How well each batch of codes was foretold by the coder that had learned from those before it.

    No text is in the measure after it was learned from (prequential: Dawid 1984, Journal of the Royal
    Statistical Society A 147). Texts chosen because they are hard make both figures lower, so it is the
    gain that counts; a single batch is small, so read the figures so far.

    Parameters
    ----------
    coder : ThemeCoder
        As it is before anybody coded; it is left unfitted.
    texts, labels, contexts
        In the order in which people decided; labels are sets of theme ids.
    each : int
        Texts a batch. The last one may be smaller.

    Returns
    -------
    DataFrame, one row a batch
        `learned_from`: texts coded before it. `texts`, `codes`: in it. `f1`: micro-averaged, 0 to 1, of
        the coder that learned; `f1_without`: of the coder that had not; `gain`; and both so far.
        `gain_low`, `gain_high`: 95% interval of the gain so far, over texts drawn again with replacement
        (paired percentile bootstrap: Efron 1979, Annals of Statistics 7; seeded, so the same each time).
    """
    import pandas as pd

    around = [""] * len(texts) if contexts is None else list(contexts)
    before = coder.predict(texts, around) if len(texts) else None
    rows: list[tuple[float, ...]] = []
    with_, without_ = [], []  # each text's counts: codes that both have, people have, the coder has
    for start in range(0, len(texts), each):
        some = slice(start, start + each)
        progress("Measuring what was learned", start, len(texts))
        told = _places(before.iloc[some])  # type: ignore[union-attr]
        if start:
            coder.fit(list(texts[:start]), list(labels[:start]), around[:start])
            made = _places(coder.predict(list(texts[some]), around[some]))
        else:
            made = told
        own, bare = _counts(labels[some], made), _counts(labels[some], told)
        with_ += own
        without_ += bare
        f1, without = _f1(own), _f1(bare)
        rows.append((start, len(own), sum(row[1] for row in own), f1, without, round(f1 - without, 4),
                     _f1(with_), _f1(without_), *_interval(with_, without_)))  # fmt: skip
    coder.__dict__.pop("learned_", None)
    progress("Measuring what was learned", len(texts), len(texts))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def of_project(project: Project, each: int = EACH, progress: Progress = silent) -> pd.DataFrame:
    """`improvement` over a project's decisions, in the order in which they were made."""
    from lif_narrative.taught import taught

    told = taught(project)
    rows = {row.id: row for row in told.rows}
    texts, contexts = [rows[i].text for i in told.given], [rows[i].context for i in told.given]
    return improvement(told.coder(), texts, list(told.given.values()), contexts, each, progress)


def _places(frame: pd.DataFrame) -> list[set[str]]:
    return [{str(name) for name, yes in row.items() if yes} for row in frame.to_dict("records")]


def _counts(true: Sequence[set[str]], made: Sequence[set[str]]) -> list[tuple[int, int, int]]:
    """For each text the codes that both have, that people have, that the coder has."""
    return [(len(a & b), len(a), len(b)) for a, b in zip(true, made, strict=True)]


def _f1(counts: Sequence[tuple[int, int, int]]) -> float:
    both, said, placed = (sum(row[place] for row in counts) for place in range(3))
    return round(2 * both / (said + placed), 4) if said + placed else 0.0


def _interval(
    with_: Sequence[tuple[int, int, int]], without: Sequence[tuple[int, int, int]]
) -> tuple[float, float]:
    """Of the gain, with the texts drawn again: what a person decided on is what chance might have changed."""
    import numpy as np

    size = len(with_)
    drawn = np.random.default_rng(0).multinomial(size, [1 / size] * size, DRAWS)
    gains = []
    for counts in (with_, without):
        both, said, placed = (drawn @ np.array(counts)).T
        gains.append(2 * both / np.maximum(said + placed, 1))
    low, high = np.quantile(gains[0] - gains[1], (0.025, 0.975))
    return round(float(low), 4), round(float(high), 4)


def told(table: pd.DataFrame) -> str:
    """What decisions taught the coder, in a sentence with its n and interval; "" before there is any.

    It claims a change only where the interval lies on one side of none.
    """
    if table.empty or table["learned_from"].iloc[-1] == 0:
        return ""
    last = table.iloc[-1]
    n, gain = int(table["texts"].sum()), last["f1_so_far"] - last["without_so_far"]
    says = "it learns" if last["gain_low"] > 0 else "it does worse" if last["gain_high"] < 0 else ""
    return (
        f"Foretelling your codes, the coder reached {last['f1_so_far']:.0%} with what it learned and "
        f"{last['without_so_far']:.0%} without: {_points(gain)} points (n = {n} excerpts, 95% interval "
        f"{_points(last['gain_low'])} to {_points(last['gain_high'])}): {says or 'no change detectable'}."
    )


def _points(share: float) -> str:
    """A difference of shares in percentage points, with its sign."""
    return f"{round(100 * share):+d}".replace("-", "\N{MINUS SIGN}").replace("+0", "0")
