"""A theme as people write it down, under many spellings of a heading, and as we keep it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from lif_narrative.errors import NarrativeError
from lif_narrative.records import Theme

STATUSES: Final = ("proposed", "accepted", "retired")
SPELLINGS: Final = {  # how people head these columns, the likeliest first
    "id": ("id", "theme id", "code id", "code", "key", "ref", "reference"),
    "name": ("name", "theme name", "code name", "theme", "title", "label", "code"),
    "definition": ("definition", "description", "meaning", "scope note", "what it means"),
    "include": ("include", "includes", "inclusion", "inclusion criteria", "included"),
    "exclude": ("exclude", "excludes", "exclusion", "exclusion criteria", "excluded"),
    "parent": ("parent", "parent id", "parent code", "parent theme", "domain", "category", "group"),
    "watch": ("watch", "watched", "watch list", "watchlist", "watch flag"),
    "memo": ("memo", "note", "notes", "comment", "comments"),
    "status": ("status",),
    "example": ("example", "examples", "example quote"),
    "crosswalks": ("crosswalks", "crosswalk"),
}
_YES, _NO = {"true", "yes", "y", "1", "x", "watch", "watched"}, {"", "false", "no", "n", "0"}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

Row = tuple[str, Mapping[str, Any]]  # where it stands in the file, for messages; and its cells by field


def columns_of(header: Iterable[Any]) -> dict[str, Any]:
    """Which column holds which field, by the usual spellings; each column is used once."""
    spelt: dict[str, Any] = {}
    for name in header:
        spelt.setdefault(" ".join(re.findall(r"[a-z0-9]+", str(name).lower())), name)
    found: dict[str, Any] = {}
    for field_name, spellings in SPELLINGS.items():
        for spelling in spellings:
            if spelling in spelt:
                found[field_name] = spelt.pop(spelling)
                break
    return found


def needed_columns(header: Sequence[Any], where: str) -> dict[str, Any]:
    """The same for a table, which needs id, name and definition; raises NarrativeError without them."""
    found = columns_of(header)
    if missing := [name for name in ("id", "name", "definition") if name not in found]:
        raise NarrativeError(
            f"{where} lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}. "
            "A codebook needs the columns id, name and definition: add or rename them in the first row."
        )
    return found


def themes_of(rows: Iterable[Row]) -> tuple[Theme, ...]:
    """Build themes; a parent named rather than referred to by id is looked up.

    Raises
    ------
    NarrativeError
        A cell, an id, a name or a parent is not as it should be; the message says in which row.
    """
    entries: list[tuple[str, dict[str, Any]]] = []
    seen: dict[str, str] = {}
    for where, row in rows:
        entry = _read(row, where)
        if not (entry["id"] or entry["name"] or entry["definition"]):
            continue  # a blank line
        _refuse_nameless(entry, where)
        if before := seen.get(entry["id"]):
            raise NarrativeError(
                f"{where}: the id '{entry['id']}' was used before, at {before}. "
                "Give each theme an id of its own."
            )
        seen[entry["id"]] = where
        entries.append((where, entry))
    named: dict[str, list[str]] = {}
    for _, entry in entries:
        named.setdefault(entry["name"].casefold(), []).append(entry["id"])
    for where, entry in entries:
        entry["parent"] = _parent(entry["parent"], seen, named, where)
    return tuple(Theme(**entry) for _, entry in entries)


def entry_of(theme: Theme) -> dict[str, Any]:
    """A theme's fields as plain values, the empty ones left out."""
    values = {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(theme).items()}
    if theme.status == "accepted":
        del values["status"]
    return {k: v for k, v in values.items() if v}


def clean(value: Any, where: str) -> str:
    """One clean text of a cell: empty for nothing, no control characters, one kind of line break."""
    if isinstance(value, bool | list | tuple | dict | set):
        raise NarrativeError(f"{where}: a text was expected where a list or a yes/no stands. Quote the text.")
    if value is None or value != value:  # NaN is not itself
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _UNPRINTABLE.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip()


