"""English words of relation: what stands before or after a period or a length of time."""

from tracker.dates import relations
from tracker.dates.relations import Relation
from tracker.dates.words import each, phrases

SOMETIME = phrases(
    each(
        True,
        "sometime",
        "some time",
        "at some point",
        "at some stage",
        "at any point",
        "at any time",
        "any time",
        "anytime",
        "some day",
        "someday",
        "one day",
        "i think",
        "i would say",
        "i'd say",
        "i guess",
        "let's say",
        "let us say",
        "my guess is",
        "somewhere",
        "expected",
        "due",
        "scheduled for",
        "targeting",
        "planned for",
        "no doubt",
        "as soon as possible",
        "all",
        "either",
        "more or less",
        "very likely",
        "most likely",
        "at least",
        "starting now",
        "and",
        "or",
    )
)
ABOUT_PERIOD = phrases(
    each(
        True,
        "around",
        "about",
        "circa",
        "c .",
        "ca .",
        "roughly",
        "approximately",
        "approx",
        "approx .",
        "~",
        "in or around",
        "in around",
        "in about",
        "in roughly",
        "on or about",
        "on or around",
        "at around",
        "somewhere around",
        "round about",
        "close to",
        "sometime around",
    )
)
PREFIXES: dict[tuple[str, ...], Relation] = phrases(
    {
        **each(relations.during, "in", "during", "on", "at", "throughout", "for", "over", "come"),
        **each(relations.during, "in the course of", "over the course of", "as of", "within about"),
        **each(relations.during, "across", "all through", "all of", "the whole of", "whole of"),
        **each(relations.during, "in calendar", "effective", "into", "=", "@", "all"),
        **each(relations.within, "within", "inside", "inside of", "before the end of"),
        **each(relations.by, "by", "until", "till", "til", "up to", "up until", "up till"),
        **each(
            relations.by,
            "by about",
            "by around",
            "by roughly",
            "by sometime in",
            "by no later than",
        ),
        **each(
            relations.by, "by some time in", "by or before", "towards", "toward", "to", "by circa"
        ),
        **each(
            relations.by, "as far as", "down to", "by at least", "by approximately", "as late as"
        ),
        **each(relations.by, "between now and", "from now to", "from now until", "from now till"),
        **each(relations.by, "from today to", "from today until", "now until", "now to", "now -"),
        **each(relations.by, "by the time we get to", "by the time we reach", "by the time of"),
        **each(
            relations.by, "by the time we hit", "by the time it is", "by the time it's", "by the"
        ),
        **each(relations.by, "between today and", "from now up to", "from here to", "in time for"),
        **each(
            relations.through, "no later than", "not later than", "through", "thru", "on or before"
        ),
        **each(
            relations.through,
            "at the latest by",
            "latest by",
            "by the latest",
            "latest",
            "up through",
        ),
        **each(
            relations.through, "now through", "from now through", "at the latest in", "at latest"
        ),
        **each(
            relations.through, "through to", "in or before", "by the latest in", "no later than in"
        ),
        **each(relations.through, "during or before", "by or during", "up to and including"),
        **each(relations.through, "not beyond", "from today through", "until the end of"),
        **each(relations.before, "before", "prior to", "ahead of", "pre", "pre -", "earlier than"),
        **each(relations.before, "sooner than", "in advance of", "by the start of", "just before"),
        **each(relations.before, "shortly before", "right before", "well before", "anytime before"),
        **each(relations.before, "long before", "at any time before", "any time before", "<"),
        **each(
            relations.after, "after", "post", "post -", "beyond", "past", "later than", "following"
        ),
        **each(
            relations.after,
            "only after",
            "any time after",
            "anytime after",
            "not before the end of",
        ),
        **each(relations.after, "not until after", "no earlier than the end of", ">", "well after"),
        **each(relations.after, "sometime after", "some time after", "well beyond", "well past"),
        **each(
            relations.onward, "from", "starting", "starting in", "starting from", "beginning in"
        ),
        **each(relations.onward, "starting on", "beginning on", "beginning", "beginning from"),
        **each(
            relations.onward, "no earlier than", "not earlier than", "not before", "no sooner than"
        ),
        **each(relations.onward, "on or after", "in or after", "not until", "at the earliest in"),
        **each(
            relations.onward, "at the earliest", "as from", "earliest", "from around", "not till"
        ),
        **each(relations.onward, "with effect from", "effective from", "from about", "> ="),
        **each(relations.since, "since", "ever since"),
        **each(relations.earliest, "as early as", "as soon as", "already in", "as early as in"),
    }
)
SUFFIXES: dict[tuple[str, ...], Relation] = phrases(
    {
        **each(
            relations.through, "at the latest", "at latest", "latest", "or earlier", "or sooner"
        ),
        **each(
            relations.through, "or before", "at the very latest", "or before then", "at the outside"
        ),
        **each(
            relations.onward, "at the earliest", "at earliest", "or later", "or after", "onwards"
        ),
        **each(
            relations.onward, "onward", "and beyond", "and after", "and later", "or beyond", "on"
        ),
        **each(
            relations.onward, "and onwards", "at the very earliest", "forward", "and onward", "+"
        ),
        **each(relations.onward, "and on", "earliest", "and thereafter"),
        **each(relations.around, "or so", "or thereabouts", "- ish", "ish", "give or take a year"),
        **each(relations.around, "give or take", "approximately", "roughly", "or around then"),
    }
)
FOLLOWED = ("comes", "arrives", "rolls", "around", "begins", "starts", "is", "over", "deadline")
NEXT_WORDS = ("next", "coming", "following", "upcoming", "ensuing", "subsequent", "succeeding")
PAST_WORDS = ("last", "past", "previous", "preceding", "prior", "recent", "trailing")
AHEAD = phrases(
    each(
        True,
        "from now",
        "from today",
        "from this day",
        "from here",
        "from the present",
        "hence",
        "out",
        "away",
        "ahead",
        "later",
        "on",
        "down the road",
        "down the line",
        "into the future",
        "in the future",
        "time",
        "' time",
        "time from now",
        "of now",
        "off",
        "after today",
        "after now",
        "from now on",
        "or so from now",
        "forward",
        "to go",
        "from the date of this statement",
        "from this date",
    )
)
AGO = phrases(each(True, "ago", "back", "earlier", "before now", "previously", "before today"))
TO_COME = phrases(
    each(True, "ahead", "to come", "from now", "or so", "time", "of now", "from today", "out")
)
IN_AMOUNT = phrases(
    {
        **each("ahead", "in", "in about", "after about", "after", "in another", "after another"),
        **each("ahead", "in perhaps", "in maybe", "give it", "give or take", "another", "it takes"),
        **each(
            "within", "within", "inside", "inside of", "in the space of", "for", "over", "during"
        ),
        **each("within", "over the course of", "in the course of", "for another", "throughout"),
        **each(
            "within",
            "for the",
            "within a period of",
            "over a period of",
            "in under",
            "in a span of",
        ),
        **each(
            "within", "in no more than", "in at most", "in less than", "in fewer than", "in up to"
        ),
        **each(
            "within", "in not more than", "no later than", "not later than", "across", "in just"
        ),
        **each("within", "by", "before", "up to", "until", "in as little as", "under", "in only"),
    }
)
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
    "vs",
)
