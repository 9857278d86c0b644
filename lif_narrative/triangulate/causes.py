"""Why a badge or a relation came out wrong: the themes of the coder, its polarity, or the rule.

Given true codings of the same excerpts, each finding is worked out four times: from the coder's own
themes and polarity, from true themes with the coder's polarity, from the coder's themes with true polarity,
and from the truth. Where the truth itself does not give what an expert says, the rule is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.triangulate import triangulate
from lif_narrative.triangulate.convergence import Rules

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = ("what", "theme_id", "method_a", "method_b", "true", "found", "with_true_themes",
                  "with_true_polarity", "cause")  # fmt: skip
Key = tuple[str, str, str, str]


def causes(
    coded: pd.DataFrame,
    true: pd.DataFrame,
    rules: Rules | None = None,
    expert: Mapping[Key, str] | None = None,
) -> pd.DataFrame:
    """Each badge and relation, whether it is right, and where a wrong one comes from.

    Parameters
    ----------
    coded, true : DataFrame
        Codings in the form that `triangulate` takes, over the same excerpt ids.
    rules : Rules, optional
    expert : mapping, optional
        (what, theme, method_a, method_b) to what an expert says, methods in alphabetical order, "" for
        both where it is a badge. Without it the truth is what the rules make of the true codings.

    Returns
    -------
    DataFrame
        what (badge, relation), theme_id, method_a, method_b, true, found, with_true_themes,
        with_true_polarity, cause: "" right; rule; themes (true themes would put it right); polarity; both
        (either would); together (neither alone would).
    """
    import pandas as pd

    swapped, mended = _judged(true, coded), _judged(coded, true)
    truth, *ways = (findings(frame, rules) for frame in (true, coded, swapped, mended))
    wanted = dict(expert) if expert is not None else truth
    rows = [_row(key, said, truth, ways) for key, said in sorted(wanted.items())]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _judged(codings: pd.DataFrame, by: pd.DataFrame) -> pd.DataFrame:
    """These codings with the other's polarity, where it has the excerpt."""
    other = dict(zip(by["excerpt_id"], by["polarity"], strict=True))
    pairs = zip(codings["excerpt_id"], codings["polarity"], strict=True)
    return codings.assign(polarity=[other.get(excerpt, own) for excerpt, own in pairs])


def findings(codings: pd.DataFrame, rules: Rules | None = None) -> dict[Key, str]:
    """Every badge and relation that `triangulate` gives."""
    found = triangulate(codings, rules=rules)
    told: dict[Key, str] = {}
    for theme, badge in zip(found.issues["theme_id"], found.issues["badge"], strict=True):
        told["badge", str(theme), "", ""] = str(badge)
    columns = [found.convergence[name] for name in ("theme_id", "method_a", "method_b", "relation")]
    for theme, one, other, relation in zip(*columns, strict=True):
        told["relation", str(theme), str(one), str(other)] = str(relation)
    return told


def _row(key: Key, said: str, truth: Mapping[Key, str], ways: list[dict[Key, str]]) -> tuple[Any, ...]:
    absent = "silence" if key[0] == "relation" else ""
    found, themes, polarity = (way.get(key, absent) for way in ways)
    by_themes, by_polarity = themes == said, polarity == said
    if found == said:
        cause = ""
    elif truth.get(key, absent) != said:
        cause = "rule"
    else:
        cause = {(True, True): "both", (True, False): "themes", (False, True): "polarity"}.get(
            (by_themes, by_polarity), "together")  # fmt: skip
    return (*key, said, found, themes, polarity, cause)
