"""Plain text (.txt): a paragraph a line, or lines wrapped by hand joined again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lif_narrative.ingest.letters import decode
from lif_narrative.ingest.parts import Part, Reading

_WRAPS_AT: Final = range(50, 101)  # columns that people and programs wrap plain text at


def read(path: Path) -> Reading:
    """Read plain text; `line3` is where a paragraph begins, from 1."""
    text, _ = decode(path.read_bytes())
    return Reading(tuple(paragraphs(text)), "txt")


def paragraphs(text: str, role: str = "body") -> Iterator[Part]:
    """The paragraphs of plain text: single lines, or runs of lines if the text was wrapped."""
    numbered = [(number, line.rstrip()) for number, line in enumerate(as_lines(text), 1)]
    join = wrapped([line for _, line in numbered])
    held: list[str] = []
    first = 0
    for number, line in [*numbered, (0, "")]:
        if held and (not line.strip() or not (join and _continues(held[-1], line, join))):
            yield Part(role, " ".join(held), f"line{first}")
            held = []
        if line.strip():
            first = first if held else number
            held.append(line.strip() if held else line)


def as_lines(text: str) -> list[str]:
    """Lines by the three line ends in use; other separators stay inside their line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")


def wrapped(lines: list[str]) -> int:
    """The width a text was wrapped at by hand, or 0: most lines inside paragraphs end near one width."""
    inside = [
        len(line) for line, after in zip(lines, lines[1:], strict=False) if line.strip() and after.strip()
    ]
    if len(inside) < 3:
        return 0
    width = max(inside)
    near = sum(width - 15 <= length for length in inside)
    return width if width in _WRAPS_AT and near >= 0.6 * len(inside) else 0


def _continues(line: str, after: str, width: int) -> bool:
    """A line goes on in the next one if the next one's first word would not have fitted on it."""
    first, _, _ = after.strip().partition(" ")
    marked = after.lstrip()[:2] in {"- ", "* ", "• ", "– "}
    return not marked and len(line) + 1 + len(first) > width - 2
