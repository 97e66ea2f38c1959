"""The columns of a scorecard's tables."""

from tracker.domain.answer import Column

_OF = Column("group", "Of", "name")
COUNTS = (
    _OF,
    Column("claims", "Claims", "number"),
    Column("open", "Open", "number"),
    Column("early", "Early", "number"),
    Column("matured", "Matured", "number"),
    Column("resolved", "Resolved", "number"),
    Column("void", "Void", "number"),
    Column("overdue", "Overdue", "number"),
)
WAITING = (
    Column("id", "ID", "id"),
    Column("deadline", "Deadline", "day"),
    Column("owners", "Owners", "list"),
    Column("statement", "Claim", "flow"),
)
VOTES = (
    Column("claim", "ID", "id"),
    Column("owner", "Owner", "name"),
    Column("belief", "Forecast", "belief"),
    Column("outcome", "Came out"),
    Column("brier", "Brier", "score"),
    Column("statement", "Claim", "flow"),
)
MEANS = (
    _OF,
    Column("n", "Scored", "number"),
    Column("events", "Events", "number"),
    Column("brier", "Brier", "score"),
    Column("brier_ci", "95% interval", "range"),
    Column("imputed", "Over ranges", "range"),
    Column("void", "If void", "range"),
    Column("overdue", "If overdue", "range"),
    Column("shrunk", "Shrunk", "score"),
)
HITS = (
    _OF,
    Column("hits", "Came true", "number"),
    Column("hits_expected", "Expected", "number"),
    Column("hits_p_low", "So few", "percent"),
    Column("hits_p_high", "So many", "percent"),
    Column("expected_brier", "Brier by own odds", "score"),
    Column("p_as_bad", "As bad", "percent"),
    Column("advantage", "Over 50%", "score"),
)
RANKS = (
    _OF,
    Column("rank_shown", "Rank", "number"),
    Column("rank_span", "May be"),
    Column("mcb_symmetric", "Miscalibration, both ways", "score"),
    Column("dsc_symmetric", "Discrimination, both ways", "score"),
)
PARTS = (
    _OF,
    Column("mcb", "Miscalibration", "score"),
    Column("dsc", "Discrimination", "score"),
    Column("unc", "Uncertainty", "score"),
    Column("skill_half", "Skill to 50%", "score"),
    Column("skill_base_rate", "To base rate", "score"),
    Column("cluster_ci", "Cluster t", "range"),
)
OTHER_SCORES = (
    _OF,
    Column("log_loss", "Log loss", "score"),
    Column("log_infinite", "Sure, wrong", "number"),
    Column("log_loss_clipped", "Clipped", "score"),
    Column("baseline", "Baseline", "score"),
    Column("spherical", "Spherical", "score"),
    Column("tw_brier", "Brier over time", "score"),
    Column("tw_coverage", "Time covered", "percent"),
)
ODDS_TESTED = (
    _OF,
    Column("mean_probability", "Mean odds", "percent"),
    Column("base_rate", "Came true", "percent"),
    Column("spiegelhalter_z", "Spiegelhalter z", "score"),
    Column("spiegelhalter_p", "By chance", "percent"),
    Column("auc", "Told apart", "score"),
    Column("shrunk_sd", "Shrunk ±", "score"),
)
CHOICE = (
    _OF,
    Column("n", "Scored", "number"),
    Column("brier", "Brier", "score"),
    Column("log_loss", "Log loss", "score"),
    Column("rps", "Ranked", "score"),
)
NUMBER = (
    _OF,
    Column("n", "Scored", "number"),
    Column("wis_ratio", "To reference", "score"),
    Column("coverage", "Intervals held", "percent"),
)
CALIBRATION = (
    Column("bin", "Forecast"),
    Column("n", "Number", "number"),
    Column("mean_probability", "Mean", "percent"),
    Column("frequency", "Came true", "percent"),
    Column("frequency_ci", "95% interval", "percents"),
)
CATEGORICAL = (
    _OF,
    Column("n", "Asserted", "number"),
    Column("hits", "Came true", "number"),
    Column("rate", "Rate", "percent"),
    Column("ci", "95% interval", "percents"),
)
FLAT_STATED = ("n", "brier", "brier_low", "brier_high", "log_loss", "baseline")
FLAT_ALL = ("n", "brier", "brier_low", "brier_high")
FLAT = (
    *COUNTS,
    Column("n", "n", "number"),
    Column("brier", "Brier", "score"),
    Column("brier_low", "Brier low", "score"),
    Column("brier_high", "Brier high", "score"),
    Column("log_loss", "Log loss", "score"),
    Column("baseline", "Baseline", "score"),
    Column("all_n", "n, all", "number"),
    Column("all_brier", "Brier, all", "score"),
    Column("all_brier_low", "Low, all", "score"),
    Column("all_brier_high", "High, all", "score"),
    Column("categorical_n", "Asserted", "number"),
    Column("categorical_hits", "Hits", "number"),
)
