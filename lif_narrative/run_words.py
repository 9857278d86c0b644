"""Two runs set side by side in plain words: what went in otherwise, and what came out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pandas as pd

WHOLE: Final = "run upto "  # how the record of a whole run names its step
COUNTED: Final = {  # records of a step's manifest, as people call them
    "Document": "documents", "Excerpt": "excerpts", "Coding": "suggested themes on excerpts",
    "Theme": "themes proposed", "Issue": "themes compared", "Gap": "things that we do not know",
    "Beside": "indicators beside themes", "Copy": "copies counted once",
}  # fmt: skip
RESULTS: Final = {
    "deidentify": "The text without names", "segment": "The excerpts", "embed": "The meanings",
    "appraise": "What is a strength or a concern", "theme": "The themes on excerpts",
    "triangulate": "What recurs, and the gaps",
}  # fmt: skip


def whole(runs: pd.DataFrame) -> list[dict[str, Any]]:
    """The runs that did all steps up to one, the newest first, with what each counted.

    Parameters
    ----------
    runs : DataFrame
        As `Project.runs` gives it.

    Returns
    -------
    list of dict
        id finished seconds done (steps done then) counts (of `COUNTED`, by name) manifest inputs.
    """
    steps = {str(row["id"]): row["manifest"] for row in runs.to_dict("records")}
    rows = runs[runs["step"].str.startswith(WHOLE)].iloc[::-1].to_dict("records")
    told = ({str(name): value for name, value in row.items()} for row in rows)
    return [{**row, "done": row["manifest"]["done"], "counts": _counts(row["manifest"], steps)}
            for row in told]  # fmt: skip


def _counts(manifest: Mapping[str, Any], steps: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for step in manifest["steps"].values():
        for record, n in steps.get(step["run"], {}).get("rows", {}).items():
            if record in COUNTED:
                found[COUNTED[record]] = int(n)
    return found


def between(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """What went in otherwise, and what came out otherwise, each in sentences; two rows of `whole`."""
    return list(_into(before, after)), list(_out(before, after))


def _into(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    one, other = before["manifest"], after["manifest"]
    if before["inputs"] != after["inputs"]:
        yield "Other files: some came in, or were forgotten, between the two."
    if one.get("seed") != other.get("seed"):
        yield f"The number that chance starts from was {one.get('seed')} and is {other.get('seed')}."
    yield from _settings(one.get("settings", {}), other.get("settings", {}))
    if one.get("version") != other.get("version"):
        yield f"The program was version {one.get('version')} and is {other.get('version')}."
    models = one.get("models", {}), other.get("models", {})
    for name in sorted(set(models[0]) | set(models[1])):
        if models[0].get(name) != models[1].get(name):
            yield f"The model “{name}” is another one."
    if one.get("libraries") != other.get("libraries") or one.get("python") != other.get("python"):
        yield "Libraries under the program are of other versions."


def _settings(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    for step in sorted(set(one) | set(other)):
        was, now = one.get(step, {}), other.get(step, {})
        for name in sorted(set(was) | set(now)):
            if was.get(name) != now.get(name):
                yield (f"The setting {name} of “{RESULTS.get(step, step).lower()}” was "
                       f"{was.get(name, 'not set')} and is {now.get(name, 'not set')}.")  # fmt: skip


def _out(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    one, other = before["manifest"]["steps"], after["manifest"]["steps"]
    for name in sorted(set(before["counts"]) | set(after["counts"])):
        was, now = before["counts"].get(name, 0), after["counts"].get(name, 0)
        if was != now:
            yield f"{name[:1].upper()}{name[1:]}: {was:,} before, {now:,} after."
    for step, words in RESULTS.items():
        if step in one and step in other and one[step]["outputs"] != other[step]["outputs"]:
            yield f"{words} came out otherwise."
