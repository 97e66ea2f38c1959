"""Random commands on a real ledger beside a model in a few dictionaries: they agree, throughout."""

import copy
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.trust.ledgers import rows, state
from tracker.actions import claims, evidence, forecasts, journal, people, resolutions
from tracker.domain.entries import (
    ClaimEntry,
    EvidenceEntry,
    ForecastEntry,
    PersonEntry,
    ResolutionEntry,
)
from tracker.domain.outcome import parse
from tracker.domain.probability import Belief
from tracker.errors import TrackerError
from tracker.reports import claims as listing
from tracker.reports import verification
from tracker.reports.claim import shown
from tracker.storage.ledger import open_ledger

TODAY = date(2026, 11, 24)
OWNERS = ("Ann", "Bo", "Cy", "Dee")
OUTCOMES = ("yes", "no", "60%", "ambiguous", "not-yet")
CLAIM = st.integers(min_value=1, max_value=6)
PROBABILITY = st.integers(min_value=0, max_value=20).map(lambda number: number / 20)

Model = dict[str, Any]
"""`people`: name to who it is now; `claims`: id to what it is; `counts` of what was made."""


def empty() -> Model:
    return {
        "people": {name: name for name in OWNERS},
        "claims": {},
        "made": {"claims": 0, "forecasts": 0, "evidence": 0, "resolutions": 0},
    }


class Refused(Exception):
    """The model holds that a command must be refused."""


