"""The register of rules: the name of a figure and the function that computes it.

A place is written `package.module:function`, as everywhere in the program, and imported by whoever
asks for it; this page imports none. A new rule is a module, a line here, and a table of known
values in the tests.
"""

RULES = {
    "advantage": "tracker.scoring.skill:advantage",
    "auc": "tracker.scoring.discrimination:auc",
    "baseline": "tracker.scoring.baseline:baseline",
    "baseline_of_options": "tracker.scoring.baseline:baseline_of_options",
    "brier": "tracker.scoring.brier:brier",
    "brier_range": "tracker.scoring.brier:brier_range",
    "brier_two_sided": "tracker.scoring.brier:brier_two_sided",
    "calibration": "tracker.scoring.calibration:bins",
    "choice_baseline": "tracker.scoring.choice:choice_baseline",
    "choice_brier": "tracker.scoring.choice:choice_brier",
    "choice_log_loss": "tracker.scoring.choice:choice_log_loss",
    "choice_rps": "tracker.scoring.choice:ranked_probability",
    "cluster_ci": "tracker.scoring.interval:cluster_t",
    "compare": "tracker.scoring.compare:compare",
    "consistency_band": "tracker.scoring.reliability:consistency_band",
    "corp": "tracker.scoring.corp:decompose",
    "corp_curve": "tracker.scoring.reliability:curve",
    "corp_symmetric": "tracker.scoring.corp:decompose_symmetric",
    "coverage": "tracker.scoring.quantiles:coverage",
    "crps_normal": "tracker.scoring.quantiles:crps_normal",
    "crps_samples": "tracker.scoring.quantiles:crps_samples",
    "crps_uniform": "tracker.scoring.quantiles:crps_uniform",
    "gaffke": "tracker.scoring.interval:gaffke",
    "hit_rate": "tracker.scoring.categorical:hit_rate",
    "hits": "tracker.scoring.hits:hit_tails",
    "interval_score": "tracker.scoring.quantiles:interval_score",
    "log_loss": "tracker.scoring.log_loss:log_loss",
    "log_loss_clipped": "tracker.scoring.log_loss:log_loss_clipped",
    "own_odds": "tracker.scoring.own_odds:own_odds",
    "pinball": "tracker.scoring.quantiles:pinball",
    "shrunk": "tracker.scoring.shrinkage:shrunk_means",
    "skill_base_rate": "tracker.scoring.skill:skill_base_rate",
    "skill_half": "tracker.scoring.skill:skill_half",
    "spherical": "tracker.scoring.spherical:spherical",
    "spiegelhalter": "tracker.scoring.spiegelhalter:spiegelhalter",
    "summary": "tracker.scoring.summary:summarise",
    "time_weighted": "tracker.scoring.time_weighted:time_weighted",
    "wilson": "tracker.scoring.interval:wilson",
    "wis": "tracker.scoring.quantiles:weighted_interval",
    "wis_ratio": "tracker.scoring.quantiles:wis_ratio",
}
