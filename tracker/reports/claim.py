"""Everything on one claim: its wording, who forecast what, the evidence, how it came out."""

from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from tracker import config
from tracker.domain import fairness
from tracker.domain.answer import Card, Column, Row, Section, Table
from tracker.domain.claim import NOT_YET
from tracker.domain.links import in_words
from tracker.reports import history, proposals
from tracker.reports.claims import (
    COLUMNS,
    SHEET,
    evidence_shape,
    forecast_shape,
    link_shape,
    resolve_step,
    shaped,
)
from tracker.reports.context import contexts, in_context
from tracker.storage.connection import Connection
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims, evidence, foreign_scores, links, people
from tracker.storage.queries import proposals as known_proposals

_FORECAST_COLUMNS = (
    Column("id", "ID", "id"),
    Column("made_on", "Made on", "day"),
    Column("owner", "Owner", "name"),
    Column("belief", "Probability", "belief"),
    Column("phrase", "In words"),
    Column("quote", "Quote", "flow"),
)
_WITHDRAWN_COLUMNS = (*_FORECAST_COLUMNS[:4], Column("withdrawn_because", "Because", "flow"))
_FOREIGN_COLUMNS = (
    Column("platform", "Tracker"),
    Column("person", "Owner", "name"),
    Column("name", "Its score"),
    Column("value", "Value", "score"),
    Column("coverage", "Coverage", "percent"),
    Column("scored_on", "Scored on", "day"),
)
_EVIDENCE_COLUMNS = (
    Column("id", "ID", "id"),
    Column("on", "On", "day"),
    Column("stance", "", "stance"),
    Column("strength", "Strength"),
    Column("note", "Note", "flow"),
)


def shown(ledger: Ledger, name: str) -> Card:
    """Return everything on one claim. Raises NotFound with the nearest key."""
    with ledger.read() as connection:
        today = ledger.today(connection)
        found = claims.get(connection, name)
        claim = shaped(connection, claims.only(found["id"]), today)[0]
        rows = claims.forecasts(connection, claims.only(found["id"]))
        withdrawn = [
            {**forecast_shape(row), "withdrawn_because": row["withdrawn_because"]}
            for row in rows
            if row["withdrawn_because"] is not None
        ]
        around = contexts(connection, claim["source"], rows)
        items = [evidence_shape(row) for row in evidence.of_claim(connection, found["id"])]
        resolution = _resolution(connection, found["id"])
        verdicts = evidence.verdicts(connection, found["id"])
        former = claims.former_wordings(connection, found["id"])
        past = list(history.of_claim(connection, found["id"]))
        linked = links.of_claim(connection, found["id"])
        conditions = claims.conditional_on(connection, found["id"])
        affiliations = _affiliations(connection, claim)
        proposed = [
            proposals.shape(row) for row in known_proposals.of_claim(connection, found["id"])
        ]
        scores = foreign_scores.latest(connection, claims.only(found["id"])).get(found["id"], [])
        zone = config.zone(ledger.zone_name(connection))
    data = {
        **claim,
        "links": [link_shape(row, claim["id"]) for row in linked if row["claim_id"] == claim["id"]],
        "linked_from": [
            link_shape(row, claim["id"]) for row in linked if row["claim_id"] != claim["id"]
        ],
        "forecasts": [
            {**_marked(row, claim, zone), "context": around.get(row["id"])}
            for row in claim["forecasts"]
        ],
        "withdrawn_forecasts": withdrawn,
        "evidence": items,
        "resolution": resolution,
        "verdicts": verdicts,
        "proposals": proposed,
        "foreign_scores": scores,
        "former_wordings": former,
        "reworded_after_deadline": fairness.reworded_after_deadline(former, zone),
        "history": past,
    }
    return Card(
        title=f"{claim['id']}  {claim['statement']}",
        data=data,
        facts=_facts(data, conditions, affiliations),
        sections=list(_sections(data)),
        flat=Table(COLUMNS, [data], sheet=SHEET),
    )


