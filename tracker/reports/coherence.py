"""Whether what one person forecasts on linked claims fits together.

Forecasts are held against one another as they stood at one time: the last day on which all the
claims concerned were still open, or today.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from tracker.domain.answer import Card, Column, Row, Section, Table
from tracker.domain.claim import status
from tracker.domain.links import undated
from tracker.scoring.coherence import Span, complement, condition_bounds, conditional, implication
from tracker.storage.connection import Connection
from tracker.storage.ledger import Ledger
from tracker.storage.queries import links, people

_COLUMNS = (
    Column("owner", "Owner", "name"),
    Column("told", "What does not fit together", "flow"),
    Column("off", "Off by", "text"),
)
_FLAT = (
    Column("owner", "owner"),
    Column("relation", "relation"),
    Column("claims", "claims", "list"),
    Column("by", "by", "number"),
    Column("told", "told"),
)

_HINTS = 10
"""How many claims that look alike a table names."""
_Given = Mapping[int, Sequence[Row]]
_Found = Iterator[dict[str, Any]]


class _Stands(NamedTuple):
    """A forecast as it stood on the day on which several are held against one another."""

    claim_id: int
    forecast: Row

    @property
    def span(self) -> Span:
        """What it gives: one number, or a range."""
        one = self.forecast["probability"]
        low, high = self.forecast["low"], self.forecast["high"]
        return Span(one if low is None else low, one if high is None else high)


def checked(ledger: Ledger, owner: str | None = None, *, whole: bool = False) -> Card:
    """Return which forecasts on linked claims do not fit together. Raises NotFound.

    Only claims that are open count, unless `whole`: then also what was so before one came out.
    """
    with ledger.read() as connection:
        person = None if owner is None else people.get(connection, owner)
        today = ledger.today(connection)
        net = _Net(connection, today, whole=whole)
        given = links.forecasts(connection, person["id"] if person else None)
        hints = list(_hints(connection, net))
    found: list[dict[str, Any]] = []
    for name, forecasts in groupby(given, key=lambda row: row["owner"]):
        by_claim: dict[int, list[Row]] = {}
        for row in forecasts:
            by_claim.setdefault(row["claim_id"], []).append(row)
        found += ({"owner": name, **one} for one in net.gaps(by_claim))
    data = {
        "today": today.isoformat(),
        "owner": person["name"] if person else None,
        "links": len(net.links),
        "checked": net.checked,
        "incoherent": found,
        "hints": hints,
    }
    return Card(
        title="Coherence",
        data=data,
        facts=[],
        sections=list(_sections(data)),
        flat=Table(_FLAT, found),
    )


def is_incoherent(card: Card) -> bool:
    """Tell whether any forecasts do not fit together."""
    return bool(card.data["incoherent"])


class _Net:
    """The linked claims, and what must hold between forecasts on them."""

    def __init__(self, connection: Connection, today: date, *, whole: bool) -> None:
        self.claims = links.claims(connection)
        self.links = links.standing(connection)
        self.checked = 0
        self._today = today
        self._whole = whole
        self.implied: dict[int, list[int]] = {}
        for link in self.links:
            if link["relation"] == "implies":
                self.implied.setdefault(link["claim_id"], []).append(link["other_id"])

    def gaps(self, given: _Given) -> _Found:
        """Yield what does not fit together of one person's forecasts, by claim."""
        for claim_id in given:
            yield from self._ladder(claim_id, given)
        for link in self.links:
            if link["relation"] == "complement":
                yield from self._complement(link, given)
            elif link["relation"] == "conditional":
                yield from self._conditional(link, given)

    def _ladder(self, claim_id: int, given: _Given) -> _Found:
        """Hold a claim against all that it implies, no further where one does not fit."""
        paths, seen = [[claim_id]], {claim_id}
        while paths:
            path = paths.pop(0)
            is_off = False
            if len(path) > 1 and (both := self._standing(given, claim_id, path[-1])):
                claim, other = both
                gap = implication(claim.span, other.span)
                is_off = gap > 0
                if is_off:
                    told = (
                        f"{_named(claim)} is likelier than {_named(other)}, which comes true "
                        f"whenever {claim_id} does{_by_way_of(path)}"
                    )
                    yield _found("implies", both, gap, Span(0.0, other.span.high), told)
            if not is_off:
                following = [one for one in self.implied.get(path[-1], ()) if one not in seen]
                seen.update(following)
                paths += ([*path, one] for one in following)

    def _complement(self, link: Row, given: _Given) -> _Found:
        both = self._standing(given, link["claim_id"], link["other_id"])
        if both is None:
            return
        claim, other = both
        gap = complement(claim.span, other.span)
        if gap:
            sums = Span(claim.span.low + other.span.low, claim.span.high + other.span.high)
            told = (
                f"{_named(claim)} and {_named(other)} add up to {_percent(sums)}, "
                "where just one of them comes true: 100%"
            )
            bounds = Span(1 - other.span.high, 1 - other.span.low)
            yield _found("complement", both, gap, bounds, told)

    def _conditional(self, link: Row, given: _Given) -> _Found:
        condition_id = self.claims[link["claim_id"]]["condition_claim_id"]
        if condition_id is None:
            return
        three = self._standing(given, link["other_id"], link["claim_id"], condition_id)
        if three is None:
            return
        claim, on_condition, condition = three
        gap = conditional(claim.span, on_condition.span, condition.span)
        if gap:
            bounds = condition_bounds(on_condition.span, condition.span)
            told = (
                f"{_named(claim)} must lie in {_percent(bounds)}, by {_named(on_condition)} on "
                f"the condition of {_named(condition)}"
            )
            yield _found("conditional", three, gap, bounds, told)

    def _standing(self, given: _Given, *ids: int) -> list[_Stands] | None:
        """Return the forecasts on these claims that stood at one time; None if they never did."""
        if any(claim_id not in given or claim_id not in self.claims for claim_id in ids):
            return None
        if not self._whole and any(not self._is_open(claim_id) for claim_id in ids):
            return None
        day = min(self._last_day(claim_id) for claim_id in ids)
        found = []
        for claim_id in ids:
            earlier = [row for row in given[claim_id] if row["made_on"] <= day]
            if not earlier:
                return None
            found.append(_Stands(claim_id, earlier[-1]))
        self.checked += 1
        return found

    def _is_open(self, claim_id: int) -> bool:
        claim = self.claims[claim_id]
        deadline = date.fromisoformat(claim["deadline"]) if claim["deadline"] else None
        return status(claim["outcome"], deadline, self._today) == "open"

    def _last_day(self, claim_id: int) -> str:
        """Return the last day on which a forecast on a claim says anything."""
        claim = self.claims[claim_id]
        known = claim["resolved_on"] if claim["outcome"] is not None else None
        return min(day for day in (self._today.isoformat(), claim["deadline"], known) if day)


