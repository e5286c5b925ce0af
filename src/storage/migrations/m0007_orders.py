"""Workbooks that are made for people behind a request; of those that come up, which form they were, and what was left
as it is. Nobody asked the photos of a person by their index."""

STATEMENTS = (
    """CREATE TABLE workbook_order (
        id {pk}, contract BIGINT NOT NULL REFERENCES contract (id), app_user BIGINT NOT NULL REFERENCES app_user (id),
        role VARCHAR(20) NOT NULL, kind VARCHAR(20) NOT NULL, asked VARCHAR(400) NOT NULL, asked_at BIGINT NOT NULL,
        state VARCHAR(8) NOT NULL, tries INTEGER NOT NULL, until_at BIGINT NOT NULL, done INTEGER NOT NULL,
        lines INTEGER NOT NULL, made_at BIGINT NOT NULL, file VARCHAR(40) NOT NULL,
        CONSTRAINT workbook_order_state_known CHECK (state IN ('waiting', 'reading', 'writing', 'made', 'failed')))""",
    """CREATE INDEX workbook_order_under_way ON workbook_order (until_at, id)
        WHERE state IN ('waiting', 'reading', 'writing')""",
    "CREATE INDEX workbook_order_person ON workbook_order (app_user, id)",
    "CREATE INDEX workbook_order_asked ON workbook_order (asked_at, id)",
    "ALTER TABLE workbook ADD COLUMN handed INTEGER NOT NULL DEFAULT -1",
    "ALTER TABLE workbook ADD COLUMN kept INTEGER NOT NULL DEFAULT 0",
    "DROP INDEX photo_person",
)
