"""Documents that billing sends, with or without a file, and acts of reconciliation that clients ask for.

A list is walked by one of three indexes: newest first, newest of a kind, by the beginning of a number; its totals are
kept by kind and month.
"""

STATEMENTS = (
    """CREATE TABLE reconciliation (
        id {pk}, number VARCHAR(40) NOT NULL, contract BIGINT NOT NULL REFERENCES contract (id), since DATE NOT NULL,
        until DATE NOT NULL, app_user BIGINT NOT NULL REFERENCES app_user (id), asked_at BIGINT NOT NULL,
        taken_at BIGINT, document BIGINT, CONSTRAINT reconciliation_number_unique UNIQUE (number))""",
    "CREATE INDEX reconciliation_contract ON reconciliation (contract, id)",
    "CREATE INDEX reconciliation_open ON reconciliation (contract, id) WHERE document IS NULL",
    """CREATE TABLE document (
        id {pk}, key VARCHAR(40) NOT NULL, contract BIGINT NOT NULL REFERENCES contract (id), kind VARCHAR(30) NOT NULL,
        number VARCHAR(500) NOT NULL, number_key VARCHAR(100) {c} NOT NULL, issued_on DATE NOT NULL,
        period VARCHAR(7) NOT NULL, summed BOOLEAN NOT NULL, total BIGINT NOT NULL, vat BIGINT NOT NULL, file VARCHAR(120) NOT NULL, digest VARCHAR(64) NOT NULL,
        size INTEGER NOT NULL, reconciliation BIGINT REFERENCES reconciliation (id), deleted BOOLEAN NOT NULL,
        CONSTRAINT document_key_unique UNIQUE (key))""",
    "CREATE INDEX document_listed ON document (contract, issued_on, id) WHERE deleted = FALSE",
    "CREATE INDEX document_kind ON document (contract, kind, issued_on, id) WHERE deleted = FALSE",
    "CREATE INDEX document_number ON document (contract, number_key, id) WHERE deleted = FALSE",
    """CREATE TABLE document_month (
        id {pk}, contract BIGINT NOT NULL REFERENCES contract (id), kind VARCHAR(30) NOT NULL, period VARCHAR(7) NOT NULL,
        things BIGINT NOT NULL, total BIGINT NOT NULL, vat BIGINT NOT NULL,
        CONSTRAINT document_month_unique UNIQUE (contract, kind, period))""",
    "CREATE INDEX document_file ON document (file) WHERE file <> ''",
    "CREATE INDEX document_reconciliation ON document (reconciliation) WHERE reconciliation IS NOT NULL",
)
