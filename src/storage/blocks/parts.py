"""What the queries of several blocks have in common."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from src.domain.periods import Period
from src.domain.windows import Window
from src.storage.forms import instant_in, window_out
from src.storage.links import Row

MINE = "m.app_user = {} AND m.from_at <= {} AND (m.until_at IS NULL OR m.until_at > {})"
"""Memberships `m` of a person now; its values are those of `mine`."""
STANDARD = """(SELECT CAST({} AS VARCHAR(7)) AS period, CAST({} AS BIGINT) AS opens_at, CAST({} AS BIGINT) AS closes_at
        UNION ALL SELECT {}, CAST({} AS BIGINT), CAST({} AS BIGINT)
        UNION ALL SELECT {}, CAST({} AS BIGINT), CAST({} AS BIGINT)) std"""
"""The windows of three periods where billing has set none; its values are those of `standard`."""
WINDOWS = """LEFT JOIN submission_window own ON own.contract_key = {contract}.key AND own.period = std.period
        AND own.deleted = FALSE
    LEFT JOIN submission_window common ON common.contract_key = '*' AND common.period = std.period
        AND common.deleted = FALSE"""
"""A contract's own window goes before the one for all, that before the standard one."""
OPENS_AT = "COALESCE(own.opens_at, common.opens_at, std.opens_at)"
CLOSES_AT = "COALESCE(own.closes_at, common.closes_at, std.closes_at)"


def mine(user_id: int, now: datetime) -> tuple[int, int, int]:
    at = instant_in(now)
    return user_id, at, at


def standard(windows: Mapping[Period, Window]) -> Iterable[str | int]:
    """Of exactly three periods."""
    for period, window in windows.items():
        yield from (str(period), instant_in(window.opens_at), instant_in(window.closes_at))


def window_of(row: Row) -> Window:
    return window_out(row["opens_at"], row["closes_at"])
