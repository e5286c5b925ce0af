"""Access is managed: a version that a form was shown with, whether an end has been acted on, and the order of names.

`person_key` is filled in by the worker where it is empty (storage/members/names.py).
"""

STATEMENTS = (
    "ALTER TABLE membership ADD COLUMN version INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE membership ADD COLUMN ended BOOLEAN NOT NULL DEFAULT FALSE",
    "ALTER TABLE membership ADD COLUMN person_key VARCHAR(600) {c} NOT NULL DEFAULT ''",
    "DROP INDEX membership_contract",
    "CREATE INDEX membership_contract ON membership (contract, person_key, id)",
    "CREATE INDEX membership_unnamed ON membership (app_user) WHERE person_key = ''",
    "CREATE INDEX membership_ending ON membership (until_at, id) WHERE until_at IS NOT NULL AND ended = FALSE",
)
