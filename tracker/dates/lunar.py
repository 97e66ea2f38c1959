"""The Chinese calendar of the moon, 1950 to 2099, from the published tables.

No short formula gives it. A word a year: month and day on which it begins; the month that has a
leap month after it (0: none); and in hexadecimal a bit for each month in turn, set where it has 30
days and not 29. Outside these years a day is refused, never estimated.
"""

from datetime import date, timedelta

FIRST_YEAR = 1950
TABLE = """
021700536 020600aad 0127515aa 0214005b2 020300da5 012431d4a 021200d4a 013180a95 021800a97 020800556
012860ab5 021500ad5 0205006d2 012540ea5 021300ea5 02020064a 012130c97 020900a9b 01307155a 02170056a
020600b69 012751752 021500b52 020300b25 01234164b 021100a4b 0131814ab 0218002ad 02070056d 012860b69
021600da9 020500d92 012541d25 021300d25 0202a1a4d 022000a56 0209002b6 0129605b5 0217006d5 020600ea9
012751e92 021500e92 020400d26 012330a56 021000a57 0131814d6 02190035a 0207006d5 0128516c9 021600749
020500693 01244152b 02120052b 020100a5b 01222155a 02090056a 012971b55 021800ba4 020700b49 012651a93
021400a95 02030052d 012340aad 021000ab5 0131915aa 0219005d2 020800da5 012861d4a 021600d4a 020500c95
01254152e 021200556 020100ab5 0122215b2 0210006d2 012960ea5 021700725 02060064b 012650c97 021300cab
02030055a 012330ad6 021100b69 0131b1752 021900b52 020800b25 012861a4b 021500a4b 0204004ab 01245055b
0212005ad 020100b6a 012221b52 021000d92 013071d25 021700d25 020600a55 0126514ad 0214004b6 0202005b5
012330daa 021100ec9 020181e92 021900e92 020800d26 012860a56 021500a57 0204004d6 0124406d5 021200755
020200749 012130e93 020900693 01297152b 02170052b 020500a5b 01265155a 02140056a 020300b65 01234174a
021100b4a 013181a95 021900a95 02070052d 012760aad 021500ab5 0205005aa 012440ba5 021200da5 020200d4a
012231c95 020900c96 01297194e 021700556 020600ab5 0126515b2 0214006d2 020300ea5 012440e4a 02100068b
013080c97 0218004ab 02070055b 012760ad6 021500b6a 020500752 012541725 021200b45 020100a8b 01212149b
""".split()  # noqa: SIM905  (a list would take a line for each year)
LAST_YEAR = FIRST_YEAR + len(TABLE) - 1
SHORT_MONTH = 29
FESTIVALS = {
    "new year": (1, 1),
    "lantern": (1, 15),
    "dragon boat": (5, 5),
    "qixi": (7, 7),
    "ghosts": (7, 15),
    "mid-autumn": (8, 15),
    "double ninth": (9, 9),
    "laba": (12, 8),
    "kitchen god": (12, 23),
}


def month(year: int, number: int, *, leap: bool = False) -> tuple[date, int] | None:
    """Find the day a month of a lunar year begins and how many days it has, or nothing."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    row = TABLE[year - FIRST_YEAR]
    first, doubled, lengths = date(year, int(row[:2]), int(row[2:4])), int(row[4], 16), row[5:]
    if leap and doubled != number:
        return None
    place = number - 1 + (leap or 0 < doubled < number)
    for passed in range(place + 1):
        days = SHORT_MONTH + (int(lengths, 16) >> passed & 1)
        if passed == place:
            return first, days
        first += timedelta(days=days)
    return None


def day(year: int, month_number: int, number: int, *, leap: bool = False) -> date | None:
    """Find a day of a lunar year, or nothing if it has none such."""
    found = month(year, month_number, leap=leap)
    if found is None or not 1 <= number <= found[1]:
        return None
    return found[0] + timedelta(days=number - 1)


def festival(year: int, name: str) -> date | None:
    """Find a festival in a lunar year, or nothing where the table does not reach."""
    return day(year, *FESTIVALS[name])
