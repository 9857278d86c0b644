"""The step that finds themes: those of the codebook, and what lies beyond it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from lif_narrative import decisions
from lif_narrative.adoption import codebook_of
from lif_narrative.codebook import Codebook
from lif_narrative.curation.changes import pinned
from lif_narrative.fingerprint import short_id
from lif_narrative.pipeline import Step, Written
from lif_narrative.progress import Progress
from lif_narrative.records import Coding, Event, Excerpt, SetAside, Theme
from lif_narrative.schemas import row_of
from lif_narrative.steps.proposing import heard, with_evidence
from lif_narrative.steps.reading import Plain, plain, read_plain

if TYPE_CHECKING:
    from lif_narrative.project import Project

CODER, FINDER = "model:coder.v1", "model:finder.v1"
FEWEST_TO_PROPOSE = 8  # excerpts beyond the codebook, before looking for themes among them


def theme(encoder: Any, seed: int, settings: Mapping[str, Any]) -> Step:
    """Excerpts to Codings; what the codebook does not cover is gathered into proposed Themes."""
    from lif_narrative.appraise import fingerprints as of_reader
    from lif_narrative.coding import fingerprints

    def reads(project: Project) -> Iterator[Any]:
        yield from read_plain(project)
        yield from (told._asdict() for told in heard(project))
        yield from (row_of(t) for t in project.store.read(Theme) if t.status == "accepted")
        yield from (row_of(c) for c in settled(project).codings)

    def work(project: Project, run_id: str, progress: Progress) -> Written:
        rows = [row for row in plain(project) if not row.near_empty]
        codebook = codebook_of(project) or Codebook.starter()
        decided = settled(project)
        progress("Coding", 0, len(rows))
        codings = _coded(rows, codebook, decided, encoder, seed, run_id, settings)
        beyond = [row for row in rows if row.id not in {c.excerpt_id for c in codings}]
        proposed, placed = beyond_codebook(beyond, codebook, encoder, seed, run_id)
        decided_on = {t.id for t in project.store.read(Theme) if t.status != "proposed"}
        proposed = [found for found in proposed if found.id not in decided_on]  # refused ones stay refused
        placed = [coding for coding in placed if coding.theme_id not in decided_on]
        proposed = with_evidence(proposed, placed, {told.excerpt_id: told for told in heard(project)})
        progress("Coding", len(rows), len(rows))
        return Written(
            {Coding: [*codings, *placed, *decided.codings]},
            lambda p, connection: _propose(p, connection, proposed, decided),
            {Theme: proposed},
            {"coded": len({c.excerpt_id for c in codings}), "of": len(rows), "proposed": len(proposed)},
        )

    return Step("theme", reads, work, {"seed": seed, **settings}, {**fingerprints(), **of_reader()})


def settled(project: Project) -> decisions.Decisions:
    """What people decided, on the excerpts and themes that there are."""
    store = project.store
    excerpts = {e.id for e in store.read(Excerpt)}
    return decisions.replay(store.read(Event), excerpts, {t.id for t in store.read(Theme)})


def _coded(
    rows: list[Plain], codebook: Codebook, decided: decisions.Decisions, encoder: Any, seed: int,
    run_id: str, settings: Mapping[str, Any],
) -> list[Coding]:  # fmt: skip
    from lif_narrative.coding import ThemeCoder

    texts, contexts = [row.text for row in rows], [row.context for row in rows]
    methods = [row.method for row in rows]
    coder = ThemeCoder(codebook, seed=seed, encoder=encoder, **settings)
    yes: dict[str, set[str]] = {}
    for coding in decided.codings:
        yes.setdefault(coding.excerpt_id, set()).update({coding.theme_id} if coding.score > 0 else ())
    if yes:
        coder.fit(texts, [yes.get(row.id) for row in rows], contexts, methods)
    scores, chosen = (
        coder.predict_proba(texts, contexts, methods).to_numpy(),
        coder.predict(texts, contexts, methods).to_numpy(),
    )
    return [
        Coding(row.id, name, CODER, round(float(scores[i, j]), 6), run_id)
        for i, row in enumerate(rows)
        for j, name in enumerate(coder.themes)
        if chosen[i, j]
    ]


def beyond_codebook(
    rows: list[Plain], codebook: Codebook, encoder: Any, seed: int, run_id: str
) -> tuple[list[Theme], list[Coding]]:
    """Themes that the codebook does not cover, named by the texts they hold: the same in any order."""
    from lif_narrative.theme import ThemeFinder

    if len(rows) < FEWEST_TO_PROPOSE:
        return [], []
    texts = [row.text for row in rows]
    finder = ThemeFinder(seed=seed, codebook=codebook, encoder=encoder).fit(texts, encoder.encode(texts))
    themes, codings = [], []
    for k, found in enumerate(finder.themes_):
        members = [i for i, label in enumerate(finder.labels_) if label == k]
        if not members or found.covered_by:  # what the codebook covers is no new theme
            continue
        content = sorted(hashlib.sha256(texts[i].encode()).hexdigest() for i in members)
        theme_id = short_id("th", *content)
        themes.append(Theme(theme_id, found.name, found.definition, memo=found.memo, status="proposed"))
        codings += [Coding(rows[i].id, theme_id, FINDER, round(float(finder.probabilities_[i, k]), 6), run_id)
                    for i in members]  # fmt: skip
    return themes, codings


def _propose(
    project: Project, connection: sa.Connection, proposed: list[Theme], decided: decisions.Decisions
) -> None:
    """Proposals of an earlier run make way, unless a person has coded with them since."""
    store = project.store
    themes, aside = store.table(Theme), store.table(SetAside)
    used = {c.theme_id for c in decided.codings} | pinned(store.read(Event))
    connection.execute(sa.delete(themes).where(themes.c.status == "proposed", themes.c.id.not_in(used)))
    known = {theme.id for theme in store.read(Theme) if theme.status != "proposed" or theme.id in used}
    store.add(connection, [item for item in proposed if item.id not in known])
    connection.execute(sa.delete(aside).where(aside.c.step == "theme"))
    why = "A person's coding points at an excerpt or theme that is no longer there. Code the new excerpt."
    for c in decided.conflicts:
        name = short_id("sa", c.excerpt_id, c.theme_id, c.coder)
        store.put(connection, SetAside(name, c.excerpt_id, "theme", c.theme_id, why))
