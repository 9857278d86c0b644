"""What people do with kept stories: edit, undo, compare, comment, sign, and follow what was agreed."""

from lif_narrative.reviewing.blocks import BlockVerbs
from lif_narrative.reviewing.evidence import EvidenceVerbs
from lif_narrative.reviewing.releasing import ReleaseVerbs
from lif_narrative.reviewing.signing import SignVerbs
from lif_narrative.reviewing.suggesting import SuggestionVerbs
from lif_narrative.reviewing.versions import VersionVerbs


class StoryVerbs(BlockVerbs, EvidenceVerbs, VersionVerbs, SuggestionVerbs, SignVerbs, ReleaseVerbs):
    """Everything that can be done with a kept story."""


__all__ = ["StoryVerbs"]