def _resolution(connection: Connection, claim_id: int) -> dict[str, Any] | None:
    standing = evidence.standing_resolution(connection, claim_id)
    if standing is None:
        return None
    return {
        "outcome": standing["outcome"],
        "resolved_on": standing["resolved_on"],
        "because": standing["because"],
        "judge": standing["judge"],
        "recorded_by": standing["recorded_by"],
        "check_on": standing["check_on"],
        "evidence": evidence.citations(connection, standing["id"]),
    }


def _affiliations(connection: Connection, claim: Row) -> list[str]:
    """Return where the claim's owners belonged on the day when it was said."""
    known = people.affiliations(connection)
    found = []
    for name in claim["owners"]:
        person = people.get(connection, name)
        then = [
            row["what"]
            for row in known.get(person["id"], [])
            if (row["since"] or "") <= claim["said_on"] <= (row["until"] or "9999-12-31")
        ]
        found.append(f"{name} ({', '.join(then)})" if then else name)
    return found


def _facts(
    claim: Row, conditions: list[dict[str, Any]], owners: list[str]
) -> list[tuple[str, str]]:
    condition = claim["condition"] or ""
    if claim["condition_claim"]:
        condition = f"{condition} (claim {claim['condition_claim']})".strip()
    for row in conditions:
        condition += f": that came out {row['condition_outcome']}"
    facts = [
        ("Key", claim["key"]),
        ("Status", _status_text(claim)),
        (
            "Type",
            claim["type"] if claim["kind"] == "binary" else f"{claim['type']}, {claim['kind']}",
        ),
        ("Said", " in ".join(filter(None, (claim["said_on"], claim["source"])))),
        ("Owners", ", ".join(owners)),
        ("Window", _window_text(claim)),
        ("Wording", _wording_text(claim)),
        ("Condition", condition),
        ("Links", _links_text(claim)),
        ("Options", ", ".join(claim.get("options", []))),
        ("Unit", claim.get("unit")),
        ("Criteria", claim["criteria"]),
        ("Tags", ", ".join(claim["tags"])),
        ("Note", claim["note"]),
        ("Withdrawn", claim["withdrawn_because"]),
    ]
    return [(label, text) for label, text in facts if text]


def _links_text(claim: Row) -> str:
    return "; ".join(
        f"{in_words(link['relation'], is_from=side == 'links')} claim {link['claim_id']}"
        for side in ("links", "linked_from")
        for link in claim[side]
    )


def _status_text(claim: Row) -> str:
    left = claim["days_left"]
    if claim["withdrawn_because"] is not None:
        return "withdrawn"
    if claim["status"] in {"resolved", "void"}:
        return f"{claim['status']}: {claim['outcome']} on {claim['resolved_on']}"
    text = str(claim["status"])
    if left is not None and left < 0:
        text += f" by {_days(-left)}"
    elif left is not None:
        text += f", {_days(left)} left"
    if claim["in_conflict"]:
        text += "; judges disagree"
    if claim["check_on"]:
        text += f"; not yet, to be checked on {claim['check_on']}"
    return text


def _wording_text(claim: Row) -> str:
    if not claim["former_wordings"]:
        return ""
    changed = claim["former_wordings"][-1]["replaced_at"][:10]
    text = f"version {claim['version']}, changed on {changed}"
    if claim["reworded_after_deadline"]:
        text += ", after its deadline"
    return text


def _window_text(claim: Row) -> str:
    if claim["opens"] is None and claim["deadline"] is None:
        days = "no deadline"
    else:
        days = f"{claim['opens'] or '…'} to {claim['deadline'] or '…'}"
    words = f"“{claim['deadline_text']}”" if claim["deadline_text"] else None
    said = ", ".join(filter(None, (words, claim["deadline_basis"])))
    return f"{days} ({said})" if said else days


