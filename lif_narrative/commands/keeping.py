"""Keep a project safe: its copies and their keys, what is forgotten, and until when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from lif_narrative.commands import HERE, ME, Actor, Json, Where, app, emit, opened_at, rows, secret
from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    from lif_narrative.sealedfile import Opener

keys = typer.Typer(help="The keys of the vault: copy them, lock them another way.", no_args_is_help=True)
app.add_typer(keys, name="keys")
Reason = Annotated[str, typer.Option(help="Why, in a line; it stays in the trail.")]
File = Optional[Path]  # noqa: UP045


def _passphrase(asked: str, *, new: bool = False, variable: str = "LIF_BACKUP_PASSPHRASE") -> Opener:
    from lif_narrative.sealedfile import Opener

    return Opener(passphrase=secret(variable, asked, new=new) or None)


@app.command()
def backup(
    to: Path, project: Where = HERE, actor: Actor = ME,
    recipient: Annotated[File, typer.Option(help="Seal it for this public key (.pub).")] = None,
    without_vault: Annotated[bool, typer.Option(help="The de-identified record alone.")] = False,
) -> None:  # fmt: skip
    """Seal a project into one file while others go on working.

    It opens by the passphrase that is asked for (or LIF_BACKUP_PASSPHRASE), by a recipient's key, or,
    where neither is given, by the keys of the project's own vault.
    """
    from lif_narrative.sealedfile import Opener

    opened = opened_at(project, actor)
    if recipient:
        opener: Opener | None = Opener(public=bytes.fromhex(recipient.read_text().strip()))
    else:
        opener = _passphrase("Passphrase for the backup", new=True)
        opener = opener if opener.passphrase else None
    typer.echo(f"Wrote {opened.backup(to, opener, without_vault=without_vault)}.")
    if not without_vault and not opened.vault.ring.copied:
        typer.echo(
            "Its originals open only with this vault's keys: keep a copy of them apart (lif keys copy)."
        )


@app.command()
def restore(
    file: Path, project: Where = HERE, actor: Actor = ME,
    keys: Annotated[File, typer.Option(help="The copy of the key ring, or the vault's own folder.")] = None,
    identity: Annotated[File, typer.Option(help="The private key that it was sealed for.")] = None,
    replace: Annotated[bool, typer.Option(help="Put the project that is there aside.")] = False,
    without_keys: Annotated[bool, typer.Option(help="The de-identified record alone.")] = False,
) -> None:  # fmt: skip
    """Check a backup, then bring it back; what was forgotten since stays forgotten."""
    import os

    from lif_narrative.deidentify.locks import Lock
    from lif_narrative.project import located
    from lif_narrative.restoring import into_database
    from lif_narrative.restoring import restore as bring
    from lif_narrative.sealedfile import Opener, sealed_for

    opener = Opener(private=bytes.fromhex(identity.read_text().strip())) if identity else Opener()
    if sealed_for(file) == "passphrase":
        opener = _passphrase("Passphrase of the backup")
    apart = None
    if keys and not keys.is_dir():
        variable = "LIF_KEYS_PASSPHRASE" if "LIF_KEYS_PASSPHRASE" in os.environ else "LIF_BACKUP_PASSPHRASE"
        apart = _passphrase("Passphrase of the copy of the keys", variable=variable)
    folder, url = located(project)
    place = bring(
        file, folder, opener=opener, keys=keys, keys_opener=apart, replace=replace,
        lock=Lock(os.environ.get("LIF_PASSPHRASE")), without_keys=without_keys, actor=actor,
    )  # fmt: skip
    if "://" in project:
        into_database(place, url)
    typer.echo(f"The project is in {place}.")


@keys.command("copy")
def copy_(to: Path, project: Where = HERE, actor: Actor = ME) -> None:
    """Write the copy of the key ring that is kept apart; replace it after each forgetting."""
    opened = opened_at(project, actor)
    opener = _passphrase("Passphrase for the copy", new=True, variable="LIF_KEYS_PASSPHRASE")
    typer.echo(f"Wrote {opened.copy_keys(to, opener)}.")


@keys.command()
def pair(to: Path) -> None:
    """Make a pair of keys for whoever is to open backups: TO stays with them, TO.pub seals."""
    from lif_narrative.deidentify import files, sealing

    if to.exists():
        raise NarrativeError(f"There is a key at {to} already. Name another place, or move it away first.")
    private, public = sealing.pair_of(sealing.new_key())
    files.write_new({to: private.hex().encode()})
    to.with_name(f"{to.name}.pub").write_text(public.hex())
    typer.echo(f"Wrote {to} (keep it secret) and {to}.pub (give it to whoever backs up).")


@keys.command()
def lock(
    project: Where = HERE, actor: Actor = ME,
    key_file: Annotated[File, typer.Option(help="A key file, best on another disk.")] = None,
    keyring: Annotated[bool, typer.Option(help="The system's own keyring.")] = False,
) -> None:  # fmt: skip
    """Lock the vault another way: a key file, the system's keyring, or the passphrase that is asked for."""
    from lif_narrative.deidentify.locks import Lock

    words = None
    if not key_file and not keyring:
        words = secret("LIF_NEW_PASSPHRASE", "New passphrase of the vault", new=True) or None
    opened_at(project, actor).relock(Lock(words, key_file, keyring))
    typer.echo("The vault is locked anew.")


@app.command()
def forget(
    reason: Reason, project: Where = HERE, actor: Actor = ME,
    case: Annotated[str, typer.Option(help="The case's label.")] = "",
    source: Annotated[str, typer.Option(help="The source's id.")] = "",
) -> None:  # fmt: skip
    """Forget a case or a source for good, in backups too; a tombstone stays in the trail."""
    from lif_narrative.errors import NarrativeError

    if bool(case) == bool(source):
        raise NarrativeError("Say what to forget: --case LABEL or --source ID.")
    opened = opened_at(project, actor)
    typer.echo(str(opened.forget_case(case, reason) if case else opened.forget_source(source, reason)))


@app.command("subject-access")
def subject_access(case: str, to: Path, project: Where = HERE, actor: Actor = ME) -> None:
    """Gather all that is held on a case into a folder, or an archive when TO ends in .zip."""
    typer.echo(f"Gathered in {opened_at(project, actor).subject_access(case, to)}.")


@app.command()
def retention(
    project: Where = HERE, actor: Actor = ME, json: Json = False,
    case: Annotated[str, typer.Option(help="Set the date of this case.")] = "",
    source: Annotated[str, typer.Option(help="Set the date of this source.")] = "",
    until: Annotated[str, typer.Option(help="Keep it until then: 2027-03-31.")] = "",
    reason: str = "",
) -> None:  # fmt: skip
    """Show until when cases and sources are kept and what is due, or set a date."""
    from lif_narrative import summary

    opened = opened_at(project, actor)
    if until:
        opened.keep_until("case" if case else "source", case or source, until, reason)
    told = opened.retention()
    if json:
        emit(rows(told))
    else:
        due = int(told["is_due"].sum())
        summary.grid(f"Kept: {len(told)}, due: {due}", list(told.columns), told.to_numpy().tolist())


@app.command()
def trail(
    to: Annotated[Path, typer.Option(help="A .docx, .md or .csv file.")],
    project: Where = HERE, actor: Actor = ME,
) -> None:  # fmt: skip
    """Write who did what, when and why, in words, with the head that shows whether it was cut since."""
    typer.echo(f"Wrote {opened_at(project, actor).trail(to)}.")
