"""The accepted text of one Word paragraph, gathered from its runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.word_forms import form_answer, sign
from lif_narrative.ingest.word_styles import Style, Styles, child, name, switch, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Deleted and moved-away text, properties, and the instructions behind a field are not text.
_NOT_TEXT: Final = {
    "w:del", "w:moveFrom", "w:delText", "w:instrText", "w:delInstrText", "w:pPr", "w:rPr", "w:sdtPr",
    "w:sdtEndPr", "w:tblPr", "w:rt", "w:sectPr", "w:commentRangeStart", "w:commentRangeEnd",
}  # fmt: skip
_SIGNS: Final = {"w:tab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "", "w:ptab": "\t"}
_REFERENCES: Final = {
    "w:footnoteReference": "footnote", "w:endnoteReference": "endnote", "w:commentReference": "comment",
}  # fmt: skip


class Runs:
    """Walks a paragraph (or several that were merged by a tracked deletion) and keeps what it meets."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.pieces: list[str] = []
        self.bolds: list[bool] = []  # of each run with letters in it
        self.boxes: list[Element] = []  # text boxes, to be read after the paragraph
        self.hidden = 0
        self.prompts = 0  # placeholders of content controls that nobody filled in
        self._fields: list[bool] = []  # for each open field: are we still in its instruction?

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.pieces)

    @property
    def bold(self) -> bool:
        """Every run with letters in it is bold."""
        return bool(self.bolds) and all(self.bolds)

    def add(self, element: Element, style: Style) -> None:
        """Take in everything under `element`, a paragraph of the given style."""
        for one in element:
            kind = name(one)
            if kind == "w:r":
                self._run(one, style)
            elif kind == "w:sdt":
                self._control(one, style)
            elif kind == "mc:AlternateContent":
                self._alternative(one, style)
            elif kind == "w:ruby":
                base = child(one, "w:rubyBase")
                self.add(base if base is not None else one, style)
            elif kind == "m:t":
                self.pieces.append(one.text or "")
            elif kind == "w:txbxContent":
                self.boxes.append(one)
            elif kind not in _NOT_TEXT:
                self.add(one, style)

    def _run(self, run: Element, style: Style) -> None:
        properties = child(run, "w:rPr")
        own = self.styles[value(child(properties, "w:rStyle"))] if properties is not None else Style()
        hidden = switch(child(properties, "w:vanish"))
        if hidden if hidden is not None else own.hidden or style.hidden:
            self.hidden += 1
            return
        before = len(self.pieces)
        for one in run:
            self._part_of_run(one, style)
        if any(piece.strip() for piece in self.pieces[before:]):
            bold = switch(child(properties, "w:b"))
            self.bolds.append(bool(bold if bold is not None else own.bold or style.bold))

    def _part_of_run(self, one: Element, style: Style) -> None:
        kind = name(one)
        if kind == "w:fldChar":
            self._field(one)
        elif any(self._fields):
            return
        elif kind == "w:t":
            self.pieces.append(one.text or "")
        elif kind in _SIGNS:
            self.pieces.append(_SIGNS[kind])
        elif kind == "w:br":
            soft = value(one, "type") in {"", "textWrapping"}
            self.pieces.append("\n" if soft or self.text.strip() else "")
        elif kind == "w:sym":
            self.pieces.append(sign(value(one, "char").upper()))
        elif kind == "mc:AlternateContent":
            self._alternative(one, style)
        elif kind not in _NOT_TEXT and len(one):  # a drawing, a picture: may hold a text box
            self.add(one, style)

    def _field(self, mark: Element) -> None:
        kind = value(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(True)
            self.pieces.append(form_answer(child(mark, "w:ffData")))
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _control(self, control: Element, style: Style) -> None:
        content = child(control, "w:sdtContent")
        if switch(child(control, "w:sdtPr", "w:showingPlcHdr")):
            self.prompts += 1
        elif content is not None:
            self.add(content, style)

    def _alternative(self, element: Element, style: Style) -> None:
        """The same thing said twice, for newer and for older programs: the first that says anything."""
        for choice in element:
            before = len(self.pieces), len(self.boxes)
            self.add(choice, style)
            if (len(self.pieces), len(self.boxes)) != before:
                return


def references(element: Element) -> list[tuple[str, str]]:
    """The notes and comments that hang on an element: (kind, id), in order, deleted text included."""
    found = [(_REFERENCES[name(one)], value(one, "id")) for one in element.iter() if name(one) in _REFERENCES]
    return list(dict.fromkeys(found))
