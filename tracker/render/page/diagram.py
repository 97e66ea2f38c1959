"""How well odds hold, as an SVG drawing in the page's own colours.

Few events are dots on a line; more are a square with the probability across and the frequency up,
in which the diagonal is where all odds hold.
"""

from collections.abc import Callable, Iterator, Sequence

from tracker.domain.page import Curve, Dot, Hits, Reliability
from tracker.render.dotplot import stacked
from tracker.render.page.markup import escape

_Scale = Callable[[float], float]
_TICKS = (0, 25, 50, 75, 100)
_WIDE, _LEFT, _RIGHT = 640, 78, 22
_STEP = 13
_APART = 0.024
_HALF = 0.5
_SQUARE, _MARGIN = 400, 78
_SQUARE_APART = 0.028
_SQUARE_STEP = 11


def diagram(found: Reliability) -> str:
    """Return the drawing, or nothing where there is nothing to draw."""
    if found.stated is not None or found.both is not None:
        return _square(found) + _bands(found.hits)
    return _strip(found.dots) + _bands(found.hits) if found.dots else ""


def _svg(width: float, height: float, what: str, parts: Iterator[str], kind: str = "") -> str:
    return (
        f'<svg class="diagram{kind}" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{escape(what)}">{"".join(parts)}</svg>'
    )


def _strip(dots: Sequence[Dot]) -> str:
    heights = stacked([(dot.p, dot.y) for dot in dots], _APART)
    above = max((h for h, dot in zip(heights, dots, strict=True) if dot.y >= _HALF), default=1)
    below = max((h for h, dot in zip(heights, dots, strict=True) if dot.y < _HALF), default=1)
    line = 16 + above * _STEP
    scale = line + 26
    true = sum(1 for dot in dots if dot.y >= _HALF)
    what = (
        f"{len(dots)} forecasts by their probability: {true} came true, {len(dots) - true} did not"
    )

    def parts() -> Iterator[str]:
        yield _text(_LEFT - 14, line - 7, "came true", "end")
        yield _text(_LEFT - 14, scale + 14, "did not", "end")
        yield f'<path class="axis" d="M{_LEFT} {line}H{_WIDE - _RIGHT}"/>'
        for tick in _TICKS:
            x = _across(tick / 100)
            yield f'<path class="axis" d="M{x:g} {line}v5"/>'
            yield _text(x, line + 19, f"{tick}%", "middle")
        for dot, height in zip(dots, heights, strict=True):
            if dot.y >= _HALF:
                yield from _dot(dot, _across, line - 2 - (height - 0.5) * _STEP)
            else:
                yield from _dot(dot, _across, scale + 2 + (height - 0.5) * _STEP)

    return _svg(_WIDE, scale + 8 + below * _STEP, what, parts())


def _across(p: float) -> float:
    return _LEFT + p * (_WIDE - _LEFT - _RIGHT)


def _dot(dot: Dot, across: _Scale, y: float) -> Iterator[str]:
    kind = "stated" if dot.is_stated else "imputed"
    yield f'<circle class="{kind}" cx="{across(dot.p):.5g}" cy="{y:.5g}" r="4.6"/>'


def _bands(rows: Sequence[Hits]) -> str:
    if not rows:
        return ""
    most = max(row.n for row in rows)
    told = "; ".join(
        f"{row.what}: {row.came} of {row.n} came true, {row.expected:.1f} expected, "
        f"between {row.low} and {row.high} nine times in ten"
        for row in rows
    )

    def across(number: float) -> float:
        return _LEFT + number / most * (_WIDE - _LEFT - _RIGHT)

    def parts() -> Iterator[str]:
        y = 20
        for row in rows:
            yield _text(_LEFT, y, f"{row.what}: {row.came} of {row.n} came true", "start")
            y += 16
            yield f'<path class="track" d="M{_LEFT} {y}H{across(row.n):.5g}"/>'
            width = max(across(row.high) - across(row.low), 2)
            yield (
                f'<rect class="band" x="{across(row.low):.5g}" y="{y - 8}" '
                f'width="{width:.5g}" height="16" rx="3"/>'
            )
            yield f'<path class="expected" d="M{across(row.expected):.5g} {y - 8}v16"/>'
            yield f'<circle class="stated" cx="{across(row.came):.5g}" cy="{y}" r="5"/>'
            y += 34
        step = max(1, -(-most // 10))
        for number in range(0, most + 1, step):
            yield _text(across(number), y, str(number), "middle")

    return _svg(_WIDE, 20 + 50 * len(rows) + 8, told, parts())


def _square(found: Reliability) -> str:
    heights = stacked([(dot.p, dot.y) for dot in found.dots], _SQUARE_APART)
    placed = list(zip(found.dots, heights, strict=True))
    above = max((height for dot, height in placed if dot.y >= _HALF), default=0) * _SQUARE_STEP
    below = max((height for dot, height in placed if dot.y < _HALF), default=0) * _SQUARE_STEP
    top = 16 + above

    def x(p: float) -> float:
        return _MARGIN + p * _SQUARE

    def y(share: float) -> float:
        return top + (1 - share) * _SQUARE

    def parts() -> Iterator[str]:
        for tick in _TICKS:
            at = tick / 100
            yield f'<path d="M{x(at):g} {y(0):g}V{y(1):g}M{x(0):g} {y(at):g}H{x(1):g}"/>'
            yield _text(x(at), y(0) + below + 22, f"{tick}%", "middle")
            yield _text(x(0) - 8, y(at) + 4, f"{tick}%", "end")
        main = found.stated or found.both
        if main is not None and main.band:
            yield f'<path class="band" d="{_outline(main, x, y)}Z"/>'
        yield f'<path class="diagonal" d="M{x(0):g} {y(0):g}L{x(1):g} {y(1):g}"/>'
        for dot, height in placed:
            away = 3 + (height - 0.5) * _SQUARE_STEP
            yield from _dot(dot, x, y(1) - away if dot.y >= _HALF else y(0) + away)
        for curve, kind in ((found.both, "both"), (found.stated, "stated")):
            if curve is not None:
                yield f'<path class="curve {kind}" d="{_line(curve.points, x, y)}"/>'
        if placed:
            yield _text(x(0) - 8, y(1) - 8, "came true", "end")
            yield _text(x(0) - 8, y(0) + 20, "did not", "end")
        yield _text(x(0.5), y(0) + below + 42, "probability given", "middle")
        middle = y(0.5)
        yield (
            f'<text x="14" y="{middle:g}" text-anchor="middle" '
            f'transform="rotate(-90 14 {middle:g})">how often it came true</text>'
        )

    return _svg(_MARGIN + _SQUARE + 22, y(0) + below + 52, _told(found), parts(), " square")


def _told(found: Reliability) -> str:
    """Say in words where the curve runs, for who cannot see it."""
    main = found.stated or found.both
    points = list(main.points) if main is not None else []
    some = points[:: max(1, len(points) // 6)]
    said = ", ".join(f"{frequency:.0%} at {p:.0%}" for p, frequency in some)
    return f"Reliability diagram: of what was given a probability, so much came true: {said}"


def _outline(curve: Curve, x: _Scale, y: _Scale) -> str:
    up = [(p, high) for p, _, high in curve.band]
    down = [(p, low) for p, low, _ in reversed(curve.band)]
    return _line([*up, *down], x, y)


def _line(points: Sequence[tuple[float, float]], x: _Scale, y: _Scale) -> str:
    return "M" + "L".join(f"{x(p):.5g} {y(share):.5g}" for p, share in points)


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.5g}" y="{y:.5g}" text-anchor="{anchor}">{escape(words)}</text>'
