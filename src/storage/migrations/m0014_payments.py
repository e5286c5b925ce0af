"""Payments, found by day, by the beginning of their number and by sum; what they come to is kept by month."""

STATEMENTS = (
    """CREATE TABLE payment (
        id {pk}, key VARCHAR(40) NOT NULL, contract BIGINT NOT NULL REFERENCES contract (id),
        number VARCHAR(500) NOT NULL, number_key VARCHAR(100) {c} NOT NULL, paid_on DATE NOT NULL,
        amount BIGINT NOT NULL, purpose VARCHAR(500) NOT NULL, portal_order VARCHAR(40) NOT NULL,
        deleted BOOLEAN NOT NULL, CONSTRAINT payment_key_unique UNIQUE (key))""",
    "CREATE INDEX payment_day ON payment (contract, paid_on, id) WHERE deleted = FALSE",
    "CREATE INDEX payment_number ON payment (contract, number_key, id) WHERE deleted = FALSE",
    "CREATE INDEX payment_amount ON payment (contract, amount, id) WHERE deleted = FALSE",
    """CREATE TABLE payment_month (
        id {pk}, contract BIGINT NOT NULL REFERENCES contract (id), period VARCHAR(7) NOT NULL,
        things INTEGER NOT NULL, amount BIGINT NOT NULL,
        CONSTRAINT payment_month_unique UNIQUE (contract, period))""",
)
