"""What triangulation counts: effective codings with whose they are, and all that was heard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import decisions
from lif_narrative.records import Coding, Document

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

KEPT: Final = ["excerpt_id", "polarity", "case", "source", "account", "method", "voice", "agency", "team",
               "period", "date", "reported", "question", "text", "age"]  # fmt: skip
_AGE: Final = re.compile(r"\bage\b|\bhow old\b", re.IGNORECASE)


def material(project: Project) -> dict[str, pd.DataFrame]:
    """Codings that stand, all that was heard, the themes, and what the search for watched themes found."""
    from lif_narrative.deidentify.pseudonyms import neutral

    heard = project.excerpts().rename(columns={"id": "excerpt_id", "speaker": "voice"})
    heard = heard[~heard["near_empty"]]
    ages = {d.id: age(d.attributes) for d in project.store.read(Document)}
    heard = heard.assign(age=heard["document_id"].map(ages))
    heard = heard[KEPT].fillna("").assign(text=heard["text"].map(neutral))  # copies are found without the key
    themes = project.themes()
    accepted = themes[themes["status"] == "accepted"]
    codings = _codings(project)
    codings = codings[codings["theme_id"].isin(accepted["id"])].merge(heard, on="excerpt_id")
    return {
        "codings": codings, "heard": heard, "themes": accepted[["id", "name", "definition"]],
        "watched": _watched(accepted, codings),
    }  # fmt: skip


def _codings(project: Project) -> pd.DataFrame:
    import pandas as pd

    pairs = decisions.scored(project.store.read(Coding))
    rows = [(excerpt, theme, score) for (excerpt, theme), score in pairs.items()]
    return pd.DataFrame(rows, columns=["excerpt_id", "theme_id", "score"])


def age(attributes: dict[str, Any]) -> str:
    """A person's age as their form says it; "" where it does not ask."""
    return next((str(text) for name, text in sorted(attributes.items()) if _AGE.search(name)), "")


def _watched(themes: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """What the search for the watched themes found: an excerpt a row, or "" where nothing was."""
    import pandas as pd

    rows = []
    for theme in themes[themes["watch"]].to_dict("records"):
        found = codings.loc[codings["theme_id"] == theme["id"], "excerpt_id"].tolist() or [""]
        rows += [(theme["id"], theme["name"], excerpt) for excerpt in found]
    return pd.DataFrame(rows, columns=["theme_id", "theme", "excerpt_id"])
