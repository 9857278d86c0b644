"""Make the appraiser's weights from the coded sentences.

The model is taught on four fifths of the blocks, reports and comments; the fifth that it has not seen
sets the temperatures and gives the figures. Then it reads everything once more at half the rate, the
held-out fifth twice, and that is what ships. The development sentences and the practice pack are never
taught.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative.errors import NarrativeError
from lif_narrative.progress import Progress, silent

if TYPE_CHECKING:
    from lif_narrative.training.data import Example
    from lif_narrative.training.tune import Recipe

HELD_OUT = (0, 1)  # of ten folds
JUDGED = {
    "narrative": "held-out narratives",
    "inspection": "held-out inspections",
    "feedback": "held-out patients' comments",
}  # by kind, as the card names them


def train(
    shared: Path, models: Path, progress: Progress = silent, recipe: Recipe | None = None,
    heard: dict[str, Any] | None = None,
) -> dict[str, dict[str, float]]:  # fmt: skip
    """Write the three files of `models/appraiser`; return the figures by test set.

    `heard` is filled with what the held-out model says of themes, by which the coder is mixed.
    Takes some 40 minutes on two processors. Needs torch, transformers and onnx.

    Raises
    ------
    NarrativeError
        The coded sentences are not in `shared`, or a library is missing.
    """
    _must_have_libraries()
    from lif_narrative.cards import folder
    from lif_narrative.embed.pieces import encode
    from lif_narrative.training import export, fit, reader, tune

    every = examples(shared)
    model, blend, told = held_out(shared, every, progress, recipe)
    held = [e for e in every if e.fold in HELD_OUT]
    if heard is not None:
        heard |= reader.heard(model, [e for e in held if e.kind in JUDGED], encode)
    last = recipe or tune.Recipe(epochs=1, rate=5e-5, head_rate=5e-4, seed=1)
    model = tune.tune([*every, *held], folder("minilm"), encode, last, progress, start=model)
    export.write(models / "appraiser", model, fit.linear_weights(every), blend)
    return told


def examples(shared: Path) -> list[Example]:
    """Everything that is taught, in one fixed order."""
    from lif_narrative.training import data

    return data.in_order(
        [*data.narratives(shared), *data.inspections(shared), *data.feedback(shared),
         *data.improvements(shared), *data.rules()]
    )  # fmt: skip


def held_out(
    shared: Path, every: Sequence[Example], progress: Progress = silent, recipe: Recipe | None = None
) -> tuple[Any, dict[str, Any], dict[str, dict[str, float]]]:
    """A model taught without the held-out fifth, how its halves are mixed, and its figures by test set.

    This is how rows 5a, 8 and 14 of the aims are measured: by text that the model has not seen.
    """
    _must_have_libraries()
    from lif_narrative.cards import folder
    from lif_narrative.embed.pieces import encode
    from lif_narrative.training import blending, data, fit, reader, tune

    taught = [e for e in every if e.fold not in HELD_OUT]
    judged = [e for e in every if e.fold in HELD_OUT and e.kind in JUDGED]
    model = tune.tune(taught, folder("minilm"), encode, recipe or tune.Recipe(), progress)
    tensors = fit.linear_weights(taught)
    blend = blending.blend(judged, reader.scores(model, judged, encode), fit.counted(tensors, judged))
    tests = {name: [e for e in judged if e.kind == kind] for kind, name in JUDGED.items()}
    tests |= {"development inspections": data.development(shared), "a fictional audit": data.audit(shared)}
    told = {name: _figures(model, tensors, blend, test) for name, test in tests.items() if test}
    return model, blend, told


def _figures(
    model: Any, tensors: Mapping[str, Any], blend: Mapping[str, Any], test: Sequence[Example]
) -> dict[str, float]:
    from lif_narrative.embed.pieces import encode
    from lif_narrative.training import blending, fit, measure, reader

    read, counted = reader.scores(model, test, encode), fit.counted(tensors, test)
    chances = blending.chances(test, read, counted, blend)
    return (measure.sentiment if test[0].kind == "feedback" else measure.figures)(test, chances)


def _must_have_libraries() -> None:
    from importlib.util import find_spec

    for library in ("torch", "transformers", "onnx"):
        if find_spec(library) is None:
            raise NarrativeError(
                f"Training needs {library}. Install it: pip install 'lif_narrative[topics]' onnx"
            )
