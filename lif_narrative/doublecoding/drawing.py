"""How many excerpts to code twice, and which: by chance, seeded, spread over the kinds of material."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lif_narrative import events
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.fingerprint import short_id
from lif_narrative.records import Sample

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

PURPOSES: Final = ("double coding", "dip sample")
ALIKE: Final = (
    0.05  # how alike excerpts of one document are, unless measured: Killip et al. (2004), 0.01 to 0.05
)
LEAST_SHARE: Final = 0.05  # a theme rarer than that needs a sample of its own, drawn from what may hold it


@dataclass(frozen=True)
class Size:
    """How many excerpts an interval asks for, and how many there are."""

    n: int
    there_are: int
    documents: int
    share: float  # of excerpts under a theme, that it was worked out for
    kappa: float
    half_width: float

    @property
    def says(self) -> str:
        """The same in a sentence."""
        words = (
            f"{self.n} excerpts, coded by two people, for an interval that reaches no lower than "
            f"{self.kappa - self.half_width:.2f} when agreement is {self.kappa:.2f} and "
            f"{self.share:.0%} of excerpts are under a theme."
        )
        if self.n > self.there_are:
            words += f" There are {self.there_are}: coding them all gives a wider interval."
        return words


def readable(project: Project) -> pd.DataFrame:
    """Excerpts that can be coded: all but near-empty answers."""
    excerpts = project.excerpts()
    return excerpts[~excerpts["near_empty"].astype(bool)]


def size(project: Project, kappa: float, half_width: float, share: float | None) -> Size:
    """See `Project.sample_size`."""
    from lif_narrative.agreement.sizes import excerpts_for_kappa

    excerpts = readable(project)
    documents = max(1, excerpts["document_id"].nunique())
    share = usual_share(project, excerpts) if share is None else share
    n = excerpts_for_kappa(kappa, share, half_width)
    for _ in range(20):  # more excerpts are more a document, and each then tells less
        fresh = excerpts_for_kappa(kappa, share, half_width, per_document=n / documents, alike=ALIKE)
        if fresh == n or n > len(excerpts):
            break
        n = fresh
    return Size(n, len(excerpts), documents, share, kappa, half_width)


def usual_share(project: Project, excerpts: pd.DataFrame) -> float:
    """The share of excerpts under the middle one of the themes that hold any."""
    themes = project.themes()
    accepted = set(themes.loc[themes["status"] == "accepted", "id"])
    codings = project.codings()
    held = codings[(codings["score"] > 0) & codings["theme_id"].isin(accepted)
                   & codings["excerpt_id"].isin(excerpts["id"])]  # fmt: skip
    counts = held.groupby("theme_id")["excerpt_id"].nunique()
    if counts.empty or excerpts.empty:
        return 0.2
    return float(min(0.5, max(LEAST_SHARE, counts.median() / len(excerpts))))


def draw(
    project: Project, n: int, by: str | Sequence[str], coders: list[str], seed: int, purpose: str,
    wanted: dict[str, float],
) -> Sample:  # fmt: skip
    """See `Project.draw_sample`."""
    from lif_narrative.cycle.sampling import sample

    if purpose not in PURPOSES:
        raise UnknownChoice("purpose", purpose, list(PURPOSES))
    excerpts, names = readable(project), [by] if isinstance(by, str) else list(by)
    missing = [name for name in names if name not in excerpts]
    if missing:
        raise NarrativeError(
            f"Excerpts have no column '{missing[0]}'. Spread them by method, agency or case."
        )
    if not 0 < n <= len(excerpts):
        raise NarrativeError(f"There are {len(excerpts)} excerpts to code; {n} cannot be drawn from them.")
    labelled = excerpts[names].add_prefix("of ").assign(case=excerpts["id"])  # what is drawn
    picked = set(sample(labelled, n, [f"of {name}" for name in names], seed)["case"])
    ordered = tuple(e for e in excerpts["id"] if e in picked)
    at = events.now()
    made = Sample(short_id("sa", at, project.actor, seed, *ordered), purpose, at, project.actor, ordered,
                  tuple(sorted(coders)), seed, tuple(names), wanted)  # fmt: skip
    with project.store.writing() as connection:
        project.store.add(connection, [made])
        events.append(project.store, connection, project.actor, "drew sample", made.id, after=str(n))
    return made


def held(project: Project, sample_id: str) -> Sample:
    """The sample of this id."""
    found = project.store.read(Sample, project.store.table(Sample).c.id == sample_id)
    if not found:
        raise NarrativeError(f"There is no sample {sample_id}. Draw one: lif agreement sample.")
    return found[0]
