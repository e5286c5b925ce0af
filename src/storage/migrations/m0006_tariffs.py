"""Prices of energy by period, category, voltage and zone, of one contract or of all, for the preliminary consumption."""

STATEMENTS = (
    """CREATE TABLE tariff (
        id {pk}, contract_key VARCHAR(40) NOT NULL, period VARCHAR(7) NOT NULL, price_category INTEGER NOT NULL,
        voltage VARCHAR(3) NOT NULL, zone VARCHAR(2) NOT NULL, price BIGINT NOT NULL, vat_percent INTEGER NOT NULL,
        deleted BOOLEAN NOT NULL,
        CONSTRAINT tariff_unique UNIQUE (contract_key, period, price_category, voltage, zone))""",
)
