"""What each method's form asks about, so that a silence is told from what nobody asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lif_narrative.adoption import codebook_of

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

ENOUGH: Final = 0.5  # of a theme's threshold: a question is short, and to miss one calls a silence unasked
MOSTLY: Final = 0.5  # share of a method's accounts with a question, from which it counts as asking


def asked(project: Project, heard: pd.DataFrame, encoder: Any) -> dict[str, frozenset[str]]:
    """The themes that the questions of each method are about.

    A method without questions (a letter, a conversation) is left out: it may be silent on anything.
    An open question ("Anything else?") asks about nothing in particular.

    Returns
    -------
    dict
        Method to theme ids.
    """
    codebook = codebook_of(project)
    questions = _questions(heard)
    texts = sorted({question for known in questions.values() for question in known})
    if codebook is None or not texts:
        return {}
    from lif_narrative.coding import ThemeCoder

    coder = ThemeCoder(codebook, encoder=encoder)
    cuts = ENOUGH * coder.thresholds()["threshold"].to_numpy()
    near = coder.predict_proba(texts).to_numpy() >= cuts
    about = {
        text: {coder.themes[place] for place in row.nonzero()[0]}
        for text, row in zip(texts, near, strict=True)
    }
    return {
        method: frozenset(str(theme) for question in known for theme in about[question])
        for method, known in sorted(questions.items())
    }


def _questions(heard: pd.DataFrame) -> dict[str, set[str]]:
    found = {}
    for method, rows in heard[heard["method"] != ""].groupby("method"):
        with_one = rows[rows["question"] != ""]
        if with_one["account"].nunique() >= MOSTLY * rows["account"].nunique():
            found[str(method)] = set(map(str, with_one["question"]))
    return found
