"""General rates of VAT, as billing tells them."""

STATEMENTS = (
    """CREATE TABLE vat_rate (
        id {pk}, since DATE NOT NULL, percent INTEGER NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT vat_rate_unique UNIQUE (since))""",
)
