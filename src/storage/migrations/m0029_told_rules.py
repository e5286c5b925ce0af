"""Caps on the key rate, and days of payment, as billing tells them."""

STATEMENTS = (
    """CREATE TABLE rate_cap (
        id {pk}, penalty_group VARCHAR(8) NOT NULL, since DATE NOT NULL, until DATE, percent BIGINT,
        basis VARCHAR(500) NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT rate_cap_unique UNIQUE (penalty_group, since))""",
    """CREATE TABLE payment_terms (
        id {pk}, payment_group VARCHAR(8) NOT NULL, since DATE NOT NULL, first_percent INTEGER NOT NULL,
        first_day INTEGER NOT NULL, second_percent INTEGER NOT NULL, second_day INTEGER NOT NULL,
        rest_day INTEGER NOT NULL, basis VARCHAR(500) NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT payment_terms_unique UNIQUE (payment_group, since))""",
)