def _found(
    relation: str, stand: Sequence[_Stands], gap: float, bounds: Span, told: str
) -> dict[str, Any]:
    points = abs(gap) * 100
    return {
        "relation": relation,
        "claims": [one.claim_id for one in stand],
        "forecasts": [
            {
                "claim": one.claim_id,
                "forecast": one.forecast["id"],
                **{name: one.forecast[name] for name in ("probability", "low", "high", "basis")},
                "made_on": one.forecast["made_on"],
            }
            for one in stand
        ],
        "least": bounds.low,
        "most": bounds.high,
        "by": gap,
        "told": f"{told}.",
        "off": f"{points:.3g} {'point' if points == 1 else 'points'}",
    }


def _named(one: _Stands) -> str:
    return f"claim {one.claim_id} at {_percent(one.span)}"


def _by_way_of(path: Sequence[int]) -> str:
    between = ", ".join(str(claim_id) for claim_id in path[1:-1])
    return f" (by way of {between})" if between else ""


def _percent(span: Span) -> str:
    low, high = (f"{100 * end:.4g}" for end in span)
    return f"{low}%" if low == high else f"{low}–{high}%"


def _hints(connection: Connection, net: _Net) -> Iterator[dict[str, Any]]:
    """Yield pairs of claims that say the same by different days and are not linked.

    Only what was said on the same day, or opens on the same, of the same source is compared: the
    same words said later are about another time.
    """
    alike: dict[tuple[Any, ...], list[tuple[int, str]]] = {}
    for row in links.dated(connection):
        claim_id, statement, criteria, condition, source_id, said_on, opens, deadline = row
        said = tuple(undated(text or "", deadline) for text in (statement, criteria))
        same = (*said, condition, source_id, opens or said_on)
        alike.setdefault(same, []).append((claim_id, deadline))
    for several in alike.values():
        for (claim_id, deadline), (other_id, later) in pairwise(several):
            if deadline != later and other_id not in _reached(net.implied, claim_id):
                yield {
                    "claim": claim_id,
                    "other": other_id,
                    "deadlines": [deadline, later],
                    "command": f"tracker link {claim_id} implies {other_id}",
                }


def _reached(implied: Mapping[int, Sequence[int]], claim_id: int) -> set[int]:
    reached: set[int] = set()
    left = [claim_id]
    while left:
        new = [one for one in implied.get(left.pop(), ()) if one not in reached]
        reached.update(new)
        left += new
    return reached


def _sections(data: Row) -> Iterator[Section]:
    checked = data["checked"]
    times = "once" if checked == 1 else f"{checked} times"
    if not data["links"]:
        nothing = "No claims are linked yet: tracker link CLAIM implies OTHER."
    elif not checked:
        nothing = "Nobody has forecast claims that are linked to each other and open."
    else:
        nothing = f"All fits together: forecasts on linked claims were compared {times}."
    yield Section("Forecasts on linked claims", Table(_COLUMNS, data["incoherent"], nothing))
    if data["hints"]:
        lines = [
            f"Claims {hint['claim']} and {hint['other']} differ only in their deadlines "
            f"({hint['deadlines'][0]}, {hint['deadlines'][1]}) and are not linked: "
            f"{hint['command']}"
            for hint in data["hints"][:_HINTS]
        ]
        more = len(data["hints"]) - _HINTS
        if more > 0:
            lines.append(f"And {more:,} more pairs (-f json has all).")
        yield Section("Look alike", lines)
