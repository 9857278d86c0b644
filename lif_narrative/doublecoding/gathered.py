"""What was coded blind, as the table that agreement is counted from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lif_narrative import decisions
from lif_narrative.records import BlindCoding, Coding, Event, Theme

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

Row = tuple[str, str, str, float]  # excerpt, theme ("" for none), coder, score


def gathered(project: Project, sample_id: str = "", *, models: bool = True) -> pd.DataFrame:
    """Blind codings of a sample, or of all, and what models say of the same excerpts.

    A person has read what they coded blind, in a sample or in Read. A model has read every excerpt that is
    not near-empty; what it did not place it refused. Codings that were not blind are not counted, nor is
    anything that a person changed after.

    Returns
    -------
    DataFrame
        excerpt_id theme_id coder score document_id: what `agreement` takes.
    """
    import pandas as pd

    store = project.store
    heirs = decisions.heirs_of(sorted(store.read(Event, store.table(Event).c.verb.in_(
        [decisions.MERGED, decisions.RESTORED])), key=lambda e: e.position))  # fmt: skip
    live = {theme.id for theme in store.read(Theme) if theme.status == "accepted"}
    rows = [*_of_samples(project, sample_id)]
    if not sample_id:
        done = {(excerpt, coder) for excerpt, _, coder, _ in rows}
        blind = store.read(Coding, store.table(Coding).c.blind.is_(True))
        rows += [(c.excerpt_id, c.theme_id, c.coder, c.score) for c in blind
                 if (c.excerpt_id, c.coder) not in done]  # fmt: skip
    if models:
        rows += _of_models(project, {row[0] for row in rows})
    kept: list[Row] = []
    for excerpt, theme, coder, score in rows:
        heir = heirs.get(theme, theme)
        kept.append((excerpt, heir if heir in live else "", coder, score))
    homes = project.excerpts().set_index("id")["document_id"]
    columns = ["excerpt_id", "theme_id", "coder", "score"]
    table = pd.DataFrame(sorted(set(kept)), columns=columns)
    table["document_id"] = table["excerpt_id"].map(homes)
    return table.dropna(subset="document_id").reset_index(drop=True)


def _of_samples(project: Project, sample_id: str) -> Iterator[Row]:
    table = project.store.table(BlindCoding)
    where = [table.c.sample_id == sample_id] if sample_id else []
    for coding in project.store.read(BlindCoding, *where):
        for theme in coding.themes or ("",):
            yield coding.excerpt_id, theme, coding.coder, 1.0


def _of_models(project: Project, excerpts: set[str]) -> list[Row]:
    store = project.store
    said = [c for c in store.read(Coding) if c.coder.startswith("model:")]
    near_empty = set(project.excerpts().query("near_empty")["id"])
    names = sorted({c.coder for c in said})
    read = [(e, "", name, 1.0) for name in names for e in sorted(excerpts - near_empty)]
    return read + [(c.excerpt_id, c.theme_id, c.coder, c.score) for c in said if c.excerpt_id in excerpts]
