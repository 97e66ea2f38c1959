"""What all pictures share: fonts that have Chinese, colours, and how a figure becomes bytes.

matplotlib is imported by the pictures alone, and only its figures are used, never a window. The
same data give the same bytes: no date is written, and ids come from a fixed salt.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tracker.registry import extra, load

ENDINGS = (".svg", ".png", ".pdf")
CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Noto Sans CJK JP",
    "Noto Serif CJK SC",
    "Arial Unicode MS",
)
_CHINESE_FILES = (
    "notosanscjk",
    "notosanssc",
    "sourcehansans",
    "pingfang",
    "hiragino sans gb",
    "msyh",
    "wqy-",
    "simhei",
    "notoserifcjk",
    "arial unicode",
)
INK, MUTED, LINE = "#1f1d1a", "#5d5850", "#ddd8cf"
_TICKS = (0, 25, 50, 75, 100)
_LETTERS_AN_INCH = 13
_FIRST_CHINESE = "\u2e80"


class Picture(NamedTuple):
    """A picture's bytes, and what is to be said beside it."""

    data: bytes
    remarks: Sequence[str]


def check() -> None:
    """Raise MissingExtra where matplotlib is not installed."""
    with extra("plot", "a picture"):
        load("matplotlib")


@contextmanager
def settings(words: str) -> Iterator[list[str]]:
    """Give remarks to be filled while matplotlib is set as a picture with these words needs it."""
    check()
    chinese = _chinese_font()
    remarks = []
    if chinese is None and any(sign >= _FIRST_CHINESE for sign in words):
        remarks.append(
            "no font with Chinese characters is installed: they show as boxes but in an SVG, "
            "which leaves them to its reader (on Debian: apt-get install fonts-noto-cjk)"
        )
    chosen = {
        "font.family": ["DejaVu Sans", *([chinese] if chinese else [])],
        "font.size": 10,
        "svg.fonttype": "none",
        "svg.hashsalt": "tracker",
        "pdf.fonttype": 42,
        "axes.edgecolor": MUTED,
        "axes.linewidth": 0.8,
        "text.color": INK,
        "axes.labelcolor": MUTED,
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "text.parse_math": False,
        "axes.unicode_minus": False,
    }
    with load("warnings:catch_warnings")(), load("matplotlib:rc_context")(chosen):
        load("warnings:filterwarnings")("ignore", message="Glyph .* missing from")
        yield remarks


def _chinese_font() -> str | None:
    """Return an installed font with Chinese characters, the best one that there is.

    matplotlib keeps a list of fonts from when it first ran; a font that came later is looked up in
    the system's folders.
    """
    manager = load("matplotlib.font_manager")
    found = _best_font(manager)
    if found is None:
        for path in sorted(manager.findSystemFonts()):
            if Path(path).name.lower().startswith(_CHINESE_FILES):
                manager.fontManager.addfont(path)
        found = _best_font(manager)
    return found


def _best_font(manager: Any) -> str | None:
    installed = {font.name for font in manager.fontManager.ttflist}
    return next((name for name in CHINESE_FONTS if name in installed), None)


def written(figure: Any, ending: str) -> bytes:
    """Return a figure's bytes in the form that a file's ending names."""
    target = io.BytesIO()
    metadata = {"pdf": {"CreationDate": None}, "svg": {"Date": None}, "png": {"Software": None}}
    form = ending.removeprefix(".")
    figure.savefig(target, format=form, metadata=metadata[form], dpi=160, facecolor="white")
    return target.getvalue()


def sheet(width: float, height: float) -> Any:
    """Return an empty figure, its width and height in inches."""
    return load("matplotlib.figure:Figure")(figsize=(width, height), layout="constrained")


def percents(axis: Any) -> None:
    """Give an axis from 0 to 1 its marks as percentages."""
    axis.set_ticks([tick / 100 for tick in _TICKS], [f"{tick}%" for tick in _TICKS])


def titled(axes: Any, title: str) -> None:
    """Give a picture its title."""
    axes.set_title(title, loc="left", fontsize=12, fontweight="bold")


def bare(axes: Any, *sides: str) -> None:
    """Take the frame of a picture away, all but its left and lower side less `sides`."""
    for side in ("top", "right", *sides):
        axes.spines[side].set_visible(False)


def said(figure: Any, remarks: Sequence[str]) -> None:
    """Write sentences under a picture."""
    if remarks:
        letters = int(figure.get_figwidth() * _LETTERS_AN_INCH)
        wrapped = load("textwrap:fill")(" ".join(remarks), letters)
        figure.supxlabel(wrapped, fontsize=8.5, color=MUTED, x=0.02, ha="left")


def day(text: str) -> float:
    """Return a day as matplotlib counts it. Raises ValueError for what is none."""
    return float(load("matplotlib.dates:date2num")(date.fromisoformat(text[:10])))
