"""A codebook as a document to read and argue over: a heading a theme, what counts and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lif_narrative.export import whole, word
from lif_narrative.export.items import Item, Line, lines_of, with_contents
from lif_narrative.export.page import Page, seal_of

if TYPE_CHECKING:
    from lif_narrative.codebook import Codebook
    from lif_narrative.records import Theme

FORMAT = "lif-codebook/1"


def write(book: Codebook, path: Path) -> None:
    """Write the codebook as .docx; the same codebook gives the same file."""
    items = tuple(with_contents(items_of(book)))
    manifest = {"format": FORMAT, "fingerprint": book.fingerprint,
                "lines": [[line.role, line.text, "", ""] for line in lines_of(items)]}  # fmt: skip
    page = Page(book.name or "Codebook", items, manifest, seal_of(manifest), made="2000-01-01")
    whole(path, lambda place: word.write(page, place))


def items_of(book: Codebook) -> Iterator[Item]:
    """What is shown: domains as headings, each theme below with its words."""
    yield Line("title", book.name or "Codebook")
    yield Line("status", f"Version {book.version}: {len(book.leaves)} themes to code with.")
    if book.note:
        yield Line("text", book.note)
    parents = {theme.parent for theme in book.themes}
    for theme in book.themes:
        if theme.status != "retired":
            yield Line("heading" if theme.id in parents or not theme.parent else "caption", theme.name)
            yield from _words(theme)


def _words(theme: Theme) -> Iterator[Item]:
    yield from [Line("text", theme.definition)] if theme.definition else []
    for label, phrases in (("Counts here", theme.include), ("Does not count", theme.exclude)):
        if phrases:
            yield Line("label", label)
            yield from (Line("bullet", phrase) for phrase in phrases)
    yield from [Line("note", f"Example: {theme.example}")] if theme.example else []
    yield from [Line("note", f"Memo: {theme.memo}")] if theme.memo else []
    if theme.watch:
        yield Line("note", "On the watch-list: looked for in every audit, and said when it is not found.")
