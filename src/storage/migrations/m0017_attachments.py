"""Files that clients join to what they send: of a contract and a thing of it, whatever its table.

Bytes lie in the files' gateway under `file`; `digest` is of what was brought, so that the same file again is no other one.
"""

STATEMENTS = (
    """CREATE TABLE attachment (
        id {pk}, contract BIGINT NOT NULL REFERENCES contract (id), thing VARCHAR(20) NOT NULL, subject BIGINT NOT NULL,
        name VARCHAR(130) NOT NULL, kind VARCHAR(5) NOT NULL, file VARCHAR(120) NOT NULL, size BIGINT NOT NULL,
        digest VARCHAR(64) NOT NULL, app_user BIGINT REFERENCES app_user (id), added_at BIGINT NOT NULL,
        CONSTRAINT attachment_file_unique UNIQUE (file),
        CONSTRAINT attachment_once UNIQUE (contract, thing, subject, digest))""",
    "CREATE INDEX attachment_of ON attachment (contract, thing, subject, id)",
)
