"""Photos of meters: of a contract, a register and a period, and, once sent, of a reading.

Bytes lie in the files' gateway under `file` and `small`; `digest` is of what was brought, so that the same picture
again is no other one.
"""

STATEMENTS = (
    """CREATE TABLE photo (
        id {pk}, contract BIGINT NOT NULL REFERENCES contract (id), register BIGINT NOT NULL REFERENCES register (id),
        as_of BIGINT NOT NULL, reading BIGINT REFERENCES reading (id), file VARCHAR(120) NOT NULL,
        small VARCHAR(120) NOT NULL, digest VARCHAR(64) NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
        app_user BIGINT NOT NULL REFERENCES app_user (id), added_at BIGINT NOT NULL,
        CONSTRAINT photo_file_unique UNIQUE (file), CONSTRAINT photo_small_unique UNIQUE (small))""",
    "CREATE INDEX photo_register ON photo (contract, register, as_of)",
    "CREATE INDEX photo_waiting ON photo (contract, as_of) WHERE reading IS NULL",
    "CREATE INDEX photo_reading ON photo (reading) WHERE reading IS NOT NULL",
    "CREATE INDEX photo_person ON photo (app_user, added_at)",
)
