"""Web pages (.html): the words that a person would see, in blocks, and tables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from lif_narrative.ingest.letters import decode
from lif_narrative.ingest.parts import Reading
from lif_narrative.ingest.remarks import count
from lif_narrative.ingest.web_page import Page

_CHARSET: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)


def read(path: Path) -> Reading:
    """Read a web page; `p4` is its fourth block: a paragraph, heading or list item, empty `<p>` counted."""
    return of_markup(_decoded(path.read_bytes()))


def of_markup(markup: str) -> Reading:
    """Read a page's markup."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup)
    page = Page()
    if tree.body is not None:
        page.walk(tree.body, "body", 0, 0)
        page.end_block()
    title = tree.css_first("title")
    words = " ".join(title.text().split()) if title is not None else ""
    remarks = (
        count(len(tree.css("img")), "picture", "left out"),
        count(page.hidden, "hidden part", "left out"),
    )
    return Reading(tuple(page.units), "html", words, tuple(filter(None, remarks)))


def _decoded(data: bytes) -> str:
    """A byte order mark or UTF-8 first, then what the page says of itself."""
    text, encoding = decode(data)
    declared = _CHARSET.search(data[:4000])
    if encoding == "cp1252" and declared:
        try:
            return data.decode(declared[1].decode("ascii"), errors="replace")
        except LookupError:
            return text
    return text
