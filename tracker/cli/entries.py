"""What was typed, as the values that actions take."""

from datetime import date
from typing import Any

from tracker.actions.claims import Edit
from tracker.cli import kinds
from tracker.cli.options import cleared, line, text
from tracker.cli.session import Session
from tracker.domain import days, probability
from tracker.domain.claim import Window, check_key, check_tag, check_window
from tracker.domain.entries import ClaimEntry, EvidenceEntry, ForecastEntry, ResolutionEntry
from tracker.domain.evidence import check_ratio, check_url
from tracker.domain.outcome import Outcome
from tracker.domain.probability import Belief
from tracker.domain.text import accept, accept_line, shorten
from tracker.errors import InvalidDate, InvalidInput
from tracker.storage.queries import claims, sources


def claim(own: Session, given: dict[str, Any]) -> tuple[ClaimEntry, list[str]]:
    """Return the claim that `add` was given, with its first forecast, and remarks."""
    source = None if given["source"] is None else check_key(given["source"], "source")
    said_on = own.day(given["said"], "--said") or _published(own, source) or own.today
    window, remarks = _window(given, said_on)
    condition = text(given["condition"], "condition")
    unit = line(given["unit"], "--unit")
    kinds.check_given(given["kind"], given)
    options, shares = kinds.options(given["kind"], given)
    numbers = kinds.quantiles(given["kind"], given, unit, said_on)
    forecast = ForecastEntry(
        owner=accept_line(given["owner"], "owner"),
        belief=Belief("stated") if shares or numbers else belief(given["probability"]),
        distribution=shares or numbers,
        made_on=said_on,
        reported_by=line(given["reported_by"], "--reported-by"),
        quote=text(given["quote"], "quote"),
    )
    entry = ClaimEntry(
        statement=accept(given["statement"], "statement"),
        said_on=said_on,
        key=None if given["key"] is None else check_key(given["key"]),
        source=source,
        type=given["type_"] or ("conditional" if condition else "prediction"),
        kind=given["kind"],
        window=window,
        criteria=text(given["criteria"], "criteria"),
        condition=condition,
        options=options,
        unit=unit,
        tags=tuple(check_tag(tag) for tag in given["tags"]),
        note=text(given["note"], "note"),
        forecasts=(forecast,),
    )
    return entry, remarks


def _published(own: Session, source: str | None) -> date | None:
    """Return the day on which a source that the ledger knows was published."""
    if source is None:
        return None
    with own.ledger.read() as connection:
        found = sources.find(connection, source)
    return date.fromisoformat(found["published_on"]) if found and found["published_on"] else None


def _window(given: dict[str, Any], said_on: date) -> tuple[Window, list[str]]:
    window, remarks = Window(), list[str]()
    if given["by"] is not None:
        window, remarks = days.deadline(given["by"], lambda: said_on)
    if given["opens"] is not None:
        opens, further = days.opening(given["opens"], said_on, "--opens")
        check_window(opens, window.deadline)
        window = window._replace(opens=opens)
        remarks = remarks + further
    return window, remarks


def belief(given: str | None) -> Belief:
    """Return the belief that `-p` gives; none without it."""
    return Belief("none") if given is None else probability.parse(given)


def edit(own: Session, /, name: str, given: dict[str, Any]) -> tuple[Edit, list[str]]:
    """Return the changes that `edit` was given, and remarks.

    A deadline in words counts from the day on which the claim was said; an empty one clears it.
    """
    said = own.day(given["said"], "--said")
    window, remarks = None, list[str]()
    if given["by"]:
        window, remarks = days.deadline(given["by"], lambda: said or _said_on(own, name))
        if window.deadline is None:
            raise InvalidDate(f"{shorten(given['by'])!r} names no date: write one as 2026-12-31")
    elif given["by"] is not None:
        window = Window()
    wanted = Edit(
        statement=cleared(given["statement"], "statement"),
        criteria=cleared(given["criteria"], "criteria"),
        condition=cleared(given["condition"], "condition"),
        condition_claim=given["condition_claim"],
        window=window,
        opens=own.day(given["opens"], "--opens"),
        type=given["type_"],
        note=cleared(given["note"], "note"),
        source=None if given["source"] is None else check_key(given["source"], "source"),
        key=None if given["key"] is None else check_key(given["key"]),
        said_on=said,
        add_tags=[check_tag(tag) for tag in given["tags"]],
        remove_tags=given["untags"],
    )
    return wanted, remarks


def _said_on(own: Session, name: str) -> date:
    """Return the day on which a claim was said. Raises NotFound."""
    with own.ledger.read() as connection:
        return date.fromisoformat(claims.get(connection, name)["said_on"])


def forecast(own: Session, /, name: str, given: dict[str, Any]) -> ForecastEntry:
    """Return the forecast on a claim that `forecast` was given."""
    with own.ledger.read() as connection:
        about = claims.get(connection, name)
    made_on = own.day(given["on"], "--on") or own.today
    found = kinds.distribution(about, given, made_on)
    return ForecastEntry(
        owner=accept_line(given["owner"], "owner"),
        belief=Belief("stated") if found else belief(given["probability"]),
        distribution=found,
        made_on=made_on,
        reported_by=line(given["reported_by"], "--reported-by"),
        quote=text(given["quote"], "quote"),
        source=given["source"],
        note=text(given["note"], "note"),
    )


def evidence(own: Session, given: dict[str, Any]) -> EvidenceEntry:
    """Return the evidence that `evidence add` was given."""
    return EvidenceEntry(
        on=own.day(given["on"], "--on") or own.today,
        stance=given["stance"],
        note=accept(given["note"], "note"),
        strength=given["strength"],
        likelihood_ratio=None if given["lr"] is None else check_ratio(_ratio(given["lr"])),
        url=None if given["url"] is None else check_url(given["url"]),
        quote=text(given["quote"], "quote"),
        supersedes=given["supersedes"],
    )


def _ratio(given: str) -> float:
    found = probability.NUMBER.fullmatch(given.strip())
    if found is None:
        raise InvalidInput(
            f"likelihood ratio {given[:40]!r} is no number above 0, such as 3 or 0.7"
        )
    return float(given)


def resolution(own: Session, given: dict[str, Any]) -> ResolutionEntry:
    """Return the resolution that `resolve` was given; its outcome is checked against the claim."""
    return ResolutionEntry(
        outcome=Outcome(accept_line(given["outcome"], "outcome")),
        resolved_on=own.day(given["on"], "--on") or own.today,
        because=accept(given["because"], "--because"),
        judge=line(given["judge"], "--judge"),
        check_on=own.day(given["check_on"], "--check-on"),
        settles=given["settles"],
        evidence=tuple(given["evidence"]),
    )
