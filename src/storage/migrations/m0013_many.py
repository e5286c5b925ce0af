"""Access to many contracts at once: contracts that a person chose, what is to be done with them, what came of each.

A person has one choice that is open; begun, it is worked off by the worker, contract by contract.
"""

STATEMENTS = (
    """CREATE TABLE access_choice (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), person BIGINT REFERENCES app_user (id),
        act VARCHAR(8) NOT NULL, role VARCHAR(10) NOT NULL, until_at BIGINT, state VARCHAR(5) NOT NULL,
        asked_at BIGINT NOT NULL, address VARCHAR(45) NOT NULL,
        CONSTRAINT access_choice_act_known CHECK (act IN ('', 'give', 'withdraw')),
        CONSTRAINT access_choice_state_known CHECK (state IN ('open', 'going', 'done')))""",
    "CREATE UNIQUE INDEX access_choice_open ON access_choice (app_user) WHERE state = 'open'",
    "CREATE INDEX access_choice_going ON access_choice (id) WHERE state = 'going'",
    "CREATE INDEX access_choice_asked ON access_choice (asked_at)",
    """CREATE TABLE access_chosen (
        id {pk}, choice BIGINT NOT NULL REFERENCES access_choice (id), contract BIGINT NOT NULL REFERENCES contract (id),
        sort_key VARCHAR(1200) {c} NOT NULL, outcome VARCHAR(10) NOT NULL,
        CONSTRAINT access_chosen_unique UNIQUE (choice, contract))""",
    "CREATE INDEX access_chosen_listed ON access_chosen (choice, sort_key, contract)",
    "CREATE INDEX access_chosen_waiting ON access_chosen (choice, contract) WHERE outcome = ''",
    "CREATE INDEX access_chosen_outcome ON access_chosen (choice, outcome, sort_key, contract)",
)
