"""Stories as Markdown, for pasting into other tools; the proof stands in a comment at the end."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from lif_narrative.export.embedding import packed
from lif_narrative.export.lines import Grid, Item
from lif_narrative.export.page import Page

MARKS: Final = {
    "title": "# ", "heading": "## ", "caption": "### ", "quote": "> ", "against": "> ", "cite": "> — ",
}  # fmt: skip
SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write(page: Page, path: Path) -> None:
    """Write a page as .md."""
    body = "\n\n".join(_item(item) for item in page.items)
    proof = f"<!-- lif-story {packed(page.manifest)} -->"
    path.write_text(f"{body}\n\nSeal {page.seal[:16]}\n\n{proof}\n", encoding="utf-8", newline="\n")


def _item(item: Item) -> str:
    if isinstance(item, Grid):
        rows = [item.columns, tuple("---" for _ in item.columns), *item.rows]
        return "\n".join(f"| {' | '.join(escaped(value) for value in row)} |" for row in rows)
    return MARKS.get(item.role, "") + escaped(item.text)


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: on one line, with its marks escaped."""
    one = " ".join(text.split())
    return SPECIAL.sub(r"\\\1", one) if not re.fullmatch(r"-+", one) else one
