"""What a date in words means."""

from datetime import date

from tracker.dates import read
from tracker.domain.answer import Card, Column, Table

_COLUMNS = (
    Column("phrase", "Phrase"),
    Column("said_on", "Said on", "day"),
    Column("opens", "Opens", "day"),
    Column("deadline", "Deadline", "day"),
    Column("basis", "Basis"),
    Column("ambiguous", "Ambiguous"),
)


def when(phrase: str, said_on: date) -> Card:
    """Return a phrase's window, said on a day. Raises InvalidDate for what is no date."""
    reading = read(phrase, said_on)

    def text(day: date | None) -> str | None:
        return day.isoformat() if day else None

    other = reading.other
    data = {
        "phrase": reading.phrase,
        "said_on": text(reading.said_on),
        "opens": text(reading.opens),
        "deadline": text(reading.deadline),
        "basis": reading.basis,
        "ambiguous": reading.ambiguous,
        "other": {"opens": text(other.opens), "deadline": text(other.deadline)} if other else None,
        "flags": list(reading.flags),
    }
    facts = [("Said on", str(data["said_on"])), ("Means", _window(reading.opens, reading.deadline))]
    if reading.basis == "vague":
        facts[1] = ("Means", "no date: a vague word")
    if other is not None:
        facts.append(("Or", _window(other.opens, other.deadline)))
    if "past" in reading.flags:
        facts.append(("Note", "that was over before it was said"))
    return Card(phrase, data, facts, (), Table(_COLUMNS, [data]))


def _window(opens: date | None, deadline: date | None) -> str:
    if opens == deadline and opens is not None:
        return opens.isoformat()
    return f"{opens or '…'} to {deadline or '…'}"
