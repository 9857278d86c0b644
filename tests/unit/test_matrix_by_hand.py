"""The matrix that docs/triangulation.md works out by hand is what the program makes of the same accounts."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import lif_narrative as lif

PAGE = Path(__file__).resolve().parents[2] / "docs" / "triangulation.md"
POLARITY = {"+": "strength", "-": "concern", "±": "mixed", "·": "neutral"}


@pytest.fixture(scope="module")
def page():
    text = PAGE.read_text(encoding="utf-8")
    return text.split("### A matrix to check by hand")[1].split("\n## ")[0]


def table(page, heading):
    lines = page[page.index(heading) :].split("\n\n")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return rows[0], rows[2:]


@pytest.fixture(scope="module")
def found(page):
    head, rows = table(page, "| account |")
    codings = [
        {"excerpt_id": f"{account} {theme}", "theme_id": theme, "polarity": POLARITY[sign], "case": account,
         "source": account, "account": account, "method": method, "voice": ""}
        for account, method, *signs in rows
        for theme, sign in zip(head[2:], signs, strict=True) if sign
    ]  # fmt: skip
    return lif.triangulate(pd.DataFrame(codings))


def test_each_relation_is_as_the_page_says(page, found):
    _, rows = table(page, "| theme | methods |")
    said = {(theme, *methods.split(", ")): relation for theme, methods, relation in rows}
    cells = found.convergence
    columns = [cells[name] for name in ("theme_id", "method_a", "method_b", "relation")]
    assert said == {(theme, a, b): relation for theme, a, b, relation in zip(*columns, strict=True)}
    assert set(said.values()) == {"agreement", "partial agreement", "silence", "dissonance"}


def test_each_badge_is_as_the_page_says(page, found):
    told = re.findall(r"\*([A-Z][^*]+)\* (?:families|audit)[^*]*\*\*(\w+)\*\*", page)
    badges = dict(zip(found.issues["theme_id"], found.issues["badge"], strict=True))
    assert dict(told) == badges and len(told) == 2
