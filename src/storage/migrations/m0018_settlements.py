"""What is due: days off, key rates and terms of contracts as billing tells them; what is counted of bills and payments.

Contracts that have invoices are marked: what stood in `dues` before has another form.
"""

STATEMENTS = (
    """CREATE TABLE day_off (
        id {pk}, day DATE NOT NULL, kind VARCHAR(4) NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT day_off_unique UNIQUE (day), CONSTRAINT day_off_kind_known CHECK (kind IN ('off', 'work')))""",
    """CREATE TABLE key_rate (
        id {pk}, since DATE NOT NULL, percent BIGINT NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT key_rate_unique UNIQUE (since))""",
    """CREATE TABLE contract_terms (
        id {pk}, contract BIGINT NOT NULL REFERENCES contract (id), payment_group VARCHAR(8) NOT NULL,
        penalty_group VARCHAR(8) NOT NULL, balance_on DATE, balance BIGINT NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT contract_terms_unique UNIQUE (contract))""",
    """CREATE TABLE settled (
        contract BIGINT PRIMARY KEY REFERENCES contract (id), since DATE NOT NULL, balance BIGINT NOT NULL,
        paid TEXT NOT NULL, calendar BIGINT NOT NULL)""",
    "CREATE INDEX settled_calendar ON settled (calendar, contract)",
    """CREATE TABLE money_due (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), contract BIGINT NOT NULL REFERENCES contract (id),
        due_on DATE NOT NULL, firm BOOLEAN NOT NULL, kopecks BIGINT NOT NULL, part VARCHAR(14) NOT NULL,
        period VARCHAR(7) NOT NULL, percent INTEGER NOT NULL)""",
    "CREATE INDEX money_due_next ON money_due (app_user, firm, due_on, contract)",
    "CREATE INDEX money_due_contract ON money_due (contract)",
    "ALTER TABLE recount ADD COLUMN money BOOLEAN NOT NULL DEFAULT FALSE",
    "UPDATE contract SET dues = '' WHERE dues <> ''",
    """INSERT INTO recount (contract, since_at, directory, months, money)
        SELECT DISTINCT i.contract, 0, FALSE, 0, TRUE FROM invoice i WHERE i.deleted = FALSE
        ON CONFLICT (contract) DO UPDATE SET money = TRUE""",
)
