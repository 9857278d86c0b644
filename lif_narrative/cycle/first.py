"""The first steps of a project: which are done, and which comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lif_narrative import pipeline, records
from lif_narrative.cycle import counts

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

COLUMNS: Final = ("step", "about", "screen", "ids", "state")
ENOUGH: Final = 10  # decisions of people after which reading is known to be under way
STEPS: Final[tuple[tuple[str, str, str, dict[str, str]], ...]] = (
    ("Say what the audit asks", "Its question, its methods, and who is invited. It can wait.", "plan", {}),
    ("Add the files", "As they are: Word, Excel, PDF, e-mail. Names are taken out.", "material", {}),
    ("Find the themes", "One press. It takes a minute or two, on this machine alone.", "material", {}),
    ("Read and decide", "Accept or reject what was suggested; each decision teaches it.", "read",
     {"queue": "undecided"}),
    ("Draft a practice story", "Each claim leads to the words it came from.", "story", {}),
    ("Agree what to do", "Who answers for it, by when, and how we will know.", "actions", {}),
)  # fmt: skip


def first_steps(project: Project) -> pd.DataFrame:
    """The steps in order: step, about, screen, ids, state (done, now, later).

    The first one that is not done is now; a plan that nobody wrote holds nothing up.
    """
    import pandas as pd

    store = project.store
    done = [
        counts.count(store, records.Plan) > 0,
        counts.count(store, records.Document) > 0,
        pipeline.latest(project, "triangulate") is not None,
        counts.decided(store) >= ENOUGH,
        counts.count(store, records.Story) > 0,
        counts.count(store, records.Action) > 0,
    ]
    following = next((place for place in range(1, len(done)) if not done[place]), len(done))
    states = [
        "done" if is_done else "now" if place in (0, following) and (place or following <= 2) else "later"
        for place, is_done in enumerate(done)
    ]
    rows = [(*step, state) for step, state in zip(STEPS, states, strict=True)]
    return pd.DataFrame(rows, columns=list(COLUMNS))
