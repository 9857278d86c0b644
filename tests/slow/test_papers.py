"""The papers are true: what they name exists, what is generated is up to date, and every page is reached."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "trust"))
PAPERS = [ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def prose(path: Path) -> str:
    """A paper without its blocks of code."""
    return re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)


def named_tests() -> set[str]:
    found = (re.findall(r"^ *def (test_\w+)", path.read_text(encoding="utf-8"), re.M)
             for path in (ROOT / "tests").rglob("test_*.py"))  # fmt: skip
    return {name for names in found for name in names}


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_every_test_that_a_paper_names_exists(path):
    assert set(re.findall(r"`(test_\w+)`", prose(path))) - named_tests() == set()


def test_every_threat_names_what_shows_it():
    table = prose(ROOT / "SECURITY.md").split("## Threats")[1].split("##")[0]
    rows = [line for line in table.splitlines() if line.startswith("|")][2:]
    assert len(rows) >= 15
    assert [row for row in rows if not re.search(r"`(test_\w+|lif [^`]+)` ?[|,]", row)] == []


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path):
    links = [link for link in LINK.findall(prose(path)) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_index_leads_to_every_page():
    led = {Path(link).name for link in LINK.findall(prose(ROOT / "docs" / "index.md"))}
    assert {p.name for p in (ROOT / "docs").glob("*.md")} - {"index.md"} - led == set()


def test_the_page_of_models_says_what_their_cards_say():
    from model_pages import PAGE, page

    assert PAGE.read_text(encoding="utf-8") == page(), "make cards writes it anew"


def test_commands_that_papers_name_exist():
    import typer

    from lif_narrative import cli

    known = set(typer.main.get_command(cli.app).commands)
    told = {word for path in PAPERS for word in re.findall(r"`lif ([a-z][a-z-]+)", prose(path))}
    assert told - known == set()


def test_targets_that_papers_name_exist():
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    told = {word for path in PAPERS for word in re.findall(r"`make ([a-z]+)`", prose(path))}
    assert {"sbom", "cards"} <= told and told - made == set()


def test_numbers_that_papers_say_are_those_that_are_set():
    from lif_narrative.access import sittings

    told = prose(ROOT / "docs" / "for-it.md")
    server = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]
    assert server["address"] + ":8501" in told
    assert f"{sittings.IDLE_MINUTES:.0f} minutes without use" in told
    assert f"after {sittings.LONGEST_HOURS:.0f} hours" in told
    assert f"{server['maxUploadSize']} MB" in (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
