"""Markdown (.md): headings, paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lif_narrative.ingest.letters import decode
from lif_narrative.ingest.parts import Cell, Part, Reading, Table

if TYPE_CHECKING:
    from markdown_it.token import Token


def read(path: Path) -> Reading:
    """Read Markdown; `line3` is where a paragraph begins, from 1, and `t1r2c2` a cell."""
    from markdown_it import MarkdownIt

    text, _ = decode(path.read_bytes())
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)
    units = list(_units(tokens))
    title = next((u.text for u in units if isinstance(u, Part) and u.role == "heading" and u.level == 1), "")
    return Reading(tuple(units), "md", title)


def _units(tokens: list[Token]) -> Iterator[Part | Table]:
    depth = tables = 0
    heading = 0
    row_cells: list[list[Token]] = []
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            depth += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
        elif token.type == "heading_open":
            heading = int(token.tag[1:])
        elif token.type == "heading_close":
            heading = 0
        elif token.type == "tr_open":
            row_cells.append([])
        elif token.type == "table_close":
            tables += 1
            yield _table(row_cells, f"t{tables}")
            row_cells = []
        elif token.type == "inline" and row_cells:
            row_cells[-1].append(token)
        elif token.type in {"inline", "fence", "code_block"} and words(token).strip():
            role = "heading" if heading else "list" if depth else "body"
            line = (token.map or [0])[0] + 1
            yield Part(role, words(token), f"line{line}", heading or depth, bold(token))


def words(token: Token) -> str:
    """The words of a token, without its marks; a soft line end is a space."""
    if token.children is None:
        return token.content
    ends = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(ends.get(one.type, "" if one.type == "image" else one.content) for one in token.children)


def bold(token: Token) -> bool:
    """Everything in the token stands between strong marks."""
    depth, plain = 0, False
    for one in token.children or []:
        depth += (one.type == "strong_open") - (one.type == "strong_close")
        plain |= depth == 0 and bool(one.content.strip())
    return not plain and any(one.type == "strong_open" for one in token.children or [])


def _table(rows: list[list[Token]], locator: str) -> Table:
    width = max(map(len, rows), default=0)
    cells = [
        [Cell(words(token), f"{locator}r{r}c{c}", bold(token)) for c, token in enumerate(row, 1)]
        for r, row in enumerate(rows, 1)
    ]
    for r, row in enumerate(cells, 1):
        row += [Cell("", f"{locator}r{r}c{c}") for c in range(len(row) + 1, width + 1)]
    return Table(tuple(map(tuple, cells)), locator)
