"""What the command line shows: one screen, numbers with their denominators, no case text."""

from __future__ import annotations

import json as json_
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from lif_narrative import events

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.exchange import Exchanged
    from lif_narrative.project import Project
    from lif_narrative.received import IngestReport
    from lif_narrative.records import Run
    from lif_narrative.story import PracticeStory
    from lif_narrative.story.cautions import Caution
    from lif_narrative.verification import Verification

console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
MOST_ROWS = 10
NUMBERS = {"accounts", "▲", "▼", "methods", "voices", "children", "blocks", "pieces of evidence"}


def shorten(path: str) -> str:
    """The last two parts of a path."""
    return "/".join(re.split(r"[\\/]", path)[-2:])


def grid(title: str, columns: list[str], rows: list[list[Any]]) -> None:
    """Print a table; long ones say how many rows were left out."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold", justify="right" if name in NUMBERS else "left")
    for row in rows[:MOST_ROWS]:
        table.add_row(*(str(value) for value in row))
    console.print(table)
    if len(rows) > MOST_ROWS:
        console.print(f"… and {len(rows) - MOST_ROWS} more")


def ingested(report: IngestReport) -> None:
    """What was taken and what was set aside, with reasons."""
    same = report.taken[report.taken["same_as"] != ""]
    distinct = report.taken["source"].nunique()
    console.print(f"[bold]Taken[/]: {len(report.taken)} files, {distinct} sources, "
                  f"{report.taken.drop_duplicates('source')['documents'].sum()} documents")  # fmt: skip
    for row in same.to_dict("records"):
        pair = f"{shorten(row['path'])}: the same bytes as {shorten(row['same_as'])}"
        console.print(f"  {pair}; one source, not two")
    left = report.taken[report.taken["unmapped"] != ""]
    if len(left):
        console.print(f"  {len(left)} files have columns or headings kept as attributes (see --json)")
    if len(report.set_aside):
        rows = [[shorten(r["path"]), r["locator"], r["reason"]] for r in report.set_aside.to_dict("records")]
        grid(f"Set aside: {len(rows)}", ["file", "where", "why"], rows)


def ran(project: Project, run: Run) -> None:
    """What a run did, and what stands."""
    done = run.manifest["done"]
    said = f"did {', '.join(done)}" if done else "nothing to do: settings, versions, models and inputs stand"
    console.print(f"[bold]Run {run.id}[/]: {said} ({run.seconds:.1f} s)")
    excerpts = project.excerpts()
    near = int(excerpts["near_empty"].sum())
    coded = project.codings()["excerpt_id"].nunique()
    rest = len(excerpts) - near
    console.print(f"  {len(excerpts)} excerpts, {near} of them near-empty; {coded} of {rest} coded")


def issues(project: Project) -> None:
    """Themes as they recur, most accounts first."""
    frame = project.issues().sort_values(["n_accounts", "theme"], ascending=[False, True])
    told = ("n_accounts", "strengths", "concerns", "n_methods", "n_voices", "n_cases", "state")
    rows = [[r["theme"], r["badge"] or "·", *(r[name] for name in told)] for r in frame.to_dict("records")]
    heads = ["theme", "badge", "accounts", "▲", "▼", "methods", "voices", "children", "since last time"]
    grid(f"Found: {len(rows)} themes", heads, rows)


def missing(project: Project) -> None:
    """What else we need to know, with a next step for each."""
    rows = [[gap["kind"], gap["what"], gap["next_step"]] for gap in project.gaps().to_dict("records")]
    grid(f"Missing: {len(rows)}", ["kind", "what", "next step"], rows)


def arrivals(project: Project) -> None:
    """What the audit invited, and what has arrived of it."""
    table = project.planned()
    asked = table[table["invited"]].sort_values("missing", ascending=False, kind="stable")
    came = ["arrived" if arrived else "MISSING" for arrived in asked["arrived"]]
    rows = list(map(list, zip(asked["what"], asked["name"], came, asked["accounts"], strict=True)))
    title = f"Arrived: {int(asked['arrived'].sum())} of {len(asked)} that were invited"
    grid(title, ["what", "name", "", "accounts"], rows)
    if table.empty:
        console.print("No audit is planned here. Write one: see docs/triangulation.md, then lif plan FILE.")


def closing(project: Project) -> None:
    """What was agreed and what came of it, what changed, and where each piece of work stands."""
    told = project.loop().to_dict("records")
    rows = [[r["action"], r["owner_role"], r["due"], r["state"], r["standing"]] for r in told]
    grid(f"Agreed: {len(rows)}", ["what", "who", "by", "its theme", "stands"], rows)
    for line in project.since().lines:
        console.print(line)
    work = project.stages().to_dict("records")
    rows = [[r["kind"], r["name"], r["stage"], r["why"]] for r in work]
    grid("Where work stands", ["", "name", "stage", "why"], rows)


def triangulated(project: Project) -> None:
    """Issues, contradictions and gaps."""
    issues(project)
    matrix = project.convergence()
    names = dict(zip(project.issues()["theme_id"], project.issues()["theme"], strict=True))
    apart = matrix[matrix["relation"] == "dissonance"].to_dict("records")
    rows = [[names.get(r["theme_id"], r["theme_id"]), r["method_a"], r["method_b"]] for r in apart]
    grid(f"Methods that contradict: {len(rows)} of {len(matrix)} pairs", ["theme", "one", "other"], rows)
    missing(project)


def told(story: PracticeStory, cautions: Sequence[Caution]) -> None:
    """A story's parts, how much each rests on, and what to look at again."""
    record = story.record
    counts: dict[str, list[int]] = {}
    for block in record.blocks:
        tally = counts.setdefault(block.part, [0, 0])
        tally[0] += 1
        tally[1] += len(block.evidence)
    title = f"{record.title} (version {record.version}{', draft' if story.is_draft else ''})"
    grid(title, ["part", "blocks", "pieces of evidence"], [[part, *tally] for part, tally in counts.items()])
    grid(f"To look at: {len(cautions)}", ["check", "why"], [[c.check, c.reason] for c in cautions])


