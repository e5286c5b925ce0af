"""Readings at the beginning of a period that clients give: drafts, who needs one, receipts of their own.

What was packed for billing before keeps the form in which it was packed. Which registers have nothing to count from is
counted by the worker: every contract is marked.
"""

STATEMENTS = (
    """CREATE TABLE opening_draft (
        id {pk}, contract BIGINT NOT NULL REFERENCES contract (id), register BIGINT NOT NULL REFERENCES register (id),
        period VARCHAR(7) NOT NULL, as_of BIGINT NOT NULL, typed VARCHAR(40) NOT NULL, value BIGINT,
        version INTEGER NOT NULL, app_user BIGINT NOT NULL REFERENCES app_user (id), saved_at BIGINT NOT NULL,
        CONSTRAINT opening_draft_unique UNIQUE (contract, register, period))""",
    """CREATE TABLE opening_due (
        id {pk}, contract BIGINT NOT NULL REFERENCES contract (id), register BIGINT NOT NULL REFERENCES register (id),
        sort_key VARCHAR(1200) {c} NOT NULL, before_at BIGINT NOT NULL,
        CONSTRAINT opening_due_unique UNIQUE (contract, register))""",
    "CREATE INDEX opening_due_listed ON opening_due (contract, sort_key, register, before_at)",
    """ALTER TABLE receipt ADD COLUMN kind VARCHAR(7) NOT NULL DEFAULT 'current'
        CONSTRAINT receipt_kind_known CHECK (kind IN ('current', 'opening'))""",
    "ALTER TABLE outgoing ADD COLUMN form INTEGER NOT NULL DEFAULT 1",
    """INSERT INTO recount (contract, since_at, directory, months) SELECT id, 0, TRUE, 0 FROM contract
        WHERE deleted = FALSE ON CONFLICT (contract) DO UPDATE SET directory = TRUE""",
)
