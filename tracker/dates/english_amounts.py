"""English lengths of time: "18 months", "two or three years", "a decade and a half"."""

from fractions import Fraction

from tracker.dates.amounts import (
    HALF,
    UNITS,
    VAGUE,
    Amount,
    Number,
    Unit,
    added,
    amount,
    joined,
)
from tracker.dates.english_words import (
    ABOUT,
    ABOUT_AFTER,
    BOUNDS,
    BOUNDS_AFTER,
    LAST,
    NEXT,
    UNIT_NAMES,
    VAGUE_QUANTITIES,
)
from tracker.dates.numerals import ONES, TENS, plain
from tracker.dates.words import Phrases, Words

HUNDRED = 100
QUALIFIERS = (
    *("more", "short", "long", "full", "solid", "good", "whole", "additional", "further"),
    *("other", "extra", "of", "the", "consecutive", "straight"),
)
TO = ("to", "-", "or", "through", ",")
NEXT_OR_LAST = {*NEXT, *LAST}
NAMES_OF_UNITS = {key[0] for key in UNIT_NAMES} - {"half"}
SHORT_UNITS = {"d", "w", "m", "y", "h"}
PORTIONS = Phrases(
    {
        ("half", "a"): HALF,
        ("half", "of", "a"): HALF,
        ("a", "half"): HALF,
        ("half", "-", "a"): HALF,
        ("half",): HALF,
        ("one", "half"): HALF,
        ("a", "quarter", "of", "a"): Fraction(1, 4),
        ("quarter", "of", "a"): Fraction(1, 4),
        ("a", "quarter"): Fraction(1, 4),
        ("quarter",): Fraction(1, 4),
        ("three", "quarters", "of", "a"): Fraction(3, 4),
        ("three", "-", "quarters", "of", "a"): Fraction(3, 4),
    }
)


