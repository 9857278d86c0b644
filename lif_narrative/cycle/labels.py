"""Cases as people list them: by label, one a line; a name is refused."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    import pandas as pd

HEADINGS: Final = frozenset({"case", "cases", "case label", "label", "id", "reference", "ref"})
TOO_LONG: Final = 40  # characters; a label is shorter
KINDS: Final = frozenset(  # of what a label is of: "Family 3", "Child Oak"
    {"baby", "case", "child", "family", "group", "household", "person", "sibling", "young"}
)


def names(labels: Sequence[str]) -> None:
    """Refuse a case that looks like a person's name: the plan is kept with the record, not in the vault.

    Raises
    ------
    NarrativeError
        A label holds two or more words without a figure, or is too long for a label; it is not quoted.
    """
    for place, label in enumerate(labels, 1):
        words = [w for w in re.findall(r"[^\W\d_]{2,}", label) if w.casefold() not in KINDS]
        last = label.split()[-1] if label.split() else ""
        lettered = any(c.isdigit() for c in label) or len(last) == 1
        if len(label) > TOO_LONG or (len(words) > 1 and not lettered):
            raise NarrativeError(
                f"The case in line {place} looks like a name. Use the labels of the audit, such as N3: "
                "names of children are kept in the vault alone."
            )


def listed(text: str) -> pd.DataFrame:
    """Cases as people paste them: one a line, further columns after a tab or a comma, perhaps with a heading.

    Returns
    -------
    DataFrame
        A column `case`, then the others under their headings; without headings they are column 2, 3 …

    Raises
    ------
    NarrativeError
        Nothing is in it, a case comes twice, or a case looks like a name.
    """
    import pandas as pd

    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise NarrativeError("The list of cases is empty. Paste one case a line.")
    between = "\t" if "\t" in lines[0] else ","
    rows = pd.read_csv(io.StringIO("\n".join(lines)), sep=between, header=None, dtype=str, engine="python",
                       keep_default_na=False, skipinitialspace=True)  # fmt: skip
    rows = rows.map(lambda cell: str(cell or "").strip())
    heads = list(rows.iloc[0])
    if heads[0].casefold() in HEADINGS:
        rows = rows.iloc[1:]
    else:
        heads = [f"column {n}" for n in range(1, len(heads) + 1)]
    rows.columns = pd.Index(["case", *(head or f"column {n}" for n, head in enumerate(heads[1:], 2))])
    if rows.empty:
        raise NarrativeError("The list has a heading and no case. Paste one case a line below it.")
    names(list(rows["case"]))
    return rows.reset_index(drop=True)