def _sections(claim: Row) -> Iterable[Section]:
    forecasts, items = claim["forecasts"], claim["evidence"]
    columns = [*_FORECAST_COLUMNS]
    if any(row["marks"] for row in forecasts):
        columns.append(Column("marks", "Note that", "list"))
    yield Section(
        f"Forecasts ({len(forecasts)})",
        Table(columns, [_told(row, claim.get("unit")) for row in forecasts], "None."),
    )
    if claim["withdrawn_forecasts"]:
        rows = [_told(row, claim.get("unit")) for row in claim["withdrawn_forecasts"]]
        yield Section(f"Withdrawn forecasts ({len(rows)})", Table(_WITHDRAWN_COLUMNS, rows))
    said = [row for row in forecasts if row["context"]]
    if said:
        yield Section("In context", [in_context(row) for row in said])
    number, is_open = claim["id"], claim["outcome"] is None and not claim["withdrawn_because"]
    yield Section(
        f"Evidence ({len(items)})",
        Table(_EVIDENCE_COLUMNS, [_noted(item) for item in items], "None yet."),
        f'log what you find: tracker evidence add {number} "…" --supports --url …'
        if is_open
        else None,
    )
    if claim["proposals"]:
        yield proposals.claim_section(claim["proposals"])
    yield _resolution_section(claim)
    if claim["foreign_scores"]:
        yield Section(
            "Scores of other trackers",
            Table(_FOREIGN_COLUMNS, claim["foreign_scores"]),
            notes=["By their own definitions, as they were imported; our scorecard has no part."],
        )
    yield Section("History", [history.line(entry) for entry in claim["history"]])


def _resolution_section(claim: Row) -> Section:
    resolution = claim["resolution"]
    if claim["in_conflict"]:
        lines = [
            f"{row['judge']} said {row['outcome']} on {row['resolved_on']}: {row['because']}"
            for row in claim["verdicts"]
            if row["settled_by"] is None
        ]
        settle = f'settle it: tracker resolve {claim["id"]} OUTCOME --settle --because "…"'
        return Section("Judges disagree", lines, settle)
    if resolution is None:
        step = None if claim["withdrawn_because"] else resolve_step(claim)
        return Section("Resolution", ["None yet."], step)
    lines = [
        "{outcome} on {resolved_on}, judged by {judge}: {because}".format_map(resolution),
    ]
    if resolution["evidence"]:
        rests_on = ", ".join(str(evidence_id) for evidence_id in resolution["evidence"])
        lines.append(f"Rests on evidence {rests_on}.")
    is_open = resolution["outcome"] == NOT_YET
    return Section("Resolution", lines, resolve_step(claim) if is_open else None)


def _told(forecast: dict[str, Any], unit: str | None) -> dict[str, Any]:
    reporter = forecast["reported_by"]
    owner = f"{forecast['owner']} (via {reporter})" if reporter else forecast["owner"]
    return {**forecast, "owner": owner, "belief": {**forecast, "unit": unit}}


def _marked(forecast: dict[str, Any], claim: Row, zone: tzinfo) -> dict[str, Any]:
    """Return a forecast with what a reader must know to judge it fairly."""
    return {**forecast, "marks": fairness.marks(forecast, claim, zone)}


def _noted(item: dict[str, Any]) -> dict[str, Any]:
    remarks = [f"“{item['quote']}”"] if item["quote"] else []
    if item["likelihood_ratio"] is not None:
        remarks.append(f"Likelihood ratio {item['likelihood_ratio']:g}.")
    if item["file_name"]:
        remarks.append(f"Kept: {item['file_name']}.")
    if item["supersedes"]:
        remarks.append(f"Instead of {item['supersedes']}.")
    if item["retracted_because"]:
        remarks.append(f"Retracted: {item['retracted_because']}")
    elif not item["counts"]:
        remarks.append("Superseded.")
    parts = [item["note"], *remarks, item["url"]]
    return {**item, "note": " ".join(part for part in parts if part)}


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
