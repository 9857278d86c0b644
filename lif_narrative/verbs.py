"""A step's module is also its verb: `lif.triangulate(codings)` calls the function in the module.

The step, the module and the function have one name, and importing a module puts it where the
function would be; so such a module answers to being called.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class Verb(ModuleType):
    """A module that, called, does what its function of the same name does."""

    def __call__(self, *arguments: Any, **settings: Any) -> Any:
        """Call the function that the module is named after."""
        return getattr(self, self.__name__.rpartition(".")[2])(*arguments, **settings)


def make_verb(module: str) -> None:
    """Let the module of this name be called; its last line does this."""
    sys.modules[module].__class__ = Verb
