"""Words of texts that say the same as a word of the tables, and are read as that one is."""

_ALIASES = """
very likely|highly likely
extremely likely|highly likely
most likely|likely
almost certainly|almost certain
virtually certain|almost certain
near certain|almost certain
nearly certain|almost certain
almost surely|almost certain
more likely than not|better than even
very unlikely|highly unlikely
extremely unlikely|highly unlikely
not likely|unlikely
not very likely|unlikely
isn't likely|unlikely
less likely|unlikely
i doubt|we doubt
a slim chance|little chance
slim to none|almost no chance
no chance|almost no chance
必定|必然
必将|必然
一定|一定会
肯定|肯定会
注定|必然
有可能|可能
没准|说不定
兴许|或许
有这个可能性|可能
极大概率|极有可能
极可能|极有可能
非常有可能|极有可能
非常可能|极有可能
很大可能|很可能
很大概率|大概率
多半|很可能
概率很大|大概率
概率很高|大概率
概率还挺高|大概率
可能性很大|很可能
应该能|应该会
应该可以|应该会
应该是|应该会
不大可能|不太可能
小概率|不太可能
概率不大|可能性不大
概率没那么大|可能性不大
概率不高|可能性不大
概率很小|可能性不大
可能性很小|可能性不大
绝不可能|不可能
不见得|未必
"""
ALIASES = dict(line.split("|") for line in _ALIASES.strip().splitlines())
"""By each word as it is normalised, the word of the tables."""
