"""Copies of acts are known by their keys, when files that nobody needs are sought."""

STATEMENTS = ("CREATE INDEX violation_file ON violation (file) WHERE file <> ''",)
