"""What is shipped works away from the checkout: the wheel, the sdist, the editable install."""

import importlib.util
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import tracker
from tracker import config

ROOT = Path(__file__).resolve().parents[2]
BUILD_SDIST = "import sys; from hatchling.build import build_sdist; build_sdist(sys.argv[1])"
HAS_HATCHLING = importlib.util.find_spec("hatchling") is not None


def run(*words: str | Path, folder: Path = ROOT, **environment: str) -> str:
    """Run this Python on words in a folder; return what it wrote, fail where it fails."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def build_wheel(source: Path, to: Path) -> Path:
    isolation = ["--no-build-isolation"] if HAS_HATCHLING else []
    run("-m", "pip", "wheel", "--quiet", "--no-deps", *isolation, "-w", to, source, folder=to)
    (wheel,) = to.glob("*.whl")
    return wheel


def shipped(folder: str) -> set[str]:
    """Return the names of the checkout's files under a folder, but not what Python leaves there."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not HAS_HATCHLING:
        pytest.skip("an sdist is built with hatchling, which is not installed here")
    folder = tmp_path_factory.mktemp("sdist")
    run("-c", BUILD_SDIST, folder)
    (made,) = folder.glob("*.tar.gz")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    run("-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, wheel, folder=folder)
    return folder


def test_the_wheel_holds_the_package_with_migrations_seeds_and_manual(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    moved = {
        name.replace("migrations/", "tracker/_migrations/").replace("seeds/", "tracker/_seeds/")
        for name in shipped("migrations") | shipped("seeds")
    }
    assert moved | shipped("tracker") <= names
    assert {"tracker/py.typed", "tracker/help/concepts.md"} <= names
    assert "tracker/_migrations/versions/0001_the_first_schema.py" in names
    assert "tracker/_seeds/agi-next-2026.toml" in names


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert len(names) == len(set(names))
    assert [name for name in names if name.endswith(".pyc")] == []
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"tracker", f"claims_tracker-{tracker.__version__}.dist-info"}


def test_the_wheel_is_described(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        about = f"claims_tracker-{tracker.__version__}.dist-info"
        metadata = opened.read(f"{about}/METADATA").decode()
        scripts = opened.read(f"{about}/entry_points.txt").decode()
        assert f"{about}/licenses/LICENSE" in opened.namelist()
    assert "Name: claims-tracker\n" in metadata
    assert f"Version: {tracker.__version__}\n" in metadata
    assert "Requires-Python: >=3.11\n" in metadata
    assert "tracker = tracker.cli.main:main" in scripts


def test_the_installed_wheel_works_from_another_folder(installed: Path, tmp_path: Path) -> None:
    environment = {
        "PYTHONPATH": str(installed),
        "TRACKER_DB": "own.db",
        "TRACKER_TODAY": "2026-11-24",
    }

    def program(*words: str) -> str:
        return run("-m", "tracker", *words, folder=tmp_path, **environment)

    place = run("-c", "import tracker; print(tracker.__file__)", folder=tmp_path, **environment)
    assert Path(place.strip()) == installed / "tracker" / "__init__.py"
    assert "50 claims added" in program("seed")
    assert "overdue" in program("review", "-f", "json")
    assert "林俊旸" in program("show", "agi-next-2026/china-lead")
    concepts = (ROOT / "tracker" / "help" / "concepts.md").read_text(encoding="utf-8")
    assert program("help", "concepts").splitlines()[-1] == concepts.splitlines()[-1]
    assert program("--version") == f"tracker {tracker.__version__}\n"
    assert [path.name for path in tmp_path.glob("*.db")] == ["own.db"]


def test_the_installed_script_starts_the_program(installed: Path, tmp_path: Path) -> None:
    script = installed / "bin" / "tracker"
    said = run(script, "--version", folder=tmp_path, PYTHONPATH=str(installed))
    assert tracker.__version__ in said


def test_the_sdist_holds_all_that_the_tests_and_a_build_need(sdist: Path) -> None:
    with tarfile.open(sdist) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    for folder in ("tracker", "migrations", "seeds", "tests"):
        assert shipped(folder) <= names, folder
    assert {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "alembic.ini"} <= names
    assert [name for name in names if name.endswith(".pyc")] == []


def test_a_wheel_from_the_sdist_is_the_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as opened:
        opened.extractall(tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    (tmp_path / "wheel").mkdir()
    again = build_wheel(source, tmp_path / "wheel")
    assert set(zipfile.ZipFile(again).namelist()) == set(zipfile.ZipFile(wheel).namelist())


def test_the_checkouts_own_folders_are_found_where_it_is_installed_in_place() -> None:
    if not (ROOT / "migrations").samefile(config.shipped_folder("migrations")):
        pytest.skip("the tests run on an installed package, not in place")
    assert config.shipped_folder("seeds") == ROOT / "seeds"
