"""Make the appraiser's weights from the coded sentences.

The model is taught on four fifths of the blocks and reports; the fifth that it has not seen sets the
blend and the temperature and gives the figures. Then it reads everything once more at half the rate,
the held-out fifth twice, and that is what ships. The development sentences are never taught.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative.errors import NarrativeError
from lif_narrative.progress import Progress, silent

if TYPE_CHECKING:
    from lif_narrative.training.data import Example

HELD_OUT = (0, 1)  # of ten folds


def train(shared: Path, models: Path, progress: Progress = silent) -> dict[str, dict[str, float]]:
    """Write the three files of `models/appraiser`; return the figures by test set.

    Takes some 40 minutes on two processors. Needs torch, transformers and onnx.

    Raises
    ------
    NarrativeError
        The coded sentences are not in `shared`, or a library is missing.
    """
    try:
        from lif_narrative.training import export, fit, reader, tune
    except ImportError as error:
        raise NarrativeError(
            f"Training needs {error.name}. Install it: pip install 'lif_narrative[topics]' onnx"
        ) from None
    from lif_narrative.cards import folder
    from lif_narrative.embed.pieces import encode
    from lif_narrative.training import data

    every = data.in_order(
        [*data.narratives(shared), *data.inspections(shared), *data.feedback(shared),
         *data.improvements(shared), *data.rules()]
    )  # fmt: skip
    taught = [e for e in every if e.fold not in HELD_OUT]
    held = [e for e in every if e.fold in HELD_OUT]
    judged = [e for e in held if e.kind in ("narrative", "inspection")]
    model = tune.tune(taught, folder("minilm"), encode, tune.Recipe(), progress)
    tensors = fit.linear_weights(taught)
    blend = fit.blend(judged, reader.scores(model, judged, encode), fit.counted(tensors, judged))
    told = _figures(model, tensors, blend, {
        "held-out narratives": [e for e in judged if e.kind == "narrative"],
        "held-out inspections": [e for e in judged if e.kind == "inspection"],
        "development inspections": data.development(shared),
    })  # fmt: skip
    last = tune.Recipe(epochs=1, rate=5e-5, head_rate=5e-4, seed=1)
    model = tune.tune([*every, *held], folder("minilm"), encode, last, progress, start=model)
    export.write(models / "appraiser", model, fit.linear_weights(every), blend)
    return told


def _figures(
    model: Any, tensors: Mapping[str, Any], blend: Mapping[str, Mapping[str, float]],
    tests: Mapping[str, Sequence[Example]],
) -> dict[str, dict[str, float]]:  # fmt: skip
    from lif_narrative.appraise.blend import mixed
    from lif_narrative.embed.pieces import encode
    from lif_narrative.training import fit, measure, reader

    told = {}
    for name, examples in tests.items():
        read, counted = reader.scores(model, examples, encode), fit.counted(tensors, examples)
        told[name] = measure.figures(examples, {h: mixed(read[h], counted[h], **blend[h]) for h in counted})
    return told
