"""What clients state about violations: objections to acts, and reports of their own.

A person has one draft for an act, and one of a report in a contract; an act has one objection that was not withdrawn.
`tab` names the page that saved a draft last; `told` is false while a letter about the supplier's answer is due.
"""

STATEMENTS = (
    """CREATE TABLE statement (
        id {pk}, kind VARCHAR(9) NOT NULL, number VARCHAR(40) NOT NULL,
        contract BIGINT NOT NULL REFERENCES contract (id), violation BIGINT REFERENCES violation (id),
        app_user BIGINT NOT NULL REFERENCES app_user (id), state VARCHAR(9) NOT NULL, version INTEGER NOT NULL,
        tab VARCHAR(32) NOT NULL,
        text TEXT NOT NULL, place VARCHAR(300) NOT NULL, point BIGINT REFERENCES point (id), noticed_at BIGINT,
        meter VARCHAR(5) NOT NULL, present VARCHAR(500) NOT NULL, saved_at BIGINT NOT NULL, sent_at BIGINT,
        answer TEXT NOT NULL, answered_at BIGINT, told BOOLEAN NOT NULL,
        CONSTRAINT statement_kind_known CHECK ((kind = 'report' AND violation IS NULL)
            OR (kind = 'objection' AND violation IS NOT NULL)),
        CONSTRAINT statement_state_known
            CHECK (state IN ('draft', 'sent', 'in_work', 'granted', 'partly', 'declined', 'withdrawn')))""",
    """CREATE UNIQUE INDEX statement_report_draft ON statement (app_user, contract)
        WHERE state = 'draft' AND kind = 'report'""",
    """CREATE UNIQUE INDEX statement_objection_draft ON statement (app_user, violation)
        WHERE state = 'draft' AND kind = 'objection'""",
    """CREATE UNIQUE INDEX statement_objected ON statement (violation)
        WHERE kind = 'objection' AND state NOT IN ('draft', 'withdrawn')""",
    "CREATE UNIQUE INDEX statement_number ON statement (number) WHERE number <> ''",
    "CREATE INDEX statement_violation ON statement (violation, id) WHERE violation IS NOT NULL",
    "CREATE INDEX statement_listed ON statement (contract, kind, id)",
    "CREATE INDEX statement_person ON statement (app_user, id)",
    "CREATE INDEX statement_old ON statement (saved_at) WHERE state = 'draft'",
    "CREATE INDEX statement_untold ON statement (id) WHERE told = FALSE",
)
