"""`seed` and `load`: claims files into the ledger."""

import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from tracker import config
from tracker.cli.commands import Command
from tracker.cli.options import session
from tracker.cli.session import Session
from tracker.domain.text import shorten, shorten_path
from tracker.errors import InvalidFile, InvalidInput, NotFound
from tracker.registry import load as place

MOST_BYTES = 100_000_000


def contents(file: str) -> bytes:
    """Return the bytes of a file, `-` being standard input. Raises NotFound, InvalidFile."""
    if file == "-":
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        path = Path(file)
        if not file or not path.exists():
            raise NotFound(f"there is no file {shorten_path(file) or 'without a name'}")
        if path.is_dir():
            raise InvalidFile(shorten_path(file), ["it is a folder, not a file"])
        try:
            with path.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
        except OSError as problem:
            raise InvalidFile(
                shorten_path(file), [f"it cannot be read: {problem.strerror}"]
            ) from problem
    if len(data) > MOST_BYTES:
        raise InvalidFile(shorten_path(file), [f"it is larger than {MOST_BYTES:,} bytes"])
    return data


@click.command(cls=Command)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@session
def seed(own: Session, /, names: tuple[str, ...]) -> None:
    """See help/commands/seed.md."""
    folder = config.shipped_folder("seeds")
    known = sorted(path.stem for path in folder.glob("*.toml"))
    for name in names:
        if name not in known:
            raise NotFound(f"no seed {name!r} ships with tracker: there is {', '.join(known)}")
    for name in names or known:
        _load(own, _read(contents(str(folder / f"{name}.toml")), name))


@click.command("load", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--text", metavar="FILE", help="The source's text, to hold quotes against.")
@session
def load(own: Session, /, files: tuple[str, ...], text: str | None) -> None:
    """See help/commands/load.md."""
    source_text = None
    if text is not None:
        try:
            source_text = contents(text).decode("utf-8")
        except UnicodeDecodeError as problem:
            raise InvalidFile(text, [f"it is not UTF-8 at byte {problem.start}"]) from problem
    names = ["standard input" if file == "-" else file for file in files]
    # All are read before the first is loaded: a slip in the last leaves the ledger as it was.
    read = [
        _read(contents(file), name, source_text, folder=Path(file).parent)
        for file, name in zip(files, names, strict=True)
    ]
    for found in read:
        _load(own, found)


def _read(
    data: bytes, name: str, source_text: str | None = None, *, folder: Path | None = None
) -> Any:
    """Read a claims file; what evidence names is looked for in `folder`, if there is one."""
    read = place("tracker.formats.claims_file:read_claims_file")
    open_file = None if folder is None else partial(_beside, folder)
    return read(data, name=name, source_text=source_text, open_file=open_file)


def _beside(folder: Path, name: str) -> Any:
    """Return a file that a claims file names: one in its folder, for others wrote it perhaps."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise InvalidInput(f"file {shorten(name)!r} must lie in the folder of the claims file")
    try:
        return place("tracker.domain.entries:KeptFile")(path.name, contents(str(path)))
    except (NotFound, InvalidFile) as problem:
        raise InvalidInput(f"file: {problem}") from problem


def _load(own: Session, file: Any) -> None:
    loaded = place("tracker.actions.load:load")(own.ledger, file)
    click.echo(f"{loaded.name}: {_told(loaded)}")
    for missing in loaded.missing:
        click.echo(f"Note: {missing} is no longer in {loaded.name}; it stays", err=True)


_SINGULAR = {
    "sources": "source",
    "people": "person",
    "claims": "claim",
    "forecasts": "forecast",
    "resolutions": "resolution",
}


def _told(loaded: Any) -> str:
    told = [
        f"{number} {_SINGULAR.get(what, what) if number == 1 else what} {verb}"
        for verb, counts in (("added", loaded.added), ("changed", loaded.changed))
        for what, number in counts.items()
        if number
    ]
    return ", ".join(told) or "nothing new"