class Ledgers(RuleBasedStateMachine):
    """A ledger and its model, given the same commands."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="model-"))
        os.environ["XDG_STATE_HOME"] = str(self.folder / "state")
        db = self.folder / "tracker.db"
        shutil.copy(self.template, db)
        self.db = str(db)
        self.ledger = open_ledger(self.db, author="ann", today=TODAY)
        self.model = empty()
        self.past: list[tuple[int, Model]] = []
        """The number of each change that may be taken back, with the model before it."""
        self.redacted = False

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            found = verification.verify(self.ledger)
            assert verification.is_whole(found), found.data["mismatches"]
            shutil.rmtree(self.folder)

    def head(self) -> int:
        return int(verification.seal(self.ledger).sequence)

    def both(self, act: Callable[[], Any], change: Callable[[Model], None]) -> None:
        """Do a thing in the ledger and in the model; refused by both, it changes nothing."""
        before = copy.deepcopy(self.model)
        head, was = self.head(), state(self.db)
        try:
            change(self.model)
        except Refused:
            self.model = before
            with pytest.raises(TrackerError):
                act()
            assert (self.head(), state(self.db)) == (head, was)
            return
        act()
        if self.head() > head:
            self.past.append((self.head(), before))
        assert not self.ledger.warnings

    def active(self, model: Model, number: int) -> Model:
        claim = model["claims"].get(number)
        if claim is None or claim["withdrawn"]:
            raise Refused
        found: Model = claim
        return found

    @rule(owner=st.sampled_from(OWNERS), p=PROBABILITY)
    def add(self, owner: str, p: float) -> None:
        number = self.model["made"]["claims"] + 1
        if number > 6:
            return
        entry = ClaimEntry(
            statement=f"Claim {number}.",
            said_on=date(2026, 1, 1),
            forecasts=(ForecastEntry(owner=owner, belief=Belief("stated", p)),),
        )

        def change(model: Model) -> None:
            model["made"]["claims"] += 1
            model["claims"][number] = {
                "statement": f"Claim {number}.",
                "version": 1,
                "withdrawn": False,
                "forecasts": {},
                "evidence": {},
                "verdicts": {},
            }
            self.put_forecast(model, number, owner, p)

        self.both(lambda: claims.add(self.ledger, entry), change)

    def put_forecast(self, model: Model, number: int, owner: str, p: float) -> None:
        model["made"]["forecasts"] += 1
        model["claims"][number]["forecasts"][model["made"]["forecasts"]] = [
            model["people"][owner],
            p,
        ]

    @rule(number=CLAIM, owner=st.sampled_from(OWNERS), p=PROBABILITY)
    def forecast(self, number: int, owner: str, p: float) -> None:
        entry = ForecastEntry(owner=owner, belief=Belief("stated", p))

        def change(model: Model) -> None:
            self.active(model, number)
            self.put_forecast(model, number, owner, p)

        self.both(lambda: forecasts.add(self.ledger, str(number), entry), change)

    @rule(number=CLAIM, stance=st.sampled_from(["supports", "refutes", "neutral"]))
    def log(self, number: int, stance: str) -> None:
        entry = EvidenceEntry(on=TODAY, stance=stance, note=f"seen {stance}")

        def change(model: Model) -> None:
            claim = self.active(model, number)
            model["made"]["evidence"] += 1
            claim["evidence"][model["made"]["evidence"]] = [stance, True]

        self.both(lambda: evidence.add(self.ledger, str(number), entry), change)

    @rule(number=st.integers(min_value=1, max_value=6))
    def retract(self, number: int) -> None:
        def change(model: Model) -> None:
            for claim in model["claims"].values():
                if number in claim["evidence"] and claim["evidence"][number][1]:
                    claim["evidence"][number][1] = False
                    return
            raise Refused

        self.both(lambda: evidence.retract(self.ledger, number, "wrong"), change)

    @rule(
        number=CLAIM,
        outcome=st.sampled_from(OUTCOMES),
        judge=st.sampled_from(OWNERS),
        settles=st.booleans(),
    )
    def resolve(self, number: int, outcome: str, judge: str, settles: bool) -> None:
        entry = ResolutionEntry(
            outcome=parse(outcome),
            resolved_on=TODAY,
            because="so",
            judge=judge,
            settles=settles,
            check_on=date(2027, 1, 1) if outcome == "not-yet" else None,
        )

        def change(model: Model) -> None:
            claim = self.active(model, number)
            counting = counted(claim)
            verdicts = [one for one in counting if one["outcome"] != "not-yet"]
            own = model["people"][judge]
            if settles:
                if len({one["outcome"] for one in verdicts}) < 2:
                    raise Refused
            elif verdicts and (
                outcome == "not-yet" or any(one["judge"] == own for one in verdicts)
            ):
                raise Refused
            model["made"]["resolutions"] += 1
            claim["verdicts"][model["made"]["resolutions"]] = {
                "outcome": outcome,
                "judge": own,
                "settles": settles,
                "reopened": False,
            }

        self.both(lambda: resolutions.resolve(self.ledger, str(number), entry), change)

    @rule(number=CLAIM)
    def reopen(self, number: int) -> None:
        def change(model: Model) -> None:
            claim = model["claims"].get(number)
            if claim is None or not counted(claim):
                raise Refused
            counted(claim)[-1]["reopened"] = True

        self.both(lambda: resolutions.reopen(self.ledger, str(number), "no"), change)

    @rule(number=CLAIM)
    def withdraw(self, number: int) -> None:
        def change(model: Model) -> None:
            self.active(model, number)["withdrawn"] = True

        self.both(lambda: claims.withdraw(self.ledger, str(number), "a slip"), change)

    @rule(number=CLAIM, text=st.sampled_from(["One.", "Two.", "Three."]))
    def edit(self, number: int, text: str) -> None:
        wanted = claims.Edit(statement=text)

        def change(model: Model) -> None:
            claim = self.active(model, number)
            if claim["statement"] != text:
                claim["statement"] = text
                claim["version"] += 1

        self.both(lambda: claims.edit(self.ledger, str(number), wanted), change)

    @rule(gone=st.sampled_from(OWNERS), kept=st.sampled_from(OWNERS))
    def merge(self, gone: str, kept: str) -> None:
        def change(model: Model) -> None:
            one, other = model["people"][gone], model["people"][kept]
            if one == other:
                raise Refused
            for name, person in model["people"].items():
                if person == one:
                    model["people"][name] = other
            for claim in model["claims"].values():
                for forecast in claim["forecasts"].values():
                    forecast[0] = other if forecast[0] == one else forecast[0]
                for verdict in claim["verdicts"].values():
                    verdict["judge"] = other if verdict["judge"] == one else verdict["judge"]

        self.both(lambda: people.merge(self.ledger, gone, kept), change)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        number, before = self.past.pop()
        made = self.model["made"]
        now = copy.deepcopy(self.model)
        try:
            journal.undo(self.ledger, number)
        except TrackerError as problem:
            # The one thing that a last change may rest on is a verdict made twice by a merge.
            assert "resolutions" in str(problem)  # noqa: PT017
            self.model = now
            self.past.clear()
            return
        self.model = {**copy.deepcopy(before), "made": made}
        self.past.clear() if self.redacted else None

    @precondition(lambda self: self.past and not self.redacted)
    @rule(chance=st.integers(min_value=0, max_value=9))
    def redact(self, chance: int) -> None:
        if chance:
            return
        number, _ = self.past[-1]
        journal.redact(self.ledger, number, "a secret")
        self.redacted = True
        self.past.clear()
        for row in rows(self.db, "claims"):
            claim = self.model["claims"][row["id"]]
            if row["statement"] != claim["statement"]:
                assert row["statement"] == "[redacted]"
                claim["statement"] = "[redacted]"

    @invariant()
    def agrees(self) -> None:
        if not hasattr(self, "ledger"):
            return
        wanted = listing.Wanted(statuses=(), sort="id")
        found = {row["id"]: row for row in listing.listed(self.ledger, wanted).rows}
        visible = {n: claim for n, claim in self.model["claims"].items() if not claim["withdrawn"]}
        assert found.keys() == visible.keys()
        for number, claim in visible.items():
            row = found[number]
            assert (row["statement"], row["version"]) == (claim["statement"], claim["version"])
            assert {one["id"]: [one["owner"], one["probability"]] for one in row["forecasts"]} == (
                claim["forecasts"]
            )
            stances = [stance for stance, counts in claim["evidence"].values() if counts]
            assert row["evidence_count"] == {
                stance: stances.count(stance) for stance in ("supports", "refutes", "neutral")
            }
            outcomes = {one["outcome"] for one in counted(claim)} - {"not-yet"}
            assert row["in_conflict"] is (len(outcomes) > 1)
            assert row["outcome"] == (next(iter(outcomes)) if len(outcomes) == 1 else None)
        if visible:
            number = max(visible)
            card = shown(self.ledger, str(number)).data
            assert {key: card[key] for key in ("id", "statement", "outcome")} == {
                key: found[number][key] for key in ("id", "statement", "outcome")
            }
            assert len(card["evidence"]) == len(visible[number]["evidence"])


def counted(claim: Model) -> list[Model]:
    """Return the verdicts that still count, in their order: not reopened, and not settled."""
    standing = [one for _, one in sorted(claim["verdicts"].items()) if not one["reopened"]]
    settled = [place for place, one in enumerate(standing) if one["settles"]]
    return standing[settled[-1] :] if settled else standing


def test_random_commands_do_to_a_ledger_what_they_do_to_a_model(
    new_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    template = tmp_path / "people.db"
    shutil.copy(new_ledger, template)
    own = open_ledger(str(template), author="ann", today=TODAY)
    for name in OWNERS:
        people.add(own, PersonEntry(name=name))

    class Own(Ledgers):
        pass

    Own.template = template
    is_thorough = settings.get_current_profile_name() == "thorough"
    run_state_machine_as_test(
        Own,
        settings=settings(
            max_examples=150 if is_thorough else 14,
            stateful_step_count=50 if is_thorough else 30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
