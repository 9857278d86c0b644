"""Coding an excerpt before seeing what anybody else, person or model, said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from lif_narrative import adoption, decisions, events
from lif_narrative.doublecoding.drawing import held, readable
from lif_narrative.errors import NarrativeError
from lif_narrative.records import BlindCoding, Theme

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

SHOWN: Final = ["id", "document_id", "text", "context", "question", "method", "agency", "case"]


def waiting(project: Project, sample_id: str) -> pd.DataFrame:
    """See `Project.to_code_blind`."""
    sample, done = held(project, sample_id), coded_by(project, project.actor, sample_id)
    excerpts = readable(project)
    left = [e for e in sample.excerpts if e not in done]
    return excerpts.loc[excerpts["id"].isin(left), SHOWN].reset_index(drop=True)


def coded_by(project: Project, coder: str, sample_id: str) -> set[str]:
    """The excerpts of a sample that a coder has coded."""
    table = project.store.table(BlindCoding)
    where = (table.c.sample_id == sample_id, table.c.coder == coder)
    return {coding.excerpt_id for coding in project.store.read(BlindCoding, *where)}


def code(project: Project, sample_id: str, excerpt_id: str, themes: Sequence[str]) -> None:
    """See `Project.code_blind`; the excerpt's codings follow, so that the work counts beyond the sample."""
    store, given = project.store, tuple(sorted(set(themes)))
    if excerpt_id not in held(project, sample_id).excerpts:
        raise NarrativeError(f"Excerpt {excerpt_id} is not in sample {sample_id}.")
    if excerpt_id in coded_by(project, project.actor, sample_id):
        raise NarrativeError(
            "You have coded this excerpt blind already. What was coded blind stays; change your mind in Read."
        )
    known = {theme.id for theme in store.read(Theme) if theme.status == "accepted"}
    strange = [theme for theme in given if theme not in known]
    if strange:
        raise NarrativeError(f"There is no theme {strange[0]} in the codebook. See `lif themes` for the ids.")
    with store.writing() as connection:
        store.add(connection, [BlindCoding(sample_id, excerpt_id, project.actor, events.now(), given)])
        events.append(store, connection, project.actor, "coded blind", f"{sample_id} {excerpt_id}",
                      after=" ".join(given))  # fmt: skip
    for theme in given:
        adoption.decide(project, decisions.CODED, excerpt_id, theme, "", "blind")
