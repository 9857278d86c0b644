"""What moved from one run to another: excerpts, themes and issues, each matched by what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.research import matching
from lif_narrative.research.kept import ISSUE, Found, chosen
from lif_narrative.wording import many

if TYPE_CHECKING:
    import pandas as pd

LABELS: Final = ("polarity", "speaker", "reported", "scope")  # of an excerpt
Row = tuple[str, ...]
Paired = dict[str, tuple[str, str, float]]  # theme of b to theme of a, how, and their likeness


def excerpts(a: Found, b: Found, same: matching.Pairs, paired: Paired) -> Iterator[Row]:
    """Excerpts that are in one run only, are judged otherwise, or are under other themes."""
    first, second = chosen(a.excerpts, "id"), chosen(b.excerpts, "id")
    under_a, under_b = _under(a), _under(b, {name: pair[0] for name, pair in paired.items()})
    for name in sorted(set(first) - {other for other, _ in same.values()}):
        yield ("excerpt", name, "", "", "present", "yes", "no", "")
    for name in sorted(set(second) - set(same)):
        yield ("excerpt", "", name, "", "present", "no", "yes", "")
    for name, (other, how) in sorted(same.items()):
        for label in LABELS:
            before, after = str(first[other][label]), str(second[name][label])
            if before != after:
                yield ("excerpt", other, name, "", label, before, after, how)
        held, holds = under_a.get(other, {}), under_b.get(name, {})
        if set(held) != set(holds):
            told = [", ".join(sorted(side[t] for t in set(side) - set(rest)))
                    for side, rest in ((held, holds), (holds, held))]  # fmt: skip
            yield ("excerpt", other, name, "", "themes", *told, how)


def _under(run: Found, renamed: dict[str, str] | None = None) -> dict[str, dict[str, str]]:
    """For each excerpt the themes it is under, by their id in run a, with their names."""
    names = dict(zip(run.themes["id"], run.themes["name"], strict=True))
    held: dict[str, dict[str, str]] = {}
    for excerpt, theme in zip(run.codings["excerpt_id"], run.codings["theme_id"], strict=True):
        held.setdefault(excerpt, {})[(renamed or {}).get(theme, theme)] = names.get(theme, theme)
    return held


def themes(a: Found, b: Found, same: matching.Pairs, paired: Paired) -> Iterator[tuple[Any, ...]]:
    """Every theme of either run that holds excerpts, with what it kept, lost and gained."""
    held_a = matching.members(a.codings)
    held_b = matching.members(b.codings, {name: other for name, (other, _) in same.items()})
    names_a, names_b = (dict(zip(run.themes["id"], run.themes["name"], strict=True)) for run in (a, b))
    taken = {first for first, _, _ in paired.values()}
    rows = [(first, second, how, like) for second, (first, how, like) in paired.items()]
    rows += [(name, "", "", 0.0) for name in names_a if name not in taken]
    rows += [("", name, "", 0.0) for name in names_b if name not in paired]
    for first, second, how, like in sorted(rows, key=lambda r: (names_a.get(r[0]) or names_b[r[1]], r)):
        one, other = held_a.get(first, set()), held_b.get(second, set())
        if one or other:
            yield (first, second, names_a.get(first, ""), names_b.get(second, ""), how, like, len(one),
                   len(other), len(one & other), len(one - other), len(other - one))  # fmt: skip


def moved_themes(table: pd.DataFrame) -> Iterator[Row]:
    """Themes that came, went, are called otherwise or hold others."""
    for row in table.to_dict("records"):
        first, second, how = row["id_a"], row["id_b"], row["matched_by"]
        name = row["name_a"] or row["name_b"]
        if not (first and second):
            yield ("theme", first, second, name, "present", *(("yes", "no") if first else ("no", "yes")), "")
            continue
        if row["name_a"] != row["name_b"]:
            yield ("theme", first, second, name, "name", row["name_a"], row["name_b"], how)
        if row["left"] or row["joined"]:
            told = f"{row['kept']} kept, {row['left']} left, {row['joined']} joined"
            yield ("theme", first, second, name, "members", many(row["size_a"], "excerpt"), told, how)


def issues(a: Found, b: Found, paired: Paired) -> Iterator[Row]:
    """Issues that came or went, and each of their counts and words that is another."""
    names = dict(zip([*b.themes["id"], *a.themes["id"]], [*b.themes["name"], *a.themes["name"]], strict=True))
    first, second = chosen(a.issues, "theme_id"), chosen(b.issues, "theme_id")
    partner = {name: pair[0] for name, pair in paired.items()}
    for name in sorted(set(first) - {partner.get(other) for other in second}):
        yield ("issue", name, "", names[name], "present", "yes", "no", "")
    for name, row in sorted(second.items()):
        other = partner.get(name, "")
        if other not in first:
            yield ("issue", other, name, names[name], "present", "no", "yes", paired.get(name, ("", ""))[1])
            continue
        for what in ISSUE[1:]:
            if row[what] != first[other][what]:
                told = (str(first[other][what]), str(row[what]))
                yield ("issue", other, name, names[other], what, *told, paired[name][1])
