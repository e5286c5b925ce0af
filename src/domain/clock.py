"""The clock is an argument everywhere; this is its shape."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Answers the present instant, aware."""
