"""Verify an exported story: every quote is what someone wrote, and every claim is as it was exported.

A file carries what it takes to be checked alone; with the project at hand its quotes, measures and seal
are also set against the material and the trail.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative.export.page import seal_of
from lif_narrative.export.readback import Seen, read_back
from lif_narrative.page_proof import Problem, against_page
from lif_narrative.proof import against_project, by_visible_ids

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project


@dataclass(frozen=True)
class Verification:
    """What was found.

    ok: nothing is wrong. claims: one row for each claim, voice or number that has evidence, with block
    kind part n_evidence ok problem. problems: in words, with ids and never the text. notes: what could not
    be checked, and why.
    """

    ok: bool
    claims: pd.DataFrame = field(repr=False)
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def verify(path: str | Path, project: Project | None = None) -> Verification:
    """Check an exported story, with or without the project it came from.

    Parameters
    ----------
    path : str or Path
        A .docx, .pdf, .html, .md or .pptx that `export` wrote, also when an office program saved it again.
    project : Project, optional
        Without it, the file is checked against what it carries: a change to what is shown is found, but not
        a change made to both. With it, each quote is set against its excerpt and the seal against the trail.

    Returns
    -------
    Verification

    Raises
    ------
    NarrativeError
        The file is not there or cannot be read.
    """
    seen = read_back(Path(path))
    notes: list[str] = []
    if seen.manifest is None:
        notes.append(
            "The file no longer carries its proof: another program may have dropped it. Only quotes could be "
            "checked, by the evidence ids that it shows."
        )
        problems, claims = by_visible_ids(seen, project)
    else:
        problems = [*sealed(seen), *against_page(seen)]
        if project is None:
            notes.append(
                "Checked against what the file carries; open its project to check it against the material."
            )
        else:
            with project.allowing("read"):  # whoever may read may check, without the trail itself
                found, said = against_project(seen.manifest, project)
            problems += found
            notes += said
        claims = seen.manifest["claims"]
    return Verification(not problems, _frame(claims, problems), tuple(p.text for p in problems), tuple(notes))


def sealed(seen: Seen) -> list[Problem]:
    """Whether the seal that is printed is that of the proof the file carries."""
    if seen.seal and seen.seal != seal_of(seen.manifest or {})[: len(seen.seal)]:
        return [Problem("", "The seal printed in the file is not that of the proof it carries.")]
    return []


def _frame(claims: list[dict[str, Any]], problems: list[Problem]) -> pd.DataFrame:
    import pandas as pd

    wrong: dict[str, list[str]] = {}
    for problem in problems:
        wrong.setdefault(problem.block, []).append(problem.text)
    rows = [
        (c["block"], c["kind"], c["part"], len(c["evidence"]), c["block"] not in wrong,
         " ".join(wrong.get(c["block"], ())))
        for c in claims
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["block", "kind", "part", "n_evidence", "ok", "problem"])
