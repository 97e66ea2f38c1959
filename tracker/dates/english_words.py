"""The English vocabulary: which words name which months, parts, relations and degrees.

Keys are whole phrases; the longest that stands in a place is taken.
"""

from tracker.dates.amounts import UNITS
from tracker.dates.periods import Grain, Part
from tracker.dates.words import each, phrases

MONTHS = phrases(
    {
        **each(1, "january", "jan"),
        **each(2, "february", "feb"),
        **each(3, "march", "mar"),
        **each(4, "april", "apr"),
        **each(5, "may"),
        **each(6, "june", "jun"),
        **each(7, "july", "jul"),
        **each(8, "august", "aug"),
        **each(9, "september", "sep", "sept"),
        **each(10, "october", "oct"),
        **each(11, "november", "nov"),
        **each(12, "december", "dec"),
    }
)
WEEKDAYS = phrases(
    {
        **each(0, "monday", "mon"),
        **each(1, "tuesday", "tue", "tues"),
        **each(2, "wednesday", "wed"),
        **each(3, "thursday", "thu", "thur", "thurs"),
        **each(4, "friday", "fri"),
        **each(5, "saturday", "sat"),
        **each(6, "sunday", "sun"),
    }
)
SEASON_NAMES = phrases(
    {
        **each("spring", "spring", "springtime"),
        **each("summer", "summer", "summertime"),
        **each("autumn", "autumn", "fall"),
        **each("winter", "winter", "wintertime"),
    }
)
DECADE_NAMES = phrases(
    {
        "twenties": 20,
        "thirties": 30,
        "forties": 40,
        "fifties": 50,
        "sixties": 60,
        "seventies": 70,
        "eighties": 80,
        "nineties": 90,
    }
)
HOLIDAYS = phrases(
    {
        **each(
            "new year", "new year", "new year's", "new years", "new year's day", "new years day"
        ),
        **each("new year's eve", "new year's eve", "new years eve", "nye"),
        **each("mlk", "mlk day", "martin luther king day", "martin luther king jr day"),
        **each("groundhog", "groundhog day"),
        **each("valentine", "valentine's day", "valentines day", "valentine's", "valentines"),
        **each("presidents", "presidents day", "presidents' day", "president's day"),
        **each("women", "international women's day", "women's day"),
        **each("st patrick", "st patrick's day", "st . patrick's day", "saint patrick's day"),
        **each("april fools", "april fools' day", "april fools day", "april fool's day"),
        **each("april fools", "april fools", "april fool's"),
        "earth day": "earth day",
        "good friday": "good friday",
        **each("easter", "easter", "easter sunday"),
        "easter monday": "easter monday",
        **each("pentecost", "pentecost", "whitsun"),
        **each("may day", "may day", "international workers' day"),
        "memorial day": "memorial",
        "juneteenth": "juneteenth",
        **each("independence", "independence day", "july fourth", "fourth of july"),
        **each("independence", "4th of july"),
        "bastille day": "bastille",
        **each("labor", "labor day", "labour day"),
        **each("columbus", "columbus day", "indigenous peoples' day"),
        **each("national", "china's national day", "chinese national day"),
        **each("golden week", "golden week", "the october golden week"),
        **each("halloween", "halloween", "hallowe ' en"),
        **each("guy fawkes", "guy fawkes night", "guy fawkes day", "bonfire night"),
        **each("veterans", "veterans day", "veterans' day", "armistice day", "remembrance day"),
        **each("singles", "singles day", "singles' day"),
        **each("thanksgiving", "thanksgiving", "thanksgiving day"),
        "black friday": "black friday",
        "cyber monday": "cyber monday",
        "christmas eve": "christmas eve",
        **each("christmas", "christmas", "christmas day", "xmas"),
        "boxing day": "boxing",
        **each("holidays", "holidays", "holiday season", "christmas holidays", "festive season"),
        **each("lunar new year", "chinese new year", "lunar new year", "cny", "spring festival"),
        **each("lunar new year", "chinese new year's day", "lunar new year's day"),
        **each("lunar new year's eve", "chinese new year's eve", "lunar new year's eve"),
        "lantern festival": "lantern",
        **each("dragon boat", "dragon boat festival"),
        **each("mid-autumn", "mid-autumn festival", "mid-autumn", "moon festival"),
        **each("tomb sweeping", "qingming", "qingming festival", "tomb-sweeping day"),
        **each("election day", "election day"),
        **each("midterms", "midterms", "midterm", "midterm election", "midterm elections"),
        **each(
            "midterms", "mid-terms", "mid-term elections", "us midterms", "us midterm elections"
        ),
        **each("midterms", "congressional midterms", "american midterms"),
        **each("presidential election", "presidential election", "presidential elections"),
        **each("presidential election", "us presidential election", "us presidential elections"),
        **each("presidential election", "presidential race", "american presidential election"),
        **each("election", "election", "elections", "us election", "us elections"),
        **each("election", "general election", "american election", "american elections"),
        **each("inauguration", "inauguration day", "presidential inauguration", "inauguration"),
    }
)
UNIT_NAMES = phrases(
    {
        **each("minute", "minute", "minutes", "min", "mins"),
        **each("hour", "hour", "hours", "hr", "hrs", "h"),
        **each("day", "day", "days", "d", "calendar day", "calendar days"),
        **each("week", "week", "weeks", "wk", "wks", "w"),
        **each("fortnight", "fortnight", "fortnights"),
        **each("month", "month", "months", "mo", "mos", "mth", "mths", "m"),
        **each("month", "calendar month", "calendar months"),
        **each("quarter", "quarter", "quarters", "qtr", "qtrs"),
        **each("half", "half-year", "half-years"),
        **each("year", "year", "years", "yr", "yrs", "y", "calendar year", "calendar years"),
        **each("decade", "decade", "decades"),
        **each("century", "century", "centuries"),
    }
)
PERIOD_UNITS = phrases(
    {
        "day": Grain.DAY,
        "week": Grain.WEEK,
        **each(Grain.MONTH, "month", "calendar month"),
        **each(Grain.QUARTER, "quarter", "qtr", "calendar quarter"),
        **each(Grain.HALF, "half", "half-year", "half year", "semester"),
        **each(Grain.YEAR, "year", "calendar year", "yr"),
        "decade": Grain.DECADE,
        "century": Grain.CENTURY,
    }
)
UNIT_GRAINS = {name: unit.grain for name, unit in UNITS.items()}

