"""Taking in files: a reader a format, a mapping for bespoke formats, and the cases they tell of."""

from lif_narrative.ingest.discover import discover

__all__ = ["discover"]
