"""Who may do what: one table of permissions, and the guard that every verb of a project stands behind.

A verb of `Project` or of its mixins is marked with the permission it asks for:

```python
@needs("code")
def code(self, excerpt_id: str, theme_id: str) -> None: ...
```

The library refuses, not the pages; a refusal is an event. A project without accounts belongs to
whoever opens it: accounts begin with the second person (`lif users add`).
"""

from lif_narrative.access.guard import Guarded, Refused, needs
from lif_narrative.access.rules import MAY, ROLES

__all__ = ["MAY", "ROLES", "Guarded", "Refused", "needs"]
