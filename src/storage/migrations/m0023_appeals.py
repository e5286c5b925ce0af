"""Appeals to the supplier: drafts of one person, what was sent, what the supplier answered.

`token` names the form, so that it is sent once; `taken_at`: when billing took it; `told`: whether a letter has told of
an answer.
"""

STATEMENTS = (
    """CREATE TABLE appeal_draft (
        id {pk}, contract BIGINT NOT NULL REFERENCES contract (id), app_user BIGINT NOT NULL REFERENCES app_user (id),
        token VARCHAR(64) NOT NULL, theme VARCHAR(20) NOT NULL, text TEXT NOT NULL, version INTEGER NOT NULL,
        changed_at BIGINT NOT NULL, CONSTRAINT appeal_draft_form UNIQUE (app_user, token))""",
    "CREATE INDEX appeal_draft_listed ON appeal_draft (contract, app_user, id)",
    "CREATE INDEX appeal_draft_old ON appeal_draft (changed_at)",
    """CREATE TABLE appeal (
        id {pk}, number VARCHAR(40) NOT NULL, contract BIGINT NOT NULL REFERENCES contract (id),
        app_user BIGINT NOT NULL REFERENCES app_user (id), token VARCHAR(64) NOT NULL, theme VARCHAR(20) NOT NULL,
        text TEXT NOT NULL, state VARCHAR(10) NOT NULL, sent_at BIGINT NOT NULL, sent_on DATE NOT NULL,
        state_at BIGINT NOT NULL, taken_at BIGINT, deleted BOOLEAN NOT NULL,
        CONSTRAINT appeal_number_unique UNIQUE (number), CONSTRAINT appeal_form UNIQUE (app_user, token),
        CONSTRAINT appeal_state_known CHECK (state IN ('processing', 'working', 'done', 'withdrawn')))""",
    "CREATE INDEX appeal_listed ON appeal (contract, sent_on, id) WHERE deleted = FALSE",
    "CREATE INDEX appeal_of_state ON appeal (contract, state, sent_on, id) WHERE deleted = FALSE",
    "CREATE INDEX appeal_person ON appeal (app_user, id)",
    """CREATE TABLE appeal_answer (
        id {pk}, appeal BIGINT NOT NULL REFERENCES appeal (id), answered_at BIGINT NOT NULL, state VARCHAR(10) NOT NULL,
        text TEXT NOT NULL, deleted BOOLEAN NOT NULL, told BOOLEAN NOT NULL,
        CONSTRAINT appeal_answer_unique UNIQUE (appeal, answered_at))""",
    "CREATE INDEX appeal_answer_untold ON appeal_answer (id) WHERE told = FALSE AND deleted = FALSE",
)