def verified(told: Verification) -> None:
    """Whether every quote still stands."""
    checked = f"{len(told.claims)} claims checked"
    console.print(f"[bold]{'Verified' if told.ok else 'NOT verified'}[/]: {checked}")
    for problem in told.problems:
        console.print(f"  {problem}")


def trail(project: Project, json: bool, printed: str = "") -> list[str]:
    """Check the chain of events, against a head that was printed; what is wrong with it."""
    faults = project.check_trail(printed)
    count, head = events.head(project.store)
    if json:
        print(json_.dumps({"events": count, "head": head, "problems": faults}))  # noqa: T201
    else:
        console.print(f"The trail holds {count} events; its head is {head[:16]}. "
                      + ("It is whole." if not faults else f"{len(faults)} faults:"))  # fmt: skip
        for fault in faults:
            console.print(f"  {fault}")
    return faults


def register(told: pd.DataFrame) -> None:
    """Actions and questions with their owner and date, or the answers to those who told us."""
    if "answer" in told:
        grid(f"You said: {len(told)}", ["you said", "answer"], told[["said", "answer"]].to_numpy().tolist())
        return
    marks = (("overdue", ", overdue"), ("without_evidence", ", nothing to show"))
    rows = [
        [r["action"], r["owner_role"] or "no owner yet", r["due"] or "no date yet",
         r["status"] + "".join(words for name, words in marks if r[name])]
        for r in told.to_dict("records")
    ]  # fmt: skip
    grid(f"In the register: {len(rows)}", ["what", "who, by role", "by when", "how it stands"], rows)


def exchanged(told: Exchanged) -> None:
    """What crossed to or from another program, and what stayed behind."""
    for row in told.travelled.to_dict("records"):
        console.print(f"  {row['how_many']} {row['what']}")
    for row in told.left.to_dict("records"):
        console.print(f"[bold]Not carried[/]: {row['how_many']} {row['what']}: {row['why']}")


def evaluated(told: pd.DataFrame) -> None:
    """How well a coder agrees with a person's codes, theme by theme."""
    rows = [
        [r["theme"], r["true"], f"{r['precision']:.2f}", f"{r['recall']:.2f}", f"{r['f1']:.2f}",
         f"{r['recall_low']:.2f} to {r['recall_high']:.2f}"]
        for r in told.to_dict("records")
    ]  # fmt: skip
    heads = ["theme", "coded by the person", "precision", "recall", "F1", "recall, 95%"]
    grid(f"Measured on {told.attrs['denominator']} excerpts that the person read", heads, rows)


def actors(project: Project) -> list[dict[str, Any]]:
    """Who has acted in a project, most acts first."""
    found = project.events().groupby("actor")["at"].agg(["size", "min", "max"]).reset_index()
    ordered = found.sort_values(["size", "actor"], ascending=[False, True])
    names = ("who", "acts", "first", "last")
    return [dict(zip(names, row, strict=True)) for row in ordered.itertuples(index=False, name=None)]


def cards(told: list[dict[str, Any]]) -> None:
    """Models with their licence, state and limits."""
    rows = [[card["name"], card["licence"], card["state"], card["limits"][0]] for card in told]
    grid(
        f"Models: {len(rows)}",
        ["model", "licence", "weights", "first of its limits (the rest is in its card)"],
        rows,
    )
