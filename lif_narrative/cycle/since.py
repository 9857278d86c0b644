"""What changed since the last audit or story: with this the next story opens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lif_narrative.records import Action, Story
from lif_narrative.wording import many, number, sentence, titles

if TYPE_CHECKING:
    import pandas as pd

MOVED: Final = {  # in the order in which a story tells them
    "resolved": "no longer a concern, by any method",
    "improving": "better than it was",
    "worsening": "worse than it was",
    "new": "raised now and not before",
    "continuing": "as it was",
}


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since an earlier audit or story, ready to be told.

    `themes`: state to theme ids. `claims`: a story's claims by block id, each "stands", "turned", "undecided"
    or "not heard of now". `done`, `open`, `did_not`: ids of actions agreed before. `lines`: sentences.
    """

    themes: dict[str, tuple[str, ...]]
    claims: dict[str, str]
    done: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    did_not: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def since(
    changes: pd.DataFrame, issues: pd.DataFrame, actions: Sequence[Action] = (), story: Story | None = None,
    sides: dict[str, str] | None = None,
) -> Since:  # fmt: skip
    """What changed, from the audit before or from a story.

    Parameters
    ----------
    changes : DataFrame
        theme_id, state; the state that a person confirmed goes first (column confirmed).
    issues : DataFrame
        theme_id, theme, strengths, concerns, and `lean` of now.
    actions : sequence of Action
        Agreed in earlier cycles.
    story : Story, optional
        The last story: each claim is set against how its theme leans now.
    sides : dict, optional
        Block id to the side its evidence shows (strength, concern), for the story's claims.
    """
    names = dict(zip(issues["theme_id"], issues["theme"], strict=True))
    leans = dict(zip(issues["theme_id"], issues["lean"], strict=True))
    themes = _moved(changes, names)
    by_status = {status: tuple(sorted(a.id for a in actions if a.status == status))
                 for status in ("done", "open", "did not")}  # fmt: skip
    claims = {} if story is None else _claims(story, leans, sides or {})
    lines = [*_theme_lines(themes, names), *_action_lines(by_status), *_claim_lines(claims)]
    return Since(themes, claims, by_status["done"], by_status["open"], by_status["did not"], tuple(lines))


def _moved(changes: pd.DataFrame, names: dict[str, str]) -> dict[str, tuple[str, ...]]:
    told = changes["state"]
    if "confirmed" in changes:
        told = changes["confirmed"].where(changes["confirmed"] != "", changes["state"])
    found: dict[str, list[str]] = {state: [] for state in MOVED}
    for theme, state in zip(changes["theme_id"], told, strict=True):
        if state in found and theme in names:
            found[state].append(str(theme))
    return {state: tuple(sorted(ids)) for state, ids in found.items() if ids}


def _claims(story: Story, leans: dict[str, str], sides: dict[str, str]) -> dict[str, str]:
    told = {}
    for block in story.blocks:
        side = sides.get(block.id, "")
        if block.kind != "claim" or not block.theme_id or not side:
            continue
        now = leans.get(block.theme_id, "")
        told[block.id] = "not heard of now" if not now else "undecided" if now == "undecided" else (
            "stands" if now == side else "turned")  # fmt: skip
    return told


def _theme_lines(themes: dict[str, tuple[str, ...]], names: dict[str, str]) -> Iterable[str]:
    for state, ids in themes.items():
        yield sentence(f"{titles([names[theme] for theme in ids])}: {MOVED[state]}")


def _action_lines(by_status: dict[str, tuple[str, ...]]) -> Iterable[str]:
    total = sum(map(len, by_status.values()))
    if total:
        done, left, did_not = (len(by_status[status]) for status in ("done", "open", "did not"))
        agreed = many(total, "action or question", "actions and questions")
        counts = f"done: {number(done)}, open: {number(left)}, not done: {number(did_not)}"
        yield f"Of {agreed} agreed before, {counts}."


def _claim_lines(claims: dict[str, str]) -> Iterable[str]:
    if claims:
        held = sum(said == "stands" for said in claims.values())
        turned = sum(said == "turned" for said in claims.values())
        last = many(len(claims), "claim")
        yield f"Of {last} of the last story, {held} would be made again and {turned} turned round."
