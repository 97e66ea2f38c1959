"""Names and what they stand for, built in or brought by another package; nothing imported early.

This is the one lazy mechanism of the program: a place is written `package.module:name` and imported
when it is asked for, so that a command pays for nothing but what it uses.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from tracker.errors import MissingExtra


def load(place: str) -> Any:
    """Import `package.module:name` and return what stands there."""
    module, _, name = place.partition(":")
    found = import_module(module)
    return getattr(found, name) if name else found


@contextmanager
def extra(name: str, what: str) -> Generator[None]:
    """Say which extra of the installation brings what is imported in the block, if it is missing.

    `what` is who needs it, as "a picture". Raises MissingExtra.
    """
    try:
        yield
    except ImportError as problem:
        package = (problem.name or "a package").partition(".")[0]
        raise MissingExtra(
            f"{what} needs {package}, which is not installed: pip install 'claims-tracker[{name}]'"
        ) from problem


class Registry(Mapping[str, Any]):
    """A mapping from a name to an implementation that is imported at first use.

    Other packages add to it by an entry point in `group`; a built-in name always wins. Entry points
    are looked up only when a name is not built in or when all names are wanted.
    """

    def __init__(self, group: str, built_in: Mapping[str, str]) -> None:
        self._group = group
        self._built_in = dict(built_in)

    def _brought(self) -> dict[str, str]:
        entry_points = load("importlib.metadata:entry_points")
        return {point.name: point.value for point in entry_points(group=self._group)}

    def __getitem__(self, name: str) -> Any:
        place = self._built_in.get(name) or self._brought().get(name)
        if place is None:
            raise KeyError(name)
        return load(place)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._brought() | self._built_in))

    def __len__(self) -> int:
        return len(self._brought() | self._built_in)

    def places(self) -> dict[str, str]:
        """Return each built-in name's place, without importing it."""
        return dict(self._built_in)