THIS = ("this", "current", "present")
NEXT = ("next", "coming", "following", "upcoming", "ensuing", "subsequent")
LAST = ("last", "previous", "past", "prior", "preceding")

PARTS: dict[tuple[str, ...], tuple[Part, Part]] = phrases(
    {
        **each(("early", "early"), "early", "early in", "early on in", "early part of"),
        **each(("early", "early"), "first part of", "opening months of", "earlier part of"),
        **each(("middle", "middle"), "mid", "middle of", "midway through", "halfway through"),
        **each(("middle", "middle"), "half way through", "midpoint of", "mid point of", "mid of"),
        **each(("late", "late"), "late", "late in", "latter part of", "last part of"),
        **each(("late", "late"), "later part of", "closing months of", "toward the end of"),
        **each(("late", "late"), "towards the end of", "second part of", "near the end of"),
        **each(("end", "end"), "end of", "very end of", "close of", "tail end of", "end"),
        **each(("end", "end"), "back end of", "conclusion of", "completion of", "expiry of"),
        **each(("start", "start"), "start of", "beginning of", "very start of", "outset of"),
        **each(("start", "start"), "dawn of", "very beginning of", "opening of", "start"),
        **each(("start", "start"), "beginning", "onset of"),
        **each(("first half", "first half"), "first half of", "front half of", "first half"),
        **each(("second half", "second half"), "second half of", "back half of", "second half"),
        **each(("second half", "second half"), "latter half of", "last half of", "latter half"),
        **each(("second half", "second half"), "back half", "final half of", "other half of"),
        **each(("early", "middle"), "early to mid", "early - to - mid", "early or mid"),
        **each(("early", "middle"), "early - mid", "early to middle of"),
        **each(("middle", "late"), "mid to late", "mid - to - late", "mid or late", "mid - late"),
        **each(("middle", "late"), "middle to late", "middle to end of", "mid to end of"),
        **each(("late", "end"), "very late", "very late in"),
        **each(("start", "start"), "very early", "very early in"),
    }
)
REMAINDERS = phrases(
    each(
        True,
        "rest of",
        "remainder of",
        "balance of",
        "remaining part of",
        "remaining months of",
        "remaining weeks of",
        "remaining days of",
        "what is left of",
        "what's left of",
        "later",
        "later in",
        "later on",
        "later on in",
    )
)
POSTFIX_PARTS: dict[tuple[str, ...], Part] = phrases(
    {
        **each("end", "'s end", "' s end", "end", "- end", "'s close", "close"),
        **each("start", "'s start", "start", "'s beginning", "'s dawn"),
        **each("middle", "'s middle", "'s midpoint"),
    }
)
FUSED = phrases(
    {
        **each((Grain.YEAR, "end"), "yearend", "year's end", "years end", "eoy", "ye", "year end"),
        **each((Grain.YEAR, "end"), "year - end", "year close"),
        **each((Grain.QUARTER, "end"), "quarter's end", "eoq", "quarter end", "quarter - end"),
        **each((Grain.MONTH, "end"), "month's end", "eom", "month end", "month - end"),
        **each((Grain.WEEK, "end"), "week's end", "eow"),
        **each((Grain.DAY, "end"), "eod", "day's end", "cob", "eob"),
        **each((Grain.DECADE, "end"), "decade's end", "decade end"),
        **each((Grain.CENTURY, "end"), "century's end", "century end"),
        **each((Grain.YEAR, "middle"), "midyear", "mid - year", "mid year"),
        **each((Grain.DECADE, "middle"), "mid - decade", "mid decade", "middecade"),
        **each((Grain.CENTURY, "middle"), "mid - century", "mid century", "midcentury"),
        **each((Grain.MONTH, "middle"), "mid - month", "mid month", "midmonth"),
        **each((Grain.WEEK, "middle"), "mid - week", "mid week", "midweek"),
        **each((Grain.QUARTER, "middle"), "mid - quarter", "mid quarter"),
    }
)

