"""What forms in Word show that is not text: tick boxes, chosen entries, signs of symbol fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.word_styles import child, name, switch, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BOXES: Final = {  # signs of the Wingdings fonts that forms use as tick boxes
    "FE": "☒", "FD": "☒", "FC": "✓", "FB": "✗", "A8": "☐", "6F": "☐", "71": "☐", "52": "☑", "51": "☒",
    "53": "☒", "54": "☒", "50": "✓", "4F": "✗", "A3": "☐", "B7": "•", "A7": "▪",
}  # fmt: skip


def sign(code: str) -> str:
    """A sign named by its number; those of symbol fonts stand in F000 to F0FF."""
    if code.startswith("F0"):
        return _BOXES.get(code[-2:], "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def form_answer(form: Element | None) -> str:
    """What an old form field shows that is not text: a tick box, or the chosen entry of a list."""
    box, entries = child(form, "w:checkBox"), child(form, "w:ddList")
    if box is not None:
        state = switch(child(box, "w:checked"))
        return "☒" if (state if state is not None else switch(child(box, "w:default"))) else "☐"
    if entries is not None:
        words = [value(one) for one in entries if name(one) == "w:listEntry"]
        chosen = value(child(entries, "w:result")) or value(child(entries, "w:default")) or "0"
        return words[int(chosen)] if chosen.isdigit() and int(chosen) < len(words) else ""
    return ""
