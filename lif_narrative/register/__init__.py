"""The register: actions and questions that outlive a story, who answers for each, and what came of it."""

from lif_narrative.register.following import FollowingVerbs
from lif_narrative.register.opening import OpeningVerbs


class ActionVerbs(OpeningVerbs, FollowingVerbs):
    """Everything that can be done with the register."""


__all__ = ["ActionVerbs"]
