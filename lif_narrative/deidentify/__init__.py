"""De-identification: what names a child, a family, a worker or a street leaves before anything else reads it.

Pseudonymised is not anonymous: whoever holds the key or knows the family can tell who is meant. The
recall measured on synthetic audits is stated in the documentation, by kind.
"""

from __future__ import annotations

from lif_narrative.deidentify.findings import Redaction
from lif_narrative.deidentify.pseudonyms import neutral
from lif_narrative.deidentify.redact import Deidentified, deidentify, redact
from lif_narrative.deidentify.roster import Roster
from lif_narrative.verbs import make_verb

__all__ = ["Deidentified", "Redaction", "Roster", "deidentify", "neutral", "redact"]

make_verb(__name__)
