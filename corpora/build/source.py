"""What a source file in `text/` holds, as the writers read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

TEXT = Path(__file__).parent / "text"


def paragraphs(prose: str) -> list[str]:
    """Split at blank lines; a line break inside a paragraph is only how the source was typed."""
    return [" ".join(part.split()) for part in prose.split("\n\n") if part.strip()]


@dataclass(frozen=True, slots=True)
class Form:
    """A title, some opening lines, and questions with the paragraphs that answer them."""

    title: str
    opening: list[str]
    sections: list[tuple[str, list[str]]]

    @classmethod
    def read(cls, source: dict[str, Any]) -> "Form":
        """Take the form out of a source."""
        sections = [(str(part["question"]), paragraphs(part["answer"])) for part in source["sections"]]
        return cls(source["title"], paragraphs(source.get("opening", "")), sections)


def sources() -> Iterator[dict[str, Any]]:
    """Read every source of `text/`, in the order of their names."""
    for path in sorted(TEXT.glob("*.yaml")):
        source: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield source
