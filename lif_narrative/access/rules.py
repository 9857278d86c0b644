"""The one table of who may do what. Nothing else in the program knows a role by name."""

from __future__ import annotations

from typing import Final

ADMINISTRATOR, LEAD, REVIEWER = "administrator", "quality lead", "reviewer"
RESEARCHER, SCRUTINEER = "researcher", "independent scrutineer"
ROLES: Final = (ADMINISTRATOR, LEAD, REVIEWER, RESEARCHER, SCRUTINEER)
_RUNS_IT: Final = frozenset({ADMINISTRATOR, LEAD})
_KNOWS_CHILDREN: Final = _RUNS_IT | {REVIEWER}
_WORKS: Final = _KNOWS_CHILDREN | {RESEARCHER}
_EVERYONE: Final = frozenset(ROLES)

MAY: Final[dict[str, frozenset[str]]] = {
    "read": _EVERYONE,  # de-identified material, themes, issues, stories
    "comment": _EVERYONE,  # notes and comments beside what others made
    "own account": _EVERYONE,  # one's own role and password
    "code": _WORKS,  # codings, themes proposed, memos
    "run": _WORKS,  # the analysis, again and with other settings
    "export": _WORKS,  # files that leave the project
    "originals": _KNOWS_CHILDREN,  # what the vault holds: originals, names, what was replaced
    "redact": _KNOWS_CHILDREN,  # restore or add a redaction, supply a roster
    "ingest": _KNOWS_CHILDREN,
    "tell": _KNOWS_CHILDREN,  # write a story, accept evidence, set actions
    "adopt": _RUNS_IT,  # the codebook, plans, settings of the method
    "release": _RUNS_IT,  # a story as final, a quote for outside
    "history": _RUNS_IT | {SCRUTINEER},  # the trail of who did what
    "forget": _RUNS_IT,  # erase a case or a source, subject access, retention dates
    "keep": frozenset({ADMINISTRATOR}),  # back up, migrate, move the vault's lock
    "users": frozenset({ADMINISTRATOR}),
}
WORDS: Final = {  # what a refusal says; the permission's own name where it reads well
    "adopt": "change the codebook or the plan", "own account": "change an account",
    "export": "export", "forget": "erase material or gather what is held on a case",
    "history": "read who did what", "ingest": "take files in", "keep": "back up or restore a project",
    "originals": "see originals", "redact": "change what was replaced", "release": "release what is final",
    "run": "run the analysis", "tell": "write stories or accept evidence", "users": "change accounts",
}  # fmt: skip


def allowed(role: str, permission: str) -> bool:
    """Whether a role holds a permission; KeyError for a permission that the table lacks."""
    return role in MAY[permission]
