"""Writes docs/TRUST.md from the counts that the suites left: `make trust` runs them and then this.

A suite that left no counts is named as not run. Nothing here is written by hand but the sentences.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "unit"), str(Path(__file__).parent)]
from results import FOLDER, record  # noqa: E402

from lif_narrative.access import MAY, ROLES  # noqa: E402
from lif_narrative.access.rules import WORDS  # noqa: E402

HEAD = """# Why it can be trusted with children's records

This page is written by the test suites (`make trust`): each number is what a suite counted when it last
ran in full, with its denominator. How it is built: [keys and forgetting](keys-and-forgetting.md).

De-identified text is pseudonymised, not anonymous: whoever holds the key, or knows the family, can tell
who is meant.
"""
Told = Mapping[str, Any]


def kills(told: Told) -> Iterator[str]:
    total = sum(told["killed"].values())
    yield (
        f"Killed (-9) {total} times in the middle of an act, in {told['tries']} tries at random moments. "
        f"After each, the project opened, its chain verified, everything acknowledged was there "
        f"({told['lost']} lost), and {told['ended_as_undisturbed']} of {told['tries']} ended in the "
        "fingerprints of a run that nobody disturbed."
    )
    yield from table(("act", "killed in it"), sorted(told["killed"].items()))


def many(told: Told) -> Iterator[str]:
    acts = told["acts"]
    yield (
        f"{told['people']} reviewers in processes of their own for {told['seconds']} s: "
        f"{acts['code']} codings, "
        f"{acts['edit']} edits of one story, {acts['accept']} acceptances of evidence. Lost: {told['lost']}. "
        f"Edits over somebody's newer edit, refused and shown: {acts['edit refused and shown']}. "
        f"Messages of a locked database: {told['troubles']}. "
        f"The longest that anyone waited: {told['longest_wait_s']} s."
    )


def backups(told: Told) -> Iterator[str]:
    yield (
        f"Backups of {told['projects']} projects with one bit flipped at {told['flipped']} places: "
        f"{told['refused']} of {told['flipped']} refused before anything was replaced."
    )


def access(told: Told) -> Iterator[str]:
    yield (
        f"{told['verbs']} verbs × {told['roles']} roles = {told['cells']} tried: {told['let in']} let in and "
        f"{told['refused']} refused, each as the one table says, and each refusal an event."
    )


def tampering(told: Told) -> Iterator[str]:
    yield f"Tampering with the trail in the database itself: {told['found']} of {told['tried']} kinds found."


def forgetting(told: Told) -> Iterator[str]:
    yield (
        f"Every sealed item of an older backup ({told['items']}), tried with every key that is left after a "
        f"forgetting: {told['opened of the forgotten']} of {told['forgotten']} forgotten items opened."
    )


def deidentification(told: Told) -> Iterator[str]:
    rows = [
        (r["measure"], r["group"], f"{r['hits']} of {r['of']}", f"{r['share']:.3f}",
         f"{r['low']:.3f} to {r['high']:.3f}")
        for r in told["rows"]
    ]  # fmt: skip
    yield "On invented audits, by kind and by origin of name; whole spans hidden, 95% intervals (Wilson)."
    yield from table(("what", "of", "hidden or kept", "share", "95%"), rows)


def plain(told: Told) -> Iterator[str]:
    yield from table(("counted", "number"), [(k, v) for k, v in told.items() if k != "suite"])


SECTIONS: dict[str, tuple[str, Callable[[Told], Iterator[str]]]] = {
    "deidentification": ("What is hidden", deidentification),
    "access": ("Who may do what", access),
    "tampering": ("A trail that shows what was done to it", tampering),
    "forgetting": ("Forgotten is forgotten", forgetting),
    "damaged backups": ("Backups that are whole or refused", backups),
    "kills": ("Cut short at any moment", kills),
    "leaks": ("Nothing identifying outside the vault", plain),
    "suppression": ("Small counts stay hidden when everything exported is put together", plain),
    "hostile files": ("Files made to do harm", plain),
    "many small files": ("Many small files at once", plain),
    "many at once on sqlite": ("Ten people at once, SQLite", many),
    "many at once on postgresql": ("Ten people at once, PostgreSQL", many),
}


def table(heads: tuple[str, ...], rows: list[Any]) -> Iterator[str]:
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    yield "\n".join(lines)


def matrix() -> Iterator[str]:
    """The table of roles, from the one in the program."""
    rows = [
        (WORDS.get(permission, permission), *("yes" if role in holders else "·" for role in ROLES))
        for permission, holders in MAY.items()
    ]
    yield from table(("may", *ROLES), rows)


def page(results: Mapping[str, Told]) -> str:
    parts = [HEAD]
    for name, (title, told) in SECTIONS.items():
        body = "\n\n".join(told(results[name])) if name in results else "Not run in full yet."
        parts.append(f"## {title}\n\n{body}\n")
        if name == "access":
            parts.append("\n".join(matrix()) + "\n")
    for name in sorted(set(results) - set(SECTIONS)):
        parts.append(f"## {name.capitalize()}\n\n" + "\n\n".join(plain(results[name])) + "\n")
    return "\n".join(parts)


def main() -> None:
    if "--measure" in sys.argv:
        from deidentify_measures import measures

        record("deidentification", rows=measures())
    results = {
        told["suite"]: told for p in sorted(FOLDER.glob("*.json")) if (told := json.loads(p.read_text()))
    }
    (ROOT / "docs" / "TRUST.md").write_text(page(results), encoding="utf-8")


if __name__ == "__main__":
    main()
