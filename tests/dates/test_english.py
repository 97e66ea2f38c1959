"""English phrases, by classes of expression.

Each table line is worked out by hand: phrase | opens | deadline, a dash for an open end.
"""

from datetime import date

import pytest

from tracker.dates import Window, read
from tracker.errors import InvalidDate

SAID = date(2026, 1, 10)
TABLE = """
# said on 2024-02-29
in four years' time | 2028-02-29 | 2028-02-29
a year from now | 2025-02-28 | 2025-02-28
# said on 2026-03-17
by this time in 2028 | 2026-03-17 | 2028-03-17
before the decade ends | 2026-03-17 | 2029-12-31
well before 2040 | 2026-03-17 | 2039-12-31
in the early part of 2027 | 2027-01-01 | 2027-03-31
in 5 years or less | 2026-03-17 | 2031-03-17
five years or more | 2031-03-17 | -
10+ years | 2036-03-17 | -
no sooner than 2029 | 2029-01-01 | -
not until 2030 | 2030-01-01 | -
from 2028 onwards | 2028-01-01 | -
starting in Q3 2026 | 2026-07-01 | -
until mid-2028 | 2026-03-17 | 2028-06-30
between March and June | 2026-03-01 | 2026-06-30
between late 2027 and early 2028 | 2027-10-01 | 2028-03-31
sometime between 2026 and 2028 | 2026-01-01 | 2028-12-31
somewhere around 2032 | 2032-01-01 | 2032-12-31
2027, maybe 2028 | 2027-01-01 | 2028-12-31
2027, 2028 or 2029 | 2027-01-01 | 2029-12-31
in one to two quarters | 2026-06-17 | 2026-09-17
in a couple of years | 2028-03-17 | 2028-03-17
within the next 24 hours | 2026-03-17 | 2026-03-18
this weekend | 2026-03-21 | 2026-03-22
Sunday | 2026-03-22 | 2026-03-22
by next Monday | 2026-03-17 | 2026-03-23
a week from Friday | 2026-03-27 | 2026-03-27
three days from now | 2026-03-20 | 2026-03-20
the end of the week | 2026-03-20 | 2026-03-22
end of next month | 2026-04-21 | 2026-04-30
the first half of April | 2026-04-01 | 2026-04-15
last month | 2026-02-01 | 2026-02-28
the third week of May | 2026-05-15 | 2026-05-21
May 2026 to February 2027 | 2026-05-01 | 2027-02-28
from April 1 to June 30, 2026 | 2026-04-01 | 2026-06-30
Q3 FY2026 | 2026-07-01 | 2026-09-30
next fiscal year | 2027-01-01 | 2027-12-31
FY26/27 | 2026-04-01 | 2027-03-31
second half of FY27 | 2027-07-01 | 2027-12-31
the final quarter of 2026 | 2026-10-01 | 2026-12-31
the first two months of 2027 | 2027-01-01 | 2027-02-28
the last 10 days of April | 2026-04-21 | 2026-04-30
winter 2026-27 | 2026-12-01 | 2027-02-28
by the summer of 2027 | 2026-03-17 | 2027-08-31
before spring | 2026-03-17 | 2026-05-31
by Halloween | 2026-03-17 | 2026-10-31
July 4th | 2026-07-04 | 2026-07-04
after the midterms | 2026-11-04 | -
before the 2028 presidential election | 2026-03-17 | 2028-11-06
before Inauguration Day 2029 | 2026-03-17 | 2029-01-19
the month before the election | 2026-10-01 | 2026-10-31
six months after the 2026 midterms | 2027-05-03 | 2027-05-03
within three months of June 2026 | 2026-06-01 | 2026-09-30
the next century | 2026-03-17 | 2126-03-17
half a century from now | 2076-03-17 | 2076-03-17
a quarter century | 2026-03-17 | 2051-03-17
a decade and a half from now | 2041-03-17 | 2041-03-17
early this decade | 2020-01-01 | 2023-12-31
end of 2026/early 2027 | 2026-12-01 | 2027-03-31
2026H2 | 2026-07-01 | 2026-12-31
2H 2026 | 2026-07-01 | 2026-12-31
4/1/26 | 2026-04-01 | 2026-04-01
2026.12.31 | 2026-12-31 | 2026-12-31
2027-Q1 | 2027-01-01 | 2027-03-31
3rd quarter 2027 | 2027-07-01 | 2027-09-30
Wednesday, 18 March | 2026-03-18 | 2026-03-18
yesterday | 2026-03-16 | 2026-03-16
over the last two years | 2024-03-17 | 2026-03-17
in the last century | 1926-03-17 | 2026-03-17
# said on 2026-04-20
in the next half year | 2026-04-20 | 2026-10-20
the next six months | 2026-04-20 | 2026-10-20
within half a decade | 2026-04-20 | 2031-04-20
over the course of the next two years | 2026-04-20 | 2028-04-20
in the years 2027 to 2029 | 2027-01-01 | 2029-12-31
end-2027 | 2027-12-01 | 2027-12-31
by early April next year | 2026-04-20 | 2027-04-10
Q2 of next year | 2027-04-01 | 2027-06-30
next year Q2 | 2027-04-01 | 2027-06-30
mid next year | 2027-06-01 | 2027-06-30
the middle of 2028 | 2028-06-01 | 2028-06-30
the latter half of 2027 | 2027-07-01 | 2027-12-31
back half of the year | 2026-07-01 | 2026-12-31
no later than the end of Q1 2027 | 2026-04-20 | 2027-03-31
by the close of 2026 | 2026-04-20 | 2026-12-31
by sometime next year | 2026-04-20 | 2027-12-31
some time this summer | 2026-06-01 | 2026-08-31
May | 2026-05-01 | 2026-05-31
in May | 2026-05-01 | 2026-05-31
by May 1st | 2026-04-20 | 2026-05-01
on the 30th | 2026-04-30 | 2026-04-30
on Monday | 2026-04-27 | 2026-04-27
next month's 15th | 2026-05-15 | 2026-05-15
the week after next | 2026-05-04 | 2026-05-10
two weeks from Monday | 2026-05-11 | 2026-05-11
a month before Christmas | 2026-11-25 | 2026-11-25
the day after Thanksgiving | 2026-11-27 | 2026-11-27
between now and the end of 2027 | 2026-04-20 | 2027-12-31
from today through June 30 | 2026-04-20 | 2026-06-30
now until the end of the year | 2026-04-20 | 2026-12-31
2028 to 2030 | 2028-01-01 | 2030-12-31
2028–30 | 2028-01-01 | 2030-12-31
anywhere between 5 and 10 years | 2031-04-20 | 2036-04-20
three, maybe four years | 2029-04-20 | 2030-04-20
a good ten years | 2026-04-20 | 2036-04-20
ten years at most | 2026-04-20 | 2036-04-20
ten years at least | 2036-04-20 | -
more than 20 years | 2046-04-20 | -
in 2027 or 2028 at the latest | 2026-04-20 | 2028-12-31
before mid-2027 | 2026-04-20 | 2027-06-30
after this decade | 2030-01-01 | -
in the 22nd century | 2101-01-01 | 2200-12-31
before 2029 ends | 2026-04-20 | 2029-12-31
within 5y | 2026-04-20 | 2031-04-20
18mo | 2026-04-20 | 2027-10-20
90d | 2026-04-20 | 2026-07-19
in 10 yrs | 2036-04-20 | 2036-04-20
Fall 2026 | 2026-09-01 | 2026-11-30
spring/summer 2027 | 2027-03-01 | 2027-08-31
Q3 or Q4 | 2026-07-01 | 2026-12-31
Q4 2026-Q1 2027 | 2026-10-01 | 2027-03-31
July-September | 2026-07-01 | 2026-09-30
Jan 2027 - Mar 2027 | 2027-01-01 | 2027-03-31
20270630 | 2027-06-30 | 2027-06-30
31/12/26 | 2026-12-31 | 2026-12-31
12/31/26 | 2026-12-31 | 2026-12-31
1 Jan 2028 | 2028-01-01 | 2028-01-01
as soon as next year | 2027-01-01 | 2027-12-31
early next week | 2026-04-27 | 2026-04-28
the last day of 2026 | 2026-12-31 | 2026-12-31
in the first half of the 2030s | 2030-01-01 | 2034-12-31
long before 2050 | 2026-04-20 | 2049-12-31
# said on 2026-05-20
by the end of the third quarter | 2026-05-20 | 2026-09-30
sometime before the 2028 election | 2026-05-20 | 2028-11-06
in about five years | 2031-05-20 | 2031-05-20
no later than June 2027 | 2026-05-20 | 2027-06-30
within the next 90 days | 2026-05-20 | 2026-08-18
by the midterms | 2026-05-20 | 2026-11-03
between 2028 and 2032 | 2028-01-01 | 2032-12-31
from 2027 to 2029 | 2027-01-01 | 2029-12-31
early 2030s | 2030-01-01 | 2033-12-31
late in the decade | 2027-01-01 | 2029-12-31
the second half of the decade | 2025-01-01 | 2029-12-31
the week of June 15 | 2026-06-15 | 2026-06-21
next Tuesday | 2026-05-26 | 2026-05-26
this Friday | 2026-05-22 | 2026-05-22
by Friday | 2026-05-20 | 2026-05-22
tomorrow | 2026-05-21 | 2026-05-21
the day after tomorrow | 2026-05-22 | 2026-05-22
a week from today | 2026-05-27 | 2026-05-27
in a fortnight | 2026-06-03 | 2026-06-03
within a couple of weeks | 2026-05-20 | 2026-06-03
the first quarter of 2028 | 2028-01-01 | 2028-03-31
Q1 2028 | 2028-01-01 | 2028-03-31
1Q28 | 2028-01-01 | 2028-03-31
Q4'26 | 2026-10-01 | 2026-12-31
end of Q2 | 2026-06-01 | 2026-06-30
EOY | 2026-12-01 | 2026-12-31
by EOY 2027 | 2026-05-20 | 2027-12-31
March 15 | 2027-03-15 | 2027-03-15
15th of August 2026 | 2026-08-15 | 2026-08-15
Aug. 15th | 2026-08-15 | 2026-08-15
2027-06-30 | 2027-06-30 | 2027-06-30
06/30/2027 | 2027-06-30 | 2027-06-30
30/06/2027 | 2027-06-30 | 2027-06-30
30.06.2027 | 2027-06-30 | 2027-06-30
after 2030 | 2031-01-01 | -
not before 2028 | 2028-01-01 | -
2030 or later | 2030-01-01 | -
until the end of 2027 | 2026-05-20 | 2027-12-31
through 2029 | 2026-05-20 | 2029-12-31
during the next two quarters | 2026-05-20 | 2026-11-20
over the next 18 to 24 months | 2026-05-20 | 2028-05-20
in two and a half years | 2028-11-20 | 2028-11-20
in a decade or so | 2036-05-20 | 2036-05-20
half a year from now | 2026-11-20 | 2026-11-20
next spring | 2027-03-01 | 2027-05-31
this fall | 2026-09-01 | 2026-11-30
before Thanksgiving | 2026-05-20 | 2026-11-25
by Easter 2027 | 2026-05-20 | 2027-03-28
before Chinese New Year | 2026-05-20 | 2027-02-05
New Year's Eve | 2026-12-31 | 2026-12-31
the 21st century | 2001-01-01 | 2100-12-31
by the end of the century | 2026-05-20 | 2100-12-31
by 2100 | 2026-05-20 | 2100-12-31
the year after next | 2028-01-01 | 2028-12-31
in the first 100 days of 2029 | 2029-01-01 | 2029-04-10
the last week of June | 2026-06-24 | 2026-06-30
fiscal year 2028 | 2028-01-01 | 2028-12-31
mid-March | 2027-03-11 | 2027-03-20
three years ago | 2023-05-20 | 2023-05-20
in the past six months | 2025-11-20 | 2026-05-20
sometime in 2029 | 2029-01-01 | 2029-12-31
as early as 2027 | 2027-01-01 | 2027-12-31
2027 at the earliest | 2027-01-01 | -
2027 at the latest | 2026-05-20 | 2027-12-31
around 2035 | 2035-01-01 | 2035-12-31
# said on 2026-07-15
in a year or so | 2027-07-15 | 2027-07-15
by around 2040 | 2026-07-15 | 2040-12-31
probably by the end of 2029 | 2026-07-15 | 2029-12-31
I'd say 2031 | 2031-01-01 | 2031-12-31
within this decade | 2026-07-15 | 2029-12-31
before the end of this decade | 2026-07-15 | 2029-12-31
by the early 2030s | 2026-07-15 | 2033-12-31
during 2028 | 2028-01-01 | 2028-12-31
over the next year or two | 2026-07-15 | 2028-07-15
in the next 2 or 3 years | 2026-07-15 | 2029-07-15
sometime in the next decade | 2026-07-15 | 2036-07-15
at least a decade | 2036-07-15 | -
no more than five years | 2026-07-15 | 2031-07-15
up to 18 months | 2026-07-15 | 2028-01-15
12 to 18 months from now | 2027-07-15 | 2028-01-15
one year | 2026-07-15 | 2027-07-15
fifteen years down the line | 2041-07-15 | 2041-07-15
six to nine months | 2027-01-15 | 2027-04-15
in 100 years | 2126-07-15 | 2126-07-15
within a hundred years | 2026-07-15 | 2126-07-15
in the coming year | 2026-07-15 | 2027-07-15
next year's first quarter | 2027-01-01 | 2027-03-31
the end of next quarter | 2026-12-01 | 2026-12-31
by late summer | 2026-07-15 | 2026-08-31
mid to late 2027 | 2027-06-01 | 2027-12-31
summer 2027 | 2027-06-01 | 2027-08-31
autumn | 2026-09-01 | 2026-11-30
September | 2026-09-01 | 2026-09-30
in September | 2026-09-01 | 2026-09-30
in June | 2027-06-01 | 2027-06-30
by 1 September | 2026-07-15 | 2026-09-01
Sept 1st, 2026 | 2026-09-01 | 2026-09-01
the 1st of September | 2026-09-01 | 2026-09-01
September 2026 | 2026-09-01 | 2026-09-30
9/1/2026 | 2026-09-01 | 2026-09-01
between August 1 and September 30 | 2026-08-01 | 2026-09-30
today | 2026-07-15 | 2026-07-15
tonight | 2026-07-15 | 2026-07-15
Thursday | 2026-07-16 | 2026-07-16
next Thursday | 2026-07-23 | 2026-07-23
end of day Friday | 2026-07-17 | 2026-07-17
this coming Monday | 2026-07-20 | 2026-07-20
in ten days | 2026-07-25 | 2026-07-25
in 3 weeks | 2026-08-05 | 2026-08-05
the coming week | 2026-07-15 | 2026-07-22
next week | 2026-07-20 | 2026-07-26
later this week | 2026-07-15 | 2026-07-19
by month's end | 2026-07-15 | 2026-07-31
before month-end | 2026-07-15 | 2026-07-31
by mid-August | 2026-07-15 | 2026-08-15
late August | 2026-08-21 | 2026-08-31
by Christmas 2027 | 2026-07-15 | 2027-12-25
between Thanksgiving and Christmas | 2026-11-26 | 2026-12-25
Lunar New Year 2028 | 2028-01-26 | 2028-01-26
Good Friday 2027 | 2027-03-26 | 2027-03-26
the 2028 election | 2028-11-07 | 2028-11-07
Election Day 2026 | 2026-11-03 | 2026-11-03
the year before the election | 2027-01-01 | 2027-12-31
after Q1 2027 | 2027-04-01 | -
beyond 2050 | 2051-01-01 | -
prior to July 2027 | 2026-07-15 | 2027-06-30
anytime before 2035 | 2026-07-15 | 2034-12-31
2030 or sooner | 2026-07-15 | 2030-12-31
2030 or beyond | 2030-01-01 | -
2030ish | 2030-01-01 | 2030-12-31
'30s | 2030-01-01 | 2039-12-31
the 1990s | 1990-01-01 | 1999-12-31
last decade | 2010-01-01 | 2019-12-31
in 2019 | 2019-01-01 | 2019-12-31
CY2027 | 2027-01-01 | 2027-12-31
calendar year 2027 | 2027-01-01 | 2027-12-31
fiscal 2026 | 2026-01-01 | 2026-12-31
week 40 of 2026 | 2026-09-28 | 2026-10-04
# said on 2026-10-31
before the year is out | 2026-10-31 | 2026-12-31
by the turn of the decade | 2026-10-31 | 2029-12-31
in one month | 2026-11-30 | 2026-11-30
within a year and a half | 2026-10-31 | 2028-04-30
five to ten years out | 2031-10-31 | 2036-10-31
maybe 10 years | 2026-10-31 | 2036-10-31
less than two years | 2026-10-31 | 2028-10-31
in under 3 years | 2026-10-31 | 2029-10-31
more than a decade away | 2036-10-31 | -
at least 20 years from now | 2046-10-31 | -
in the next five or so years | 2026-10-31 | 2031-10-31
over the coming 12 months | 2026-10-31 | 2027-10-31
in 2-3 years | 2028-10-31 | 2029-10-31
2 to 3 years from now | 2028-10-31 | 2029-10-31
6-12 months | 2027-04-30 | 2027-10-31
in twenty years | 2046-10-31 | 2046-10-31
by the end of 2030 at the latest | 2026-10-31 | 2030-12-31
on or before July 1, 2027 | 2026-10-31 | 2027-07-01
by midnight on December 31, 2026 | 2026-10-31 | 2026-12-31
Dec 2026 | 2026-12-01 | 2026-12-31
end of January | 2027-01-21 | 2027-01-31
by end of month | 2026-10-31 | 2026-10-31
start of 2028 | 2028-01-01 | 2028-01-31
the beginning of next year | 2027-01-01 | 2027-01-31
summer of 2028 | 2028-06-01 | 2028-08-31
this winter | 2026-12-01 | 2027-02-28
next summer | 2027-06-01 | 2027-08-31
H1 of 2027 | 2027-01-01 | 2027-06-30
first half 2027 | 2027-01-01 | 2027-06-30
1H27 | 2027-01-01 | 2027-06-30
Q2-Q3 2027 | 2027-04-01 | 2027-09-30
late Q4 | 2026-12-01 | 2026-12-31
March or April 2027 | 2027-03-01 | 2027-04-30
November to February | 2026-11-01 | 2027-02-28
between now and 2030 | 2026-10-31 | 2030-12-31
from now until Christmas | 2026-10-31 | 2026-12-25
2026/27 | 2026-01-01 | 2027-12-31
'27 or '28 | 2027-01-01 | 2028-12-31
the late 2020s | 2027-01-01 | 2029-12-31
mid-2030s | 2034-01-01 | 2036-12-31
the 2040s | 2040-01-01 | 2049-12-31
the thirties | 2030-01-01 | 2039-12-31
the second half of this century | 2051-01-01 | 2100-12-31
before the next presidential election | 2026-10-31 | 2028-11-06
the day before Christmas | 2026-12-24 | 2026-12-24
two weeks after Easter 2027 | 2027-04-11 | 2027-04-11
Black Friday | 2026-11-27 | 2026-11-27
by Labor Day | 2026-10-31 | 2027-09-06
the first Monday of March 2027 | 2027-03-01 | 2027-03-01
last Friday of November | 2026-11-27 | 2026-11-27
Friday, November 6, 2026 | 2026-11-06 | 2026-11-06
Mon 2 Nov | 2026-11-02 | 2026-11-02
5 Nov '27 | 2027-11-05 | 2027-11-05
Nov 5-12 | 2026-11-05 | 2026-11-12
the 15th | 2026-11-15 | 2026-11-15
next weekend | 2026-11-07 | 2026-11-08
in 48 hours | 2026-11-02 | 2026-11-02
last quarter | 2026-07-01 | 2026-09-30
since 2020 | 2020-01-01 | 2026-10-31
the past decade | 2016-10-31 | 2026-10-31
by the time we reach 2040 | 2026-10-31 | 2040-12-31
the rest of this year | 2026-10-31 | 2026-12-31
later this decade | 2026-10-31 | 2029-12-31
twenty thirty | 2030-01-01 | 2030-12-31
year-end 2027 | 2027-12-01 | 2027-12-31
2028+ | 2028-01-01 | -
post-2030 | 2031-01-01 | -
for the next decade | 2026-10-31 | 2036-10-31
2026Q4 | 2026-10-01 | 2026-12-31
# said on 2026-01-31
in one month | 2026-02-28 | 2026-02-28
within a month | 2026-01-31 | 2026-02-28
within 1.5 years | 2026-01-31 | 2027-07-31
within 1½ years | 2026-01-31 | 2027-07-31
in 2½ years | 2028-07-31 | 2028-07-31
within 1,000 days | 2026-01-31 | 2028-10-27
in a hundred and twenty days | 2026-05-31 | 2026-05-31
WITHIN   TWENTY-FIVE YEARS. | 2026-01-31 | 2051-01-31
“by the end of 2027” | 2026-01-31 | 2027-12-31
by ２０２７-０６-３０ | 2026-01-31 | 2027-06-30
not for another ten years | 2036-01-31 | -
at least five years from now | 2031-01-31 | -
in less than 18 months | 2026-01-31 | 2027-07-31
soon, by 2027-06-30 | 2026-01-31 | 2027-06-30
by March 31 at 23:59 UTC | 2026-01-31 | 2026-03-31
in Q3, Q4 | 2026-07-01 | 2026-12-31
before March is over | 2026-01-31 | 2026-03-31
2027-W05 | 2027-02-01 | 2027-02-07
the 21st century | 2001-01-01 | 2100-12-31
by 31 Dec. | 2026-01-31 | 2026-12-31
Tuesday of next week | 2026-02-03 | 2026-02-03
the second Tuesday of next month | 2026-02-10 | 2026-02-10
the second-to-last Friday of March | 2026-03-20 | 2026-03-20
# said on 2024-02-29
in a year | 2025-02-28 | 2025-02-28
four years from now | 2028-02-29 | 2028-02-29
February 29 | 2024-02-29 | 2024-02-29
# said on 2024-03-01
February 29 | 2028-02-29 | 2028-02-29
# said on 2026-12-31
today | 2026-12-31 | 2026-12-31
this year | 2026-01-01 | 2026-12-31
tomorrow | 2027-01-01 | 2027-01-01
next month | 2027-01-01 | 2027-01-31
by year-end | 2026-12-31 | 2026-12-31
New Year's Day | 2027-01-01 | 2027-01-01
"""
AMBIGUOUS = """
by 2030 | 2026-01-10 | 2030-12-31 | 2026-01-10 | 2029-12-31
by Q3 | 2026-01-10 | 2026-09-30 | 2026-01-10 | 2026-06-30
before 2030 | 2026-01-10 | 2029-12-31 | 2026-01-10 | 2030-12-31
until 2028 | 2026-01-10 | 2028-12-31 | 2026-01-10 | 2027-12-31
by next year | 2026-01-10 | 2027-12-31 | 2026-01-10 | 2026-12-31
by March | 2026-01-10 | 2026-03-31 | 2026-01-10 | 2026-02-28
by 2027 or 2028 | 2026-01-10 | 2028-12-31 | 2026-01-10 | 2026-12-31
by the 2030s | 2026-01-10 | 2039-12-31 | 2026-01-10 | 2029-12-31
3/5/2027 | 2027-03-05 | 2027-03-05 | 2027-05-03 | 2027-05-03
3.5.2027 | 2027-05-03 | 2027-05-03 | 2027-03-05 | 2027-03-05
by 3/5/2027 | 2026-01-10 | 2027-03-05 | 2026-01-10 | 2027-05-03
3/5 | 2026-03-05 | 2026-03-05 | 2026-05-03 | 2026-05-03
in the next year | 2026-01-10 | 2027-01-10 | 2027-01-01 | 2027-12-31
over the next quarter | 2026-04-01 | 2026-06-30 | 2026-01-10 | 2026-04-10
FY2027 | 2027-01-01 | 2027-12-31 | 2026-10-01 | 2027-09-30
Q1 FY2027 | 2027-01-01 | 2027-03-31 | 2026-10-01 | 2026-12-31
around 2030 | 2030-01-01 | 2030-12-31 | 2029-01-01 | 2031-12-31
as early as March 2027 | 2027-03-01 | 2027-03-31 | 2027-03-01 | -
winter 2027 | 2027-12-01 | 2028-02-29 | 2026-12-01 | 2027-02-28
next summer | 2027-06-01 | 2027-08-31 | 2026-06-01 | 2026-08-31
over two years | 2026-01-10 | 2028-01-10 | 2028-01-10 | -
after two years | 2028-01-10 | 2028-01-10 | 2028-01-10 | -
the first week of March | 2026-03-01 | 2026-03-07 | 2026-03-02 | 2026-03-08
# said on 2026-11-20
Q3 | 2027-07-01 | 2027-09-30 | 2026-07-01 | 2026-09-30
October | 2027-10-01 | 2027-10-31 | 2026-10-01 | 2026-10-31
by Friday | 2026-11-20 | 2026-11-27 | 2026-11-20 | 2026-11-20
"""
VAGUE = """
within my lifetime
in a few months
one day
at some point in the future
sooner rather than later
in the coming decades
not for decades
some years from now
in the medium to long term
a few weeks from now
within the next several years
any day
in the not-too-distant future
over the longer term
within a generation
before long
someday soon
in the not so distant future
in years to come
in the years ahead
in due time
eventually, but not soon
in a matter of months
decades from now
in a few months or years
soon
eventually
within our lifetimes
over the next few decades
in the years to come
in the long run
a few years ago
down the road
"""
REFUSED = """
never mind
February 30
the 32nd of March
hello world
when pigs fly
Q5 2027
2027-13-01
in a blue moon
Wednesday, 19 March 2026
someone else
three
the model
2026-02-29
25:00
95%
two Mondays from now
most people
chapter 3
5 million
31 June
by the time the 2027 Rugby Union final starts
Monday morning
not in the next five years
not this year
every year
per year
20 years old
the ides of March
time
32 January
2026-13-01
tomorrow never
by
before
in
soonish 2027 maybe not
year 10000
in 99999999 years
December 32
Q0
H3
the 13th month
noon
0 BC
between 2030 and
2030 to 2026
5
2027 2028
10th, 2026
2030-01-01T25:00:00
2030-01-01T12:60:00
2030-01-01T12:00:00+25:00
2030-01-01 24:30
the 10th of 2026
Friday 2027
"""


