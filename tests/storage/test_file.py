"""The file of a ledger: made once, kept private, opened as it should be, and refused clearly."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.conftest import Answer, Program
from tests.storage.chain import chain
from tracker.errors import StorageError
from tracker.storage import sqlite
from tracker.storage.ledger import open_ledger
from tracker.storage.version import APPLICATION_ID, HEAD

PROCESSES = 8
EACH = 10
WRITER = f"""
import sys
from click.testing import CliRunner
from tracker.cli.main import tracker
for number in range({EACH}):
    words = ["evidence", "add", "1", f"{{sys.argv[1]}}-{{number}}", "--supports"]
    result = CliRunner().invoke(tracker, words)
    if result.exit_code:
        sys.exit(result.output)
"""


def at_once(program: Program, *words: str) -> list[str]:
    """Run a Python call in several processes at once; return what each wrote to standard error."""
    running = [
        subprocess.Popen(
            [sys.executable, *words, str(number)],
            env={**os.environ, **program.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number in range(PROCESSES)
    ]
    return [process.communicate()[1].decode() for process in running]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_writers_at_once_all_succeed_on_one_unbroken_chain(ledger: Program) -> None:
    ledger("add", "Rain tomorrow.", "--owner", "Ann", "-p", "30%")
    assert at_once(ledger, "-c", WRITER) == [""] * PROCESSES
    entries = chain(ledger.db)
    assert [entry.verb for entry in entries[2:]] == ["evidence add"] * (PROCESSES * EACH)
    notes = {entry.content["ops"][0][2]["note"] for entry in entries[2:]}
    assert len(notes) == PROCESSES * EACH
    ledger("verify")


@pytest.mark.parametrize("is_empty", [False, True], ids=["missing", "empty"])
def test_programs_that_make_one_ledger_at_once_share_it(*, is_empty: bool, tmp_path: Path) -> None:
    program = Program(str(tmp_path / "tracker.db"))
    if is_empty:
        Path(program.db).touch()
    errors = at_once(program, "-m", "tracker", "people", "add", "--note", "n", "--")
    assert errors == [""] * PROCESSES
    verbs = [entry.verb for entry in chain(program.db)]
    assert verbs == ["create"] + ["people add"] * PROCESSES
    assert [path.name for path in tmp_path.glob("*.new*")] == []


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    path.touch()
    Program(str(path))("people", "add", "Ann")
    assert [entry.verb for entry in chain(str(path))] == ["create", "people add"]
    assert sorted(tmp_path.glob(".*")) == []


def test_a_ledger_is_marked_as_one(ledger: Program) -> None:
    with closing(sqlite3.connect(ledger.db)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_file_and_its_side_files_are_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    before = os.umask(0)
    try:
        own = open_ledger(str(path), author="ann")
        with own.change("add") as change:
            change.insert("people", name="Ann", kind="person")
            side_files = {file.name: mode(file) for file in tmp_path.glob("tracker.db*")}
    finally:
        os.umask(before)
    assert side_files == {"tracker.db": 0o600, "tracker.db-wal": 0o600, "tracker.db-shm": 0o600}


def test_a_writer_waits_for_the_disk_and_keeps_foreign_keys(ledger: Program) -> None:
    with open_ledger(ledger.db, author="ann").change("add") as change:
        values = {
            name: change.connection.rows(f"PRAGMA {name}")[0]
            for name in ("synchronous", "foreign_keys", "journal_mode", "busy_timeout")
        }
    assert values == {
        "synchronous": {"synchronous": 2},
        "foreign_keys": {"foreign_keys": 1},
        "journal_mode": {"journal_mode": "wal"},
        "busy_timeout": {"timeout": 20_000},
    }


def test_a_row_that_belongs_to_nothing_is_refused(ledger: Program) -> None:
    with (
        pytest.raises(StorageError, match="FOREIGN KEY constraint failed; nothing was changed"),
        open_ledger(ledger.db, author="ann").change("add") as change,
    ):
        change.insert("aliases", person_id=7, alias="x")
    assert len(chain(ledger.db)) == 1


def test_what_reads_cannot_write(ledger: Program) -> None:
    with (
        pytest.raises(StorageError, match="read-only"),
        open_ledger(ledger.db, author="ann").read() as connection,
    ):
        connection.run("INSERT INTO people (id, name, kind) VALUES (1, 'Ann', 'person')")


def test_what_reads_sees_one_state_while_another_writes(ledger: Program) -> None:
    own = open_ledger(ledger.db, author="ann")
    with own.read() as connection:
        assert connection.rows("SELECT name FROM people") == []
        ledger("people", "add", "Ann")
        assert connection.rows("SELECT name FROM people") == []
    with own.read() as connection:
        assert connection.rows("SELECT name FROM people") == [{"name": "Ann"}]


@contextmanager
def held(path: str) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        yield
        raw.execute("ROLLBACK")


def test_a_locked_ledger_is_read_and_says_who_must_wait(
    ledger: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    with held(ledger.db):
        assert ledger("people", "add", "Ann", code=1) == (
            f"Error: {ledger.db} is locked by another program: try again when that is done\n"
        )
        ledger("list")
    ledger("people", "add", "Ann")
    assert len(chain(ledger.db)) == 2


def make_truncated(path: Path) -> str:
    path.write_bytes(path.read_bytes()[:20_000])
    return "is damaged: restore a backup of it"


def make_corrupt(path: Path) -> str:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    return "is damaged"


def make_text(path: Path) -> str:
    path.write_text("Rain tomorrow, says Ann.\n" * 100)
    return "is no SQLite database: name another file with --db"


def make_tiny(path: Path) -> str:
    path.write_bytes(b"x")
    return "is a SQLite database, but no tracker ledger: name another file with --db"


def make_foreign(path: Path) -> str:
    path.unlink()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE claims (id INTEGER PRIMARY KEY)")
    return "is a SQLite database, but no tracker ledger: name another file with --db"


def make_newer(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    return f"has the schema 9999, newer than this program's {HEAD}: install a newer tracker"


def make_unversioned(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DELETE FROM alembic_version")
    return "is damaged"


def make_tableless(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DROP TABLE alembic_version")
    return "is damaged, it lacks a table: restore a backup of it"


@pytest.mark.parametrize(
    "make",
    [
        make_truncated,
        make_corrupt,
        make_text,
        make_tiny,
        make_foreign,
        make_newer,
        make_unversioned,
        make_tableless,
    ],
)
@pytest.mark.parametrize("words", [["list"], ["people", "add", "Ann"], ["db", "upgrade"]])
def test_what_is_no_ledger_is_refused_in_a_line_and_kept(
    make: Callable[[Path], str], words: list[str], ledger: Program
) -> None:
    path = Path(ledger.db)
    expected = make(path)
    before = path.read_bytes()
    said = ledger(*words, code=1)
    assert said.startswith(f"Error: {path} {expected}")
    assert said.count("\n") == 1
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.glob("tracker.db*.before*")] == []


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("folder", "is no file: name a SQLite file with --db"),
        ("folder/", "is no file: name a SQLite file with --db"),
        ("missing/tracker.db", "cannot be made: the folder {}/missing does not exist"),
        ("file/tracker.db", "cannot be made: the folder {}/file does not exist"),
        ("fifo", "is no file: name a SQLite file with --db"),
    ],
)
def test_a_place_that_cannot_hold_a_ledger_is_named(
    place: str, expected: str, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    os.mkfifo(tmp_path / "fifo")
    before = sorted(tmp_path.rglob("*"))
    said = Program(f"{tmp_path}/{place}")("list", code=1)
    assert expected.format(tmp_path) in said
    assert said.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["with blank.db", "50%20.db", "what?.db", "a#b.db", "预测.db"])
def test_a_file_may_have_any_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    Program(str(path))("people", "add", "Ann")
    Program(f"sqlite:///{path}")("people", "add", "Bo")
    assert [entry.verb for entry in chain(str(path))] == ["create", "people add", "people add"]
    assert [file.name for file in tmp_path.glob("*.db")] == [name]


def test_a_backup_of_a_damaged_ledger_names_the_ledger(panel: Program, tmp_path: Path) -> None:
    content = bytearray(Path(panel.db).read_bytes())
    content[20_000:23_000] = b"\xff" * 3_000
    Path(panel.db).write_bytes(content)
    said = panel("db", "backup", str(tmp_path / "copy.db"), code=1)
    assert said.startswith(f"Error: {panel.db} is ")
    assert not (tmp_path / "copy.db").exists()


WITHOUT_PRIVILEGES = """
import ctypes, os, sys
DROP_FROM_BOUNDING_SET, DAC_OVERRIDE, DAC_READ_SEARCH = 24, 1, 2
for privilege in (DAC_OVERRIDE, DAC_READ_SEARCH):
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(DROP_FROM_BOUNDING_SET, privilege, 0, 0, 0):
        sys.exit("the superuser's privileges cannot be given up here")
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


