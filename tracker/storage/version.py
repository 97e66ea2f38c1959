"""Which schema this program knows, and what is said of a ledger that has a newer one."""

from tracker.errors import StorageError

HEAD = "0002"
"""The newest migration's number; a test holds it to the migrations' folder."""

APPLICATION_ID = 0x74726B72
"""What marks a SQLite file as a ledger of tracker: the letters `trkr`."""


def refuse_newer(version: str, name: str) -> None:
    """Raise StorageError when `version` is not among those that this program can upgrade."""
    if not (version.isascii() and version.isdigit() and version <= HEAD):
        raise StorageError(
            f"{name} has the schema {version}, newer than this program's {HEAD}: "
            "install a newer tracker to open it"
        )


def refuse_other(version: str | None, name: str) -> None:
    """Raise StorageError when a server's database has no ledger, or one of another schema."""
    if version is None:
        raise StorageError(f"{name} has no ledger yet: make one with `tracker db upgrade`")
    refuse_newer(version, name)
    if version != HEAD:
        raise StorageError(
            f"{name} has the older schema {version}: bring it up to date with `tracker db upgrade`"
        )
