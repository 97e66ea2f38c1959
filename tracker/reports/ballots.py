"""What is kept of the forecasts that were counted: votes, and the groups that add them up."""

from array import array
from collections.abc import Collection, Mapping
from typing import NamedTuple

from tracker.reports.other_kinds import ChoiceScores, NumberScores
from tracker.scoring.tally import Scored, Tally
from tracker.scoring.time_weighted import TimeWeighted
from tracker.storage.queries.scores import ScoredForecast

COUNTS = ("claims", "open", "early", "matured", "resolved", "void", "overdue")
REASONS = ("after_outcome", "after_deadline", "hindsight")
FEW_EVENTS = 5
"""From how many independent events on a mean is shown; below, each claim speaks for itself."""
VOTES_SHOWN = 50


class Vote(NamedTuple):
    """One owner's forecast on one claim that came out, as it is scored.

    `scored` is None for a forecast without a probability. `over_time` are the scores of all that
    the owner gave on the claim, `over_time_stated` of what was given in numbers.
    """

    forecast_id: int
    claim_id: int
    owner: str
    basis: str
    share: float
    outcome: str
    scored: Scored | None
    over_time: TimeWeighted | None
    over_time_stated: TimeWeighted | None
    is_hindsight: bool
    is_reworded: bool


class Ballot(NamedTuple):
    """What counts of one owner's forecasts on one claim.

    `unscored` is the probability that stands on a void or overdue claim; `next_on` the deadline of
    one that is still open; `other` a forecast that counts on a choice, a number or a date.
    """

    counted_as: tuple[str, ...]
    left_out: Mapping[str, int]
    same_day: int
    vote: Vote | None = None
    basis: str = "none"
    unscored: float | None = None
    next_on: str | None = None
    other: ScoredForecast | None = None


class OverTime:
    """Scores over time, column by column: a million of them as objects would take much memory."""

    def __init__(self) -> None:
        self.advantages, self.briers, self.coverages = array("d"), array("d"), array("d")
        self.events: list[str] = []

    def add(self, scores: TimeWeighted, event: str) -> None:
        """Enter an owner's scores on a claim, which turns on an event."""
        self.advantages.append(scores.advantage)
        self.briers.append(scores.brier)
        self.coverages.append(scores.coverage)
        self.events.append(event)


class Block:
    """The votes of one kind: those stated in numbers, or these with the imputed ones."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.over_time = OverTime()
        self.void: list[float] = []
        self.overdue: list[float] = []
        self.hindsight = 0
        self.reworded = 0

    def enter(self, vote: Vote, scored: Scored, over_time: TimeWeighted | None) -> None:
        """Enter a vote that is scored."""
        self.tally.add(scored)
        self.hindsight += vote.is_hindsight
        self.reworded += vote.is_reworded
        if over_time is not None:
            self.over_time.add(over_time, scored.event)


class Group:
    """One row of the scorecard while it is counted."""

    def __init__(self, ordered: Collection[int] = ()) -> None:
        self.choice, self.number = ChoiceScores(ordered), NumberScores()
        self._states: dict[tuple[str, ...], int] = {}
        self.stated, self.all = Block(), Block()
        self.asserted: list[float] = []
        self.left_out = dict.fromkeys(REASONS, 0)
        self.same_day = 0
        self.next_on: str | None = None
        self.votes: list[Vote] = []
        self._last_claim: int | None = None

    def enter(self, claim_id: int, ballot: Ballot) -> None:
        """Count a claim once, however many owners it has here, and enter the owner's vote."""
        if self._last_claim != claim_id:
            self._last_claim = claim_id
            self._states[ballot.counted_as] = self._states.get(ballot.counted_as, 0) + 1
        if ballot.next_on is not None:
            if self.next_on is None or ballot.next_on < self.next_on:
                self.next_on = ballot.next_on
            return
        for reason, number in ballot.left_out.items():
            self.left_out[reason] += number
        self.same_day += ballot.same_day
        if ballot.unscored is not None:
            self._bound(ballot, ballot.unscored)
        if ballot.other is not None:
            self.choice.add(ballot.other)
            self.number.add(ballot.other)
        if ballot.vote is not None:
            self._vote(ballot.vote)

    @property
    def counts(self) -> dict[str, int]:
        """How many claims there are, and how they stand."""
        found = dict.fromkeys(COUNTS, 0)
        for counted_as, number in self._states.items():
            for name in ("claims", *counted_as):
                found[name] += number
        return found

    def _bound(self, ballot: Ballot, p: float) -> None:
        if ballot.basis == "none":
            return
        for block in (self.stated, self.all) if ballot.basis == "stated" else (self.all,):
            (block.void if "void" in ballot.counted_as else block.overdue).append(p)

    def _vote(self, vote: Vote) -> None:
        if vote.scored is None:
            self.asserted.append(vote.share)
            return
        self.all.enter(vote, vote.scored, vote.over_time)
        if vote.basis == "stated":
            self.stated.enter(vote, vote.scored, vote.over_time_stated)
        if len(self.votes) < VOTES_SHOWN:
            self.votes.append(vote)
