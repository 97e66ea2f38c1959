"""The manual holds a page for every command, and its examples work."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tracker.cli.commands import manual_text
from tracker.cli.main import tracker
from tracker.formats import claims_fields
from tracker.formats.claims_file import read_claims_file

MANUAL = Path(__file__).resolve().parents[2] / "tracker" / "help"
PAGES = {path.stem for path in (MANUAL / "commands").glob("*.md")}
TOPICS = {path.stem for path in MANUAL.glob("*.md")}
TALK = Path(__file__).resolve().parents[1] / "golden" / "files" / "talk.md"
TODAY = "2026-11-24"
LONGEST_SUMMARY = 60
WIDEST_EXAMPLE = 100


def commands(
    group: click.Group, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    ctx = click.Context(group, info_name=words[-1] if words else None)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        path = (*words, name)
        yield path, command
        if isinstance(command, click.Group):
            yield from commands(command, path)


TREE = dict(commands(tracker))
NAMES = {"tracker": (), **{"-".join(words): words for words in TREE}}


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tracker", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONUTF8": "1", "TRACKER_DB": "/nowhere/no.db", "COLUMNS": "100"},
    )


def examples(page: str) -> Iterator[str]:
    """Give the commands of a page, each on one line."""
    block = "\n".join(line[4:] for line in manual_text(page).split("\n") if line[:4] == "    ")
    for line in re.sub(r" *\\\n *", " ", block).split("\n"):
        yield line.split("   ")[0]


OTHERS = re.compile(
    r"eval |OPENAI_|.* \| |.*postgresql|.* -i$|.*(my-[a-z]+|talk)\.(toml|csv|jsonl|json|zip)|.*https://\S+/my-"
)
"""Examples that need a shell, a server, somebody who answers, or files of the user's own."""


def known_options(words: tuple[str, ...]) -> set[str]:
    command = TREE[words] if words else tracker
    own = {name for option in command.params for name in option.opts}
    return own | {"-h", "--help"}


def test_each_command_has_a_page_and_each_page_a_command() -> None:
    assert set(NAMES) == PAGES


@pytest.mark.parametrize("page", sorted(NAMES))
def test_a_page_begins_with_a_summary(page: str) -> None:
    summary, empty, rest = manual_text(page).partition("\n\n")
    assert len(summary) <= LONGEST_SUMMARY
    assert "\n" not in summary
    assert summary[0].isupper()
    assert not summary.endswith(".")
    assert empty
    assert rest


@pytest.mark.parametrize("page", sorted(NAMES))
def test_a_page_has_an_example_of_its_command(page: str) -> None:
    text = manual_text(page)
    assert re.search(r"^(Examples?|Start with):$", text, re.MULTILINE)
    typed = re.compile(" ".join((r"tracker( --db \S+)?", *NAMES[page])) + r"(?![\w-])")
    assert any(typed.search(line) for line in examples(page))


@pytest.mark.parametrize("page", sorted(NAMES))
def test_the_lines_of_a_page_fit(page: str) -> None:
    for line in manual_text(page).split("\n"):
        assert "\t" not in line
        if line.startswith(" "):
            assert len(line) <= WIDEST_EXAMPLE


@pytest.mark.parametrize("page", sorted(NAMES))
def test_the_options_that_a_page_names_exist(page: str) -> None:
    everywhere = {name for words in NAMES.values() for name in known_options(words)}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", manual_text(page)))
    assert named <= everywhere


@pytest.mark.parametrize("page", sorted(NAMES))
def test_help_shows_the_page(page: str) -> None:
    shown = run(*NAMES[page], "--help")
    assert shown.returncode == 0
    assert shown.stderr == ""
    assert manual_text(page).partition("\n")[0] in shown.stdout
    for line in manual_text(page).split("\n"):
        if line.startswith("    "):
            assert line in shown.stdout


