"""Connecting words of a practice story: plain English that keeps scope and denominators.

Nothing here is written by a model; each function fills one sentence with what was counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

COUNTS: Final = ("number", "count", "n", "no", "no.")  # units that say no more than that it was counted
NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
VOICES: Final = {
    "child": "children", "parent_carer": "parents and carers", "practitioner": "practitioners",
    "manager": "managers", "partner": "partners", "auditor": "auditors",
}  # fmt: skip
ONE_VOICE: Final = {
    "child": "a child", "parent_carer": "a parent or carer", "practitioner": "a practitioner",
    "manager": "a manager", "partner": "a partner", "auditor": "an auditor",
}  # fmt: skip


def number(n: int) -> str:
    """A number as people write it: words to ten, figures above."""
    return NUMBERS[n] if 0 <= n < len(NUMBERS) else f"{n:,}"


def many(n: int, one: str, more: str = "") -> str:
    """`one account`, `12 accounts`: the noun agrees with its number."""
    return f"{number(n)} {one if n == 1 else more or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def either(parts: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}" if parts else ""


def titles(parts: Sequence[str]) -> str:
    """Names that may hold commas and "and" themselves, told apart by semicolons."""
    return "; ".join(parts)


def sentence(text: str) -> str:
    """With a capital letter, and a full stop unless it ends already."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def title(theme: Mapping[str, Any]) -> str:
    """A theme's name as a reader would say it; a bare code is named by the start of its definition."""
    name, definition = str(theme.get("name") or theme.get("id") or ""), str(theme.get("definition") or "")
    coded = re.fullmatch(r"[A-Z0-9_.\-]{1,16}", name)
    if coded and definition.strip():
        opening = re.split(r"[,;:.(]", re.sub(rf"^{re.escape(name)}\b[\s:–-]*", "", definition))[0]
        name = " ".join(opening.split()[:10])
    elif coded:
        name = name.replace("_", " ").lower()
    return name[:1].upper() + name[1:]


def of_accounts(n: int, side: str, total: int) -> str:
    """`48 of the 50 accounts that speak of it hold a strength`; `all 52` where it is all of them."""
    if total == 1:
        return f"the one account that speaks of it holds {'a ' + side if n else 'no ' + side}"
    share = f"all {number(total)}" if n == total else f"{number(n) if n else 'none'} of the {number(total)}"
    return f"{share} accounts that speak of it {'holds' if n == 1 else 'hold'} a {side}"


def in_cases(n: int, total: int) -> str:
    """`in two of the six children's cases`, or "" where the material names no cases."""
    if not total or not n:
        return ""
    if total == 1:
        return "in the one child's case"
    return f"in {'all' if n == total else number(n) + ' of the'} {number(total)} children's cases"


def leaning(name: str, issue: Mapping[str, Any], side: str, methods: Sequence[str]) -> str:
    """One theme that leans one way: by how many accounts and methods, and how many say otherwise."""
    other = "concern" if side == "strength" else "strength"
    total, here, there = int(issue["n_accounts"]), int(issue[side + "s"]), int(issue[other + "s"])
    opening = "is told as a strength" if side == "strength" else "is told as a concern"
    against = (
        f"{number(there)} {'holds' if there == 1 else 'hold'} a {other}" if there else f"none holds a {other}"
    )
    text = sentence(f"{name} {opening}: {of_accounts(here, side, total)}; {against}")
    if issue["badge"] == "converging":
        agree = (
            f"{many(len(methods), 'method')}, each with several accounts, lean this way and none the other"
        )
        text += " " + sentence(agree)
    elif methods:
        text += " " + sentence(f"It comes by {listed(sorted(methods))}")
    return text


def contested(name: str, good: Sequence[str], bad: Sequence[str], issue: Mapping[str, Any]) -> str:
    """One theme on which methods lean opposite ways, with both counts."""
    total = int(issue["n_accounts"])
    sides = f"{name}: accounts differ. By {listed(sorted(good))} it is told as a strength"
    return (
        sentence(f"{sides}; by {listed(sorted(bad))}, as a concern")
        + f" Of {number(total)} accounts that speak of it, {number(int(issue['strengths']))} hold a strength"
        + f" and {number(int(issue['concerns']))} a concern. Neither side is set aside."
    )


def moved(state: str, names: str) -> str:
    """What changed since the audit before, for the themes named."""
    opening = {
        "new": "Raised now and not in the audit before",
        "continuing": "As it was in the audit before",
        "improving": "Moved towards strength since the audit before",
        "worsening": "Moved towards concern since the audit before",
        "resolved": "A concern in the audit before, told as a strength now",
    }[state]
    return f"{opening}: {names}."


def beside(name: str, relation: str, link: str = "") -> str:
    """Whether an indicator says what the words beside it say, as a sentence with a space before it.

    link : "proposed" where no person has confirmed that the two belong together; the sentence says so.
    """
    said = {"agrees": "it says the same as the words", "disagrees": "it does not say what the words say"}
    return f" Beside {name}{unconfirmed(link)}: {said[relation]}." if relation in said else ""


def unconfirmed(link: object) -> str:
    """What is said of a measure's link with a theme that only the program has proposed."""
    return " (nobody has confirmed this link yet)" if link == "proposed" else ""


def measure(row: Mapping[str, Any]) -> str:
    """One value with its numerator, denominator, period and target, as far as they are known."""
    value, unit = row.get("value"), str(row.get("unit") or "")
    unit = "" if unit.lower() in COUNTS else unit
    shown = f"{value:,.0f}" if unit == "%" and value == value and value is not None else _plain(value)
    text = f"{row['indicator']}: {shown}{unit if unit == '%' else ' ' + unit if unit else ''}"
    if _known(row.get("numerator")) and _known(row.get("denominator")):
        between = "to" if row["numerator"] > row["denominator"] else "of"  # 157 young people to 10 workers
        text += f" ({_plain(row['numerator'])} {between} {_plain(row['denominator'])})"
    text += f", {row['period']}" if row.get("period") else ""
    text += (
        f"; target {_plain(row['target'])}{'%' if unit == '%' else ''}" if _known(row.get("target")) else ""
    )
    return text + "."


def _known(value: Any) -> bool:
    return value is not None and value == value and value != ""


def _plain(value: Any) -> str:
    return f"{value:,.10g}" if _known(value) and isinstance(value, int | float) else str(value or "no value")
