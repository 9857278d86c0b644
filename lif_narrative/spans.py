"""Passages that people mark: kept exactly, and counted as codings of the sentences they cover."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final, cast

from lif_narrative import adoption, decisions, events
from lif_narrative.access import needs
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import short_id
from lif_narrative.frames import of_records
from lif_narrative.records import Document, Excerpt, Span, Theme

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project
    from lif_narrative.store import Store

ENOUGH: Final = 0.5  # of the shorter of passage and sentence: then the sentence is coded too


class SpanVerbs:
    """What can be said of passages; a part of `Project`."""

    store: Store
    actor: str

    @needs("read")
    def spans(self) -> pd.DataFrame:
        """Passages that people marked, in code points: id document_id start end theme_id coder blind."""
        return of_records(self.store.read(Span), Span)

    @needs("code")
    def mark(self, document_id: str, start: int, end: int, theme_id: str, *, blind: bool = False) -> Span:
        """Mark a passage of a document under a theme; sentences it covers by half are coded with it.

        Parameters
        ----------
        start, end : int
            Code points of the document's text, `end` excluded.

        Raises
        ------
        NarrativeError
            No such document or theme, or the passage is empty or lies outside the document.
        """
        made = span(document_id, start, end, theme_id, self.actor, blind=blind)
        _check(self.store, made)
        keep(cast("Project", self), [made])
        return made

    @needs("code")
    def unmark(self, span_id: str) -> None:
        """Take back one's own mark; the codings it gave go with it unless another mark gives them."""
        unmark(cast("Project", self), span_id)


def _check(store: Store, made: Span) -> None:
    found = store.read(Document, store.table(Document).c.id == made.document_id)
    if not found:
        raise NarrativeError(f"There is no document {made.document_id}. It may have been taken out since.")
    size = len(found[0].text)
    if not 0 <= made.start < made.end <= size:
        raise NarrativeError(
            f"A passage from {made.start} to {made.end} does not lie in a document of {size} characters."
        )
    if not store.read(Theme, store.table(Theme).c.id == made.theme_id):
        raise NarrativeError(f"There is no theme {made.theme_id}. See `lif themes` for the ids.")


def unmark(project: Project, span_id: str, before: str = "") -> None:
    """Take back a mark of the project's actor, and the codings that no other mark of theirs gives."""
    store, table = project.store, project.store.table(Span)
    held = store.read(Span, table.c.id == span_id)
    if not held or held[0].coder != project.actor:
        raise NarrativeError("There is no such mark of yours. Only who set a mark takes it back.")
    with store.writing() as connection:
        connection.execute(table.delete().where(table.c.id == span_id))
        events.append(
            store, connection, project.actor, "unmarked", span_id, after=_told(held[0]), before=before
        )
    mine = store.read(Span, table.c.theme_id == held[0].theme_id, table.c.coder == project.actor)
    still = {excerpt for one in mine for excerpt in _covered(store, one)}
    for excerpt in set(_covered(store, held[0])) - still:
        adoption.decide(project, decisions.WITHDREW, excerpt, held[0].theme_id, "", "", before=span_id)


def _told(one: Span) -> str:
    """A mark in ids and numbers, so that one taken back can be put where it was."""
    return f"{one.document_id} {one.start} {one.end} {one.theme_id}{' blind' if one.blind else ''}"


def span(document_id: str, start: int, end: int, theme_id: str, coder: str, *, blind: bool = False) -> Span:
    """A Span, its id from what it is."""
    name = short_id("sp", document_id, start, end, theme_id, coder)
    return Span(name, document_id, start, end, theme_id, coder, blind)


def keep(project: Project, spans: Sequence[Span], before: str = "") -> None:
    """Keep marks and the codings that follow from them, each as its coder's act."""
    store = project.store
    with store.writing() as connection:
        for one in spans:
            store.put(connection, one)
            events.append(store, connection, one.coder, "marked", one.id, before=before, after=one.theme_id)
    for one in spans:
        for excerpt in _covered(store, one):
            adoption.decide(project, decisions.CODED, excerpt, one.theme_id, "", "blind" if one.blind else "",
                            actor=one.coder, before=one.id)  # fmt: skip


def _covered(store: Store, one: Span) -> list[str]:
    """The excerpts that a passage covers by half, or that cover the passage by half."""
    found = store.read(Excerpt, store.table(Excerpt).c.document_id == one.document_id)
    return [e.id for e in found if _shared(one, e) >= ENOUGH * min(one.end - one.start, e.end - e.start)]


def _shared(one: Span, excerpt: Excerpt) -> int:
    """How many code points they share; less than none when they lie apart."""
    return min(one.end, excerpt.end) - max(one.start, excerpt.start)


def carry(project: Project, connection: Any, documents: Iterable[Document]) -> None:
    """Move the marks of documents whose text changes, before the new text replaces the old."""
    store = project.store
    marks: dict[str, list[Span]] = {}
    for one in store.read(Span):
        marks.setdefault(one.document_id, []).append(one)
    if not marks:
        return
    old = {d.id: d.text for d in store.read(Document, store.table(Document).c.id.in_(list(marks)))}
    for document in documents:
        before = old.get(document.id, document.text)
        if document.id in marks and before != document.text:
            for one in carried(marks[document.id], before, document.text):
                store.put(connection, one)


def carried(spans: Iterable[Span], before: str, after: str) -> list[Span]:
    """Marks of a text as marks of its new wording, by what both have in common."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()

    def place(offset: int) -> int:
        found = max((b for b in blocks if b.a <= offset and b.size), key=lambda b: b.a, default=None)
        return 0 if found is None else found.b + min(offset - found.a, found.size)

    moved = [dataclasses.replace(s, start=place(s.start), end=place(s.end - 1) + 1) for s in spans]
    return [s for s in moved if s.start < s.end <= len(after)]
