"""What each paragraph of a PDF is: title, heading, list item or body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lif_narrative.ingest.parts import Part
from lif_narrative.ingest.pdf_paragraphs import Paragraph
from lif_narrative.ingest.pdf_setting import BULLET, DASH, NUMBER
from lif_narrative.ingest.pdf_words import Vocabulary

_LARGER: Final = 1.12  # times the body's size
_LONGEST: Final = 40  # words of a heading
_MOST_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of a file's headings, the largest first, and the title's, or 0."""

    headings: tuple[float, ...]
    title: float

    @classmethod
    def of(cls, found: Sequence[Paragraph], body: float) -> Scale:
        """The largest size is the title's if the first page alone uses it, and no more than twice."""
        larger = [paragraph for paragraph in found if paragraph.lines[0].size > _LARGER * body]
        sizes = sorted({_size(paragraph) for paragraph in larger}, reverse=True)
        top = [paragraph for paragraph in larger if _size(paragraph) == sizes[0]]
        alone = 0 < len(top) <= 2 and all(paragraph.lines[0].page == 0 for paragraph in top)
        return cls(tuple(sizes), sizes[0] if alone else 0.0)


def parts(found: Sequence[Paragraph], scale: Scale, words: Vocabulary) -> Iterator[Part]:
    """The paragraphs as parts; a bullet or number before one is its `name`. Only a bullet leaves the text."""
    for paragraph in found:
        text = words.joined([line.text for line in paragraph.lines])
        bullet = BULLET.match(text)
        marker = bullet or DASH.match(text) or NUMBER.match(text)
        said = text[bullet.end() :] if bullet else text
        if said.strip():
            role, level = _role(paragraph, text, scale)
            page = paragraph.lines[0].page + 1
            bold = all(line.bold for line in paragraph.lines)
            name = marker[0].strip() if marker else ""
            yield Part(role, said, f"page{page}", level, bold, name=name, page=page)


def _role(paragraph: Paragraph, text: str, scale: Scale) -> tuple[str, int]:
    if BULLET.match(text) or DASH.match(text):
        return "list", 1
    size = _size(paragraph)
    if size in scale.headings and len(text.split()) <= _LONGEST:
        return ("title", 1) if size == scale.title else ("heading", scale.headings.index(size) + 1)
    bold = all(line.bold for line in paragraph.lines)
    if bold and len(paragraph.lines) <= _MOST_LINES and not text.endswith((".", ",", ";")):
        return "heading", len(scale.headings) + 1
    return "body", 0


def _size(paragraph: Paragraph) -> float:
    return round(paragraph.lines[0].size, 1)
