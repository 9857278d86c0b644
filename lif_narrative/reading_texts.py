"""What scikit-learn is told of an estimator that reads texts: strings, and no table of numbers."""

from __future__ import annotations

from typing import Any


class ReadsTexts:
    """A mixin, first among the bases: scikit-learn's checks on numbers then know that they do not apply."""

    def __sklearn_tags__(self) -> Any:
        """Tags of an estimator whose samples are strings."""
        tags = super().__sklearn_tags__()  # type: ignore[misc]
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.input_tags.one_d_array = True
        return tags
