"""The daily commands beside bare programs that do the same with the same libraries.

`python -m tests.benchmarks.startup` prints, for each, tracker's time over the bare program's: the
median of pairs that ran in turn, with the quartiles.
"""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.pairs import compare, python

BARE_CLICK = """
import click
@click.group()
@click.version_option("1")
def main(): pass
for name in ("review", "list", "show", "add", "forecast", "resolve", "scorecard", "load"):
    @main.command(name, help="What it does")
    @click.option("--owner")
    def command(owner): pass
main()
"""
BARE_ROWS = """
import sqlite3, click, tabulate
@click.group()
def main(): pass
@main.command()
def rows():
    db = sqlite3.connect({db!r})
    found = db.execute("SELECT id, statement, deadline, supports, refutes FROM claim_list "
                       "WHERE outcome IS NULL ORDER BY deadline, id").fetchall()
    owners = dict(db.execute("SELECT claim_id, owner || ' ' || coalesce(probability, '') "
                             "FROM forecast_list"))
    table = [(i, s[:60], owners.get(i), d, f"+{a} -{b}") for i, s, d, a, b in found]
    click.echo(tabulate.tabulate(table, headers=["ID", "Claim", "Forecast", "Due", "Evidence"]))
main(["rows"])
"""
BARE_ORM = """
import sys, datetime
from sqlalchemy import ForeignKey, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
import click
class Base(DeclarativeBase): pass
class Claim(Base):
    __tablename__ = "claims"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None]
    statement: Mapped[str]
class Evidence(Base):
    __tablename__ = "evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    observed_on: Mapped[str]
    stance: Mapped[str]
    note: Mapped[str]
    recorded_at: Mapped[str]
@click.command()
@click.argument("db")
def main(db):
    engine = create_engine("sqlite:///" + db)
    with Session(engine) as session:
        claim = session.get(Claim, 1)
        session.add(Evidence(claim_id=claim.id, observed_on="2026-01-10", stance="neutral",
                             note="seen", recorded_at=datetime.datetime.now().isoformat()))
        session.commit()
main()
"""


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        db, bare = str(Path(folder) / "tracker.db"), str(Path(folder) / "bare.db")
        tracker = [str(Path(sys.executable).with_name("tracker")), "--db", db]
        compare([*tracker, "seed"], python("pass"), runs=1)
        Path(bare).write_bytes(Path(db).read_bytes())
        reading = python(BARE_ROWS.replace("{db!r}", repr(db)))
        print("what                 median (quartiles)   tracker to bare")
        for name, words, baseline in (
            ("--version", ["--version"], python(BARE_CLICK, "--version")),
            ("--help", ["--help"], python(BARE_CLICK, "--help")),
            ("list", ["list"], reading),
            ("review", ["review"], reading),
            ("show 7", ["show", "7"], reading),
            ("evidence list", ["evidence", "list", "7"], reading),
            ("scorecard", ["scorecard"], reading),
            ("evidence add", ["evidence", "add", "1", "seen", "--neutral"], python(BARE_ORM, bare)),
        ):
            print(f"{name:20} {compare([*tracker, *words], baseline)}")


if __name__ == "__main__":
    main()
