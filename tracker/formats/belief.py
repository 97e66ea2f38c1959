"""What a forecast's fields say together: its number or range, its words, and the basis for them."""

from tracker.domain.probability import Basis, Belief, ranged, stated
from tracker.domain.text import shorten
from tracker.errors import InvalidInput
from tracker.registry import load


def check_belief(
    *,
    probability: Belief | None = None,
    low: float | None = None,
    high: float | None = None,
    phrase: str | None = None,
    basis: Basis | None = None,
) -> Belief:
    """Return the belief that a recorder's fields give. Raises InvalidInput where they disagree.

    A range with a phrase was read from it, hence imputed, unless `basis` says otherwise; where a
    table of words reads the phrase so, its middle is used. A phrase alone is kept and not read:
    whoever recorded it found no probability in it.
    """
    if probability is not None and (low is not None or high is not None):
        raise InvalidInput("probability is given beside a range: keep it, or low and high")
    if probability is not None:
        belief = _with_phrase(probability, phrase)
    elif low is not None and high is not None:
        assumed: Basis = "stated" if phrase is None else "imputed"
        wanted = basis if basis in {"stated", "imputed"} else None
        belief = _by_a_table(ranged(low, high, basis=wanted or assumed, phrase=phrase))
    elif low is not None or high is not None:
        given, other = ("low", "high") if high is None else ("high", "low")
        raise InvalidInput(f"{given} is given without {other}")
    else:
        belief = Belief("none", phrase=phrase)
    _agree(basis, belief.basis)
    return belief


def _by_a_table(belief: Belief) -> Belief:
    """Return a belief with the middle of the table of words that gives its phrase this range."""
    phrase, low, high = belief.phrase, belief.low, belief.high
    if phrase is None or low is None or high is None or belief.basis != "imputed":
        return belief
    reading = load("tracker.domain.words:reading_of")(phrase, low, high)
    if reading is None:
        return belief
    return belief._replace(probability=reading.middle, word_table=reading.table)


def distributed(*, phrase: str | None = None, basis: Basis | None = None) -> Belief:
    """Return the belief beside a distribution, which says the probabilities itself."""
    _agree(basis, "stated")
    return Belief("stated", phrase=phrase)


def _with_phrase(belief: Belief, phrase: str | None) -> Belief:
    if phrase is None or phrase == belief.phrase:
        return belief
    if belief.phrase is not None:
        raise InvalidInput(
            f'probability "{shorten(belief.phrase)}" is a phrase itself: '
            "leave the other out, or give low and high"
        )
    return belief._replace(phrase=phrase)


def _agree(given: Basis | None, found: Basis) -> None:
    if given is not None and given != found:
        raise InvalidInput(f'basis "{given}" does not agree with what is given, which is {found}')


def recorded_belief(
    *,
    probability: float | None = None,
    low: float | None = None,
    high: float | None = None,
    phrase: str | None = None,
    basis: Basis | None = None,
) -> Belief:
    """Return the belief that a record of one gives, where the number used stands beside its range.

    A phrase alone is read by the tables of words unless `basis` is none. Raises InvalidInput.
    """
    if low is None and high is None:
        if probability is not None:
            return check_belief(probability=stated(probability), phrase=phrase, basis=basis)
        reading = load("tracker.domain.words:read")(phrase) if phrase and basis != "none" else None
        if reading is not None and reading.middle is not None:
            _agree(basis, "imputed")
            return Belief(
                "imputed", reading.middle, reading.low, reading.high, phrase, reading.table
            )
        return check_belief(phrase=phrase, basis=basis)
    belief = check_belief(low=low, high=high, phrase=phrase, basis=basis)
    if probability is not None:
        if not (belief.low or 0) <= probability <= (belief.high or 0):
            raise InvalidInput(
                f"probability {probability:g} lies outside its range {low:g} to {high:g}"
            )
        is_read = belief.probability == probability
        table = belief.word_table if is_read else None
        belief = belief._replace(probability=probability, word_table=table)
    return belief
