"""The workbook's sheets of evidence: quotes and what is known of them, cases, coders, how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lif_narrative.agreement import agreement as agreed
from lif_narrative.errors import NarrativeError
from lif_narrative.export.sheet import Sheet, readable
from lif_narrative.story.drafting import Draft, Row, rows_of
from lif_narrative.story.material import Material

EVIDENCE: Final = (
    "theme", "code path", "polarity", "quote", "voice", "reported", "method", "agency", "team", "period",
    "date", "case", "scope", "scope_words", "question", "account", "coded by", "source", "document_id",
    "start", "end", "excerpt_id",
)  # fmt: skip
AGREED: Final = ("kappa", "alpha", "percent", "n", "low", "high", "denominator")
TOGETHER: Final = "all themes"


def evidence(draft: Draft) -> Sheet:
    """Every coded excerpt under its theme, with the id that stories show and its form's own attributes."""
    material = draft.material
    rows = rows_of(material.coded)
    names = {theme: draft.title(theme) for theme in {row["theme_id"] for row in rows}}
    paths = {theme: code_path(theme, material.names()) for theme in names}
    coders = _coders(material)
    own = sorted({name for row in rows for name in material.attributes.get(row["document_id"], ())})
    told = []
    for row in sorted(rows, key=lambda r: (names[r["theme_id"]], r["polarity"], r["excerpt_id"])):
        known = {**row, "theme": names[row["theme_id"]], "code path": paths[row["theme_id"]],
                 "coded by": coders.get((row["excerpt_id"], row["theme_id"]), ""),
                 "quote": row["text"]}  # fmt: skip
        said = material.attributes.get(row["document_id"], {})
        told.append((draft.shorts[row["excerpt_id"]], *(known.get(name, "") for name in EVIDENCE),
                     *(said.get(name, "") for name in own)))  # fmt: skip
    return Sheet("Evidence", ("evidence", *readable(EVIDENCE), *own), tuple(told))


def code_path(theme_id: str, themes: dict[str, dict[str, Any]]) -> str:
    """A theme's name after those above it: Practice › Voice of the child."""
    path: list[str] = []
    while theme_id in themes and len(path) < len(themes):
        path.insert(0, str(themes[theme_id]["name"]))
        theme_id = str(themes[theme_id].get("parent") or "")
    return " › ".join(path)


def _coders(material: Material) -> dict[tuple[str, str], str]:
    """Who put each excerpt under each theme."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows_of(material.codings):
        if row.get("score", 1) > 0:
            found.setdefault((row["excerpt_id"], row["theme_id"]), []).append(str(row.get("coder", "")))
    return {pair: "; ".join(sorted(who)) for pair, who in found.items()}


def by_case(draft: Draft) -> Sheet:
    """Each sampled child's case by theme: 1 where the case holds the theme, 0 where it does not."""
    rows = [row for row in rows_of(draft.material.coded) if row["case"]]
    held = {(row["case"], row["theme_id"]) for row in rows}
    themes = sorted({theme for _, theme in held}, key=draft.title)
    cases = sorted({case for case, _ in held} | draft.material.cases)
    told = tuple((case, *(int((case, theme) in held) for theme in themes)) for case in cases)
    return Sheet("Cases by theme", ("case", *map(draft.title, themes)), told)


def agreement(draft: Draft) -> Sheet:
    """How far two or more people agree, theme by theme, with the excerpts that both of them read."""
    columns = ("theme", *AGREED)
    people = draft.material.codings
    if "coder" in people:
        people = people[people["coder"].str.startswith("human:")]
    try:
        table = agreed(people)
    except NarrativeError as error:  # fewer than two coders, or nothing that two of them read
        return Sheet("Agreement", columns, ((str(error), *("" for _ in AGREED)),))
    rows = [
        (draft.title(theme) if theme in draft.material.names() else TOGETHER, *(row[name] for name in AGREED))
        for theme, row in zip(table.index, rows_of(table), strict=True)
    ]
    return Sheet("Agreement", columns, tuple(rows))


def manifest(material: Material) -> Sheet:
    """How it was made: each step's settings, versions, models with their hashes, and fingerprints."""
    rows = [
        (step, name, value)
        for step, said in material.manifest.items()
        for name, value in _flat(dict(said))
    ]  # fmt: skip
    return Sheet("How it was made", ("made in step", "setting", "says"), tuple(rows))


def _flat(said: Row, above: str = "") -> Iterator[tuple[str, str]]:
    """Nested settings as lines: models.minilm."""
    for name, value in sorted(said.items()):
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", str(value)
