"""What appears in the folder of billing is known by its digest, whatever is lost or changed afterwards."""

STATEMENTS = ("ALTER TABLE outgoing ADD COLUMN digest VARCHAR(64) NOT NULL DEFAULT ''",)
