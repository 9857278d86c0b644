"""What an audit sets out to do: made from what a person says, or read from YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.cycle.labels import names
from lif_narrative.cycle.sampling import sample
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import short_id
from lif_narrative.records import METHODS, STAGES, VOICES, Plan

if TYPE_CHECKING:
    import pandas as pd

LISTS: Final = {"methods": METHODS, "voices": VOICES, "agencies": (), "cases": ()}


def made(
    question: str, *, stage: str = "", period: str = "", methods: Sequence[str] = (),
    voices: Sequence[str] = (), agencies: Sequence[str] = (), cases: Sequence[str] = (),
    sampling: Mapping[str, str] | None = None, plan_id: str = "",
) -> Plan:  # fmt: skip
    """A plan, checked: doubles and blanks are left out.

    Raises
    ------
    NarrativeError
        It asks nothing, or a method, voice or stage is none that we know, or a case is a name.
    """
    if not question.strip():
        raise NarrativeError("A plan has no question yet. Say at least what the audit asks.")
    if stage and stage not in STAGES:
        raise NarrativeError(f"'{stage}' is no stage of the cycle. They are: {'; '.join(STAGES)}.")
    lists = {"methods": methods, "voices": voices, "agencies": agencies, "cases": cases}
    checked = {name: _known(given, name) for name, given in lists.items()}
    names(checked["cases"])
    asks, when = question.strip(), period.strip()
    id_ = plan_id or short_id("plan", asks, when)
    return Plan(id_, asks, stage, when, sampling=dict(sampling or {}), **checked)


def _known(given: Sequence[str], name: str) -> tuple[str, ...]:
    items = tuple(dict.fromkeys(text for item in given if (text := str(item).strip())))
    allowed = LISTS[name]
    if wrong := [item for item in items if allowed and item not in allowed]:
        raise NarrativeError(f"'{wrong[0]}' is none of the {name} we know: {', '.join(allowed)}.")
    return items


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
    return made(
        str(told["question"]), stage=str(told.get("stage") or ""), period=str(told.get("period") or ""),
        methods=_list(told, "methods"), voices=_list(told, "voices"), agencies=_list(told, "agencies"),
        cases=cases, sampling=sampling,
    )  # fmt: skip


def _list(told: Mapping[Any, Any], name: str) -> list[str]:
    given = told.get(name) or []
    return [str(item) for item in ([given] if isinstance(given, str) else given)]


def _cases(told: Mapping[Any, Any], path: Path) -> tuple[list[str], dict[str, str]]:
    drawn = told.get("sample")
    if not drawn:
        return _list(told, "cases"), {}
    import pandas as pd

    source = path.parent / str(drawn.get("from") or "")
    if not source.is_file():
        raise NarrativeError(
            f"{path.name}: the list to sample from is not there. Name a CSV beside the plan."
        )
    rows = pd.read_csv(source, dtype=str, keep_default_na=False)
    by = drawn.get("by") or []
    return draw(rows, int(drawn.get("n") or 0), [by] if isinstance(by, str) else list(map(str, by)),
                int(drawn.get("seed") or 0))  # fmt: skip


def draw(rows: pd.DataFrame, n: int, by: Sequence[str], seed: int) -> tuple[list[str], dict[str, str]]:
    """The cases drawn from a list, and how, as a plan keeps it: seed, of (how many), by (which columns)."""
    drawn = sample(rows, n, by, seed)
    return list(drawn["case"]), {"seed": str(seed), "of": str(len(rows)), "by": ", ".join(by)}
