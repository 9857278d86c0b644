"""The settings that people change on a screen, kept in `lif.toml`; the rest of that file stays as it is."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from lif_narrative import events, house
from lif_narrative.access import Guarded, needs
from lif_narrative.errors import NarrativeError, UnknownChoice

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: where it stands in the file, what people call it, its default (0: no rule) and range."""

    section: str
    name: str
    label: str
    about: str
    default: int
    least: int
    most: int
    asks: str  # the permission to change it


SETTINGS: Final = {
    f"{setting.section}.{setting.name}": setting
    for setting in (
        Setting("access", "idle_minutes", "Minutes until a sitting ends",
                "Without use, where people sign in.", 30, 5, 240, "users"),
        Setting("retention", "months", "Months that material is kept",
                "Counted from the day it came in; 0 sets no date. Forgetting stays a person's act.",
                0, 0, 240, "forget"),
    )
}  # fmt: skip
COLUMNS: Final = ("key", "label", "about", "value", "default", "least", "most", "asks")


class SettingVerbs(Guarded):
    """Settings read and set."""

    @needs("read")
    def settings(self) -> pd.DataFrame:
        """What can be set here: key label about value default least most asks (the permission it needs)."""
        import pandas as pd

        rows = [(key, s.label, s.about, self._now(s), s.default, s.least, s.most, s.asks)
                for key, s in SETTINGS.items()]  # fmt: skip
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @needs("read")
    def told_apart(self) -> dict[str, dict[str, Any]]:
        """What else the project's `lif.toml` sets, by step of the analysis: for researchers."""
        from lif_narrative.running import settings_of

        return settings_of(cast("Project", self))

    @needs("adopt")
    def set_setting(self, key: str, value: int) -> None:
        """Set one; the event holds what it was and is.

        Raises
        ------
        NarrativeError
            There is no such setting, it is out of its range, or the file is not as it was left.
        Refused
            The person may not set this one.
        """
        if key not in SETTINGS:
            raise UnknownChoice("setting", key, list(SETTINGS))
        setting = SETTINGS[key]
        self._ask(setting.asks)
        if not setting.least <= value <= setting.most:
            raise NarrativeError(f"{setting.label}: from {setting.least} to {setting.most}.")
        before = self._now(setting)
        if before == value:
            return
        path = self.folder / house.SETTINGS
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        new = written(text, setting.section, setting.name, value if value != setting.default else None)
        with self.store.writing() as connection:
            events.append(self.store, connection, self.actor, "changed setting", key,
                          before=str(before), after=str(value))  # fmt: skip
            put(path, new)

    def _now(self, setting: Setting) -> int:
        return int(house.house(self.folder, setting.section).get(setting.name, setting.default))


def written(text: str, section: str, name: str, value: int | None) -> str:
    """The text of a TOML file with one whole number set, or taken out; every other line as it was.

    Raises
    ------
    NarrativeError
        The file writes the setting in a way that a line cannot replace.
    """
    lines = text.splitlines()
    heads = [n for n, line in enumerate(lines) if re.match(rf"\s*\[\s*{section}\s*\]", line)]
    if not heads:
        added = [] if value is None else [*([""] if lines else []), f"[{section}]", f"{name} = {value}"]
        lines += added
    else:
        start = heads[0] + 1
        end = next((n for n in range(start, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
        rest = [line for line in lines[start:end] if not re.match(rf"\s*{name}\s*=", line)]
        lines[start:end] = [*([] if value is None else [f"{name} = {value}"]), *rest]
    new = "\n".join(lines) + "\n" if lines else ""
    if _read(new, section, name) != value:
        raise NarrativeError(f"{house.SETTINGS} sets {name} in a way of its own. Change it there, by hand.")
    return new


def _read(text: str, section: str, name: str) -> Any:
    """What the text says of it; the error itself where it is no TOML."""
    try:
        return tomllib.loads(text).get(section, {}).get(name)
    except tomllib.TOMLDecodeError as error:
        return error


def put(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)
