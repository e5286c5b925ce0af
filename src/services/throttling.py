"""Attempts that are counted before they are judged, so that many at once are no way round."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from src.domain.throttling import FORGOTTEN_AFTER, delay_after, needs_proof
from src.storage import throttle
from src.storage.engine import transaction

Limits = Mapping[str, int]
"""Counters by key, each with its number of free attempts."""


class TooSoon(Exception):
    """The next attempt is let through in that many whole seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def network_of(address: str) -> str:
    """The network that counts as one neighbour: /24 of IPv4, /64 of IPv6; a broken address counts as itself."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:45]
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return str(ip_network((parsed, 24 if isinstance(parsed, IPv4Address) else 64), strict=False))


def key_of(kind: str, *parts: str) -> str:
    """The name of a counter; what it counts by is not readable in the base."""
    return f"{kind}:{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:40]}"


async def attempt(limits: Limits, now: datetime) -> None:
    """Count one attempt under every key, and set the waits that follow it. TooSoon while any of them waits."""
    try:
        async with transaction():
            for key, free in sorted(limits.items()):  # one order, so that two attempts never lock crosswise
                await _count(key, free, now)
    except _Waiting:
        until = await throttle.last_wait(list(limits)) or now
        raise _too_soon(until, now) from None


async def take_back(key: str) -> None:
    """The attempt that was counted turned out to be a good one."""
    async with transaction():
        await throttle.take_back(key)


async def refuse_waiting(limits: Limits, now: datetime) -> None:
    """TooSoon while any of the counters waits; nothing is counted."""
    until = await throttle.last_wait(list(limits))
    if until and now < until:
        raise _too_soon(until, now)


def _too_soon(until: datetime, now: datetime) -> TooSoon:
    return TooSoon(max(1, math.ceil((until - now).total_seconds())))


class _Waiting(Exception):
    """Undoes the counters of this attempt that were counted already."""


async def _count(key: str, free: int, now: datetime) -> None:
    failures = await throttle.add_attempt(key, now, now - FORGOTTEN_AFTER)
    if failures is None:
        raise _Waiting
    if delay := delay_after(failures, free):
        await throttle.wait_until(key, now + delay)


async def proof_needed(limits: Limits, now: datetime) -> bool:
    """Whether «Я не робот» is asked before the next attempt."""
    counts = await throttle.count_attempts(list(limits), now - FORGOTTEN_AFTER)
    return any(needs_proof(counts.get(key, 0), free) for key, free in limits.items())


async def forget_old(now: datetime) -> None:
    async with transaction():
        await throttle.forget_old(now - FORGOTTEN_AFTER, now - timedelta(hours=1))
