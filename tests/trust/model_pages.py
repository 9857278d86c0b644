"""Writes docs/model-cards.md from models/*/card.toml: `make cards`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lif_narrative import cards

PAGE = Path(__file__).resolve().parents[2] / "docs" / "model-cards.md"
HEAD = """# Model cards

Written from `models/*/card.toml` (`make cards`); `lif models check` compares the weights with them. No model
writes text, and none says anything of a child, a family or a worker.
"""
SAID = {
    "used_for": "Used for", "source": "Where it comes from", "trained_on": "Taught on",
    "coded_by": "Coded by", "licence": "Licence",
}  # fmt: skip


def page() -> str:
    """The whole page."""
    return HEAD + "".join(one(name, dict(cards.card(name))) for name in cards.names())


def one(name: str, card: dict[str, Any]) -> str:
    """The part of one card."""
    lines = [f"\n## {card['title']}", f"`{name}`, version {card['version']}\n"]
    lines += [f"- **{words}:** {card[key]}" for key, words in SAID.items() if key in card]
    lines += ["\n**Limits**\n", *(f"- {limit}" for limit in card["limits"])]
    if figures := card.get("figures"):
        lines += ["\n**Measured** (0 to 1, but for counts)\n", "| on | of | figures |", "|---|---|---|"]
        for on, values in figures.items():
            told = ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in values.items() if k != "n")
            lines.append(f"| {on} | {values['n']} | {told} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
