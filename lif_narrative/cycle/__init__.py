"""Round the cycle: planning an audit, what has arrived, what was found, and closing the loop.

The rules are in `triangulate` and in the modules here; these verbs and nouns of a project apply them.
"""

from lif_narrative.cycle.closing import LoopVerbs
from lif_narrative.cycle.found import FoundNouns
from lif_narrative.cycle.linked import LinkVerbs


class CycleVerbs(FoundNouns, LinkVerbs, LoopVerbs):
    """Everything a project says of plans, findings, links and the loop."""


__all__ = ["CycleVerbs"]
