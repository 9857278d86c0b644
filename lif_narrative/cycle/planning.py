"""What an audit sets out to do, written in YAML, and what has arrived of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.cycle.sampling import sample
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import short_id
from lif_narrative.records import METHODS, STAGES, VOICES, Plan
from lif_narrative.triangulate.invited import answers

if TYPE_CHECKING:
    import pandas as pd

LISTS: Final = {"methods": METHODS, "voices": VOICES, "agencies": (), "cases": ()}
COLUMNS: Final = ("what", "name", "invited", "arrived", "missing", "accounts", "files")


def read_plan(path: Path) -> Plan:
    """The plan in a YAML file.

    Keys: question (needed), stage, period, methods, voices, agencies, cases; or, for the cases, sample:
    with `from` (a CSV beside the file with a column case), n, by and seed.

    Raises
    ------
    NarrativeError
        The file is no plan, or a method, voice or stage is none that we know.
    """
    import yaml

    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise NarrativeError(
            f"{path.name} cannot be read as YAML. See docs/triangulation.md for a plan."
        ) from error
    if not isinstance(told, Mapping) or not str(told.get("question") or "").strip():
        raise NarrativeError(f"{path.name} has no question. A plan says at least what the audit asks.")
    known = {field.name for field in fields(Plan)} - {"id", "sampling"} | {"sample"}
    if strange := sorted(map(str, set(told) - known)):
        raise NarrativeError(
            f"{path.name}: '{strange[0]}' is no part of a plan. Known: {', '.join(sorted(known))}."
        )
    cases, sampling = _cases(told, path)
    lists = {name: _list(told, name, allowed) for name, allowed in LISTS.items() if name != "cases"}
    stage = str(told.get("stage") or "")
    if stage and stage not in STAGES:
        raise NarrativeError(
            f"{path.name}: '{stage}' is no stage of the cycle. They are: {'; '.join(STAGES)}."
        )
    question, period = str(told["question"]).strip(), str(told.get("period") or "")
    return Plan(
        short_id("plan", question, period), question, stage, period, cases=cases, sampling=sampling, **lists
    )


def _list(told: Mapping[Any, Any], name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    given = told.get(name) or []
    items = tuple(str(item).strip() for item in ([given] if isinstance(given, str) else given))
    wrong = [item for item in items if allowed and item not in allowed]
    if wrong:
        raise NarrativeError(f"'{wrong[0]}' is none of the {name} we know: {', '.join(allowed)}.")
    return items


def _cases(told: Mapping[Any, Any], path: Path) -> tuple[tuple[str, ...], dict[str, str]]:
    drawn = told.get("sample")
    if not drawn:
        return _list(told, "cases", ()), {}
    import pandas as pd

    source = path.parent / str(drawn.get("from") or "")
    if not source.is_file():
        raise NarrativeError(
            f"{path.name}: the list to sample from is not there. Name a CSV beside the plan."
        )
    listed = pd.read_csv(source, dtype=str, keep_default_na=False)
    by = drawn.get("by") or []
    by = [by] if isinstance(by, str) else list(map(str, by))
    seed = int(drawn.get("seed") or 0)
    rows = sample(listed, int(drawn.get("n") or 0), by, seed)
    how = {"seed": str(seed), "of": str(len(listed)), "by": ", ".join(by)}
    return tuple(rows["case"]), how


def planned(plan: Plan, heard: pd.DataFrame) -> pd.DataFrame:
    """What was invited, what arrived, and what came unasked.

    Parameters
    ----------
    plan : Plan
    heard : DataFrame
        All excerpts of the plan's period, with method, voice, reported, agency, team, case, account, source.

    Returns
    -------
    DataFrame
        what (method, agency, voice, case), name, invited, arrived, missing, accounts, files; the
        missing first within each kind. Agencies are named, never people.
    """
    import pandas as pd

    rows = [row for what in ("method", "agency", "voice", "case") for row in _of(what, plan, heard)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _of(what: str, plan: Plan, heard: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    invited = {"method": plan.methods, "agency": plan.agencies, "voice": plan.voices, "case": plan.cases}[
        what
    ]
    rows, ticked = [], set()
    for name in invited:
        came = heard[_said(what, name, heard)]
        ticked |= set(came[what]) if what in came else set()
        rows.append(
            (
                what,
                name,
                True,
                not came.empty,
                came.empty,
                came["account"].nunique(),
                came["source"].nunique(),
            )
        )
    for name in sorted(set(heard[what]) - ticked - {"", "none"}):
        came = heard[heard[what] == name]
        rows.append((what, name, False, True, False, came["account"].nunique(), came["source"].nunique()))
    yield from sorted(rows, key=lambda row: (not row[4], not row[2], row[1]))


def _said(what: str, name: str, heard: pd.DataFrame) -> pd.Series:
    """Where what was invited is heard."""
    if what == "agency":
        return heard["agency"].map(lambda a: answers(name, a)) | heard["team"].map(lambda a: answers(name, a))
    if what == "voice":
        return (heard["voice"] == name) | (heard["reported"] == name)
    return heard[what].str.casefold() == name.casefold()
