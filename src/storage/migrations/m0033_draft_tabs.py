"""Which page has saved the draft of an appeal last, as with objections."""

STATEMENTS = ("ALTER TABLE appeal_draft ADD COLUMN tab VARCHAR(32) NOT NULL DEFAULT ''",)
