"""From a trained model to the files of `models/appraiser`, and their hashes to its card."""

from __future__ import annotations

import json
import re
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lif_narrative.appraise.blend import FILE as BLEND
from lif_narrative.appraise.linear import FILE as LINEAR
from lif_narrative.appraise.tuned import FILE as READER
from lif_narrative.cards import sha256
from lif_narrative.training.reader import Reader, traced
from lif_narrative.training.shrink import shrink

FILES = (READER, LINEAR, BLEND)


def write(out: Path, reader: Reader, tensors: Mapping[str, Any], blend: Mapping[str, Any]) -> None:
    """Write the three files and put their hashes into `card.toml`, which keeps its words."""
    from safetensors.numpy import save_file

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(folder) / READER
        traced(reader, whole)
        shrink(whole, out / READER)
    save_file(dict(tensors), out / LINEAR)
    (out / LINEAR).chmod(0o644)  # safetensors writes for its owner alone
    (out / BLEND).write_text(json.dumps(blend, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    stamp(out)


def stamp(out: Path) -> None:
    """Set the card's hashes to those of the files beside it."""
    card = out / "card.toml"
    told = card.read_text(encoding="utf-8") if card.exists() else "[files]\n"
    hashes = "".join(f'"{name}" = "{sha256(out / name)}"\n' for name in FILES)
    card.write_text(re.sub(r"(?ms)^\[files\]\n.*?(?=^\[|\Z)", f"[files]\n{hashes}", told), encoding="utf-8")
