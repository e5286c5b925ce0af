"""The second factor: an application with codes, passkeys, recovery codes; sign-ins that wait for it.

`app_user.second_factor` tells whether the person has any, so that no page asks more of the base; `session.second_at`
when it was given. `half_signed` holds whoever has shown the password and nothing more yet.
"""

STATEMENTS = (
    "ALTER TABLE app_user ADD COLUMN second_factor BOOLEAN NOT NULL DEFAULT FALSE",
    "ALTER TABLE session ADD COLUMN second_at BIGINT",
    "ALTER TABLE contract ADD COLUMN second_factor BOOLEAN NOT NULL DEFAULT FALSE",
    """CREATE TABLE authenticator (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), seed VARCHAR(300) NOT NULL, last_step BIGINT NOT NULL,
        added_at BIGINT NOT NULL, CONSTRAINT authenticator_unique UNIQUE (app_user))""",
    """CREATE TABLE passkey (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), credential VARCHAR(1400) {c} NOT NULL,
        public_key TEXT NOT NULL, signs BIGINT NOT NULL, name VARCHAR(60) NOT NULL, transports VARCHAR(100) NOT NULL,
        added_at BIGINT NOT NULL, used_at BIGINT, CONSTRAINT passkey_credential_unique UNIQUE (credential))""",
    "CREATE INDEX passkey_person ON passkey (app_user, id)",
    """CREATE TABLE recovery_code (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), place INTEGER NOT NULL, hash VARCHAR(200) NOT NULL,
        used_at BIGINT, CONSTRAINT recovery_code_unique UNIQUE (app_user, place))""",
    """CREATE TABLE half_signed (
        id {pk}, token_hash VARCHAR(64) NOT NULL, app_user BIGINT NOT NULL REFERENCES app_user (id),
        event VARCHAR(40) NOT NULL, remembered BOOLEAN NOT NULL, tries INTEGER NOT NULL, created_at BIGINT NOT NULL,
        until_at BIGINT NOT NULL, going VARCHAR(500) NOT NULL, kept TEXT NOT NULL,
        CONSTRAINT half_signed_token_unique UNIQUE (token_hash))""",
    "CREATE INDEX half_signed_person ON half_signed (app_user)",
    "CREATE INDEX half_signed_until ON half_signed (until_at)",
)
