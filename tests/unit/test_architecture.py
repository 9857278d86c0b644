"""The rules of the house, read from the source."""

from __future__ import annotations

import ast
import functools
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "lif_narrative"
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = ("torch", "spacy", "bertopic", "streamlit")

HOMES = {  # one third-party library, one module
    "spacy": {"language"},
    "sentence_transformers": {"embed", "training"},
    "onnxruntime": {"embed"},
    "bertopic": {"theme"},
    "sqlalchemy": {"store", "database", "migrate", "migrations"},
    "dask": {"engine"},
    "distributed": {"engine"},
    "duckdb": {"archive"},
    "faiss": {"archive"},
    "streamlit": {"pages"},
    "torch": {"training", "embed"},
    "docx": {"ingest", "export"},
    "xlsxwriter": {"export"},
    "cryptography": {"deidentify"},
    "pickle": set(),
    "joblib": set(),
}
BUILDERS = {
    "erasing",
    "events",
    "frames",
    "adoption",
    "cycle",
    "intake",
    "labour",
    "telling",
    "pipeline",
    "steps",
}  # build SQL for `store` to run


@functools.cache
def imports(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def room(path: Path) -> str:
    """The module, or the folder, that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("library", sorted(HOMES))
def test_one_library_lives_in_one_module(library):
    homes = HOMES[library] | (BUILDERS if library == "sqlalchemy" else set())
    strays = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if any(name.split(".")[0] == library for name in imports(path)) and room(path) not in homes
    }
    assert not strays


def test_raw_documents_stay_on_their_side_of_the_boundary():
    strays = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if any(name.startswith("lif_narrative.ingest.raw") for name in imports(path))
        and room(path) not in {"ingest", "deidentify", "project"}
    }
    assert not strays


def test_pages_hold_no_sql_no_model_and_no_rule():
    rooms = ("store", "coding", "appraise", "theme", "embed", "triangulate", "language")
    barred = {"sqlalchemy", "sqlite3", *(f"lif_narrative.{room}" for room in rooms)}
    for path in [*(PACKAGE / "pages").glob("*.py"), ROOT / "app.py"]:
        assert not {
            name for name in imports(path) for bar in barred if name == bar or name.startswith(bar + ".")
        }, path


def test_pages_and_commands_say_verbs_that_ask_whether_the_person_may():
    for path in [*(PACKAGE / "pages").glob("*.py"), *(PACKAGE / "commands").glob("*.py"), ROOT / "app.py"]:
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        reached = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        assert not reached & {"store", "_vault", "_within"}, path


def test_there_is_no_room_for_odds_and_ends():
    assert not [path for path in MODULES if path.stem in {"utils", "util", "helpers", "common", "misc"}]


@pytest.mark.parametrize("what", ["import lif_narrative", "from lif_narrative.cli import app"])
def test_starting_up_brings_nothing_heavy(what):
    code = f"{what}; import sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert told.stdout.strip() == "[]"


def test_no_tracked_text_names_a_machine_or_a_registry():
    told = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False)
    names = [
        name
        for name in told.stdout.split("\n")
        if name.endswith((".py", ".md", ".toml", ".txt", ".yaml", ".yml"))
    ]
    bars = ("/" + "work/", "/" + "root/", "pypi" + ".org", "files.python" + "hosted")
    assert not [
        n for n in names for bar in bars if (ROOT / n).exists() and bar in (ROOT / n).read_text("utf-8")
    ]
