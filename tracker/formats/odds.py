"""A forecast's odds in a few words, for files that people read."""

from tracker.domain.answer import Row


def told(forecast: Row) -> str:
    """Return what a forecast gave: `20%`, `55% to 80%`, `about 94.5%, read from words`."""
    distribution = forecast.get("distribution")
    if distribution:
        return ", ".join(
            f"{name}: {_percent(value) if _is_share(name, value) else value}"
            for name, value in distribution.items()
        )
    share, low, high = (forecast[name] for name in ("probability", "low", "high"))
    if share is None:
        return "no odds"
    if forecast["basis"] == "imputed":
        return f"about {_percent(share)}, read from words"
    return _percent(share) if low is None or low == high else f"{_percent(low)} to {_percent(high)}"


def _is_share(name: str, value: float | str) -> bool:
    """Tell an option's share from the value at a level such as 5%."""
    return not name.endswith("%") and isinstance(value, float | int) and 0 <= value <= 1


def _percent(share: float) -> str:
    return f"{share * 100:.4g}%"
