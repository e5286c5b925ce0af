"""Stands in for another branch, never committed."""

STATEMENTS: tuple[str, ...] = ()