class Amounts(Words):
    """The rules for numbers and lengths."""

    def cardinal(self) -> Fraction | None:
        """Read one number: 18, 1.5, 1,000, twenty-five, a hundred, two and a half."""
        number = self.attempt(self._figures, self._spelled)
        if number is None:
            return None
        if self.attempt(lambda: self._exactly("and", "a", "half")) is not None:
            return number + HALF
        if self.attempt(lambda: self._exactly("1", "/", "2")) is not None:
            return number + HALF
        return number

    def _exactly(self, *words: str) -> bool | None:
        return True if all(self.take(word) for word in words) else None

    def _figures(self) -> Fraction | None:
        if not self.peek().isdigit():
            return None
        digits = self._word()
        while self.peek() == "," and self.glued() and self.glued(1) and len(self.peek(1)) == 3:  # noqa: PLR2004
            if not self.peek(1).isdigit():
                break
            self.take(",")
            digits += self._word()
        if self.peek() == "." and self.glued() and self.glued(1) and self.peek(1).isdigit():
            self.take(".")
            digits += "." + self._word()
        return Fraction(digits)

    def _word(self) -> str:
        word = self.peek()
        self.at += 1
        return word

    def _spelled(self) -> Fraction | None:
        total = self._below_hundred()
        if total is None and self.at and self.words[self.at - 1].text in NEXT_OR_LAST:
            total = 1 if self.peek() in {"hundred", "dozen", "thousand"} else None
        if self.peek() in {"hundred", "dozen", "thousand"} or (
            total is None and self.peek(1) in {"hundred", "dozen", "thousand"}
        ):
            if total is None and not self.take("a", "one"):
                return None
            scale = {"hundred": HUNDRED, "dozen": 12, "thousand": 1000}[self._word()]
            total = (1 if total is None else total) * scale
            self.take("of")
            rest = self.attempt(self._and_rest)
            total += rest or 0
        return None if total is None else Fraction(total)

    def _and_rest(self) -> int | None:
        self.take("and")
        return self._below_hundred()

    def _below_hundred(self) -> int | None:
        word = self.peek()
        if word in ONES:
            self.at += 1
            return ONES[word]
        if word not in TENS:
            return None
        self.at += 1
        ahead = 1 if self.peek() == "-" else 0
        ones = ONES.get(self.peek(ahead), 0)
        if 0 < ones < 10:  # noqa: PLR2004
            self.at += ahead + 1
            return TENS[word] + ones
        return TENS[word]

    def quantity(self) -> Number | None:
        """Read a number, a range of numbers, or a word for one that is not known."""
        if (few := self.attempt(self._few)) is not None:
            return few
        first = self.attempt(self._couple, self.cardinal, self._article)
        if first is None:
            return None
        second = self.attempt(self._to_second)
        return plain(first) if second is None else plain(first, second)

    def _few(self) -> Number | None:
        if self.look(VAGUE_QUANTITIES) is None:
            return None
        if self.take("dozen", "hundred", "thousand"):
            self.take("of")
        return VAGUE

    def _couple(self) -> Fraction | None:
        self.skip("a", "the")
        if self.take("couple", "pair"):
            self.take("of")
            self.skip("more")
            return Fraction(2)
        return None

    def _article(self) -> Fraction | None:
        return Fraction(1) if self.take("a", "an", "another", "one", "single") else None

    def _to_second(self) -> Fraction | None:
        self.skip("-")
        if self.words[self.at - 1].text != "-" and not self.take(*TO, "and", "/"):
            return None
        self.take("to", "or")
        self.skip("-", "even", "the")
        return self.cardinal()

    def unit(self) -> Unit | None:
        """Read a unit of length; one letter only where it touches its number."""
        if self.peek() in SHORT_UNITS and not self.glued():
            return None
        name = self.look(UNIT_NAMES)
        self.skip("'", "'s")
        return None if name is None else UNITS[name]

    def length(self) -> Amount | None:
        """Read a length of time or a range of lengths."""
        bound = self.look(BOUNDS) or ""
        about = self.look(ABOUT) is not None
        bound = bound or self.look(BOUNDS) or ""
        found = self.attempt(self._between, self._range_of_lengths, self._sum)
        if found is None:
            return None
        if (after := self.look(BOUNDS_AFTER)) is not None:
            bound = after
        if self.look(ABOUT_AFTER) is not None:
            about = True
        return found._replace(about=about or found.about, bound=bound or found.bound)

    def counted_length(self) -> Amount | None:
        """Read a length of time that says how many: not a bare "year"."""
        return None if self.peek() in NAMES_OF_UNITS else self.length()

    def _between(self) -> Amount | None:
        """Read "between three and five years", "between one year and 18 months"."""
        if not self.take("between", "from"):
            return None
        first = self.attempt(self._one)
        if first is not None and self.take("and", "to", "-"):
            second = self.attempt(self._one)
            return None if second is None else joined(first, second)
        return first if first is not None and first.is_range else None

    def _range_of_lengths(self) -> Amount | None:
        """Read "six months to two years", "a year or eighteen months"."""
        first = self.attempt(self._sum)
        if first is None or not self.take("to", "or", "-", "up"):
            return None
        self.skip("to", "even", "up")
        second = self.attempt(self._sum)
        return None if second is None else joined(first, second)

    def _sum(self) -> Amount | None:
        """Read "a year and three months"."""
        first = self.attempt(self._one)
        if first is None:
            return None
        further = self.attempt(self._and_one)
        return first if further is None else added(first, further)

    def _and_one(self) -> Amount | None:
        self.take("and", ",")
        further = self._one()
        return further if further is not None and further.grain < self._last_grain else None

    def _one(self) -> Amount | None:
        found = self.attempt(self._portion, self._counted, self._unit_and_more)
        if found is not None:
            self._last_grain = found.grain
        return found

    def _portion(self) -> Amount | None:
        """Read "half a year", "a quarter of a century"."""
        share = self.look(PORTIONS)
        if share is None:
            return None
        self.skip("-")
        unit = self.unit()
        return None if unit is None else amount(plain(share), unit)

    def _counted(self) -> Amount | None:
        self.attempt(self._emphasis, self._article_of_hyphen)
        number = self.attempt(self.quantity)
        if number is None:
            return None
        plus = self.take("+") or self.take("plus")
        self.look(ABOUT_AFTER)
        self.skip("-", *QUALIFIERS)
        unit = self.unit()
        if unit is None:
            return None
        found = amount(number, unit)
        if plus:
            return found._replace(bound="over")
        if number.low == number.high == 1:
            return self.attempt(lambda: self._one_or_more(found, unit)) or found
        return found

    def _emphasis(self) -> bool | None:
        """Read past "a good" in "a good ten years"."""
        emphatic = self.take("a", "another") and self.take("good", "full", "solid", "further")
        return True if emphatic and self.peek() not in NAMES_OF_UNITS else None

    def _article_of_hyphen(self) -> bool | None:
        """Read past "a" in "a five-year period"."""
        if not self.take("a", "an"):
            return None
        counts = self.peek().isdigit() or self.peek() in ONES or self.peek() in TENS
        return True if counts and "-" in {self.peek(1), self.peek(3)} else None

    def _unit_and_more(self) -> Amount | None:
        """Read "year and a half", whose article has gone before; "years" has no number."""
        unit = self.unit()
        if unit is None:
            return None
        if self.words[self.at - 1].text.endswith("s"):
            return amount(VAGUE, unit)
        one = amount(plain(1), unit)
        return self.attempt(lambda: self._one_or_more(one, unit)) or one

    def _one_or_more(self, one: Amount, unit: Unit) -> Amount | None:
        """Read what follows "a year": "and a half", "or two", "or so"."""
        if self.attempt(lambda: self._exactly("and", "a", "half")) is not None:
            return amount(plain(1 + HALF), unit)
        if self.take("and") and self.take("change"):
            return one._replace(about=True)
        if self.take("or", "to", "-"):
            self.skip("maybe", "even", "possibly")
            if (high := self.attempt(self.cardinal)) is not None and self.unit() is None:
                return one._replace(high=unit.times(high))
        return None

    _last_grain = max(unit.grain for unit in UNITS.values())
