"""What the mapping takes each heading, column and row for, and why: shown to a person, who may correct it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

ROLES: Final = (
    "question", "attribute", "case", "child", "who", "name", "agency", "team", "method", "period", "date",
    "voice", "id", "contact", "helper", "ask", "answer", "heading", "section", "field",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One column, heading or row of a file and what it is taken for.

    `place` is column, heading, row or file; `confidence` runs from 0 to 1 and is a rule of thumb,
    no probability; `why` names the rule and quotes nothing from the file.
    """

    place: str
    where: str  # the table's or heading's locator
    name: str = field(repr=False)
    role: str
    why: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a file was read: its method, agency and so on, and each choice made; a template in the making."""

    file: str = field(repr=False)
    settings: dict[str, str]
    choices: tuple[Choice, ...] = ()

    @property
    def doubtful(self) -> tuple[Choice, ...]:
        """The choices that a person should look at first, the least certain one leading."""
        return tuple(sorted((c for c in self.choices if c.confidence < 0.7), key=lambda c: c.confidence))