def rows(table: str) -> list[tuple[str, date, list[date | None]]]:
    found = []
    said_on = SAID
    for line in table.strip().splitlines():
        if line.startswith("# said on "):
            said_on = date.fromisoformat(line.removeprefix("# said on "))
        else:
            phrase, *days = (part.strip() for part in line.split("|"))
            ends = [None if day == "-" else date.fromisoformat(day) for day in days]
            found.append((phrase, said_on, ends))
    return found


@pytest.mark.parametrize(("phrase", "said_on", "ends"), rows(TABLE))
def test_window(phrase: str, said_on: date, ends: list[date | None]) -> None:
    reading = read(phrase, said_on)
    assert [reading.opens, reading.deadline] == ends
    assert reading.basis == "stated"


@pytest.mark.parametrize(("phrase", "said_on", "ends"), rows(AMBIGUOUS))
def test_two_readings(phrase: str, said_on: date, ends: list[date | None]) -> None:
    reading = read(phrase, said_on)
    assert [reading.opens, reading.deadline] == ends[:2]
    assert reading.ambiguous
    assert reading.other == Window(*ends[2:])


@pytest.mark.parametrize("phrase", VAGUE.strip().splitlines())
def test_vague(phrase: str) -> None:
    reading = read(phrase, SAID)
    assert reading[2:] == (None, None, "vague", False, None, ())


@pytest.mark.parametrize("phrase", REFUSED.strip().splitlines())
def test_refused(phrase: str) -> None:
    with pytest.raises(InvalidDate, match="2026-12-31"):
        read(phrase, SAID)
