"""Payments by card. A number is used once for ever; of what is under way for the same thing there is one."""

STATEMENTS = (
    """CREATE TABLE card_payment (
        id {pk}, number VARCHAR(32) NOT NULL, contract BIGINT NOT NULL REFERENCES contract (id),
        app_user BIGINT NOT NULL REFERENCES app_user (id), kind VARCHAR(10) NOT NULL, reference VARCHAR(40) NOT NULL,
        live_key VARCHAR(100), title VARCHAR(200) NOT NULL, amount BIGINT NOT NULL, state VARCHAR(10) NOT NULL,
        reason VARCHAR(10) NOT NULL, bank_order VARCHAR(64), page VARCHAR(1000) NOT NULL, refunded BIGINT NOT NULL,
        action_code INTEGER, started_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, asked_at BIGINT NOT NULL,
        ask_at BIGINT, credited_at BIGINT, changed_at BIGINT NOT NULL,
        CONSTRAINT card_payment_number_unique UNIQUE (number),
        CONSTRAINT card_payment_live_unique UNIQUE (live_key),
        CONSTRAINT card_payment_bank_order_unique UNIQUE (bank_order),
        CONSTRAINT card_payment_amount_positive CHECK (amount > 0),
        CONSTRAINT card_payment_state_known CHECK (state IN
            ('asked', 'open', 'cancelled', 'refused', 'ended', 'paid', 'held', 'partly', 'refunded')))""",
    "CREATE INDEX card_payment_listed ON card_payment (contract, id)",
    "CREATE INDEX card_payment_due ON card_payment (ask_at, id) WHERE ask_at IS NOT NULL",
    """CREATE INDEX card_payment_credited ON card_payment (contract, kind, reference, id)
        WHERE credited_at IS NOT NULL""",
)
