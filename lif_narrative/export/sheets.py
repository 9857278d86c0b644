"""What the themes workbook holds, sheet by sheet, before any of it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from lif_narrative.export.sheet import Sheet, readable
from lif_narrative.export.sheets_evidence import agreement, by_case, evidence, manifest
from lif_narrative.story.drafting import Draft, rows_of, scope
from lif_narrative.story.material import Material
from lif_narrative.story.tables import KEY, SIGNS

THEMES: Final = (
    "theme_id", "theme", "badge", "state", "n_cases", "n_sources", "n_accounts", "n_methods", "n_voices",
    "strengths", "concerns",
)  # fmt: skip


def sheets_of(material: Material) -> Iterator[Sheet]:
    """Every sheet, in the order in which people look."""
    draft = Draft("", material)
    yield about(material)
    yield themes(draft)
    yield by_method(draft)
    yield plain("Convergence", material.convergence, ("theme", "method_a", "method_b", "relation"), draft)
    yield evidence(draft)
    yield by_case(draft)
    yield agreement(draft)
    yield plain("Gaps", material.gaps, ("kind", "what", "theme_id", "next_step"), draft)
    yield plain("Measures", material.measures, ("indicator", "period", "area", "numerator", "denominator",
                                                "value", "unit", "target", "note"), draft)  # fmt: skip
    yield plain("Beside", material.beside, ("theme", "indicator", "relation", "why"), draft)
    yield plain("Set aside", material.set_aside, ("step", "locator", "reason", "sha256"), draft)
    yield manifest(material)


def about(material: Material) -> Sheet:
    """What this file is, what it was made from, and the rules by which it counts."""
    rules = material.rules
    rows = (
        ("What it is", "Themes as they recur, with the words behind them. Nobody is scored here."),
        ("Made from", scope(material)),
        ("Run", material.run), ("Trail", material.head),
        ("Account", "One person's or one form's telling: a return, a reply, an entry, a speaker."),
        ("Leans", f"A method leans to a side when at least {rules.factor:g} times as many of its accounts "
                  "hold it as hold the other; mixed counts for both."),
        ("Badges", f"Contested: two methods with {rules.min_accounts} or more accounts lean opposite ways. "
                   f"Converging: {rules.min_methods} or more such methods lean one way and none the other. "
                   "Single-source: one file."),
        ("Signs", KEY),
    )  # fmt: skip
    return Sheet("About", ("about", "says"), rows)


def themes(draft: Draft) -> Sheet:
    """Each theme that is coded, with how far it recurs and what it means."""
    known = draft.material.names()
    linked: dict[str, list[str]] = {}
    for row in rows_of(draft.material.beside):
        if row["indicator"]:
            linked.setdefault(row["theme_id"], []).append(f"{row['indicator']}: {row['relation']}")
    rows = []
    for row in sorted(rows_of(draft.material.issues), key=lambda r: (-r["n_accounts"], r["theme_id"])):
        shown = {**row, "theme": draft.title(row["theme_id"])}
        meaning = str(known.get(row["theme_id"], {}).get("definition") or "")
        beside = "; ".join(linked.get(row["theme_id"], ()))
        firmness = str(known.get(row["theme_id"], {}).get("firmness") or "")
        rows.append((*(shown.get(name, "") for name in THEMES), meaning, beside, firmness))
    return Sheet("Themes", (*readable(THEMES), "definition", "indicator", "not firm"), tuple(rows))


def by_method(draft: Draft) -> Sheet:
    """Which way each method leans on each theme, and by how many accounts."""
    methods = sorted({method for leans in draft.leans.values() for method in leans})
    rows = []
    for theme in sorted(draft.leans, key=draft.title):
        leans = [draft.leans[theme].get(method, ("", 0)) for method in methods]
        rows.append((draft.title(theme), *(f"{SIGNS[lean]} {n}" if n else SIGNS[""] for lean, n in leans)))
    return Sheet("Theme by method", ("theme", *methods), tuple(rows))


def plain(name: str, frame: Any, columns: Sequence[str], draft: Draft) -> Sheet:
    """A frame as it is, its themes by their titles."""
    rows = [{**r, "theme": draft.title(r["theme_id"])} if r.get("theme_id") else r for r in rows_of(frame)]
    kept = [column for column in columns if column == "theme" or frame is None or column in frame.columns]
    return Sheet(name, readable(kept), tuple(tuple(row.get(c, "") for c in kept) for row in rows))
