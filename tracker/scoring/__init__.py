"""Scoring: numbers in, numbers out; one rule a module, and nothing imported until it is asked for.

`rules.RULES` says where each figure stands; `summary.summarise` computes one block of a scorecard.
A figure that is undefined is None, never 0 or NaN. Sums are exact (`math.fsum`) and draws are
seeded, so that the same claims in any order give the same figures.
"""