def tree_order(themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
    """Parents before their children, siblings as they came.

    Raises
    ------
    NarrativeError
        No theme; an id used twice; a theme without id or name; an unknown parent; a ring of parents.
    """
    if not themes:
        raise NarrativeError("The codebook holds no theme. Add one with an id, a name and a definition.")
    ids: set[str] = set()
    below: dict[str, list[Theme]] = {}
    for number, theme in enumerate(themes, 1):
        _refuse_nameless({"id": theme.id, "name": theme.name}, f"theme {number}")
        if theme.id in ids:
            raise NarrativeError(f"The id '{theme.id}' is used twice. Give each theme an id of its own.")
        ids.add(theme.id)
        below.setdefault(theme.parent, []).append(theme)
    if unknown := sorted(below.keys() - ids - {""}):
        raise NarrativeError(
            f"Theme '{below[unknown[0]][0].id}' has the parent '{unknown[0]}', which is no theme here. "
            "Add that theme, or leave the parent empty."
        )
    ordered: list[Theme] = []
    ahead = below.get("", [])[::-1]
    while ahead:
        ordered.append(ahead.pop())
        ahead.extend(below.get(ordered[-1].id, [])[::-1])
    if ring := sorted(ids - {theme.id for theme in ordered}):
        raise NarrativeError(
            f"These themes are their own ancestors, or stand below such: {', '.join(ring[:8])}. "
            "Leave the parent of one empty."
        )
    return tuple(ordered)


def _read(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    get = row.get
    status = clean(get("status"), where).lower() or "accepted"
    if status not in STATUSES:
        raise NarrativeError(f"{where}: the status is none of {', '.join(STATUSES)}. Choose one of them.")
    return {
        **{k: _line(get(k), where) for k in ("id", "name", "parent")},
        **{k: clean(get(k), where) for k in ("definition", "memo", "example")},
        **{k: _phrases(get(k), where) for k in ("include", "exclude")},
        "watch": _flag(get("watch"), where),
        "status": status,
        "crosswalks": _crosswalks(get("crosswalks"), where),
    }


def _refuse_nameless(entry: Mapping[str, str], where: str) -> None:
    for need, other in (("id", "name"), ("name", "id")):
        if not entry[need]:
            raise NarrativeError(
                f"{where}: the theme with the {other} '{entry[other]}' has no {need}. "
                "Fill it in, or remove the theme."
            )


def _parent(parent: str, ids: Mapping[str, str], named: Mapping[str, list[str]], where: str) -> str:
    if not parent or parent in ids:
        return parent
    if len(bearers := named.get(parent.casefold(), [])) == 1:
        return bearers[0]
    raise NarrativeError(
        f"{where}: the parent '{parent}' is {'several themes' if bearers else 'no theme'} of this codebook. "
        "Give the id of one theme, add that theme, or leave the parent empty."
    )


def _line(value: Any, where: str) -> str:
    return " ".join(clean(value, where).split())


def _phrases(value: Any, where: str) -> tuple[str, ...]:
    if isinstance(value, str):  # a cell that ends in a line break is our own: one phrase a line, whole
        value = value.split("\n") if value.endswith("\n") else re.split(r"[|;\r\n]", value)
    elif not isinstance(value, list | tuple | set):
        value = [value]
    return tuple(phrase for phrase in (_line(item, where) for item in value) if phrase)


def _flag(value: Any, where: str) -> bool:
    word = str(value).lower() if isinstance(value, bool) else clean(value, where).lower()
    if word not in _YES | _NO:
        raise NarrativeError(f"{where}: the watch flag is neither yes nor no. Write yes, or leave it empty.")
    return word in _YES


def _crosswalks(value: Any, where: str) -> dict[str, str]:
    if isinstance(value, str) and value.strip():
        try:
            value = json.loads(value)
        except ValueError:
            value = {"other": value}
    if not isinstance(value, Mapping):
        return {}
    areas = {clean(k, where): v if isinstance(v, list) else [v] for k, v in value.items()}
    return {k: "; ".join(clean(area, where) for area in v) for k, v in areas.items()}
