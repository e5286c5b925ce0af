"""Workbooks that people upload: who, for which sheet, how far the check is, and what is wrong with their rows."""

STATEMENTS = (
    """CREATE TABLE workbook (
        id {pk}, contract BIGINT NOT NULL REFERENCES contract (id), as_of BIGINT NOT NULL, period VARCHAR(7) NOT NULL,
        app_user BIGINT NOT NULL REFERENCES app_user (id), address VARCHAR(45) NOT NULL, uploaded_at BIGINT NOT NULL,
        form VARCHAR(40) NOT NULL, digest VARCHAR(64) NOT NULL, file VARCHAR(40) NOT NULL, name VARCHAR(200) NOT NULL,
        state VARCHAR(8) NOT NULL, tries INTEGER NOT NULL, until_at BIGINT NOT NULL,
        refusal VARCHAR(20) NOT NULL, place VARCHAR(200) NOT NULL, cells INTEGER NOT NULL, checked INTEGER NOT NULL,
        mistakes INTEGER NOT NULL, written INTEGER NOT NULL, version INTEGER NOT NULL,
        CONSTRAINT workbook_form_unique UNIQUE (contract, app_user, form, digest),
        CONSTRAINT workbook_state_known CHECK (state IN ('waiting', 'checking', 'done', 'refused')))""",
    "CREATE INDEX workbook_under_way ON workbook (until_at, id) WHERE state IN ('waiting', 'checking')",
    "CREATE INDEX workbook_person ON workbook (app_user, id)",
    "CREATE INDEX workbook_uploaded ON workbook (uploaded_at, id)",
    """CREATE TABLE workbook_mistake (
        id {pk}, workbook BIGINT NOT NULL REFERENCES workbook (id), line INTEGER NOT NULL, cell VARCHAR(12) NOT NULL,
        serial VARCHAR(40) NOT NULL, typed VARCHAR(40) NOT NULL, kind VARCHAR(30) NOT NULL, bound VARCHAR(40) NOT NULL,
        found VARCHAR(40) NOT NULL, channel VARCHAR(2) NOT NULL, fraction_digits INTEGER NOT NULL,
        CONSTRAINT workbook_mistake_unique UNIQUE (workbook, line))""",
)
