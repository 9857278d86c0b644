"""Pages as Markdown, for pasting into other tools; the proof stands in a comment at the end.

A picture is left out: the sentence that says it and its table stand there anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from lif_narrative.export.embedding import packed
from lif_narrative.export.items import Figure, Grid, Item, Line
from lif_narrative.export.page import Page

MARKS: Final = {
    "title": "# ", "heading": "## ", "caption": "### ", "quote": "> ", "against": "> ", "cite": "> — ",
    "bullet": "- ", "contents": "- ",
}  # fmt: skip
SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write(page: Page, path: Path) -> None:
    """Write a page as .md."""
    body = "".join(_spaced(item for item in page.items if not isinstance(item, Figure))).lstrip()
    proof = f"<!-- lif-story {packed(page.manifest)} -->"
    path.write_text(f"{body}\n\nSeal {page.seal[:16]}\n\n{proof}\n", encoding="utf-8", newline="\n")


def _spaced(items: Iterable[Item]) -> Iterator[str]:
    """Each item with the space before it: the points of a list stand together."""
    before = ""
    for item in items:
        role = item.role if isinstance(item, Line) else ""
        yield ("\n" if role == before and role in ("bullet", "contents") else "\n\n") + _item(item)
        before = role


def _item(item: Item) -> str:
    assert not isinstance(item, Figure), "a picture's words and table stand under it"
    if isinstance(item, Grid):
        rows = [item.columns, tuple("---" for _ in item.columns), *item.rows]
        return "\n".join(f"| {' | '.join(escaped(value) for value in row)} |" for row in rows)
    return MARKS.get(item.role, "") + escaped(item.text)


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: on one line, with its marks escaped."""
    one = " ".join(text.split())
    return SPECIAL.sub(r"\\\1", one) if not re.fullmatch(r"-+", one) else one
