"""Who may sign in, and as what."""

from __future__ import annotations

from typing import Annotated

import typer

from lif_narrative.commands import HERE, ME, Actor, Json, Where, app, emit, opened_at, rows, secret

users = typer.Typer(help="Who may sign in, and who has worked here.", invoke_without_command=True)
app.add_typer(users, name="users")
Role = Annotated[
    str,
    typer.Option(help="administrator, quality lead, reviewer, researcher or independent scrutineer"),
]


@users.callback()
def worked(context: typer.Context, project: Where = HERE, actor: Actor = ME, json: Json = False) -> None:
    """Show who has worked in a project, by its trail: acts, and when the first and the last."""
    from lif_narrative import summary

    if context.invoked_subcommand:
        return
    told = summary.actors(opened_at(project, actor))
    if json:
        emit(told)
    else:
        heads = ["who", "acts", "first", "last"]
        summary.grid(f"Who has worked here: {len(told)}", heads, [list(row.values()) for row in told])


@users.command("list")
def list_(project: Where = HERE, actor: Actor = ME, json: Json = False) -> None:
    """Show the accounts and their roles."""
    from lif_narrative import summary

    held = opened_at(project, actor).users()
    if json:
        emit(rows(held))
    elif held.empty:
        typer.echo("No accounts: whoever opens this project may do everything. See lif users add.")
    else:
        told = held[["name", "role", "disabled", "locked_until"]]
        summary.grid(f"Accounts: {len(told)}", list(told.columns), told.to_numpy().tolist())


@users.command()
def add(
    name: str, role: Role, project: Where = HERE, actor: Actor = ME,
    claim: Annotated[str, typer.Option(help="The e-mail or subject that single sign-on vouches for.")] = "",
) -> None:  # fmt: skip
    """Give someone an account. The first is an administrator's; from then on all sign in."""
    opened = opened_at(project, actor)
    password = "" if claim else secret("LIF_NEW_PASSWORD", f"Password for {name}", new=True)
    opened.add_user(name, role, password, claim)
    typer.echo(f"{name} may sign in as {role}.")


@users.command()
def role(name: str, role: str, project: Where = HERE, actor: Actor = ME) -> None:
    """Give a user another role."""
    opened_at(project, actor).set_role(name, role)
    typer.echo(f"{name} is {role} now.")


@users.command()
def disable(
    name: str, project: Where = HERE, actor: Actor = ME,
    back: Annotated[bool, typer.Option(help="Let them in again.")] = False,
) -> None:  # fmt: skip
    """Let a user no longer sign in; what they did stays theirs."""
    opened_at(project, actor).disable_user(name, back=back)
    typer.echo(f"{name} may sign in again." if back else f"{name} may no longer sign in.")


@users.command()
def password(name: str, project: Where = HERE, actor: Actor = ME) -> None:
    """Set one's own password, or another's as an administrator."""
    opened = opened_at(project, actor)
    mine = opened.actor == f"human:{name}"
    current = secret("LIF_PASSWORD", "Your current password") if mine else ""
    opened.set_password(name, secret("LIF_NEW_PASSWORD", f"New password for {name}", new=True), current)
    typer.echo(f"The password of {name} is set.")
