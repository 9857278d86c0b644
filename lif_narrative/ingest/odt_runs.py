"""The text of one OpenDocument paragraph, gathered from its spans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.odt_styles import Style, Styles, name, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NOTES: Final = {"office:annotation", "text:note"}
_NOT_TEXT: Final = {
    "office:annotation-end", "text:tracked-changes", "text:bookmark", "text:hidden-text", "text:ruby-text",
}  # fmt: skip
_MOST_SPACES: Final = 1_000


class Runs:
    """Walks a paragraph and keeps what it meets."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.pieces: list[str] = []
        self.bolds: list[bool] = []
        self.notes: list[Element] = []
        self.frames: list[Element] = []
        self.hidden = 0

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.pieces)

    @property
    def bold(self) -> bool:
        """Every span with letters in it is bold."""
        return bool(self.bolds) and all(self.bolds)

    def add(self, element: Element, style: Style) -> None:
        """Take in everything under `element`, written in the given style."""
        self._say(element.text, style)
        for one in element:
            self._one(one, style)
            self._say(one.tail, style)

    def _one(self, one: Element, style: Style) -> None:
        kind = name(one)
        if kind == "text:s":
            self._add(" " * min(number(value(one, "c"), 1), _MOST_SPACES), style)
        elif kind == "text:tab":
            self._add("\t", style)
        elif kind == "text:line-break":
            self._add("\n", style)
        elif kind in _NOTES:
            self.notes.append(one)
        elif kind == "draw:frame":
            self.frames.append(one)
        elif kind == "text:span":
            own = self.styles[value(one, "style-name")] if value(one, "style-name") else style
            self.add(one, Style(bold=own.bold, hidden=own.hidden or style.hidden))
        elif kind not in _NOT_TEXT:
            self.add(one, style)

    def _say(self, text: str | None, style: Style) -> None:
        """White space in the file is layout: several signs of it are one space (ODF 1.3, 6.1.2)."""
        folded = re.sub(r"[ \t\r\n]+", " ", text or "")
        last = next((piece[-1] for piece in reversed(self.pieces) if piece), " ")
        ends_in_space = folded.startswith(" ") and last in {" ", "\n", "\t"}
        self._add(folded[1:] if ends_in_space else folded, style)

    def _add(self, text: str, style: Style) -> None:
        if style.hidden:
            self.hidden += bool(text.strip())
            return
        self.pieces.append(text)
        if text.strip():
            self.bolds.append(style.bold)
