"""Each session in golden/ and errors/ goes as it is written down; so does the README's."""

import re
from pathlib import Path

import pytest

from tests.conftest import Program
from tests.sessions import replayed

HERE = Path(__file__).parent
SESSIONS = sorted([*HERE.glob("golden/*.txt"), *HERE.glob("errors/*.txt")])
README = HERE.parent / "README.md"
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_session(
    path: Path,
    panel: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    monkeypatch.chdir(tmp_path)
    for file in (path.parent / "files").glob("*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    written = path.read_text(encoding="utf-8")
    now = replayed(written, panel, tmp_path)
    if pytestconfig.getoption("--golden-update"):
        path.write_text(now, encoding="utf-8")
    else:
        assert now == written


def test_readme_session(
    panel: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    monkeypatch.chdir(tmp_path)
    text = README.read_text(encoding="utf-8")
    sessions = _CONSOLE.findall(text)
    assert sessions
    for written in sessions:
        now = replayed(written, panel, tmp_path)
        if pytestconfig.getoption("--golden-update"):
            text = text.replace(written, now)
        else:
            assert now == written
    if pytestconfig.getoption("--golden-update"):
        README.write_text(text, encoding="utf-8")
