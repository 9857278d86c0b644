"""What a change to the codebook will do, counted before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lif_narrative import decisions
from lif_narrative.curation.changes import theme_of
from lif_narrative.errors import UnknownChoice
from lif_narrative.records import Coding, Story

if TYPE_CHECKING:
    from lif_narrative.project import Project

ACTS: Final = ("accept", "merge", "split", "retire")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change touches: excerpts under the theme, people's codings among them, and stories."""

    excerpts: int
    by_people: int  # codings by people that follow the change or stand apart after it
    both: int  # of a merge: excerpts that are under both themes already
    accounts: int
    blocks: int  # of stories, that rest on the theme
    says: str


def effect(project: Project, act: str, theme_id: str, into: str = "") -> Effect:
    """Count what an act on a theme would touch.

    Raises
    ------
    NarrativeError
        The act is unknown, or a theme is not there.
    """
    if act not in ACTS:
        raise UnknownChoice("act on a theme", act, list(ACTS))
    theme = theme_of(project, theme_id)
    table = project.store.table(Coding)
    codings = project.store.read(Coding, table.c.theme_id.in_([theme_id, into]))
    under = {e for e, t in decisions.effective(codings) if t == theme_id}
    beside = {e for e, t in decisions.effective(codings) if t == into} if into else set()
    people = sum(c.theme_id == theme_id and c.coder.startswith("human:") for c in codings)
    excerpts = project.excerpts()
    accounts = int(excerpts.loc[excerpts["id"].isin(under), "account"].nunique())
    blocks = sum(b.theme_id == theme_id for story in project.store.read(Story) for b in story.blocks)
    counted = f"{len(under)} excerpts of {accounts} accounts, {people} codings by people"
    taken = f"'{theme_of(project, into).name}'" if into else "the other theme"
    says = {
        "accept": f"'{theme.name}' joins the codebook; the next run looks for it everywhere. Now: {counted}.",
        "merge": f"'{theme.name}' is retired. {counted} go to {taken}, {len(under & beside)} are there.",
        "split": f"'{theme.name}' is retired. {counted} are to be divided.",
        "retire": f"'{theme.name}' is coded no more. {counted} stand apart until it is restored.",
    }[act]
    if blocks and act != "accept":
        says += f" {blocks} blocks of stories rest on it and keep their evidence."
    return Effect(len(under), people, len(under & beside), accounts, blocks, says)
