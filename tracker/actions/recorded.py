"""What an action answers."""

from typing import NamedTuple


class Recorded(NamedTuple):
    """What was written: its id, remarks that the user should read, and if it was so before."""

    id: int
    remarks: tuple[str, ...] = ()
    unchanged: bool = False
