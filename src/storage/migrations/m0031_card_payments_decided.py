"""Payments by card: when the bank was clear, what was given back and is to be, when people decided; those that are not
settled are found by what they are for."""

STATEMENTS = (
    "ALTER TABLE card_payment ADD COLUMN heard_at BIGINT",
    "ALTER TABLE card_payment ADD COLUMN refunded_at BIGINT",
    "ALTER TABLE card_payment ADD COLUMN refund_to BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE card_payment ADD COLUMN refund_asked_at BIGINT",
    "ALTER TABLE card_payment ADD COLUMN settled_at BIGINT",
    "UPDATE card_payment SET refunded_at = changed_at WHERE refunded > 0",
    """CREATE INDEX card_payment_unsettled ON card_payment (contract, kind, reference, id)
        WHERE state IN ('asked', 'open', 'held')""",
    "CREATE INDEX card_payment_held ON card_payment (id) WHERE state = 'held' OR refund_to > refunded",
)
