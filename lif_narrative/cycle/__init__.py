"""Round the cycle: planning an audit, what has arrived, what was found, and closing the loop.

The rules are in `triangulate` and in the modules here; these verbs and nouns of a project apply them.
"""

from lif_narrative.cycle.closing import LoopVerbs
from lif_narrative.cycle.found import FoundNouns
from lif_narrative.cycle.home import HomeNouns
from lif_narrative.cycle.linked import LinkVerbs
from lif_narrative.cycle.plans import PlanVerbs


class CycleVerbs(FoundNouns, LinkVerbs, LoopVerbs, PlanVerbs, HomeNouns):
    """Everything a project says of plans, findings, links, the loop and where it stands."""


__all__ = ["CycleVerbs"]