class Bound:
    """The program as somebody runs it who is held to the modes of files, even where root tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "tracker.db"

    def python(self, *words: str) -> Answer:
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT_PRIVILEGES, *words],
            capture_output=True,
            env={**os.environ, **Program(str(self.path)).environment},
            check=False,
        )
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    def __call__(self, *words: str) -> Answer:
        return self.python("-m", "tracker", *words)


@pytest.fixture
def bound(ledger: Program, tmp_path: Path) -> Iterator[Bound]:
    """A ledger with a claim in a folder of its own, and a program without privileges."""
    ledger("add", "Rain tomorrow.", "--owner", "Ann", "-p", "30%")
    folder = tmp_path / "own"
    folder.mkdir()
    found = Bound(folder)
    found.path.write_bytes(Path(ledger.db).read_bytes())
    folder.chmod(0o555)
    if not found.python("-c", f"open({str(folder / 'x')!r}, 'w')").code:
        pytest.skip("the superuser's privileges cannot be given up here")
    yield found
    folder.chmod(0o755)


def test_a_read_only_folder_is_read_and_not_written(bound: Bound) -> None:
    before = bound.path.read_bytes()
    shown = bound("list", "-f", "json")
    assert (shown.code, shown.err) == (0, "")
    assert "Rain tomorrow." in shown.out
    refused = f"Error: {bound.path} is read-only: nothing can be written to it\n"
    assert bound("people", "add", "Bo") == (1, "", refused)
    assert bound.path.read_bytes() == before
    assert list(bound.folder.iterdir()) == [bound.path]


def test_a_read_only_file_is_read_and_not_written(bound: Bound) -> None:
    bound.folder.chmod(0o755)
    bound.path.chmod(0o444)
    before = bound.path.read_bytes()
    shown = bound("list", "-f", "json")
    assert (shown.code, shown.err) == (0, "")
    assert "Rain tomorrow." in shown.out
    refused = f"Error: {bound.path} is read-only: nothing can be written to it\n"
    assert bound("people", "add", "Bo") == (1, "", refused)
    assert bound.path.read_bytes() == before


def test_a_file_that_may_not_be_read_is_refused(bound: Bound) -> None:
    bound.path.chmod(0o000)
    said = f"Error: {bound.path} cannot be opened: see that it and its folder may be read"
    refused = bound("list")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == f"{said} and written\n"


@pytest.mark.parametrize(
    "words", ["export csv", "export ics", "export parquet", "report", "db backup"]
)
def test_a_file_that_may_not_be_made_is_named_and_not_the_ledger(words: str, bound: Bound) -> None:
    new = "new.html" if words == "report" else "new"
    refused = bound(*words.split(), str(bound.folder / new))
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("Error: ")
    assert refused.err.endswith(": Permission denied\n")
    assert str(bound.path) not in refused.err


def test_no_ledger_is_made_where_nothing_may_be_written(bound: Bound) -> None:
    bound.folder.chmod(0o755)
    bound.path.unlink()
    bound.folder.chmod(0o555)
    refused = bound("list")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == f"Error: {bound.path} may not be opened: Permission denied\n"
    assert list(bound.folder.iterdir()) == []
