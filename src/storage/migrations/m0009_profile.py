"""The account in full: a telephone, letters that are not wanted, a change of the address that both mailboxes confirm,
consents that are withdrawn and given again, and the end of an account.

`silenced` holds the kinds of letters that are not sent, `stamp` is what the links of a change are bound to. An account
with `erase_at` is erased then, unless its person thinks better of it; of an erased one the row stays, without a name.
"""

STATEMENTS = (
    "ALTER TABLE app_user ADD COLUMN phone VARCHAR(40) NOT NULL DEFAULT ''",
    "ALTER TABLE app_user ADD COLUMN silenced VARCHAR(200) NOT NULL DEFAULT ''",
    "ALTER TABLE app_user ADD COLUMN erase_at BIGINT",
    "ALTER TABLE app_user ADD COLUMN erased_at BIGINT",
    "CREATE INDEX app_user_erase ON app_user (erase_at) WHERE erase_at IS NOT NULL",
    "CREATE INDEX app_user_erased ON app_user (erased_at) WHERE erased_at IS NOT NULL",
    """CREATE TABLE email_change (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), email VARCHAR(254) NOT NULL,
        email_folded VARCHAR(254) NOT NULL, stamp VARCHAR(16) NOT NULL, asked_at BIGINT NOT NULL, old_at BIGINT,
        new_at BIGINT, CONSTRAINT email_change_unique UNIQUE (app_user))""",
    "CREATE INDEX email_change_asked ON email_change (asked_at)",
    "ALTER TABLE outbox ADD COLUMN unsubscribe VARCHAR(600) NOT NULL DEFAULT ''",
    "CREATE INDEX outbox_recipient ON outbox (recipient)",
    "ALTER TABLE consent RENAME TO consent_once",
    """CREATE TABLE consent (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), kind VARCHAR(40) NOT NULL,
        version VARCHAR(20) NOT NULL, given_at BIGINT NOT NULL, address VARCHAR(45) NOT NULL, withdrawn_at BIGINT)""",
    """INSERT INTO consent (app_user, kind, version, given_at, address, withdrawn_at)
        SELECT app_user, kind, version, given_at, address, NULL FROM consent_once ORDER BY id""",
    "DROP TABLE consent_once",
    "CREATE UNIQUE INDEX consent_in_force ON consent (app_user, kind, version) WHERE withdrawn_at IS NULL",
    "CREATE INDEX consent_person ON consent (app_user, id)",
)
