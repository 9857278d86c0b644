"""The page of results."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bench.registry import ROWS, Figure, in_order, place
from bench.run import figures
from lif_narrative import cards

VERSIONS = ("numpy", "scipy", "scikit-learn", "onnxruntime", "spacy", "bertopic", "umap-learn", "hdbscan",
            "turftopic", "sentence-transformers", "torch", "vaderSentiment")  # fmt: skip
HEAD = """# What the analysis reaches, beside its peers

Written by `make bench` (or `lif bench --all`); do not edit. Every figure is from the corpora and coded
sentences in `../shared`, which are not part of this repository. Scores are from 0 to 1 and ratios have no
unit; no time is a test. The last column says what the shipped weights know of the text: only text that they
have not read tells what to expect elsewhere. The readers who coded the sentences were language models
following a guide, except for the patients' comments, which people coded; the audit and the narratives are
fictional.
"""


def page(told: dict[str, dict[str, Any]], notes: str = "", before: str = "") -> str:
    """RESULTS.md as text; rows that are not in `told` stand as they do in the page `before`."""
    seconds = sum(row["seconds"] for row in told.values())
    count = len({row["process"] for row in told.values()})
    measured = {number: _row(number, row) for number, row in told.items()}
    older = {number: text for number, text in sections(before).items() if number not in measured}
    every = "\n".join([*older.values(), *measured.values()])
    reached, missed = (len(re.findall(rf" {mark} \| ", every)) for mark in "✓✗")
    parts = [
        HEAD,
        f"{reached} of {reached + missed} targets reached. "
        f"{'One process' if count == 1 else f'{count} processes (a run was broken off and went on)'}, "
        f"{seconds / 60:.0f} minutes of processor time.{_standing(older)}\n",
        _machine(),
        *(text for _, text in sorted((older | measured).items(), key=lambda pair: place(pair[0]))),
    ]
    if notes:
        parts.append(notes)
    return "\n".join(parts)


def sections(page: str) -> dict[str, str]:
    """The rows of a written page, by number."""
    parts = re.split(r"(?m)^(?=## )", page)
    found = [(re.match(r"## (\d+[a-c]?)\. ", part), part) for part in parts]
    return {match[1]: part.rstrip() + "\n" for match, part in found if match}


def _standing(older: Iterable[str]) -> str:
    rows = in_order(list(older))
    return f" Measured by an earlier run, and not again: rows {', '.join(rows)}." if rows else ""


def _row(number: str, told: dict[str, Any]) -> str:
    lines = [f"## {number}. {ROWS[number].title}\n"]
    if told["problem"]:
        return "\n".join([*lines, f"Not measured: {told['problem']}\n"])
    lines += ["| figure | measured | to reach | peers on the same text | ratio to the best peer | n | "
              "read by the weights? |",
              "|---|---|---|---|---|---|---|"]  # fmt: skip
    found = figures(told)
    lines += [_line(one) for one in found]
    lines += [f"\n{one.what}: {one.note}." for one in found if one.note]
    return "\n".join([*lines, ""])


def _line(one: Figure) -> str:
    peers = "; ".join(f"{name} {_number(value)}" for name, value in one.peers.items()) or "–"
    ratio = "–"
    if one.peers:
        best = min(one.peers.values()) if one.lower else max(one.peers.values())
        ratio = f"{one.measured / best:.2f}" if best > 0 else "–"
    target = "–"
    if one.target is not None:
        target = f"{'at most ' if one.lower else ''}{_number(one.target)} {'✓' if one.reached else '✗'}"
    cells = [one.what, _number(one.measured), target, peers, ratio, one.n, one.reading]
    return "| " + " | ".join(cells) + " |"


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and value > 1 else f"{value:.3f}"


def _machine() -> str:
    lines = [f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {_processor()}."]
    known = []
    for name in VERSIONS:
        try:
            known.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            known.append(f"{name} not installed")
    weights = ", ".join(f"{name} {cards.fingerprint(name)[:12]}" for name in ("appraiser", "coder"))
    return "\n".join([*lines, "Versions: " + ", ".join(known) + ".", f"Weights: {weights}.\n"])


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    names = [line.split(":", 1)[1].strip() for line in path.read_text().splitlines()
             if line.startswith("model name")] if path.exists() else []  # fmt: skip
    return f"{len(names)} × {names[0]}" if names else (platform.processor() or "processor not named")
