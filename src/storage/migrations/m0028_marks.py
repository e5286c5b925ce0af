"""A mark has a version of its own: two that were set at one moment are not the same one."""

STATEMENTS = ("ALTER TABLE recount ADD COLUMN version BIGINT NOT NULL DEFAULT 0",)
