"""Compare two runs: which excerpts, themes and issues moved, and what was changed between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from lif_narrative.research import matching, moves
from lif_narrative.research.kept import Found, found
from lif_narrative.wording import many

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.plots import Picture
    from lif_narrative.project import Project
    from lif_narrative.records import Run

COLUMNS: Final = ["kind", "id_a", "id_b", "name", "what", "before", "after", "matched_by"]
THEMES: Final = ["id_a", "id_b", "name_a", "name_b", "matched_by", "likeness", "size_a", "size_b", "kept",
                 "left", "joined"]  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """What moved between two runs.

    Attributes
    ----------
    moved : DataFrame
        A row a thing that moved: kind (excerpt, theme, issue), id_a, id_b ("" where it is in one run only),
        name, what (present, themes, polarity, speaker, reported, scope, name, members, and the columns of
        issues), before, after, matched_by (id, place, words, content, or "").
    themes : DataFrame
        A row a theme of either run, with the excerpts it kept, lost and gained: id_a id_b name_a name_b
        matched_by likeness (Jaccard, 0 to 1) size_a size_b kept left joined.
    changed : DataFrame
        A row a setting, seed, version, model or input that differs: what, a, b.
    excerpts : int
        How many excerpts both runs hold: what everything above is counted of.
    """

    moved: pd.DataFrame = field(repr=False)
    themes: pd.DataFrame = field(repr=False)
    changed: pd.DataFrame = field(repr=False)
    excerpts: int

    @cached_property
    def picture(self) -> Picture:
        """Themes down; what each kept, lost and gained across; with its sentence and its table."""
        from lif_narrative.plots_research import compared

        return compared(self.themes)

    def __str__(self) -> str:
        counts = self.moved.drop_duplicates(["kind", "id_a", "id_b"])["kind"].value_counts()
        told = [many(int(counts.get(kind, 0)), kind) for kind in ("excerpt", "theme", "issue")]
        return f"Of {many(self.excerpts, 'excerpt')} in both runs, moved: {', '.join(told)}."


def compare(run_a: Run | Project, run_b: Run | Project) -> Comparison:
    """Say which excerpts, themes and issues moved from one run to another, matched by what they hold.

    Parameters
    ----------
    run_a, run_b : Run or Project
        As `project.run()` and `lif.replicate()` give them; of a project, its last run. The two may be of
        different projects that hold the same files, on any machine.

    Raises
    ------
    NarrativeError
        A run does not know its project, or what it found is no longer kept.
    """
    import pandas as pd

    a, b = found(run_a), found(run_b)
    same = matching.excerpts(a.excerpts, b.excerpts)
    paired = matching.themes(a, b, same)
    table = pd.DataFrame(list(moves.themes(a, b, same, paired)), columns=THEMES)
    rows = [*moves.excerpts(a, b, same, paired), *moves.moved_themes(table), *moves.issues(a, b, paired)]
    moved = pd.DataFrame(rows, columns=COLUMNS).sort_values(COLUMNS[:5], ignore_index=True, kind="stable")
    return Comparison(moved, table, _changed(a, b), len(same))


def _changed(a: Found, b: Found) -> pd.DataFrame:
    import pandas as pd

    from lif_narrative.research.manifest import flat

    one, other = flat(a.run.manifest), flat(b.run.manifest)
    rows = [(what, one.get(what, ""), other.get(what, "")) for what in sorted(set(one) | set(other))]
    return pd.DataFrame([row for row in rows if row[1] != row[2]], columns=["what", "a", "b"])
