"""What may still identify, as a person goes through it: which document first, where words stand, what waits.

It holds ids, offsets in code points and kinds; no words of a document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import digest
from lif_narrative.records import Event

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

# The kinds of `residual_risks`, the gravest first, and what such words mostly are, where that can be told
GRAVEST: Final = {
    "name": "person", "unusual word": "person", "number": "identity number", "rare combination": "",
    "exact date": "", "unknown word": "person",
}  # fmt: skip
RULED: Final = ("redacted", "restored redaction")
Spans = list[tuple[int, int]]


def gravest_first(documents: pd.DataFrame, risks: pd.DataFrame) -> pd.DataFrame:
    """The documents with `risks`, how many each holds: most of the gravest kind first, equals as they came.

    Parameters
    ----------
    documents : DataFrame
        With a column `id`.
    risks : DataFrame
        As `Project.residual_risks` gives them.
    """
    import pandas as pd

    counts = pd.crosstab(risks["document_id"], risks["kind"]) if len(risks) else pd.DataFrame()
    counts = counts.reindex(index=documents["id"], columns=list(GRAVEST), fill_value=0)
    counts = counts.fillna(0).astype(int).reset_index(drop=True)
    order = counts.sort_values(list(GRAVEST), ascending=False, kind="stable").index
    found = documents.reset_index(drop=True).assign(risks=counts.sum(axis=1))
    return found.loc[order].reset_index(drop=True)


def places(text: str, words: str) -> Spans:
    """Where words stand whole in a text, however its lines break; in other capitals where not in these.

    Raises
    ------
    NarrativeError
        They are not there, or nothing was typed.
    """
    parts = words.split()
    if not parts:
        raise NarrativeError("Type the words that are to be replaced, as the document has them.")
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, parts)) + r"(?!\w)"
    found = [m.span() for m in re.finditer(pattern, text)]
    found = found or [m.span() for m in re.finditer(pattern, text, re.IGNORECASE)]
    if not found:
        raise NarrativeError(
            "These words are not in this document as it reads now. Type them exactly as they stand, whole "
            "words alone; if they were replaced already, nothing need be done."
        )
    return found


def replaced(project: Project, document_id: str) -> Spans:
    """Where the de-identified text has something instead of words; it shows no original, so is no view.

    Raises
    ------
    VaultLocked
        The vault is away or closed.
    """
    from lif_narrative.deidentify.codec import decode_redactions
    from lif_narrative.deidentify.findings import moved

    redactions = decode_redactions(project.vault.get("redactions", document_id))
    starts = [moved(r.start, redactions) for r in redactions]
    return [(at, at + len(r.replacement)) for at, r in zip(starts, redactions, strict=True)]


def standing(project: Project, documents: pd.DataFrame, risks: pd.DataFrame) -> pd.DataFrame:
    """Risks with a column `stands`: somebody looked at them and said that they may."""
    from lif_narrative.standing import which_stand

    return which_stand(project.store, dict(zip(documents["id"], documents["text"], strict=True)), risks)


def awaiting(project: Project) -> dict[str, int]:
    """Rulings of each document that came after names were last taken out: they wait for the next run.

    Whoever may read a project may know how many wait, without its trail.
    """
    table = project.store.table(Event)
    with project.allowing("read"):
        found = project.store.read(
            Event, table.c.verb.in_(RULED) | ((table.c.verb == "ran") & (table.c.object == "deidentify"))
        )
    known, waiting = set(project.documents()["id"]), Counter[str]()
    for event in sorted(found, key=lambda event: event.position):
        if event.verb == "ran":
            waiting.clear()
        elif event.object in known:
            waiting[event.object] += 1
    return dict(waiting)


def unchanged(project: Project, document_id: str, mark: str) -> str:
    """The document's text, if it still is the one that a person looked at (see `mark_of`).

    Raises
    ------
    NarrativeError
        It was read anew since, so that offsets may point at other words.
    """
    now = project.documents().set_index("id")["text"].get(document_id, "")
    if mark_of(now) != mark:
        raise NarrativeError("This document was read again meanwhile. Look at it as it stands, then say so.")
    return str(now)


def mark_of(text: str) -> str:
    """A text's fingerprint."""
    return digest([text])


def pieces(text: str, marks: Iterable[tuple[int, int, str]]) -> Iterator[tuple[str, str]]:
    """A text cut at its marks (start, end, name): words with the name of their mark, or "" between marks.

    Of two that overlap the first stands, and of two that start together the longer.
    """
    at = 0
    for start, end, name in sorted(marks, key=lambda mark: (mark[0], -mark[1], mark[2])):
        if start >= at and end > start:
            yield text[at:start], ""
            yield text[start:end], name
            at = end
    yield text[at:], ""


def letter(position: int) -> str:
    """a, b … z, aa, ab …: how replaced places are told from numbered ones."""
    before, last = divmod(position, 26)
    return (letter(before - 1) if before else "") + chr(ord("a") + last)
