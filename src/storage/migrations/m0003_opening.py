"""Stand-in."""

STATEMENTS = ()
