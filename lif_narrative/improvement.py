"""Has the coder learned from us? Each twenty decisions are foretold before they are learned from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.progress import Progress, silent

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

EACH: Final = 20  # decisions
COLUMNS: Final = ("learned_from", "texts", "codes", "f1", "f1_without", "gain", "f1_so_far", "without_so_far")


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
    """
    import pandas as pd

    around = [""] * len(texts) if contexts is None else list(contexts)
    before = coder.predict(texts, around) if len(texts) else None
    rows, total, plain = [], [0, 0, 0], [0, 0, 0]
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
        total, plain = ([a + b for a, b in zip(*pair, strict=True)] for pair in ((total, own), (plain, bare)))
        f1, without = _f1(own), _f1(bare)
        rows.append((start, len(texts[some]), own[1], f1, without, round(f1 - without, 4),
                     _f1(total), _f1(plain)))  # fmt: skip
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


def _counts(true: Sequence[set[str]], made: Sequence[set[str]]) -> list[int]:
    """Codes that both have, that people have, that the coder has."""
    pairs = list(zip(true, made, strict=True))
    return [sum(len(a & b) for a, b in pairs), sum(len(a) for a, _ in pairs), sum(len(b) for _, b in pairs)]


def _f1(counts: Sequence[int]) -> float:
    both, said, placed = counts
    return round(2 * both / (said + placed), 4) if said + placed else 0.0
