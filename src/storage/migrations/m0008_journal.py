"""The journal is sealed: chains by contract and by account, their heads, rounds; indexes for its pages.

Lines that are there already wait for the worker like new ones.
"""

STATEMENTS = (
    "ALTER TABLE journal_line ADD COLUMN contract_place BIGINT",
    "ALTER TABLE journal_line ADD COLUMN contract_seal VARCHAR(64)",
    "ALTER TABLE journal_line ADD COLUMN account_place BIGINT",
    "ALTER TABLE journal_line ADD COLUMN account_seal VARCHAR(64)",
    "ALTER TABLE journal_line ADD COLUMN round BIGINT",
    "CREATE INDEX journal_line_waiting ON journal_line (id) WHERE round IS NULL",
    "CREATE INDEX journal_line_round ON journal_line (round, id) WHERE round IS NOT NULL",
    """CREATE UNIQUE INDEX journal_line_contract_chain ON journal_line (contract, contract_place)
        WHERE contract_place IS NOT NULL""",
    """CREATE UNIQUE INDEX journal_line_account_chain ON journal_line (app_user, account_place)
        WHERE account_place IS NOT NULL""",
    # pages, newest first: all, one kind of act, one person
    "DROP INDEX journal_line_user",
    "DROP INDEX journal_line_contract",
    "CREATE INDEX journal_line_account_page ON journal_line (app_user, at, id) WHERE app_user IS NOT NULL",
    "CREATE INDEX journal_line_account_act ON journal_line (app_user, action, at, id) WHERE app_user IS NOT NULL",
    "CREATE INDEX journal_line_contract_page ON journal_line (contract, at, id) WHERE contract IS NOT NULL",
    "CREATE INDEX journal_line_contract_act ON journal_line (contract, action, at, id) WHERE contract IS NOT NULL",
    "CREATE INDEX journal_line_contract_who ON journal_line (contract, app_user, at, id) WHERE contract IS NOT NULL",
    """CREATE TABLE journal_head (
        id {pk}, chain VARCHAR(8) NOT NULL, owner BIGINT NOT NULL, place BIGINT NOT NULL, seal VARCHAR(64) NOT NULL,
        head_seal VARCHAR(64) NOT NULL, CONSTRAINT journal_head_unique UNIQUE (chain, owner))""",
    """CREATE TABLE journal_round (
        id {pk}, number BIGINT NOT NULL, at BIGINT NOT NULL, lines INTEGER NOT NULL, seal VARCHAR(64) NOT NULL,
        CONSTRAINT journal_round_unique UNIQUE (number))""",
)
