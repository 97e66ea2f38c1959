"""The program: its options, its commands, and the one place where errors become words."""

import gc
import os
import sys
from typing import Any, NoReturn

import click

from tracker import __version__
from tracker.cli.commands import Group
from tracker.errors import TrackerError
from tracker.registry import load

INTERRUPTED = 130
_LONGEST = 500
_OBJECTS = 20_000
"""So many more objects there are before memory is searched for cycles; Python's own is 700."""
_OF_PROGRAM = ("--db", "--today", "--version")

COMMANDS = {
    "Every day": {
        "review": "tracker.cli.review:review",
        "remind": "tracker.cli.remind:remind",
        "list": "tracker.cli.claims:list_claims",
        "show": "tracker.cli.claims:show",
    },
    "Write down": {
        "add": "tracker.cli.claims:add",
        "forecast": "tracker.cli.forecasts:forecast",
        "evidence": "tracker.cli.evidence:evidence",
        "resolve": "tracker.cli.resolutions:resolve",
        "reopen": "tracker.cli.resolutions:reopen",
        "propose": "tracker.cli.resolutions:propose",
        "decline": "tracker.cli.resolutions:decline",
        "withdraw": "tracker.cli.claims:withdraw",
        "edit": "tracker.cli.claims:edit",
        "link": "tracker.cli.links:link",
        "unlink": "tracker.cli.links:unlink",
    },
    "Look back": {
        "scorecard": "tracker.cli.scorecard:scorecard",
        "compare": "tracker.cli.compare:compare",
        "check": "tracker.cli.links:check",
        "words": "tracker.cli.words:words",
        "report": "tracker.cli.page:report",
    },
    "From a text to claims": {
        "extract": "tracker.cli.extract:extract",
        "inbox": "tracker.cli.drafts:inbox",
        "accept": "tracker.cli.drafts:accept",
        "dismiss": "tracker.cli.drafts:dismiss",
        "source": "tracker.cli.sources:sources",
    },
    "Files and other tools": {
        "seed": "tracker.cli.files:seed",
        "load": "tracker.cli.files:load",
        "import": "tracker.cli.importing:import_file",
        "export": "tracker.cli.exchange:export",
        "mcp": "tracker.cli.mcp:mcp",
    },
    "The ledger itself": {
        "people": "tracker.cli.people:people",
        "sources": "tracker.cli.sources:sources",
        "history": "tracker.cli.journal:history",
        "undo": "tracker.cli.journal:undo",
        "verify": "tracker.cli.journal:verify",
        "seal": "tracker.cli.journal:seal",
        "redact": "tracker.cli.journal:redact",
        "config": "tracker.cli.settings:config",
        "db": "tracker.cli.database:db",
    },
    "Help": {
        "when": "tracker.cli.dates:when",
        "completion": "tracker.cli.completion:completion",
        "help": "tracker.cli.manual:manual",
    },
}
"""Every command under the heading that it has in `tracker --help`, with its place."""


class Program(Group):
    """The whole program: its commands, and the one boundary at which errors become words."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run it; end with 0, with 1 for what was refused, or with 2 for a wrong call."""
        sys.stdin = sys.stdin or os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
        if not sys.stdout:
            # Whatever is opened next would take its number, and be written to in its place.
            sys.exit(_refused("standard output is closed: write it to /dev/null instead", 1))
        _make_output_safe()
        sys.exit(self._run(*args, **extra))

    def _run(self, *args: Any, **extra: Any) -> int:
        output = sys.stdout
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
            sys.stdout.flush()
        except click.ClickException as problem:
            if isinstance(problem, click.NoSuchOption) and problem.option_name in _OF_PROGRAM:
                name = problem.option_name
                why = f"{name} goes before the command: tracker {name} …"
                problem = click.UsageError(why, problem.ctx)
            said = problem.format_message()
            is_help = isinstance(problem, click.exceptions.NoArgsIsHelpError)
            if isinstance(problem, click.UsageError) and not is_help and len(said) > _LONGEST:
                # It repeats what was typed.
                problem = click.UsageError(f"{said[:_LONGEST]}…", problem.ctx)
            problem.show()
            return problem.exit_code
        except click.exceptions.Exit as ended:
            return ended.exit_code
        except (click.Abort, KeyboardInterrupt):
            return _refused("interrupted; nothing was changed", INTERRUPTED)
        except (BrokenPipeError, SystemExit) as ended:
            # Where a pipe was closed, click wraps the output and exits with 1; it is no error here.
            if isinstance(ended, SystemExit) and sys.stdout is output:
                raise
            _close_output()
            return 0
        except Exception as problem:
            if os.environ.get("TRACKER_DEBUG"):
                raise
            return _refused(_sentence(problem), getattr(problem, "exit_code", 1))
        return code if isinstance(code, int) else 0


@click.group(
    cls=Program,
    sections=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--db", metavar="PATH|URL", envvar="TRACKER_DB", help="The ledger to work on.")
@click.option("--today", metavar="DATE", envvar="TRACKER_TODAY", help="The day to take as today.")
@click.version_option(__version__, prog_name="tracker", message="%(prog)s %(version)s")
@click.pass_context
def tracker(ctx: click.Context, db: str | None, today: str | None) -> None:
    """See help/commands/tracker.md."""
    ctx.obj = load("tracker.cli.session:Session")(db, today)
    ctx.call_on_close(ctx.obj.warn)
    ctx.with_resource(load("tracker.domain.own_words:looked_up")(ctx.obj.own_words))


def main() -> NoReturn:
    """Run the program as the command `tracker`.

    Commands make next to no cycles, so these are seldom searched for, and not once more when all is
    done: that search took an eighth of a short command's time.
    """
    gc.set_threshold(_OBJECTS)
    try:
        tracker.main(prog_name="tracker")
    finally:
        gc.freeze()


def _sentence(problem: Exception) -> str:
    """Say what went wrong; no user is to see a traceback."""
    if isinstance(problem, TrackerError):
        return str(problem)
    if isinstance(problem, RecursionError):
        return "the input is nested too deeply"
    if isinstance(problem, MemoryError):
        return "the input needs more memory than there is"
    if isinstance(problem, OSError):
        _close_output()
        where = f" {problem.filename}" if isinstance(problem.filename, str) else ""
        return f"cannot read or write{where}: {problem.strerror or problem}"
    what = f"{type(problem).__name__}: {problem}"
    return f"a fault in tracker ({what}); TRACKER_DEBUG=1 shows where"


def _refused(message: str, code: int) -> int:
    click.echo(f"Error: {load('tracker.domain.text:printable')(message)}", sys.stderr, err=True)
    return code


def _make_output_safe() -> None:
    """Keep a stream with a small alphabet from failing on text that it cannot write."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _close_output() -> None:
    """Let nothing more be written to a stream that is gone, not even when the program ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
