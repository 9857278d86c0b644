"""Who was heard and who was not: voices down, methods across, with what was invited and did not come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lif_narrative.wording import VOICES

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = ("voice", "method", "spoke", "told", "awaited")


def voices(heard: pd.DataFrame, planned: pd.DataFrame) -> pd.DataFrame:
    """Accounts of each voice by each method.

    Parameters
    ----------
    heard : DataFrame
        As `counts.now` gives it.
    planned : DataFrame
        As `Project.planned` gives it: what of voices and methods was invited and is missing.

    Returns
    -------
    DataFrame
        voice (of `wording.VOICES`, all of them), method, spoke (accounts in which the voice speaks), told
        (accounts that only pass on what it said), awaited (the voice or the method was invited and nothing
        of it has come). Methods by name; those awaited come last.
    """
    import pandas as pd

    said = heard[(heard["method"] != "") & ~heard["copy"]]
    missing = planned[planned["missing"].astype(bool)]
    silent = set(missing.loc[missing["what"] == "voice", "name"])
    late = [str(name) for name in missing.loc[missing["what"] == "method", "name"]]
    methods = [*sorted(set(said["method"])), *sorted(set(late) - set(said["method"]))]
    spoke = {(v, m): set(rows["account"]) for (v, m), rows in said.groupby(["voice", "method"])}
    told = {(v, m): set(rows["account"]) for (v, m), rows in said.groupby(["reported", "method"])}
    rows = []
    for voice in VOICES:
        for method in methods:
            own = spoke.get((voice, method), set())
            others = told.get((voice, method), set()) - own
            rows.append((voice, method, len(own), len(others), voice in silent or method in late))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"awaited": bool, "spoke": int, "told": int})
