"""The forms in which the base keeps exact things: see docs/decisions/0004-exact-numbers.md.

Instants are microseconds since 1970 UTC; readings, energy, power, ratios and percents are scaled by 10^6; a period is
`2026-11`. Money (kopecks) and whole kWh are integers everywhere and need no form.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Context, Decimal, Inexact
from functools import lru_cache
from typing import Final, overload

from src.domain.windows import Window

SCALE: Final = 6
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_EXACT: Final = Context(prec=40, traps=[Inexact])
_STEP: Final = Decimal(1).scaleb(-SCALE)


@overload
def instant_in(moment: datetime) -> int: ...
@overload
def instant_in(moment: None) -> None: ...
def instant_in(moment: datetime | None) -> int | None:
    """An aware moment as microseconds; a naive one raises ValueError: it names no instant."""
    if moment is None:
        return None
    if moment.utcoffset() is None:
        raise ValueError(f"{moment!r} has no time zone")
    return (moment - _EPOCH) // _MICROSECOND


@overload
def instant_out(microseconds: int) -> datetime: ...
@overload
def instant_out(microseconds: None) -> None: ...
def instant_out(microseconds: int | None) -> datetime | None:
    """Microseconds as a moment in UTC."""
    return None if microseconds is None else _EPOCH + timedelta(microseconds=microseconds)


@lru_cache(maxsize=1024)
def window_out(opens_at: int, closes_at: int) -> Window:
    """The rows of a list have the same few windows: each is made once."""
    return Window(instant_out(opens_at), instant_out(closes_at))


@overload
def scaled_in(value: Decimal) -> int: ...
@overload
def scaled_in(value: None) -> None: ...
def scaled_in(value: Decimal | None) -> int | None:
    """A decimal scaled by 10^6; more than six digits after the point raise decimal.Inexact, never a silent loss."""
    return None if value is None else int(value.quantize(_STEP, context=_EXACT).scaleb(SCALE, context=_EXACT))


@overload
def scaled_out(number: int) -> Decimal: ...
@overload
def scaled_out(number: None) -> None: ...
def scaled_out(number: int | None) -> Decimal | None:
    """The decimal of a scaled integer, without needless zeros: 12_500_000 is 12.5, 4000_000_000 is 4000."""
    if number is None:
        return None
    whole, rest = divmod(number, 10**SCALE)
    return Decimal(number).scaleb(-SCALE, context=_EXACT).normalize(context=_EXACT) if rest else Decimal(whole)


@lru_cache(maxsize=256)
def shared(number: int) -> Decimal:
    """As `scaled_out`, for ratios, percents and powers: those of a sheet are nearly all alike."""
    return scaled_out(number)
