"""Lines whose files cannot be had keep back what was said later of the same subject, and nothing else."""

STATEMENTS = ("CREATE INDEX leaving_held ON leaving (noun, subject, id) WHERE outgoing IS NULL AND bytes > 0",)
