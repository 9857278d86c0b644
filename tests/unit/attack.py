"""An attacker of exported tables: solves what is printed, and shares no code with what hides."""

import numpy as np
from scipy.optimize import linprog

from lif_narrative.export.profiles import PROFILES
from lif_narrative.suppression import TOTAL


def where(table, place):
    """What a count is of, whatever table it stands in."""
    return table.unit, frozenset(zip(table.dimensions, place, strict=True)) - {
        (d, TOTAL) for d in table.dimensions
    }


def printed_range(text, n, profile, *, knows_small, withheld):
    """What one cell says by itself."""
    if text != profile.mark:
        shown = float(text.replace(",", ""))
        half = profile.step // 2
        if profile.step == 1 or n == 0:
            return shown, shown
        return max(shown - half, profile.small + 1), shown + half
    if withheld:  # nothing is said of it, not even that it is no nought
        return 0.0, None
    return 1.0, (float(profile.small) if knows_small and 1 <= n <= profile.small else None)


def recovered(answers, profile=None, *, knows_small=True, knows_unmoved=True):
    """Places whose hidden count is left fewer than three whole numbers, over all the tables and dates.

    `profile`: whom all of them were made for; without, each is read as made for its own readers.
    `knows_small`: which hidden counts are small themselves; `knows_unmoved`: which stayed as they were.
    """
    names, ranges, hidden = {}, {}, {}
    for answer in answers:
        index = numbered(answer.table, names, knows_unmoved)
        for place, n in answer.table.cells.items():
            knows = {"knows_small": knows_small, "withheld": answer.withheld}
            readers = profile or PROFILES[answer.profile]
            said = printed_range(answer.shown[place], n, readers, **knows)
            ranges[index[place]] = both(said, ranges.get(index[place], (0.0, None)))
            if answer.shown[place] == readers.mark and not answer.withheld:
                hidden[index[place]] = answer.table.name, answer.table.date, place
    equal, unequal = rows_of(answers, names, knows_unmoved)
    settings = {
        "A_eq": np.array(equal) if equal else None, "b_eq": np.zeros(len(equal)) if equal else None,
        "A_ub": np.array(unequal) if unequal else None, "b_ub": np.zeros(len(unequal)) if unequal else None,
        "bounds": [ranges[at] for at in range(len(names))], "method": "highs",
    }  # fmt: skip
    return [spot for at, spot in hidden.items() if width(at, len(names), settings) < 2 - 1e-6]


def numbered(table, names, knows_unmoved):
    """The number of each place's unknown."""
    keys = {p: (*where(table, p), n if knows_unmoved else table.date) for p, n in table.cells.items()}
    return {place: names.setdefault(key, len(names)) for place, key in keys.items()}


def both(one, other):
    tops = [top for top in (one[1], other[1]) if top is not None]
    return max(one[0], other[0]), min(tops) if tops else None


def rows_of(answers, names, knows_unmoved):
    """Sums as rows of coefficients: those that are nought, and those that are at most nought."""
    equal, unequal = [], []
    for answer in answers:
        index = numbered(answer.table, names, knows_unmoved)
        for total, parts in totals(answer.table):
            row = np.zeros(len(names))
            np.add.at(row, [index[part] for part in parts], 1)
            row[index[total]] -= 1
            if answer.table.adds:
                equal.append(row)
                continue
            unequal.append(-row)
            for part in parts:
                unequal.append(np.eye(len(names))[index[part]] - np.eye(len(names))[index[total]])
    return equal, unequal


def totals(table):
    for along in range(len(table.dimensions)):
        for place in table.cells:
            rest = place[:along] + place[along + 1 :]
            parts = [p for p in table.cells if p[along] != TOTAL and p[:along] + p[along + 1 :] == rest]
            if place[along] == TOTAL and parts:
                yield place, parts


def width(at, n, settings):
    goal = np.zeros(n)
    goal[at] = 1
    ends = []
    for sign in (1, -1):
        told = linprog(sign * goal, **settings)
        if told.status == 3:
            return np.inf
        assert told.status == 0, told.message
        ends.append(sign * told.fun)
    return ends[1] - ends[0]
