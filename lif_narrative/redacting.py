"""Redaction as a project's verbs: what may still identify, a person's word on it, names supplied."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from lif_narrative import events
from lif_narrative.access import needs
from lif_narrative.errors import NarrativeError
from lif_narrative.progress import Progress
from lif_narrative.records import Document, Run
from lif_narrative.ruling import again, held, keep_entries, ruling_on, source_of
from lif_narrative.standing import StandingVerbs, which_stand

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.deidentify.looking import BeforeAfter
    from lif_narrative.deidentify.vault import Vault

RULING_COLUMNS = ("id", "document_id", "verb", "kind", "everywhere", "reason", "actor", "at", "words")


class RedactionVerbs(StandingVerbs):
    """Look at what was replaced, put right what was not, and supply names that files do not give."""

    vault: Vault
    run: Callable[..., Run]
    saw: Callable[[str], None]

    @needs("read")
    def residual_risks(self, document_id: str | None = None, k: int = 5) -> pd.DataFrame:
        """What may still identify: document_id start end kind reason rank stands, the likeliest first.

        Computed from the de-identified text, whose offsets `start` and `end` are. `rank` counts from 1
        within a document; `stands`: somebody looked at it and said that it may stand.

        Parameters
        ----------
        document_id : str, optional
            One document only.
        k : int
            A set of facts (age, ethnicity, school year, disability, placement) shared by fewer cases is rare.
        """
        import pandas as pd

        from lif_narrative.deidentify.residual import Risk, residual

        documents = self.store.read(Document)
        risks = [r for r in residual(documents, k) if document_id in (None, r.document_id)]
        names = [field.name for field in dataclasses.fields(Risk)]
        frame = pd.DataFrame([dataclasses.astuple(risk) for risk in risks], columns=names)
        return which_stand(self.store, {d.id: d.text for d in documents}, frame)

    @needs("originals")
    def before_after(self, document_id: str) -> BeforeAfter:
        """A document's words before and after, side by side; the view is an event."""
        from lif_narrative.deidentify.looking import BeforeAfter

        document, raw, redactions = held(self, document_id)
        self.saw(document_id)
        return BeforeAfter(document_id, raw, document.text, redactions)

    @needs("redact")
    def redact(
        self, document_id: str, start: int, end: int, kind: str = "person", reason: str = "",
        *, everywhere: bool = True, rerun: bool = True, progress: Progress | None = None,
    ) -> str:  # fmt: skip
        """Replace words that were left; the ruling's id.

        Parameters
        ----------
        start, end : int
            Offsets in the de-identified text, code points.
        kind : str
            One of `deidentify.rulings.KINDS`; of people: child, family member, worker, other professional.
        everywhere : bool
            In every document of the case; a person's name is looked for there in all its forms.
        rerun : bool
            Bring at once up to date what depends on it; without, the next run does.
        """
        from lif_narrative.deidentify.rulings import KINDS, REDACT

        if kind not in KINDS:
            raise NarrativeError(f"'{kind}' is no kind of redaction. The kinds are: {', '.join(KINDS)}.")
        return self._rule(REDACT, document_id, (start, end), kind, reason, everywhere, rerun, progress)

    @needs("redact")
    def restore(
        self, document_id: str, start: int, end: int, reason: str = "",
        *, everywhere: bool = False, rerun: bool = True, progress: Progress | None = None,
    ) -> str:  # fmt: skip
        """Let words stand that were replaced here (`start`, `end` in the de-identified text)."""
        from lif_narrative.deidentify.rulings import RESTORE

        return self._rule(RESTORE, document_id, (start, end), "", reason, everywhere, rerun, progress)

    @needs("originals")
    def rulings(self) -> pd.DataFrame:
        """People's rulings on redaction, the oldest first; a view of originals.

        id document_id verb kind everywhere reason actor at words.
        """
        import pandas as pd

        from lif_narrative.deidentify.said import Said

        self.saw("rulings")
        rows = [{**dataclasses.asdict(r), "words": r.text} for r in Said.of(self.vault).rulings]
        return pd.DataFrame(rows, columns=list(RULING_COLUMNS))

    @needs("redact")
    def add_roster(
        self, path: str | Path, *, rerun: bool = True, progress: Progress | None = None
    ) -> pd.DataFrame:
        """Take in a roster csv (case, name, kind, aka); what of it could not be used: row, reason.

        It is kept in the vault alone; its names are looked for in every document of their case.
        """
        import pandas as pd

        from lif_narrative.deidentify.supplied import read_roster

        supplied = read_roster(Path(path))
        keep_entries(self, supplied.entries)
        if rerun and supplied.entries and self.store.read(Document):
            again(self, progress)
        return pd.DataFrame(list(supplied.refused), columns=["row", "reason"])

    def _rule(
        self, verb: str, document_id: str, span: tuple[int, int], kind: str, reason: str,
        everywhere: bool, rerun: bool, progress: Progress | None,
    ) -> str:  # fmt: skip
        ruling = ruling_on(self, verb, document_id, span, kind, reason, everywhere)
        owner = {"cases": [ruling.case]} if ruling.case else {"source": source_of(self, document_id)}
        told = json.dumps(dataclasses.asdict(ruling), ensure_ascii=False).encode()
        self.vault.put("ruling", ruling.id, told, **owner)
        with self.store.writing() as connection:
            done = "redacted" if verb == "redact" else "restored redaction"
            events.append(self.store, connection, self.actor, done, document_id, after=ruling.id)
        if rerun:
            again(self, progress)
        return ruling.id
