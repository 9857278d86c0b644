"""The verbs of the loop: what has arrived, what was agreed, and what changed since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from lif_narrative import pipeline, records
from lif_narrative.access import Guarded, needs
from lif_narrative.cycle import counts

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.cycle.since import Since
    from lif_narrative.project import Project
    from lif_narrative.triangulate.convergence import Rules


class LoopVerbs(Guarded):
    """Arrivals, actions with the new evidence beside them, what changed since, and the stage of each work."""

    @needs("read")
    def planned(self) -> pd.DataFrame:
        """What the audit of now invited and what arrived of it.

        what (method, agency, voice, case) name invited arrived missing accounts files; empty without a plan.
        """
        from lif_narrative.cycle.answered import COLUMNS, planned
        from lif_narrative.steps.triangulation import plan_of

        project = cast("Project", self)
        plan = plan_of(project)
        if plan is None:
            import pandas as pd

            return pd.DataFrame(columns=list(COLUMNS))
        return planned(plan, counts.now(project))

    @needs("read")
    def loop(self, today: date | None = None) -> pd.DataFrame:
        """Each action and question, with where its theme stands now and the new evidence that bears on it.

        See `cycle.loop.set_against` for the columns.
        """
        from lif_narrative.cycle.loop import set_against
        from lif_narrative.embed import Encoder
        from lif_narrative.telling import material

        project = cast("Project", self)
        encoder = Encoder(cache=project.folder / "vectors")
        return set_against(
            self.store.read(records.Action), material(project).coded, project.changes(), project.beside(),
            encoder.encode, today or date.today(),
        )  # fmt: skip

    @needs("read")
    def since(self, story_id: str = "") -> Since:
        """What changed since the audit before, or since a story: with this the next story opens."""
        from lif_narrative.cycle.since import since
        from lif_narrative.triangulate.convergence import leanings

        project = cast("Project", self)
        issues = project.issues()
        issues["lean"] = leanings(issues, _rules(project))
        story = next((s for s in self.store.read(records.Story) if s.id == story_id), None)
        sides = {} if story is None else _sides(story, project.excerpts())
        return since(project.changes(), issues, self.store.read(records.Action), story, sides)

    @needs("read")
    def stages(self) -> pd.DataFrame:
        """Where each piece of work stands in the seven stages: kind id name stage place why."""
        from lif_narrative.cycle.stages import stages
        from lif_narrative.steps.triangulation import plan_of

        project = cast("Project", self)
        arrived = self.planned()
        waiting = int(arrived["missing"].sum()) if len(arrived) else 0
        final = {e.object for e in self.store.read(records.Event) if e.verb == "finished story"}
        accounts = int(counts.heard(self.store)["account"].nunique())
        analysed = pipeline.latest(project, "triangulate") is not None
        stories, actions = self.store.read(records.Story), self.store.read(records.Action)
        return stages(plan_of(project), waiting, accounts, analysed, stories, final, actions)


def _rules(project: Project) -> Rules:
    from lif_narrative.running import settings_of
    from lif_narrative.steps.triangulation import rules

    said: Rules = rules(settings_of(project).get("triangulate", {}))
    return said


def _sides(story: records.Story, excerpts: pd.DataFrame) -> dict[str, str]:
    """Which side the supporting evidence of each claim shows, by most of its excerpts."""
    polarity = dict(zip(excerpts["id"], excerpts["polarity"], strict=True))
    told = {}
    for block in story.blocks:
        held = [polarity.get(e.excerpt_id, "") for e in block.evidence if e.stance == "supports"]
        good, bad = held.count("strength"), held.count("concern")
        told[block.id] = "strength" if good > bad else "concern" if bad > good else ""
    return told
