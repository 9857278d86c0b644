"""The verbs of planning: what an audit sets out to do is kept, changed and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from lif_narrative import records
from lif_narrative.access import Guarded, needs
from lif_narrative.errors import NarrativeError
from lif_narrative.frames import of_records

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project


class PlanVerbs(Guarded):
    """Plans of audits: the one of the latest period is the audit of now."""

    @needs("read")
    def plans(self) -> pd.DataFrame:
        """Plans kept: id question stage period methods cases agencies voices sampling now (this audit's)."""
        from lif_narrative.steps.triangulation import plan_of

        table = of_records(self.store.read(records.Plan), records.Plan)
        present = plan_of(cast("Project", self))
        table["now"] = table["id"] == (present.id if present else "")
        return table.sort_values(["now", "period", "id"], ascending=False, ignore_index=True)

    @needs("adopt")
    def plan_audit(
        self, question: str, *, stage: str = "", period: str = "", methods: Sequence[str] = (),
        voices: Sequence[str] = (), agencies: Sequence[str] = (), cases: Sequence[str] = (),
        sampling: Mapping[str, str] | None = None, plan_id: str = "",
    ) -> str:  # fmt: skip
        """Plan an audit, or change a plan that is kept; its id.

        Parameters
        ----------
        question, stage, period : str
            What the audit asks, one of `records.STAGES`, and when, as people write it.
        methods, voices, agencies, cases : sequence of str
            Who and what is invited; cases by label, never by name.
        sampling : mapping, optional
            How the cases were drawn: see `planning.draw`.
        plan_id : str
            The plan to change; "" for a new one.

        Raises
        ------
        NarrativeError
            See `planning.made`; or there is no such plan to change, or one that asks the same of that time.
        """
        from lif_narrative.cycle.planning import made

        known = {plan.id for plan in self.store.read(records.Plan)}
        if plan_id and plan_id not in known:
            raise NarrativeError("That plan is not kept here any more. Open the page again.")
        plan = made(question, stage=stage, period=period, sampling=sampling, plan_id=plan_id, methods=methods,
                    voices=voices, agencies=agencies, cases=cases)  # fmt: skip
        if not plan_id and plan.id in known:
            raise NarrativeError("There is a plan with this question for this time. Change that one instead.")
        cast("Project", self).plan(plan)
        return plan.id
