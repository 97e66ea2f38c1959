"""English words of relation: what stands before or after a period or a length of time."""

from tracker.dates import relations
from tracker.dates.relations import Relation
from tracker.dates.words import Phrases, meanings, one_meaning

SOMETIME = one_meaning(
    """
    sometime, some time, at some point, at some stage, at any point, at any time, any time,
    anytime, someday, i think, i would say, i' d say, i guess, let's say,
    let us say, say, i'd, i would, my guess is, somewhere, anywhere, expected, due, scheduled for,
    targeting, planned for, slated for, targeted for, on track for, set for, projected for,
    forecast for, estimated, est, eta, deadline, due date, call it, once, at least once,
    pencilled in for, penciled in for, honestly, like, no doubt, either, more or less, very likely,
    most likely
"""
)
ABOUT_PERIOD = one_meaning(
    """
    around, about, circa, c., ca., roughly, approximately, approx, approx., ~, in or around,
    in around, in about, in roughly, on or about, on or around, at around, somewhere around,
    round about, close to, sometime around, near, nearing, approaching, in and around, at or around
"""
)
PREFIXES: Phrases[Relation] = meanings(
    {
        relations.during: """
        in, during, on, at, throughout, for, over, come, in the course of, over the course of,
        as of, within about, across, all through, all of, the whole of, whole of, in calendar,
        effective, into, =, @, all
    """,
        relations.within: "within, inside, inside of, before the end of",
        relations.by: """
        by, until, till, til, at least until, until at least, up to, up until, up till, by about,
        by around, by roughly,
        by sometime in, by no later than, by some time in, by or before, towards, toward, to,
        by the time, by circa, as far as, down to, by at least, by approximately, as late as,
        between now and, from now to, from now until, from now till, from today to,
        from today until, now until, now to, now -, by the time we get to, by the time we reach,
        by the time of, by the time we hit, by the time it is, by the time it's, by the,
        between today and, from now up to, from here to, in time for
    """,
        relations.through: """
        no later than, not later than, through, thru, through at least, at least through,
        on or before, at the latest by, latest by,
        by the latest, latest, up through, now through, from now through, at the latest in,
        at latest, through to, in or before, by the latest in, no later than in,
        during or before, by or during, up to and including, not beyond, from today through,
        until the end of
    """,
        relations.before: """
        before, prior to, ahead of, pre, pre -, earlier than, sooner than, in advance of,
        by the start of, just before, shortly before, right before, well before, anytime before,
        long before, at any time before, any time before, <
    """,
        relations.after: """
        after, post, post -, beyond, past, later than, following, only after, any time after,
        anytime after, not before the end of, not until after, no earlier than the end of, >,
        well after, right after, shortly after, soon after, just after, long after,
        immediately after,
        sometime after, some time after, well beyond, well past
    """,
        relations.onward: """
        from, starting, starting in, starting from, beginning in, starting on, beginning on,
        beginning, beginning from, no earlier than, not earlier than, not before,
        no sooner than, on or after, in or after, not until, at the earliest in,
        at the earliest, as from, earliest, from around, not till, with effect from,
        effective from, from about, >=
    """,
        relations.since: "since, ever since",
        relations.earliest: "as early as, as soon as, already in, as early as in",
    }
)
SUFFIXES: Phrases[Relation] = meanings(
    {
        relations.through: """
        at the latest, at latest, latest, or earlier, or sooner, or before, at the very latest,
        or before then, at the outside
    """,
        relations.onward: """
        at the earliest, at earliest, or later, or after, onwards, onward, and beyond,
        and after, and later, or beyond, on, and onwards, at the very earliest, forward,
        and onward, +, plus, and on, earliest, and thereafter
    """,
        relations.around: """
        or so, or thereabouts,-ish, ish, approximately,
        roughly, or around then
    """,
    }
)
DAY_TIMES = one_meaning(
    """
    midnight on, midnight, noon on, end of day on, end of day, end of business on,
    end of business, close of business on, close of business, cob on, cob, eod on, eod
"""
)
OVER = one_meaning(
    """
    is out, is over, ends, is done, is up, closes, comes to an end, is through
"""
)
STRETCH = one_meaning(
    """
    time, window, timeframe, time frame, period, range, time range, timeline, horizon, span,
    time period, era
"""
)
GIVE_OR_TAKE = one_meaning(
    """
    give or take, plus or minus, plus minus, plus/minus, +/-, +-, ±
"""
)
INCLUSIVE = one_meaning(
    """
    inclusive, (inclusive), (inclusive, inclusively, (included), included
"""
)
NOT_FOR = one_meaning(
    """
    not for, not for another, not in, not within, no earlier than, not until, not before,
    no sooner than
"""
)
AHEAD = one_meaning(
    """
    from now, from today, from this day, from here, from the present, hence, out, away, ahead,
    later, on, down the road, down the line, into the future, in the future, time,' time,
    time from now, of now, off, after today, after now, from now on, or so from now, forward,
    to go, from the date of this statement, from this date
"""
)
AGO = one_meaning(
    """
    ago, back, earlier, before now, previously, before today
"""
)
TO_COME = one_meaning(
    """
    ahead, to come, from now, or so, time, of now, from today, out, range, timeframe, time frame,
    window, horizon, period, time span, span, time horizon, or so from now, timescale, time scale
"""
)
IN_AMOUNT = meanings(
    {
        "ahead": """
        in, after, in another, after another, in perhaps, in maybe,
        give it, give or take, another, it takes
    """,
        "within": """
        within, inside, inside of, in the space of, within the span of, within the space of, for,
        over, during, over the course of,
        in the course of, for another, throughout, for the, within a period of,
        over a period of, in under, in a span of, in no more than, in at most, in less than,
        in fewer than, in up to, in not more than, no later than, not later than, across,
        in just, by, before, up to, until, in as little as, under, in only
    """,
    }
)

SIDES = meanings(
    {True: "after, from, of, following, past, since, on", False: "before, prior to, ahead of"}
)
FOLLOWED = (
    "comes",
    "come",
    "arrive",
    "arrives",
    "rolls",
    "around",
    "begins",
    "starts",
    "is",
    "over",
    "deadline",
)
PAST_WORDS = ("last", "past", "previous", "preceding", "prior", "recent", "trailing")
CONNECTORS = (
    "to",
    "-",
    "through",
    "thru",
    "until",
    "till",
    "or",
    "and",
    "/",
    ",",
    "into",
    "up",
    "&",
)