ABOUT = phrases(
    each(
        True,
        "about",
        "around",
        "roughly",
        "approximately",
        "approx",
        "approx .",
        "circa",
        "c .",
        "ca .",
        "~",
        "nearly",
        "almost",
        "close to",
        "some",
        "something like",
        "in the region of",
        "in the neighborhood of",
        "on the order of",
        "maybe about",
        "anywhere from",
        "somewhere around",
    )
)
ABOUT_AFTER = phrases(
    each(
        True,
        "or so",
        "or thereabouts",
        "thereabouts",
        "give or take",
        "- ish",
        "ish",
        "approximately",
        "roughly",
        "approx",
        "or around then",
        "or around that",
    )
)
BOUNDS = phrases(
    {
        **each("over", "at least", "no less than", "not less than", "more than", "longer than"),
        **each("over", "upwards of", "upward of", "a minimum of", "minimum", "no fewer than"),
        **each("over", "well over", "greater than", ">", "> =", "in excess of"),
        **each("under", "at most", "up to", "no more than", "not more than", "less than"),
        **each("under", "fewer than", "under", "no longer than", "a maximum of", "maximum", "<"),
        **each("under", "just under", "a little under", "slightly under", "well under", "< ="),
        **each("under", "as little as", "not longer than"),
    }
)
BOUNDS_AFTER = phrases(
    {
        **each("over", "or more", "at least", "or longer", "plus", "+", "minimum", "or later"),
        **each("over", "at a minimum", "or beyond", "at the very least", "at the least"),
        **each("under", "or less", "at most", "or fewer", "max", "maximum", "tops", "or sooner"),
        **each("under", "at the most", "at the very most", "at the outside", "at the latest"),
        **each("under", "or earlier"),
    }
)
VAGUE_QUANTITIES = phrases(
    each(
        True,
        "few",
        "a few",
        "several",
        "many",
        "some",
        "quite a few",
        "a handful of",
        "a number of",
        "any number of",
        "numerous",
        "multiple",
        "countless",
        "a good many",
        "a good few",
        "dozens of",
        "hundreds of",
        "thousands of",
        "tens of",
        "scores of",
        "a matter of",
        "a lot of",
        "a bunch of",
        "very few",
        "an unknown number of",
        "single digit",
        "a small number of",
        "umpteen",
        "a couple or three",
        "a couple or a few",
        "a couple few",
    )
)
HEDGES = {
    "maybe",
    "perhaps",
    "probably",
    "possibly",
    "likely",
    "hopefully",
    "presumably",
    "expectedly",
    "definitely",
    "certainly",
    "surely",
    "actually",
    "really",
    "potentially",
    "conceivably",
    "ideally",
    "officially",
    "ok",
    "okay",
    "um",
    "uh",
    "er",
    "well",
    "say",
}
