"""What each paragraph of a PDF is: title, heading, list item or body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lif_narrative.ingest.parts import Part
from lif_narrative.ingest.pdf_glyphs import Run
from lif_narrative.ingest.pdf_paragraphs import BULLET, DASH, NUMBER, Paragraph
from lif_narrative.ingest.pdf_words import Vocabulary

_LARGER: Final = 1.12  # times the body's size
_LONGEST: Final = 40  # words of a heading
_MOST_LINES: Final = 3


def body_size(runs: Iterable[Run]) -> float:
    """The size in points that most letters are set in."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size, 1)] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def heading_sizes(found: Sequence[Paragraph], body: float) -> list[float]:
    """Sizes larger than the body's, the largest first: the levels of headings."""
    sizes = {_size(paragraph) for paragraph in found if _is_larger(paragraph, body)}
    return sorted(sizes, reverse=True)


def parts(found: Sequence[Paragraph], sizes: list[float], body: float, words: Vocabulary) -> Iterator[Part]:
    """The paragraphs as parts; a bullet or number before one is its `name`, and only a bullet leaves the text."""
    for paragraph in found:
        text = words.joined([line.text for line in paragraph.lines])
        bullet = BULLET.match(text)
        marker = bullet or DASH.match(text) or NUMBER.match(text)
        said = text[bullet.end() :] if bullet else text
        if said.strip():
            role, level = _role(paragraph, text, sizes, body)
            page = paragraph.lines[0].page + 1
            bold = all(line.bold for line in paragraph.lines)
            yield Part(role, said, f"page{page}", level, bold, name=marker[0].strip() if marker else "", page=page)


def _role(paragraph: Paragraph, text: str, sizes: list[float], body: float) -> tuple[str, int]:
    if BULLET.match(text) or DASH.match(text):
        return "list", 1
    if _is_larger(paragraph, body) and len(text.split()) <= _LONGEST:
        rank = sizes.index(_size(paragraph))
        return ("title", 1) if rank == 0 and paragraph.lines[0].page == 0 else ("heading", rank + 1)
    bold = all(line.bold for line in paragraph.lines)
    if bold and len(paragraph.lines) <= _MOST_LINES and not text.endswith((".", ",", ";")):
        return "heading", len(sizes) + 1
    return "body", 0


def _size(paragraph: Paragraph) -> float:
    return round(paragraph.lines[0].size, 1)


def _is_larger(paragraph: Paragraph, body: float) -> bool:
    return paragraph.lines[0].size > _LARGER * body
