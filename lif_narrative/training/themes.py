"""Make the coder's weights: the sector's known themes, the pair model, and how the two are mixed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lif_narrative.appraise.tuned import THEMES as THEME_CODES
from lif_narrative.cards import sha256
from lif_narrative.codebook import Codebook
from lif_narrative.coding import phrases as ready
from lif_narrative.coding import sector
from lif_narrative.coding.evidence import evidence
from lif_narrative.coding.ngrams import pieces
from lif_narrative.coding.readings import Readings
from lif_narrative.coding.wordings import Wordings
from lif_narrative.embed import Encoder
from lif_narrative.errors import NarrativeError
from lif_narrative.progress import Progress, silent
from lif_narrative.records import Theme
from lif_narrative.training import logistic, phrases
from lif_narrative.training.data import Example, in_order, inspections, narratives
from lif_narrative.training.mixing import key, mixing, of_known, unseen
from lif_narrative.training.pairs import FOLDS, pairs, plain

FILES = ("sector.safetensors", "pairs.json", "coder.json", ready.FILE)
DROPPED = 0.15  # share of texts read without their context, so that the model also works alone


def train(
    shared: Path, models: Path, progress: Progress = silent, cache: Path | None = None,
    heard: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Write the four files of `models/coder`; return what was measured.

    Parameters
    ----------
    heard
        What a fine-tuned reader says of texts that it was not taught (`reader.heard`): by it the share of
        the reader is measured. Without it, the share that was measured last stays.
    """
    encoder = Encoder(cache=cache)
    examples = in_order([*narratives(shared), *inspections(shared)])
    readings = read(examples, encoder)
    wordings = Wordings(guide(shared), encoder)
    given = np.array([[code in (e.themes or ()) for code in THEME_CODES] for e in examples])
    folds = np.array([e.fold % FOLDS for e in examples])
    progress("Training the coder", 0, 3)
    rarity = rarities(readings)
    vectors, words = sector.inputs(readings, rarity)
    known = held_out(vectors, words, given, folds)
    whole = _sector(vectors, words, given)
    progress("Training the coder", 1, 3)
    definitions = np.asarray(encoder.encode([t.definition for t in wordings.codebook.leaves]), np.float32)
    rows = evidence(readings, wordings)
    names = evidence(alone(readings), Wordings(named(wordings.codebook), encoder))
    pair, by_name, trees = pairs(rows, names, given)
    progress("Training the coder", 2, 3)
    told = _mixed(models / "coder" / FILES[2], examples, known, pair, by_name, given, heard)
    arrays = {
        "dense": whole.dense, "sparse": whole.sparse, "intercept": whole.intercept,
        "definitions": definitions, "rarity": rarity,
    }  # fmt: skip
    phrases.write(models, cache)
    _write(models / "coder", arrays, plain(trees), told)
    return told


def _mixed(
    before: Path, examples: Sequence[Example], known: Any, pair: Any, by_name: Any, given: Any,
    heard: Mapping[str, Any] | None,
) -> dict[str, Any]:  # fmt: skip
    told = mixing(pair, by_name, given)
    if heard:
        rows = [i for i, e in enumerate(examples) if key(e) in heard]
        read = np.stack([heard[key(examples[i])] for i in rows])
        kinds = np.array([examples[i].kind for i in rows])
        parts = np.array([examples[i].part for i in rows])
        return told | of_known(known[rows], unseen(pair[rows], told), read, given[rows], kinds, parts)
    if not before.is_file():
        raise NarrativeError("No share of the reader was measured yet. Train the appraiser first.")
    last = json.loads(before.read_text(encoding="utf-8"))
    return told | {"known": last["known"], "measured": last.get("measured", {})}


def guide(shared: Path) -> Codebook:
    """The codebook of the coding guide, in the order of `THEME_CODES`."""
    path = shared / "gold" / "GUIDE.md"
    if not path.is_file():
        raise NarrativeError(f"GUIDE.md is not in {path.parent}. Training needs the definitions there.")
    lines = dict(
        line[2:].split(" ", 1)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("- ")
    )
    return Codebook(tuple(Theme(code, code.title(), lines[code].strip()) for code in THEME_CODES))


def read(examples: Sequence[Example], encoder: Encoder) -> Readings:
    """The examples as the coder will see texts; some without their context."""
    alone = [int.from_bytes(e.text.encode()[-2:], "big") % 100 < 100 * DROPPED for e in examples]
    contexts = ["" if bare else e.context for e, bare in zip(examples, alone, strict=True)]
    return Readings([e.text for e in examples], contexts, encoder)


def named(codebook: Codebook) -> Codebook:
    """The same themes as bare names: how many a codebook comes."""
    names = [re.split(r"[,:;]", theme.definition)[0] for theme in codebook.leaves]
    return Codebook(tuple(Theme(t.id, name) for t, name in zip(codebook.leaves, names, strict=True)))


def alone(readings: Readings) -> Readings:
    """The same texts without question and paragraph."""
    return Readings(readings.texts, [""] * len(readings.texts), readings.encoder)


def rarities(readings: Readings) -> Any:
    """The inverse document frequency of each hashed piece of words."""
    holders = np.asarray((pieces(readings.split["text"]) > 0).sum(axis=0)).ravel()
    return (np.log((1 + len(readings.texts)) / (1 + holders)) + 1).astype(np.float16).astype(np.float32)


def held_out(vectors: Any, words: Any, given: Any, folds: Any) -> Any:
    """Logits of each text by a model that saw nothing of its group."""
    out = np.zeros(given.shape)
    for fold in range(FOLDS):
        test = folds == fold
        model = _sector(vectors[~test], words[~test], given[~test])
        out[test] = model.logits(vectors[test], words[test])
    return out


def _sector(vectors: Any, words: Any, given: Any) -> logistic.Fitted:
    return logistic.fit(vectors, words, given)


def _write(folder: Path, arrays: dict[str, Any], trees: dict[str, Any], told: dict[str, Any]) -> None:
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    halved = {name: np.ascontiguousarray(a, dtype=np.float16) for name, a in arrays.items()}
    save_file(halved, folder / FILES[0], {"codes": " ".join(THEME_CODES)})
    (folder / FILES[0]).chmod(0o644)
    (folder / FILES[1]).write_text(json.dumps(trees, separators=(",", ":")), encoding="utf-8")
    (folder / FILES[2]).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    card = folder / "card.toml"
    words = card.read_text(encoding="utf-8").partition("[files]")[0] if card.exists() else ""
    hashes = "".join(f'"{name}" = "{sha256(folder / name)}"\n' for name in FILES)
    card.write_text(f"{words}[files]\n{hashes}", encoding="utf-8")
