"""The English vocabulary: which words name which months, parts, relations and degrees.

Each table gives a meaning and the phrases that have it, a comma between them; the longest phrase
that stands in a place is taken.
"""

from tracker.dates.periods import Grain, Part
from tracker.dates.words import Phrases, meanings, one_meaning

MONTHS = meanings(
    {
        1: "january, jan",
        2: "february, feb",
        3: "march, mar",
        4: "april, apr",
        5: "may",
        6: "june, jun",
        7: "july, jul",
        8: "august, aug",
        9: "september, sep, sept",
        10: "october, oct",
        11: "november, nov",
        12: "december, dec",
    }
)
MONTHS_CUT_SHORT = (
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
)  # fmt: skip
"""Months as they are written with a full stop that ends no sentence."""
WEEKDAYS = meanings(
    {
        0: "monday, mon",
        1: "tuesday, tue, tues",
        2: "wednesday, wed",
        3: "thursday, thu, thur, thurs",
        4: "friday, fri",
        5: "saturday, sat",
        6: "sunday, sun",
    }
)
SEASON_NAMES = meanings(
    {
        "spring": "spring, springtime",
        "summer": "summer, summertime",
        "autumn": "autumn, fall",
        "winter": "winter, wintertime",
    }
)
DECADE_NAMES = meanings(
    {
        20: "twenties",
        30: "thirties",
        40: "forties",
        50: "fifties",
        60: "sixties",
        70: "seventies",
        80: "eighties",
        90: "nineties",
    }
)
HOLIDAYS = meanings(
    {
        "new year": "new year, new year's, new years, new year's day, new years day",
        "new year's eve": "new year's eve, new years eve, nye",
        "mlk": "mlk day, martin luther king day, martin luther king jr day",
        "groundhog": "groundhog day",
        "valentine": "valentine's day, valentines day, valentine's, valentines",
        "presidents": "presidents day, presidents' day, president's day",
        "women": "international women's day, women's day",
        "st patrick": "st patrick's day, st. patrick's day, saint patrick's day",
        "april fools": """
        april fools' day, april fools day, april fool's day, april fools, april fool's
    """,
        "earth day": "earth day",
        "good friday": "good friday",
        "easter": "easter, easter sunday",
        "easter monday": "easter monday",
        "pentecost": "pentecost, whitsun",
        "may day": "may day, international workers' day",
        "memorial": "memorial day",
        "juneteenth": "juneteenth",
        "independence": "independence day, july fourth, fourth of july, 4th of july",
        "bastille": "bastille day",
        "labor": "labor day, labour day",
        "columbus": "columbus day, indigenous peoples' day",
        "national": "china's national day, chinese national day",
        "golden week": "golden week, the october golden week",
        "halloween": "halloween, hallowe' en",
        "guy fawkes": "guy fawkes night, guy fawkes day, bonfire night",
        "veterans": "veterans day, veterans' day, armistice day, remembrance day",
        "singles": "singles day, singles' day",
        "thanksgiving": "thanksgiving, thanksgiving day",
        "black friday": "black friday",
        "cyber monday": "cyber monday",
        "christmas eve": "christmas eve",
        "christmas": "christmas, christmas day, xmas",
        "boxing": "boxing day",
        "holidays": "holidays, holiday season, christmas holidays, festive season",
        "lunar new year": """
        chinese new year, lunar new year, cny, spring festival, chinese new year's day,
        lunar new year's day
    """,
        "lunar new year's eve": "chinese new year's eve, lunar new year's eve",
        "lantern": "lantern festival",
        "dragon boat": "dragon boat festival",
        "mid-autumn": "mid-autumn festival, mid-autumn, moon festival",
        "tomb sweeping": "qingming, qingming festival, tomb-sweeping day",
        "election day": "election day",
        "midterms": """
        midterms, midterm, midterm election, midterm elections, mid-terms,
        mid-term elections, us midterms, us midterm elections, congressional midterms,
        american midterms
    """,
        "presidential election": """
        presidential election, presidential elections, us presidential election,
        us presidential elections, presidential race, american presidential election
    """,
        "election": """
        election, elections, us election, us elections, general election, american election,
        american elections
    """,
        "olympics": "olympics, olympic games",
        "summer olympics": "summer olympics, summer games, la olympics, brisbane olympics",
        "winter olympics": "winter olympics, winter games",
        "world cup": "world cup, fifa world cup, football world cup",
        "asian games": "asian games",
        "two sessions": "two sessions, china's two sessions",
        "inauguration": "inauguration day, presidential inauguration, inauguration",
    }
)
UNIT_NAMES = meanings(
    {
        "minute": "minute, minutes, min, mins",
        "hour": "hour, hours, hr, hrs, h",
        "day": "day, days, d, calendar day, calendar days",
        "workday": """
        business day, business days, working day, working days, trading day, trading days, workday,
        workdays, bd, bds
    """,
        "week": "week, weeks, wk, wks, w",
        "fortnight": "fortnight, fortnights",
        "month": "month, months, mo, mos, mth, mths, m, calendar month, calendar months",
        "quarter": "quarter, quarters, qtr, qtrs",
        "half": "half-year, half-years",
        "year": "year, years, yr, yrs, y, calendar year, calendar years",
        "decade": "decade, decades",
        "century": "century, centuries",
    }
)
PERIOD_UNITS = meanings(
    {
        Grain.DAY: "day",
        Grain.WEEK: "week",
        Grain.MONTH: "month, calendar month",
        Grain.QUARTER: "quarter, qtr, calendar quarter",
        Grain.HALF: "half, half-year, half year, semester",
        Grain.YEAR: "year, calendar year, yr",
        Grain.DECADE: "decade",
        Grain.CENTURY: "century",
    }
)
PARTS: Phrases[tuple[Part, Part]] = meanings(
    {
        ("early", "early"): """
        early, early in, early on in, early part of, first part of, opening months of,
        earlier part of
    """,
        ("middle", "middle"): """
        mid, middle of, midway through, halfway through, half way through, midpoint of,
        mid point of, mid of
    """,
        ("late", "late"): """
        late, late in, latter part of, last part of, later part of, closing months of,
        toward the end of, towards the end of, second part of, near the end of
    """,
        ("end", "end"): """
        exiting, end of, very end of, close of, tail end of, end, back end of, conclusion of,
        completion of, expiry of
    """,
        ("start", "start"): """
        entering, start of, beginning of, very start of, outset of, dawn of, very beginning of,
        opening of, start, beginning, onset of, very early, very early in
    """,
        ("first half", "first half"): "first half of, front half of, first half",
        ("second half", "second half"): """
        second half of, back half of, second half, latter half of, last half of, latter half,
        back half, final half of, other half of
    """,
        ("early", "middle"): """
        early to mid, early-to-mid, early or mid, early-mid, early to middle of
    """,
        ("middle", "late"): """
        mid to late, mid-to-late, mid or late, mid-late, middle to late, middle to end of,
        mid to end of
    """,
        ("late", "end"): "very late, very late in",
    }
)
REMAINDERS = one_meaning(
    """
    rest of, remainder of, balance of, remaining part of, remaining months of, remaining weeks of,
    remaining days of, what is left of, what's left of, later, later in, later on, later on in
"""
)
POSTFIX_PARTS: Phrases[Part] = meanings(
    {
        "end": "'s end,' s end, end,-end,'s close, close",
        "start": "'s start, start,'s beginning,'s dawn",
        "middle": "'s middle,'s midpoint",
    }
)
FUSED = meanings(
    {
        (Grain.YEAR, "end"): """
        yearend, year's end, years end, eoy, ye, year end, year-end, year close
    """,
        (Grain.QUARTER, "end"): "quarter's end, eoq, quarter end, quarter-end",
        (Grain.MONTH, "end"): "month's end, eom, month end, month-end",
        (Grain.WEEK, "end"): "week's end, eow",
        (Grain.DAY, "end"): "eod, day's end, cob, eob",
        (Grain.DECADE, "end"): "decade's end, decade end",
        (Grain.CENTURY, "end"): "century's end, century end",
        (Grain.YEAR, "middle"): "midyear, mid-year, mid year",
        (Grain.DECADE, "middle"): "mid-decade, mid decade, middecade",
        (Grain.CENTURY, "middle"): "mid-century, mid century, midcentury",
        (Grain.MONTH, "middle"): "mid-month, mid month, midmonth",
        (Grain.WEEK, "middle"): "mid-week, mid week, midweek",
        (Grain.QUARTER, "middle"): "mid-quarter, mid quarter",
    }
)
ABOUT = one_meaning(
    """
    about, around, roughly, approximately, approx, approx., circa, c., ca., ~, nearly, almost,
    close to, some, something like, in the region of, in the neighborhood of, on the order of,
    maybe about, anywhere from, somewhere around
"""
)
ABOUT_AFTER = one_meaning(
    """
    or so, or thereabouts, thereabouts, give or take,-ish, ish, approximately, roughly, approx,
    or around then, or around that
"""
)
BOUNDS = meanings(
    {
        "over": """
        just over, a little over, slightly over, slightly more than, a bit over, a bit more than,
        a little more than, just more than, at least, no less than, not less than, more than,
        longer than, upwards of, upward of,
        a minimum of, minimum, no fewer than, well over, greater than, >, >=, in excess of
    """,
        "under": """
        at most, up to, no more than, not more than, less than, fewer than, under,
        no longer than, a maximum of, maximum, <, just under, a little under, slightly under,
        well under, <=, as little as, not longer than
    """,
    }
)
BOUNDS_AFTER = meanings(
    {
        "over": """
        or more, at least, or longer, plus, +, minimum, or later, at a minimum, or beyond,
        at the very least, at the least
    """,
        "under": """
        or less, at most, or fewer, max, maximum, tops, or sooner, at the most,
        at the very most, at the outside, at the latest, or earlier
    """,
    }
)
VAGUE_QUANTITIES = one_meaning(
    """
    few, a few, several, many, some, quite a few, a handful of, a number of, any number of,
    numerous, multiple, countless, a good many, a good few, dozens of, hundreds of, thousands of,
    tens of, scores of, a matter of, a lot of, a bunch of, very few, an unknown number of,
    single digit, a small number of, umpteen, a couple or three, a couple or a few, a couple few
"""
)

THIS = ("this", "current", "present")
NEXT = ("next", "coming", "following", "upcoming", "ensuing", "subsequent", "succeeding")
LAST = ("last", "previous", "past", "prior", "preceding")
HEDGES = {
    *(
        "maybe",
        "perhaps",
        "probably",
        "possibly",
        "likely",
        "hopefully",
        "presumably",
        "definitely",
    ),
    *("certainly", "surely", "actually", "really", "potentially", "conceivably", "ideally"),
    *("officially", "ok", "okay", "um", "uh", "er", "well"),
}
