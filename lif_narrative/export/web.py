"""Pages as one HTML file that needs nothing else: no script, no address but its own, pictures inside."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from lif_narrative.export.embedding import packed
from lif_narrative.export.items import Figure, Grid, Item, Line
from lif_narrative.export.page import Page

TAGS: Final = {
    "title": "h1",
    "heading": "h2",
    "caption": "h3",
    "quote": "blockquote",
    "against": "blockquote",
}
OUTER: Final = {"ul": "<ul>", "nav": '<nav aria-label="Contents">'}
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STYLE: Final = """
body { font: 17px/1.5 Arial, sans-serif; color: #1a1a1a }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1, h2, h3 { color: #1f3b4d; line-height: 1.2 } h2 { margin-top: 2.5rem }
blockquote { margin: .8rem 0 0 1rem; padding-left: .8rem; border-left: 4px solid #2c6e73 }
blockquote.against { border-left: 4px dashed #8a4b08 }
p.cite { margin: 0 0 .8rem 2rem } p.cite, p.note, p.proposed { font-size: .85rem; color: #4a4a4a }
p.label { font-weight: bold; font-size: .9rem; color: #1f3b4d } p.status { font-weight: bold; color: #8a4b08 }
img { max-width: 100%; height: auto } nav p { margin: .2rem 0 } a { color: #1f3b4d }
table { border-collapse: collapse; font-size: .85rem }
th, td { border: 1px solid #888; padding: .2rem .4rem }
th { background: #e6edf1; text-align: left; vertical-align: top }
@media print { body { margin: 0 } h2 { break-after: avoid } blockquote { break-inside: avoid } }
"""


def write(page: Page, path: Path) -> None:
    """Write a page as .html."""
    body = "\n".join([*_logo(page.dress.logo), *_body(page)])
    path.write_text(
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="lif-story" content="{packed(page.manifest)}">\n'
        f"<title>{escape(page.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n"
        f'</main>\n<footer><p class="note">Seal {page.seal[:16]}</p></footer>\n</body>\n</html>\n',
        encoding="utf-8",
        newline="\n",
    )


def _logo(path: Path | None) -> Iterator[str]:
    if path:
        kind = mimetypes.guess_type(path.name)[0] or "image/png"
        yield f'<img src="{_data(kind, path.read_bytes())}" alt="Logo" style="height: 3.5rem">'


def _data(kind: str, blob: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(blob).decode('ascii')}"


def _body(page: Page) -> Iterator[str]:
    """Items as markup; neighbouring bullets are one list, the contents one navigation."""
    counts = {"contents": 0, "heading": 0}
    within = ""
    for item in page.items:
        role = item.role if isinstance(item, Line) else ""
        outer = {"bullet": "ul", "contents": "nav"}.get(role, "")
        if outer != within:
            if within:
                yield f"</{within}>"
            if outer:
                yield OUTER[outer]
            within = outer
        yield _item(item, counts)
    if within:
        yield f"</{within}>"


def _item(item: Item, counts: dict[str, int]) -> str:
    if isinstance(item, Grid):
        head = "".join(f'<th scope="col">{escape(value)}</th>' for value in item.columns)
        rows = "\n".join(_row(row) for row in item.rows)
        return (
            f'<table aria-label="{escape(item.summary or item.title)}">\n<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{rows}\n</tbody>\n</table>"
        )
    if isinstance(item, Figure):
        source = _data("image/svg+xml", item.svg.encode("utf-8"))
        return f'<img src="{source}" alt="{escape(item.alt)}" width="{item.size[0] * 1.33:.0f}">'
    if item.role in counts:
        counts[item.role] += 1
        place = f"h{counts[item.role]}"
        if item.role == "contents":
            return f'<p><a href="#{place}">{escape(item.text)}</a></p>'
        return f'<h2 id="{place}" class="heading">{escape(item.text)}</h2>'
    if item.role == "bullet":
        return f"<li>{escape(item.text)}</li>"
    tag = TAGS.get(item.role, "p")
    return f'<{tag} class="{item.role}">{escape(item.text)}</{tag}>'


def _row(row: tuple[str, ...]) -> str:
    first, *rest = row
    return (
        f'<tr><th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(v)}</td>" for v in rest) + "</tr>"
    )
