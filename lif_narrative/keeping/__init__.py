"""What people do with kept stories: edit, undo, compare, comment, sign, and follow what was agreed."""

from lif_narrative.keeping.blocks import BlockVerbs
from lif_narrative.keeping.evidence import EvidenceVerbs
from lif_narrative.keeping.releasing import ReleaseVerbs
from lif_narrative.keeping.versions import VersionVerbs


class StoryVerbs(BlockVerbs, EvidenceVerbs, VersionVerbs, ReleaseVerbs):
    """Everything that can be done with a kept story."""


__all__ = ["StoryVerbs"]