@pytest.mark.parametrize("words", [["import", "csv"], ["export", "ics"], ["evidence", "add", "7"]])
def test_help_takes_what_follows_a_command(words: list[str]) -> None:
    assert run("help", *words).stdout == run("help", *words[:-1]).stdout != ""


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ledger = tmp_path_factory.mktemp("seeded") / "seeded.db"
    done = CliRunner().invoke(tracker, ["--db", str(ledger), "--today", TODAY, "seed"])
    assert done.exit_code == 0, done.exception
    return ledger


@pytest.mark.parametrize("page", sorted(NAMES))
def test_the_examples_of_a_page_work_on_the_panel(
    page: str, seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ledger = shutil.copy(seeded, tmp_path / "ledger.db")
    (tmp_path / "report.pdf").write_bytes(b"%PDF")
    shutil.copy(TALK, tmp_path / "talk.md")
    env = {"TRACKER_DB": str(ledger), "TRACKER_TODAY": TODAY}
    for example in examples(page):
        if not example or OTHERS.match(example):
            continue
        program, *words = shlex.split(example)
        assert program == "tracker"
        done = CliRunner().invoke(tracker, words, env=env)
        may_end = {0, 1} if "--fail-on" in words else {0}
        assert done.exit_code in may_end, (example, done.output, done.exception)


def test_the_program_lists_its_commands_with_their_summaries() -> None:
    shown = run("--help").stdout
    for words in TREE:
        if len(words) == 1:
            summary = manual_text(words[0]).partition("\n")[0]
            assert re.search(rf"^  {words[0]} +{re.escape(summary)}$", shown, re.MULTILINE)


def test_help_names_the_topics() -> None:
    shown = run("help")
    assert shown.returncode == 0
    for topic in TOPICS:
        assert topic in shown.stdout


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_a_topic_can_be_read(topic: str) -> None:
    shown = run("help", topic)
    assert shown.returncode == 0
    assert shown.stdout.strip() == (MANUAL / f"{topic}.md").read_text(encoding="utf-8").strip()


def test_a_topic_that_there_is_not_is_refused() -> None:
    shown = run("help", "nonsense")
    assert shown.returncode == 1
    assert "no topic 'nonsense'" in shown.stderr


def test_the_example_of_a_claims_file_can_be_read() -> None:
    topic = (MANUAL / "claims-file.md").read_text(encoding="utf-8")
    found = re.search(r"```toml\n(.*?)```", topic, re.DOTALL)
    assert found is not None
    file = read_claims_file(found.group(1).encode(), name="example")
    assert [person.name for person in file.people] == ["Ada Moreau", "Ben Okafor", "city planners"]
    assert [claim.kind for claim in file.claims] == ["binary"] * 3 + ["choice", "number"]
    assert {belief.belief.basis for belief in file.claims[0].forecasts} == {
        "stated",
        "imputed",
        "none",
    }


@pytest.mark.parametrize(
    "fields", ["SOURCE", "PERSON", "AFFILIATION", "CLAIM", "FORECAST", "EVIDENCE", "RESOLUTION"]
)
def test_every_field_of_a_claims_file_is_described(fields: str) -> None:
    topic = (MANUAL / "claims-file.md").read_text(encoding="utf-8")
    for name in getattr(claims_fields, fields):
        assert re.search(rf"\b{name}\b", topic), name


def test_the_example_of_a_claims_file_loads_and_again_is_no_change(tmp_path: Path) -> None:
    topic = (MANUAL / "claims-file.md").read_text(encoding="utf-8")
    file = tmp_path / "example.toml"
    file.write_text(topic.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    words = ["--db", str(tmp_path / "ledger.db"), "--today", TODAY, "load", str(file)]
    first, again = (CliRunner().invoke(tracker, words) for _ in range(2))
    assert "5 claims added" in first.stdout
    assert "nothing new" in again.stdout


def test_paths_of_code_in_the_manual_exist() -> None:
    text = (MANUAL / "code.md").read_text(encoding="utf-8")
    root = MANUAL.parent
    named = set(re.findall(r"\b((?:[a-z_]+/)+[a-z_]+\.(?:py|md))\b", text)) - {
        "help/commands/NAME.md"
    }
    assert named
    for path in named:
        assert (root / path).is_file(), path
