"""Accounts, roles and sittings: who may do what, and what is told of it."""

from __future__ import annotations

import inspect
from datetime import timedelta

import pytest
import small_project
from argon2 import PasswordHasher
from results import record

from lif_narrative.access import MAY, ROLES, Refused, accounts, passwords
from lif_narrative.access import sittings as sittings_
from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project
from lif_narrative.records import Event

WORDS = "three plain words"
# What needs no permission: opening and closing, signing in, and asking what one may.
OPEN = {"open", "close", "sign_in", "sign_in_by", "has_accounts", "role", "may", "allowing", "vault_folder"}


def verbs() -> dict[str, str]:
    """Every public method and property of Project, with the permission it asks for ("" for none)."""
    found = {}
    for name, member in inspect.getmembers(Project):
        if name.startswith("_") or not (callable(member) or isinstance(member, property)):
            continue
        asked = member.fget if isinstance(member, property) else member
        found[name] = getattr(asked, "needs", "")
    return found


@pytest.fixture(scope="module", autouse=True)
def quick_hashing():
    """Argon2 at its cheapest: what is tested here is who gets in."""
    patch = pytest.MonkeyPatch()
    patch.setattr(passwords, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    yield
    patch.undo()


@pytest.fixture(scope="module")
def staffed(tmp_path_factory):
    """The small project with one person of each role."""
    project = small_project.make(tmp_path_factory.mktemp("staffed"))
    project.add_user("root-anne", "administrator", WORDS)
    chief = project.sign_in("root-anne", WORDS)
    for role in ROLES[1:]:
        chief.add_user(role.replace(" ", "-"), role, WORDS)
    yield {role: project.sign_in("root-anne" if role == ROLES[0] else role.replace(" ", "-"), WORDS)
           for role in ROLES}  # fmt: skip
    project.close()


@pytest.fixture
def project(tmp_path):
    made = small_project.make(tmp_path)
    yield made
    made.close()


@pytest.fixture
def chief(project):
    project.add_user("anne", "administrator", WORDS)
    return project.sign_in("anne", WORDS)


def test_every_public_verb_is_in_the_table():
    bare = {name for name, permission in verbs().items() if not permission}
    assert bare == OPEN


@pytest.mark.parametrize("verb", sorted(set(verbs()) - OPEN))
def test_a_verb_is_done_by_the_roles_that_may_and_refused_to_the_others(staffed, verb):
    permission, member = verbs()[verb], inspect.getattr_static(Project, verb)
    for role, project in staffed.items():
        count = len(project.store.read(Event))
        try:
            if isinstance(member, property):
                member.fget(project)
            else:
                getattr(project, verb)(nothing_that_a_verb_takes=True)
            refused = False
        except Refused:
            refused = True
        except (TypeError, NarrativeError):  # it was let in
            refused = False
        assert refused == (role not in MAY[permission]), role
        if refused:
            told = project.store.read(Event)[count:]
            expected = ("was refused", permission, project.actor)
            assert [(e.verb, e.object, e.actor) for e in told] == [expected]


def test_the_walk_is_counted():
    walked = {verb: permission for verb, permission in verbs().items() if permission}
    let_in = sum(len(MAY[permission]) for permission in walked.values())
    cells = len(walked) * len(ROLES)
    record("access", verbs=len(walked), roles=len(ROLES), cells=cells,
           **{"let in": let_in, "refused": cells - let_in})  # fmt: skip
    assert 0 < let_in < cells


def _last(project):
    return project.store.read(Event)[-1]


def test_a_project_without_accounts_asks_nobody(project):
    assert project.role == "administrator" and len(project.events()) == 0
    project.code("ex-do-1-0", "th-heard")


def test_the_first_account_is_an_administrators(project):
    with pytest.raises(NarrativeError, match="administrator"):
        project.add_user("bo", "reviewer", WORDS)
    assert not project.has_accounts


def test_with_accounts_nobody_acts_before_signing_in_or_under_anothers_name(project, chief):
    with pytest.raises(Refused, match="sign in"):
        project.excerpts()
    stranger = Project.open(project.folder, actor="human:anne")
    with pytest.raises(Refused, match="sign in"):
        stranger.code("ex-do-1-0", "th-heard")
    assert _last(project).actor == "human:unknown"
    stranger.close()


def test_five_wrong_passwords_lock_an_account_for_a_while_and_the_right_one_then_opens_it(
    project, chief, monkeypatch
):
    for _ in range(accounts.WRONG_BEFORE_LOCK):
        with pytest.raises(Refused):
            project.sign_in("anne", "not these words")
    with pytest.raises(Refused, match="minutes"):
        project.sign_in("anne", WORDS)
    later = accounts.utc() + timedelta(minutes=accounts.LOCK_MINUTES + 1)
    monkeypatch.setattr(accounts, "utc", lambda: later)
    assert project.sign_in("anne", WORDS).role == "administrator"


def test_a_sitting_ends_without_use(project, chief, monkeypatch):
    now = sittings_.time.monotonic()
    monkeypatch.setattr(sittings_.time, "monotonic", lambda: now + 29 * 60)
    chief.excerpts()
    monkeypatch.setattr(sittings_.time, "monotonic", lambda: now + 60 * 60)
    with pytest.raises(Refused, match="sitting has ended"):
        chief.excerpts()


def test_the_idle_limit_is_a_house_rule(project, chief, monkeypatch):
    (project.folder / "lif.toml").write_text("[access]\nidle_minutes = 5\n", encoding="utf-8")
    again = project.sign_in("anne", WORDS)
    now = sittings_.time.monotonic()
    monkeypatch.setattr(sittings_.time, "monotonic", lambda: now + 6 * 60)
    with pytest.raises(Refused, match="sitting has ended"):
        again.excerpts()


def test_a_disabled_person_is_out_at_once(chief):
    chief.add_user("bo", "reviewer", WORDS)
    bo = chief.sign_in("bo", WORDS)
    bo.excerpts()
    chief.disable_user("bo")
    with pytest.raises(Refused, match="disabled"):
        bo.excerpts()
    with pytest.raises(Refused):
        chief.sign_in("bo", WORDS)
    chief.disable_user("bo", back=True)
    bo.excerpts()


def test_a_new_role_counts_at_once(chief):
    chief.add_user("bo", "researcher", WORDS)
    bo = chief.sign_in("bo", WORDS)
    with pytest.raises(Refused):
        bo.events()
    chief.set_role("bo", "quality lead")
    assert len(bo.events()) > 0


def test_a_project_keeps_an_administrator(chief):
    for act in (lambda: chief.disable_user("anne"), lambda: chief.set_role("anne", "reviewer")):
        with pytest.raises(NarrativeError, match="needs an administrator"):
            act()
    assert chief.role == "administrator"


def test_passwords_are_long_hashed_and_never_in_the_trail(project, chief):
    for weak in ("short", "has-anne-in-it-ok"):
        with pytest.raises(NarrativeError):
            chief.set_password("anne", weak, WORDS)
    with pytest.raises(Refused, match="current"):
        chief.set_password("anne", "three other words", "wrong")
    chief.set_password("anne", "three other words", WORDS)
    assert project.sign_in("anne", "three other words")
    everything = b"".join(p.read_bytes() for p in project.folder.rglob("*") if p.is_file())
    assert b"three other words" not in everything and WORDS.encode() not in everything


def test_one_sets_ones_own_password_and_no_others(chief):
    chief.add_user("bo", "reviewer", WORDS)
    bo = chief.sign_in("bo", WORDS)
    bo.set_password("bo", "three other words", WORDS)
    with pytest.raises(Refused, match="Only an administrator"):
        bo.set_password("anne", "three other words")


def test_single_sign_on_opens_the_account_of_its_claim_alone(chief):
    chief.add_user("cat", "independent scrutineer", claim="Cat@Example.org")
    assert chief.sign_in_by("cat@example.org ").actor == "human:cat"
    for claim in ("", " ", "other@example.org"):
        with pytest.raises(Refused):
            chief.sign_in_by(claim)
    with pytest.raises(Refused):
        chief.sign_in("cat", "")
