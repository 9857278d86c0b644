"""What people told about a project's names: a roster they supplied, and rulings on single places.

Kept in the vault alone, replayed on every later run.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from lif_narrative.deidentify.identity import Mention
from lif_narrative.deidentify.rulings import PEOPLE, REDACT, Ruling
from lif_narrative.deidentify.supplied import Entry, cases_of
from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    from lif_narrative.deidentify.vault import Vault
    from lif_narrative.ingest.raw import RawDocument


@dataclass(frozen=True)
class Said:
    """Entries of rosters and rulings, in an order that does not depend on when they came."""

    entries: tuple[Entry, ...] = field(default=(), repr=False)
    rulings: tuple[Ruling, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, vault: Vault) -> Said:
        """The vault's; what was forgotten is not there any more."""
        entries = {Entry(**json.loads(data)) for data in _held(vault, "entry")}
        rulings = {Ruling(**json.loads(data)) for data in _held(vault, "ruling")}
        return cls(tuple(sorted(entries)), tuple(sorted(rulings, key=lambda r: (r.at, r.id))))

    def mark(self, key: bytes) -> str:
        """A keyed hash of all of it, for the fingerprint of a run; "" where nothing was said."""
        if not (self.entries or self.rulings):
            return ""
        told = json.dumps(
            [asdict(one) for one in self.entries] + [asdict(one) for one in self.rulings], sort_keys=True
        )
        return hmac.digest(key, told.encode(), "sha256").hex()

    def mentions(self, documents: Sequence[RawDocument], key: bytes) -> list[Mention]:
        """People to look for in every document of their case."""
        from lif_narrative.deidentify.names import parse
        from lif_narrative.deidentify.pseudonyms import case_name

        cases = cases_of(documents)
        labels = {case_name(d.case, key): d.case for d in documents}
        found = [mention for entry in self.entries for mention in entry.mentions(cases)]
        for ruling in self.rulings:
            if ruling.verb == REDACT and ruling.everywhere and ruling.kind in PEOPLE:
                case = labels.get(ruling.case, ruling.case)
                found.append(Mention(parse(ruling.text), case, PEOPLE[ruling.kind], True))
        return found

    def on(self, document_id: str, case: str) -> list[Ruling]:
        """The rulings that reach a document, the oldest first; `case` as Documents have it."""
        return [
            r
            for r in self.rulings
            if r.document_id == document_id or (r.everywhere and case and r.case == case)
        ]


def _held(vault: Vault, kind: str) -> list[bytes]:
    found = []
    for name in vault.ids(kind):
        try:
            found.append(vault.get(kind, name))
        except NarrativeError:  # of a case or source that was forgotten
            continue
    return found
