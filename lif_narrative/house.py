"""The house rules of a project: what its `lif.toml` says of the vault, of access and of retention.

```toml
[vault]
folder = "/secure/newcastle.vault"   # where originals and keys are kept; default: beside the project
[access]
idle_minutes = 20                    # a sitting without use ends after this; default 30
[retention]
months = 24                          # from the day a source came in; default: no date
[retention.methods]
"child feedback" = 6                 # another number of months for a method
```
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from lif_narrative.errors import NarrativeError

SETTINGS: Final = "lif.toml"
KNOWN: Final = {
    "vault": {"folder"}, "access": {"idle_minutes"}, "retention": {"months", "methods"},
}  # fmt: skip


def told(folder: Path) -> dict[str, Any]:
    """All that `lif.toml` says; a missing file says nothing.

    Raises
    ------
    NarrativeError
        The file is no TOML, or sets something of the house that does not exist.
    """
    path = folder / SETTINGS
    if not path.exists():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise NarrativeError(f"{SETTINGS} cannot be read: {error}. Correct it, or remove the file.") from None
    for name, known in KNOWN.items():
        strange = sorted(set(found.get(name, ())) - known)
        if strange:
            raise NarrativeError(
                f"{SETTINGS} sets {strange[0]} under [{name}], which knows: {', '.join(sorted(known))}."
            )
    return found


def house(folder: Path, name: str) -> dict[str, Any]:
    """One house rule: `vault`, `access` or `retention`."""
    return dict(told(folder).get(name, {}))
